"""Compiling: a shapes graph becomes a plan, by an ordered tuple of named passes."""

from engine.compile.passes import PASSES, compile_shapes

__all__ = ["PASSES", "compile_shapes"]
