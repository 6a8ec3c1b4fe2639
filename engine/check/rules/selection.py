"""Every declared selection step has a rule, and every rule is declared (EDN-013)."""

from __future__ import annotations

from collections.abc import Iterator

from engine.build.select import STEPS
from engine.check.problem import Checked, Problem


def problems(checked: Checked) -> Iterator[Problem]:
    """Steps that would not be taken."""
    for name in sorted(set(STEPS) ^ set(checked.edition.selection)):
        yield Problem("EDN-013", "error", checked.edition.name, name)
