"""Grades descend without a gap: half-open bands, the last without an edge, so that every score has one (EDN-012)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from engine.check.problem import Checked, Problem


def problems(checked: Checked) -> Iterator[Problem]:
    """Scales that leave a score without a grade or give it two."""
    scale = list(checked.edition.grades.values())
    if not scale or scale[-1].lower_edge is not None:
        yield Problem("EDN-012", "error", checked.edition.name, "-")
    edges = [grade.lower_edge for grade in scale[:-1]]
    falling = all(one is not None and other is not None and one > other for one, other in pairwise(edges))
    if None in edges or not falling or len({grade.order for grade in scale}) != len(scale):
        yield Problem("EDN-012", "error", checked.edition.name, ", ".join(map(str, edges)))
