"""A slot serves items and shapes of one direction only, that of its indicator (EDN-011)."""

from __future__ import annotations

from collections.abc import Iterator

from engine.check.problem import Checked, Problem
from engine.model.edition import Bands, Deduction, Slot
from engine.model.world import Direction


def problems(checked: Checked) -> Iterator[Problem]:
    """Slots that are pulled both ways."""
    for slot in checked.edition.slots.values():
        wanted = {one for one in (*_shape(checked, slot), *_items(checked, slot), *_indicator(checked, slot))}
        if len(wanted) > 1:
            yield Problem("EDN-011", "error", slot.slug, ", ".join(sorted(wanted)))


def _indicator(checked: Checked, slot: Slot) -> Iterator[Direction]:
    indicator = checked.world.indicators.get(slot.indicator or "")
    if indicator is not None:
        yield indicator.direction


def _shape(checked: Checked, slot: Slot) -> Iterator[Direction]:
    shape = checked.shapes.by_slot.get(slot.slug)
    for part in shape.properties if shape else ():
        for name, value in part.constraints:
            if part.path in ("value", "rating") and name.startswith(("minIn", "minEx")):
                yield Direction.HIGHER
            elif part.path == "value" and (name.startswith(("maxIn", "maxEx")) or value == "target"):
                yield Direction.LOWER
            elif part.path == "target" and value == "value":
                yield Direction.HIGHER


def _items(checked: Checked, slot: Slot) -> Iterator[Direction]:
    for item in checked.edition.items.values():
        method = item.method
        if isinstance(method, Bands) and method.slot == slot.slug:
            yield Direction.LOWER if method.upper else Direction.HIGHER
        elif isinstance(method, Deduction) and method.slot == slot.slug:
            below = checked.edition.parameters[method.parameter].constraint.startswith("min")
            yield Direction.HIGHER if below else Direction.LOWER
