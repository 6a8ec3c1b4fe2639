"""Grading: scores, vetoes and key items become the set of grades that some completion reaches.

Since scoring: what items, vetoes and key items share has been put together, so that the set is joint and exact.
"""

from engine.grade.grade import grade

__all__ = ["grade"]
