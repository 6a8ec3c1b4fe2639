"""Explaining: scores and grades become a ledger that adds up, causes down to file and cell, and what to deliver first.

Since grading: every point has been given the clause, the premises and the evidence behind it.
"""

from engine.explain.explain import explain

__all__ = ["explain"]
