"""A permission (可) is never scored (EDN-007)."""

from __future__ import annotations

from collections.abc import Iterator

from engine.check.problem import Checked, Problem
from engine.model.edition import ProvisionType


def problems(checked: Checked) -> Iterator[Problem]:
    """Requirements that rest on a permission."""
    provisions = checked.edition.provisions
    for one in checked.edition.requirements.values():
        for name in one.provisions:
            if name in provisions and provisions[name].type is ProvisionType.PERMISSION:
                yield Problem("EDN-007", "error", one.slug, name)
