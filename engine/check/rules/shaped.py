"""Every leaf has a shape for each slot or says why not; every shape stands for a slot of its leaf (EDN-004)."""

from __future__ import annotations

from collections.abc import Iterator

from engine.check.problem import Checked, Problem


def problems(checked: Checked) -> Iterator[Problem]:
    """Slots without shapes, and shapes without slots."""
    edition, by_slot = checked.edition, checked.shapes.by_slot
    for one in edition.requirements.values():
        if not one.is_leaf:
            continue
        unshaped = [slot for slot in one.slots if slot not in by_slot]
        if one.unchecked is None and (unshaped or not one.slots):
            yield Problem("EDN-004", "error", one.slug, ", ".join(unshaped) or "-")
        if one.unchecked is not None and len(unshaped) != len(one.slots):
            yield Problem("EDN-004", "error", one.slug, "cg:notCheckable")
    for slot, shape in by_slot.items():
        if slot not in edition.slots or edition.slots[slot].requirement != shape.requirement:
            yield Problem("EDN-004", "error", shape.slug, slot)
