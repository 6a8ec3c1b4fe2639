"""A change applied: an edition and its shapes become the edition and shapes that would be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import singledispatch
from itertools import pairwise
from typing import TypeVar

from engine.errors import UsageError, nearest
from engine.exact import decimal_text
from engine.fast.premises import shape_term
from engine.model.change import BandEdge, Change, ClauseOff, GradeEdge, ItemPoints, Threshold, VetoCap, Window
from engine.model.edition import Band, Bands, Edition, Levels, Method, Parameter, ScoreItem, Slot, SlotKind
from engine.model.shape import Shapes, SlotShape
from engine.model.world import World

T = TypeVar("T")
Pair = tuple[Edition, Shapes]
SHACL = "http://www.w3.org/ns/shacl#"
DECIMAL = "http://www.w3.org/2001/XMLSchema#decimal"


def changed(edition: Edition, shapes: Shapes, changes: Sequence[Change]) -> Pair:
    """Edition and shapes after all changes, in their order.

    Raises: UsageError IMP-001 for a name that the edition does not have, IMP-002 for a value that makes no sense there.
    """
    for change in changes:
        edition, shapes = apply(change, edition, shapes)
    return edition, shapes


def check_ranges(edition: Edition, shapes: Shapes, world: World, changes: Sequence[Change]) -> None:
    """That every new limit and edge is one that the values compared with it can have, where their range is stated.

    Raises: UsageError IMP-002 with the range.
    """
    for change in changes:
        match change:
            case Threshold(name, value):
                slots = [slot for slot, shape in shapes.by_slot.items() if _home(shape, edition.parameters[name])]
            case BandEdge(name, _, value):
                method = edition.items[name].method
                slots = [method.slot] if isinstance(method, Bands) else []
            case _:
                continue
        for low, high in filter(None, (stated_range(edition.slots[slot], world) for slot in slots)):
            if not low <= value <= high:
                wanted = f"{decimal_text(low)} … {decimal_text(high)}"
                raise UsageError.of("IMP-002", name, decimal_text(value), wanted=wanted)


def stated_range(slot: Slot, world: World) -> tuple[Fraction, Fraction] | None:
    """The range that the values of a quantity or a judgement are stated to have; None for the other kinds."""
    match slot.kind:
        case SlotKind.QUANTITY:
            indicator = world.indicators[slot.indicator or ""]
            return indicator.low, indicator.high
        case SlotKind.JUDGEMENT:
            return Fraction(0), slot.rating_high
        case _:
            return None


@singledispatch
def apply(change: Change, edition: Edition, shapes: Shapes) -> Pair:
    """One change applied."""
    raise AssertionError(change)


@apply.register
def _(change: Threshold, edition: Edition, shapes: Shapes) -> Pair:
    old = named(edition.parameters, change.parameter, edition.name)
    new = replace(old, value=change.value)
    items = {slug: _with_limit(item, change) for slug, item in edition.items.items()}
    parameters = {**edition.parameters, old.slug: new}
    return replace(edition, parameters=parameters, items=items), with_limit(shapes, old, change.value)


def _with_limit(item: ScoreItem, change: Threshold) -> ScoreItem:
    if not isinstance(item.method, Bands):
        return item
    bands = tuple(
        replace(band, edge=change.value) if band.parameter == change.parameter else band for band in item.method.bands
    )
    return replace(item, method=replace(item.method, bands=bands))


def with_limit(shapes: Shapes, parameter: Parameter, value: Fraction) -> Shapes:
    """The shapes with another limit in the one place where the parameter has its home."""
    by_slot = {slot: _shape_with(shape, parameter, value) for slot, shape in shapes.by_slot.items()}
    subject = f"{shape_term(shapes.edition, parameter.shape)} <{SHACL}{parameter.constraint}> "
    said = f'{subject}"{decimal_text(value)}"^^<{DECIMAL}> .'
    lines = (said if line.startswith(subject) else line for line in shapes.ntriples.split("\n"))
    return replace(shapes, by_slot=by_slot, ntriples="\n".join(lines), digest="")


def _shape_with(shape: SlotShape, parameter: Parameter, value: Fraction) -> SlotShape:
    if not _home(shape, parameter):
        return shape
    parts = tuple(
        replace(part, constraints=_limits(part.constraints, parameter, value)) if part.slug == parameter.shape else part
        for part in shape.properties
    )
    return replace(shape, properties=parts)


def _home(shape: SlotShape, parameter: Parameter) -> bool:
    return any(part.slug == parameter.shape for part in shape.properties)


def _limits(
    constraints: tuple[tuple[str, str], ...], parameter: Parameter, value: Fraction
) -> tuple[tuple[str, str], ...]:
    return tuple((name, decimal_text(value) if name == parameter.constraint else was) for name, was in constraints)


@apply.register
def _(change: ItemPoints, edition: Edition, shapes: Shapes) -> Pair:
    item = named(edition.items, change.item, edition.name)
    if change.points <= 0:
        raise UsageError.of("IMP-002", change.item, decimal_text(change.points), wanted="> 0")
    new = replace(item, points=change.points, method=_in_proportion(item.method, change.points / item.points))
    return replace(edition, items={**edition.items, item.slug: new}), shapes


def _in_proportion(method: Method, factor: Fraction) -> Method:
    if not isinstance(method, Bands | Levels):
        return method
    return replace(method, bands=tuple(replace(band, points=band.points * factor) for band in method.bands))


@apply.register
def _(change: BandEdge, edition: Edition, shapes: Shapes) -> Pair:
    item = named(edition.items, change.item, edition.name)
    bands: tuple[Band, ...] = item.method.bands if isinstance(item.method, Bands) else ()
    if not 1 <= change.band <= len(bands):
        raise UsageError.of("IMP-002", f"{change.item} band", str(change.band), wanted=f"1 … {len(bands)}")
    edges = [change.edge if place == change.band else band.edge or Fraction(0) for place, band in enumerate(bands, 1)]
    if sorted(edges) != edges and sorted(edges, reverse=True) != edges:
        raise UsageError.of("IMP-002", f"{change.item} band", decimal_text(change.edge), wanted="in order")
    moved = tuple(
        replace(band, edge=change.edge, parameter=None) if place == change.band else band
        for place, band in enumerate(bands, 1)
    )
    assert isinstance(item.method, Bands)
    new = replace(item, method=replace(item.method, bands=moved))
    return replace(edition, items={**edition.items, item.slug: new}), shapes


@apply.register
def _(change: GradeEdge, edition: Edition, shapes: Shapes) -> Pair:
    grade = named(edition.grades, change.grade, edition.name)
    if grade.lower_edge is None:
        raise UsageError.of("IMP-002", change.grade, decimal_text(change.edge), wanted="-")
    grades = {**edition.grades, grade.slug: replace(grade, lower_edge=change.edge)}
    edges = [one.lower_edge for one in grades.values() if one.lower_edge is not None]
    if any(first <= second for first, second in pairwise(edges)):
        raise UsageError.of("IMP-002", change.grade, decimal_text(change.edge), wanted="in order")
    return replace(edition, grades=grades), shapes


@apply.register
def _(change: VetoCap, edition: Edition, shapes: Shapes) -> Pair:
    veto = named(edition.vetoes, change.veto, edition.name)
    if change.at_most is None:
        rest = {slug: one for slug, one in edition.vetoes.items() if slug != veto.slug}
        return replace(edition, vetoes=rest), shapes
    grade = named(edition.grades, change.at_most, edition.name)
    return replace(edition, vetoes={**edition.vetoes, veto.slug: replace(veto, at_most=grade.slug)}), shapes


@apply.register
def _(change: Window, edition: Edition, shapes: Shapes) -> Pair:
    slot = named(edition.slots, change.slot, edition.name)
    if change.years < 1:
        raise UsageError.of("IMP-002", change.slot, str(change.years), wanted=">= 1")
    return replace(edition, slots={**edition.slots, slot.slug: replace(slot, window=change.years)}), shapes


@apply.register
def _(change: ClauseOff, edition: Edition, shapes: Shapes) -> Pair:
    """The edition stays as it is: what has no object stands in the cases (`slots_off`)."""
    named(edition.clauses, change.clause, edition.name)
    return edition, shapes


def slots_off(edition: Edition, changes: Sequence[Change]) -> frozenset[str]:
    """The slots of all leaves at or below the clauses that are switched off."""
    off = {change.clause for change in changes if isinstance(change, ClauseOff)}
    return frozenset(
        slot
        for requirement in edition.requirements.values()
        if not off.isdisjoint(edition.clause_and_above(requirement.clause))
        for slot in requirement.slots
    )


def named(known: Mapping[str, T], slug: str, edition: str) -> T:
    """The thing of a name. Raises: UsageError IMP-001 with the nearest name."""
    if slug not in known:
        raise UsageError.of("IMP-001", edition, slug, nearest=nearest(slug, known))
    return known[slug]
