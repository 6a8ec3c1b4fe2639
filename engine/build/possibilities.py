"""How each premise can turn out: one way when it is known, else every way that its state leaves open.

A number that is open is cut at every limit that a shape or a score item compares it with, so that verdict and points
stand for a whole piece.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from engine.exact import Span
from engine.model.case import Case, Premise, Reading, State
from engine.model.edition import Bands, Deduction, Edition, Levels, PerEvent, ScoreItem, Slot, SlotKind, Step
from engine.model.finding import Outcome, Possibility
from engine.model.shape import Shapes
from engine.model.world import World

Possible = dict[tuple[str, int], tuple[Possibility, ...]]
ABSENT = Possibility(None, None, Outcome.FAILED)
NO_OBJECT = Possibility(None, None, Outcome.INAPPLICABLE)
UNSETTLED = frozenset({"target-not-due"})
DISPUTED = "object-disputed"


def possibilities(case: Case, edition: Edition, shapes: Shapes, world: World) -> Possible:
    """Every premise's possibilities by (slot, year).

    Unknowns: a missing premise may stay absent or take any declared value; closed, only absent is left, but for events.
    """
    scale = Scale(edition, shapes, world)
    return {key: scale.of(premise, case.closed) for key, premise in case.premises.items()}


def mended(case: Case, edition: Edition, shapes: Shapes, world: World) -> Possible:
    """What each premise could be if it were delivered anew: every declared value, for “what would give points back”."""
    scale = Scale(edition, shapes, world)
    return {key: scale.declared(premise) for key, premise in case.premises.items()}


class Scale:
    """The limits of every slot, found once for an edition."""

    def __init__(self, edition: Edition, shapes: Shapes, world: World) -> None:
        self.edition, self.shapes, self.world = edition, shapes, world
        self.readers: dict[str, list[ScoreItem]] = {}
        for item in edition.items.values():
            slot = getattr(item.method, "slot", None)
            if slot is not None:
                self.readers.setdefault(slot, []).append(item)
        self.known: dict[tuple[str, Fraction | None], tuple[Possibility, ...]] = {}

    def of(self, premise: Premise, closed: bool) -> tuple[Possibility, ...]:
        """The possibilities of one premise."""
        match premise.state:
            case State.KNOWN:
                assert premise.known is not None
                return (Possibility(premise.known, point_of(premise.known)),)
            case State.NO_OBJECT:
                return (NO_OBJECT,)
            case State.MISSING if closed and premise.kind is not SlotKind.EVENT:
                return (ABSENT,)
            case State.MISSING:
                return (ABSENT, *self.declared(premise))
            case State.UNDECIDED:
                return self.undecided(premise)

    def undecided(self, premise: Premise) -> tuple[Possibility, ...]:
        """The alternatives of an undecided premise; with an unsettled target each is met or not.

        Where a value stands beside an accepted no-object statement, that there is no object is one of them.
        """
        found = self.alternatives(premise)
        if unsettled(premise):
            both = (Outcome.PASSED, Outcome.FAILED)
            found = tuple(replace(one, forced=one.forced or forced) for one in found for forced in both)
        return (*found, NO_OBJECT) if premise.reason == DISPUTED else found

    def alternatives(self, premise: Premise) -> tuple[Possibility, ...]:
        """The values that an undecided premise may have; absent too where what was delivered may yet fall away."""
        if premise.documents:
            found = tuple(Possibility(reading) for reading in premise.documents)
            return found if premise.known is not None else (ABSENT, *found)
        if premise.reason == "too-few-ratings":
            return self.declared(premise)
        if premise.ranges:
            return tuple(one for span in premise.ranges for one in self.pieces(premise, span))
        if unsettled(premise) and premise.known is not None:
            return (Possibility(premise.known, point_of(premise.known)),)
        return (ABSENT, *self.declared(premise))

    def declared(self, premise: Premise) -> tuple[Possibility, ...]:
        """Every value that the slot's declared range holds, against the premise's target."""
        key = (premise.slot, _settled_target(premise))
        if key not in self.known:
            self.known[key] = self._declared(premise, self.edition.slots[premise.slot])
        return self.known[key]

    def _declared(self, premise: Premise, slot: Slot) -> tuple[Possibility, ...]:
        match slot.kind:
            case SlotKind.DOCUMENT:
                levels = (None, *self.levels(slot.slug))
                return tuple(Possibility(Reading(slot.slug, document="delivered", level=level)) for level in levels)
            case SlotKind.EVENT:
                counts = range(self.most_events(slot.slug) + 1)
                return tuple(Possibility(Reading(slot.slug, count=n), Span.point(n)) for n in counts)
            case SlotKind.JUDGEMENT:
                return self.pieces(premise, Span(Fraction(0), slot.rating_high))
            case SlotKind.QUANTITY:
                indicator = self.world.indicators[slot.indicator or ""]
                return self.pieces(premise, Span(indicator.low, indicator.high))

    def pieces(self, premise: Premise, span: Span) -> tuple[Possibility, ...]:
        """A span cut at the limits: its ends, each limit inside, and the open intervals between neighbours."""
        target = _settled_target(premise)
        limits = {*self.limits(premise.slot), *(() if target is None else (target,))}
        cuts = [span.low, *sorted(limit for limit in limits if span.low < limit < span.high), span.high]
        spans = [] if span.low_open and not span.is_point else [Span.point(span.low)]
        for low, high in pairwise(cuts):
            if low < high:
                spans += [Span(low, high, True, True), Span.point(high)]
        if span.high_open and not span.is_point:
            spans.pop()
        return tuple(Possibility(_reading(premise, one.middle(), target), one) for one in spans)

    def limits(self, slot: str) -> tuple[Fraction, ...]:
        """Every number that a shape or a score item compares the slot with."""
        shape = self.shapes.by_slot.get(slot)
        found = set(shape.limits() if shape else ())
        for item in self.readers.get(slot, ()):
            found |= set(_item_limits(item, self.edition))
        return tuple(sorted(found))

    def most_events(self, slot: str) -> int:
        """The count from which more events change nothing: every floor reached, every limit passed, at least one."""
        counts = [1]
        shape = self.shapes.by_slot.get(slot)
        counts += [int(limit) + 1 for limit in (shape.limits() if shape else ())]
        for item in self.readers.get(slot, ()):
            if isinstance(item.method, PerEvent):
                counts.append(-int(-(item.points - item.method.floor) // item.method.event_points))
        return max(counts)

    def levels(self, slot: str) -> tuple[str, ...]:
        """The document levels that a score item or the shape tells apart."""
        found = [
            band.level
            for item in self.readers.get(slot, ())
            if isinstance(item.method, Levels)
            for band in item.method.bands
        ]
        shape = self.shapes.by_slot.get(slot)
        for part in shape.properties if shape else ():
            found += [
                value.rsplit("/", 1)[-1]
                for name, value in part.constraints
                if part.path == "level" and name == "hasValue"
            ]
        return tuple(dict.fromkeys(level for level in found if level))


def unsettled(premise: Premise) -> bool:
    """Whether an undecided premise waits for its target, so that both outcomes are possible whatever its value."""
    target = premise.target
    no_target = target is not None and not target.settled
    early = target is not None and target.early and premise.reason == DISPUTED
    return premise.state is State.UNDECIDED and (no_target or early or premise.reason in UNSETTLED)


def _settled_target(premise: Premise) -> Fraction | None:
    return premise.target.value if premise.target is not None and premise.target.settled else None


def point_of(reading: Reading) -> Span | None:
    """The number of a reading as a span; None for a document."""
    numbers = (reading.value, reading.count, reading.rating)
    return next((Span.point(number) for number in numbers if number is not None), None)


def _reading(premise: Premise, value: Fraction, target: Fraction | None) -> Reading:
    match premise.kind:
        case SlotKind.EVENT:
            return Reading(premise.slot, count=int(value))
        case SlotKind.JUDGEMENT:
            return Reading(premise.slot, rating=value)
        case _:
            return Reading(premise.slot, value=value, target=target)


def _item_limits(item: ScoreItem, edition: Edition) -> Sequence[Fraction]:
    match item.method:
        case Bands(bands=bands):
            return [band.edge for band in bands if band.edge is not None]
        case Deduction() as method:
            return _deduction_limits(item, method, edition)
        case _:
            return ()


def _deduction_limits(item: ScoreItem, method: Deduction, edition: Edition) -> Sequence[Fraction]:
    """The threshold and every step from it to where the floor is reached."""
    parameter = edition.parameters[method.parameter]
    units = (item.points - method.floor) / method.unit_points
    sign = -1 if parameter.constraint.startswith("min") else 1
    steps: Sequence[Fraction] = [Fraction(n) for n in range(-int(-units // 1) + 1)]
    if method.step is Step.PROPORTIONAL:
        steps = (Fraction(0), units)
    return [parameter.value + sign * step * method.unit for step in steps]


def readings(possible: Mapping[tuple[str, int], tuple[Possibility, ...]]) -> set[Reading]:
    """The readings that a shape must be asked about."""
    return {
        one.reading for found in possible.values() for one in found if one.reading is not None and one.forced is None
    }
