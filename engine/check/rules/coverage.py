"""Every leaf that speaks to the applicant is scored by exactly one item, and no other leaf is (EDN-008)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from engine.check.problem import Checked, Problem


def problems(checked: Checked) -> Iterator[Problem]:
    """Leaves that no item scores, or two."""
    scored = Counter(leaf for item in checked.edition.items.values() for leaf in _leaves(checked, item.requirement))
    for leaf in checked.leaves():
        if scored[leaf.slug] != 1:
            yield Problem("EDN-008", "error", leaf.slug, str(scored[leaf.slug]))
    known = {leaf.slug for leaf in checked.leaves()}
    for slug in scored:
        if slug not in known:
            yield Problem("EDN-008", "error", slug, "evaluatingBody")


def _leaves(checked: Checked, slug: str) -> Iterator[str]:
    found = checked.edition.requirements[slug]
    if found.is_leaf:
        yield slug
    for member in found.members:
        yield from _leaves(checked, member)
