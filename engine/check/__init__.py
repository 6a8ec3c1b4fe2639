"""Checking an edition: every rule in a file of its own, every problem with its place and its level."""

from engine.check.assumptions import Assumption, assumptions
from engine.check.check import Problem, check
from engine.check.reasoner import reason

__all__ = ["Assumption", "Problem", "assumptions", "check", "reason"]
