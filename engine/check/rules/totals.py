"""The base items add up to the total, the bonus items at least to their cap (EDN-009)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from engine.check.problem import Checked, Problem
from engine.exact import decimal_text


def problems(checked: Checked) -> Iterator[Problem]:
    """Sums that differ from what the edition states."""
    edition = checked.edition
    base = sum((item.points for item in edition.items.values() if not item.bonus), Fraction(0))
    bonus = sum((item.points for item in edition.items.values() if item.bonus), Fraction(0))
    if base != edition.total:
        yield Problem("EDN-009", "error", edition.name, decimal_text(base))
    if bonus < (edition.bonus_cap or 0):
        yield Problem("EDN-009", "error", edition.name, decimal_text(bonus))
