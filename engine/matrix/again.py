"""Grading again after a change: only what hangs on what changed is reckoned anew."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import reduce

import numpy as np
import numpy.typing as npt

from engine.build.possibilities import Scale
from engine.fast.premises import shape_term
from engine.grade.options import parts
from engine.matrix.contents import Matrix
from engine.matrix.exact import Exact, aligned, kinds_of
from engine.matrix.graded import Graded, columns_of_requirements
from engine.matrix.grades import Known, grades
from engine.matrix.outcomes import in_order
from engine.matrix.points import ItemPoints, item_column
from engine.matrix.totals import totals
from engine.matrix.verdicts import slot_verdicts
from engine.model.edition import Deduction, Edition, ScoreItem
from engine.model.shape import Shapes
from engine.model.world import World
from engine.score.points import read_by

Bools = npt.NDArray[np.bool_]


def grade_again(matrix: Matrix, before: Graded, edition: Edition, shapes: Shapes, world: World) -> Graded:
    """All cases under another edition or with other contents; equal to `grade_all`, sooner.

    `matrix` holds the cases of `before`, in their order; its contents may be others.
    """
    slots = _changed_slots(matrix, before, edition, shapes, world)
    fresh = slot_verdicts(matrix, slots, Scale(edition, shapes, world), part_of(shapes, frozenset(slots)))
    verdicts = {slot: fresh[slot] if slot in fresh else before.verdicts[slot] for slot in edition.slots}
    touched = _touched(before.edition, edition, slots)
    kept = [
        {slug: one for slug, one in found.items() if slug not in touched} for found in (before.outcomes, before.chances)
    ]
    outcomes, chances = columns_of_requirements(edition, verdicts, len(matrix), (kept[0], kept[1]))
    items = {
        slug: before.items[slug]
        if _same(before.edition, edition, item, slots, touched)
        else item_column(edition, item, chances, verdicts)
        for slug, item in edition.items.items()
    }
    summed = totals(edition, items)
    known = None
    if not _other_scale(before.edition, edition, slots):
        known = Known(before.grades, ~_moved(before.items, items, len(matrix)))
    found = grades(matrix, edition, verdicts, items, summed, known)
    return Graded(edition, shapes, verdicts, outcomes, chances, items, summed, found)


def _changed_slots(matrix: Matrix, before: Graded, edition: Edition, shapes: Shapes, world: World) -> list[str]:
    """The slots whose contents, shape, or cuts of open values are others than before."""
    old, new = Scale(before.edition, before.shapes, world), Scale(edition, shapes, world)
    return [
        slot
        for slot in edition.slots
        if matrix.contents[slot] is not before.verdicts[slot].contents
        or before.edition.slots[slot] != edition.slots[slot]
        or before.shapes.by_slot.get(slot) != shapes.by_slot.get(slot)
        or _cuts(old, slot) != _cuts(new, slot)
    ]


def _cuts(scale: Scale, slot: str) -> tuple[object, ...]:
    return scale.limits(slot), scale.most_events(slot), scale.levels(slot)


def _touched(old: Edition, new: Edition, slots: Collection[str]) -> frozenset[str]:
    """The requirements that are others than before, or stand above a slot or requirement that is."""
    found: set[str] = set()
    changed = set(slots)
    for one in in_order(new):
        below = not changed.isdisjoint(one.slots) or not found.isdisjoint(one.members)
        if below or old.requirements.get(one.slug) != one:
            found.add(one.slug)
    return frozenset(found)


def _same(old: Edition, new: Edition, item: ScoreItem, slots: Collection[str], touched: frozenset[str]) -> bool:
    """Whether an item's own points cannot have changed."""
    method = item.method
    limit = method.parameter if isinstance(method, Deduction) else None
    return (
        old.items.get(item.slug) == item
        and getattr(method, "slot", None) not in slots
        and touched.isdisjoint(read_by(new, item))
        and (limit is None or old.parameters[limit] == new.parameters[limit])
    )


def _other_scale(old: Edition, new: Edition, slots: Collection[str]) -> bool:
    """Whether more than the points of items has changed of what a set of grades hangs on."""
    joint = {slot for part in parts(new) for slot in part.shared} | {veto.slot for veto in new.vetoes.values()}
    scales = [
        (
            one.grades,
            one.vetoes,
            one.key_items,
            one.policies,
            one.bonus_cap,
            [item.points for item in one.items.values()],
        )
        for one in (old, new)
    ]
    return scales[0] != scales[1] or not joint.isdisjoint(slots)


def _moved(before: Mapping[str, ItemPoints], after: Mapping[str, ItemPoints], size: int) -> Bools:
    """The cases in which an item has other points."""
    pairs = [(before[slug], one) for slug, one in after.items() if before[slug] is not one]
    return reduce(np.logical_or, (_differs(*pair) for pair in pairs), np.zeros(size, dtype=bool))


def _differs(one: ItemPoints, other: ItemPoints) -> Bools:
    ends = unequal(one.low, other.low) | unequal(one.high, other.high)
    rows = np.stack([one.spans, other.spans], axis=1)
    first, at = kinds_of(rows)
    spans = [_kind(one, a) != _kind(other, b) for a, b in rows[first]]
    found: Bools = (one.applicable != other.applicable) | ends | np.array(spans, dtype=bool)[at]
    return found


def _kind(points: ItemPoints, place: int) -> object:
    return points.kinds[place] if place >= 0 else None


def unequal(one: Exact, other: Exact) -> Bools:
    """Where two columns differ."""
    (first, second), _ = aligned((one, other))
    found: Bools = np.asarray(first != second, dtype=bool)
    return found


def part_of(shapes: Shapes, slots: frozenset[str]) -> Shapes:
    """The shapes of these slots alone."""
    kept = {slot: shape for slot, shape in shapes.by_slot.items() if slot in slots}
    slugs = {slug for shape in kept.values() for slug in (shape.slug, *(part.slug for part in shape.properties))}
    terms = {shape_term(shapes.edition, slug) for slug in slugs}
    lines = (line for line in shapes.ntriples.split("\n") if line.partition(" ")[0] in terms)
    return replace(shapes, by_slot=kept, ntriples="\n".join(lines), digest="")
