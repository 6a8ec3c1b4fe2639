"""Requirement trees: members once each, no cycle, a number with atLeast (EDN-003)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from engine.check.problem import Checked, Problem
from engine.model.edition import Logic


def problems(checked: Checked) -> Iterator[Problem]:
    """Trees that cannot be judged."""
    requirements = checked.edition.requirements
    used = Counter(member for one in requirements.values() for member in one.members)
    for slug, times in used.items():
        if times > 1:
            yield Problem("EDN-003", "error", slug, str(times))
    for one in requirements.values():
        if one.logic is Logic.AT_LEAST and (one.least is None or not 0 < one.least <= len(one.members)):
            yield Problem("EDN-003", "error", one.slug, f"least {one.least}")
        if (one.logic is None) != (not one.members) or (one.logic is not None and one.slots):
            yield Problem("EDN-003", "error", one.slug, "logic / member / slot")
        if _reaches(checked, one.slug, one.slug, set()):
            yield Problem("EDN-003", "error", one.slug, "cycle")


def _reaches(checked: Checked, start: str, wanted: str, seen: set[str]) -> bool:
    for member in checked.edition.requirements[start].members:
        if member == wanted:
            return True
        if member not in seen and member in checked.edition.requirements:
            seen.add(member)
            if _reaches(checked, member, wanted, seen):
                return True
    return False
