"""Bands descend with their edges, the best gives full points; methods read slots of their own requirement (EDN-010)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from engine.check.problem import Checked, Problem
from engine.model.edition import Bands, Comparison, Levels, ScoreItem
from engine.score import leaf_slots


def problems(checked: Checked) -> Iterator[Problem]:
    """Score items whose method cannot give what it says."""
    for item in checked.edition.items.values():
        slot = getattr(item.method, "slot", None)
        if slot is not None and slot not in leaf_slots(checked.edition, item.requirement):
            yield Problem("EDN-010", "error", item.slug, slot)
        if isinstance(item.method, Bands | Levels):
            yield from _bands(checked, item, item.method)


def _bands(checked: Checked, item: ScoreItem, method: Bands | Levels) -> Iterator[Problem]:
    if not method.bands or method.bands[0].points != item.points:
        yield Problem("EDN-010", "error", item.slug, "points")
    if isinstance(method, Levels):
        return
    edges = [band.edge for band in method.bands if band.edge is not None]
    ordered = all(low > high if method.upper is False else low < high for low, high in pairwise(edges))
    falling = all(first.points > second.points for first, second in pairwise(method.bands))
    if not ordered or not falling:
        yield Problem("EDN-010", "error", item.slug, ", ".join(map(str, edges)))
    slot = checked.edition.slots.get(method.slot)
    if slot is not None and slot.comparison is Comparison.ROUNDED:
        digits = slot.limit_digits
        if digits is None or any((edge * 10**digits).denominator != 1 for edge in edges):
            yield Problem("EDN-010", "error", item.slug, f"limitDigits {digits}")
