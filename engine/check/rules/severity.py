"""The severity of a shape is the force of its provision: shall is a violation, should a warning (EDN-005)."""

from __future__ import annotations

from collections.abc import Iterator

from engine.check.problem import Checked, Problem
from engine.model.edition import ProvisionType

FORCE = {ProvisionType.REQUIREMENT: "Violation", ProvisionType.RECOMMENDATION: "Warning"}


def problems(checked: Checked) -> Iterator[Problem]:
    """Shapes whose severity differs from the force of the provisions behind them."""
    edition = checked.edition
    for shape in checked.shapes.by_slot.values():
        leaf = edition.requirements.get(shape.requirement)
        types = (
            {edition.provisions[name].type for name in leaf.provisions if name in edition.provisions} if leaf else set()
        )
        wanted = {FORCE.get(one, "-") for one in types}
        for part in shape.properties:
            if {part.severity} != wanted:
                yield Problem("EDN-005", "error", part.slug, part.severity)
