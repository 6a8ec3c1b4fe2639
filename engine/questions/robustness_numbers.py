"""The numbers of a case that may change: each observation, and each threshold of the edition."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from engine import fast
from engine.build.possibilities import Possible, Scale, readings
from engine.build.quantity import compared, values_of
from engine.build.setting import Known, Setting
from engine.build.targets import against_target
from engine.exact import Span
from engine.grade.options import Option
from engine.matrix.again import part_of
from engine.model.case import Premise, Reading, State
from engine.model.change import Threshold
from engine.model.edition import Bands, Comparison, Deduction, Edition, Judged, Parameter, ScoreItem, SlotKind, Step
from engine.model.evidence import Evidence, Observation
from engine.model.finding import Possibility, Verdicts
from engine.model.shape import Shapes
from engine.questions.changes import changed, stated_range
from engine.questions.robustness_regrade import Grades, Regrading, Touched, joined_verdicts

ZERO = Fraction(0)
NUMBERS = (SlotKind.QUANTITY, SlotKind.JUDGEMENT, SlotKind.EVENT)


class ObservationLine:
    """One known quantity, mean rating or count of events of one year, as compared; all else of the case stays.

    Under a target that is not due yet the state of the premise follows its value, as in building.
    """

    def __init__(self, regrading: Regrading, premise: Premise) -> None:
        self.regrading, self.premise = regrading, premise
        self.slot = regrading.edition.slots[premise.slot]
        self.touched = regrading.touched({premise.slot})
        self.start = number_of(premise)
        self.low, self.high = self._range()

    def _range(self) -> tuple[Fraction, Fraction]:
        if self.premise.kind is SlotKind.EVENT:
            return ZERO, max(Fraction(self.regrading.scale.most_events(self.slot.slug)), self.start)
        low, high = range_of(self.regrading, self.slot.slug)
        return min(low, self.start), max(high, self.start)

    def cuts(self) -> Iterator[Fraction]:
        """Limits, the target, the numbers of the other years, and where a key item gets its least share."""
        yield from self.regrading.scale.limits(self.slot.slug)
        if self.premise.target is not None and self.premise.target.value is not None:
            yield self.premise.target.value
        yield from _span_ends(self.regrading.possible, {self.slot.slug})
        yield from _key_values(self.regrading.edition, self.slot.slug)

    def changed(self, value: Fraction) -> Premise:
        """The premise with another value."""
        known = replace(self.premise, known=_with_number(self.premise, value))
        if self.premise.target is None:
            return known
        found = against_target(
            self._setting(), self.slot, Known(State.KNOWN, "known", reading=known.known), self.premise.target
        )
        return replace(known, state=found.state, reason=found.reason, known=found.reading)

    def _setting(self) -> Setting:
        case = self.regrading.case
        world = self.regrading.assessment.world
        return Setting(case.key, self.regrading.edition, world, Evidence(), case.mode, case.closed)

    def possible(self, value: Fraction) -> Possible:
        """The possibilities of the case with another value."""
        own = self.regrading.scale.of(self.changed(value), self.regrading.case.closed)
        return {**self.regrading.possible, self.premise.key: own}

    def options(self, value: Fraction) -> tuple[Option, ...]:
        """What the parts that read it then add."""
        possible = self.possible(value)
        self.regrading.learn([{self.premise.key: possible[self.premise.key]}])
        return self.regrading.options(self.touched, self.regrading.edition, possible, self.regrading.verdicts)

    def grades(self, value: Fraction) -> Grades:
        """The grades that are then possible; by all the steps where it has no object then, as points are rescaled."""
        premise = self.changed(value)
        if premise.state is State.NO_OBJECT:
            return self.whole(value)
        return self.regrading.grades(self.touched, self.options(value))

    def whole(self, value: Fraction) -> Grades:
        """The same by all the steps."""
        case = self.regrading.case
        case = replace(case, premises={**case.premises, self.premise.key: self.changed(value)})
        return self.regrading.whole(self.regrading.edition, self.regrading.assessment.shapes, case).possible

    def roots(self, low: Fraction, high: Fraction) -> Iterator[Fraction]:
        """Where the total can meet the edge of a grade."""
        yield from self.regrading.roots(self.touched, self.options, low, high)

    @property
    def rounded(self) -> bool:
        """Whether it is rounded before it is compared."""
        return self.slot.comparison is Comparison.ROUNDED and self.slot.limit_digits is not None

    def exact(self) -> Fraction:
        """The number before it was rounded: that of the first record that rounds to it, else as compared."""
        case, indicator = self.regrading.case, self.regrading.assessment.world.indicators[self.slot.indicator or ""]
        records = [case.records.get(source.key) for source in self.premise.chosen]
        spans = [span for one in records if isinstance(one, Observation) for span in values_of(one, indicator)]
        fitting = (span.low for span in spans if span.is_point and compared(self.slot, span.low) == self.start)
        return next(fitting, self.start)


class ThresholdLine:
    """One parameter of the edition: in its shape, and in the deductions and bands that name it; the case stays as it is."""

    def __init__(self, regrading: Regrading, parameter: Parameter) -> None:
        self.regrading, self.parameter = regrading, parameter
        self.slots = slots_with(regrading.edition, regrading.assessment.shapes, parameter)
        self.part = part_of(regrading.assessment.shapes, self.slots)
        self.touched: Touched = regrading.touched(self.slots)
        self.start = parameter.value
        self.low, self.high = self._range()
        self.seen: dict[frozenset[tuple[Reading, int]], Verdicts] = {}

    def _range(self) -> tuple[Fraction, Fraction]:
        spans = [range_of(self.regrading, slot) for slot in sorted(self.slots)] or [(self.start, self.start)]
        return min(self.start, *(low for low, _ in spans)), max(self.start, *(high for _, high in spans))

    def cuts(self) -> Iterator[Fraction]:
        """Where a number of the case meets the threshold, or a step of a deduction that hangs on it.

        While a premise is open, also where the threshold meets another limit.
        """
        regrading = self.regrading
        met = set(_span_ends(regrading.possible, self.slots))
        if any(len(ways) > 1 for key, ways in regrading.possible.items() if key[0] in self.slots):
            met |= {limit for slot in self.slots for limit in regrading.scale.limits(slot)}
        steps = {ZERO} | {
            step
            for item in regrading.edition.items.values()
            if isinstance(item.method, Deduction) and item.method.parameter == self.parameter.slug
            for step in _steps(regrading.edition, item, item.method)
        }
        yield from (number - step for number in met for step in steps)

    def changed(self, value: Fraction) -> tuple[Edition, Shapes]:
        """The edition, and the shapes that the threshold stands in, with another value of it."""
        return changed(self.regrading.edition, self.part, [Threshold(self.parameter.slug, value)])

    def options(self, value: Fraction) -> tuple[Option, ...]:
        """What the parts that it touches then add."""
        edition, part = self.changed(value)
        scale, case = Scale(edition, part, self.regrading.assessment.world), self.regrading.case
        own = {key: scale.of(premise, case.closed) for key, premise in case.premises.items() if key[0] in self.slots}
        verdicts = joined_verdicts(self.regrading.verdicts, self._judged(part, own, value))
        return self.regrading.options(self.touched, edition, {**self.regrading.possible, **own}, verdicts)

    def _judged(self, part: Shapes, own: Possible, value: Fraction) -> Verdicts:
        """The verdicts on the readings of its slots; they hang only on which side of the threshold each number lies."""
        asked = {reading for reading in readings(own) if reading.slot in part.by_slot}
        if not asked:
            return Verdicts(frozenset(), frozenset(), "")
        sides = frozenset((reading, _side(_number(reading), value)) for reading in asked)
        if sides not in self.seen:
            self.seen[sides] = fast.judge(part, [], [own]).verdicts
        return self.seen[sides]

    def grades(self, value: Fraction) -> Grades:
        """The grades that are then possible."""
        return self.regrading.grades(self.touched, self.options(value))

    def whole(self, value: Fraction) -> Grades:
        """The same by all the steps, under the whole edition."""
        regrading = self.regrading
        change = [Threshold(self.parameter.slug, value)]
        edition, shapes = changed(regrading.edition, regrading.assessment.shapes, change)
        return regrading.whole(edition, shapes, regrading.case).possible

    def roots(self, low: Fraction, high: Fraction) -> Iterator[Fraction]:
        """Where the total can meet the edge of a grade."""
        yield from self.regrading.roots(self.touched, self.options, low, high)


def observations(regrading: Regrading) -> tuple[ObservationLine, ...]:
    """A line for each known number of the case, in its order; the verdicts that they need are asked for in one run."""
    premises = [one for one in regrading.case.premises.values() if one.state is State.KNOWN and one.kind in NUMBERS]
    lines = tuple(ObservationLine(regrading, one) for one in premises)
    regrading.learn([_own(line, value) for line in lines for value in _samples(line)])
    return lines


def thresholds(regrading: Regrading) -> tuple[ThresholdLine, ...]:
    """A line for each parameter of the edition, in its order."""
    return tuple(ThresholdLine(regrading, one) for one in regrading.edition.parameters.values())


def _own(line: ObservationLine, value: Fraction) -> Possible:
    return {line.premise.key: line.possible(value)[line.premise.key]}


def _samples(line: ObservationLine) -> Iterator[Fraction]:
    """Every cut in the range of a line, and a value between each two."""
    if line.premise.kind is SlotKind.EVENT:
        yield from (Fraction(count) for count in range(int(line.high) + 1))
        return
    inside = sorted({line.low, line.start, line.high, *(cut for cut in line.cuts() if line.low < cut < line.high)})
    yield from inside
    yield from ((one + other) / 2 for one, other in pairwise(inside))


def number_of(premise: Premise) -> Fraction:
    """The number of a known premise: value, mean rating or count."""
    assert premise.known is not None
    return _number(premise.known)


def _number(reading: Reading) -> Fraction:
    numbers = (reading.value, reading.rating, reading.count)
    return Fraction(next((number for number in numbers if number is not None), 0))


def _with_number(premise: Premise, value: Fraction) -> Reading:
    known = premise.known or Reading(premise.slot)
    match premise.kind:
        case SlotKind.EVENT:
            return replace(known, count=int(value))
        case SlotKind.JUDGEMENT:
            return replace(known, rating=value)
        case _:
            return replace(known, value=value)


def range_of(regrading: Regrading, slot: str) -> tuple[Fraction, Fraction]:
    """The declared range of a slot's numbers; of events as far as more of them change anything."""
    stated = stated_range(regrading.edition.slots[slot], regrading.assessment.world)
    if stated is not None:
        return stated
    counts = list(_span_ends(regrading.possible, {slot}))
    return ZERO, max(Fraction(regrading.scale.most_events(slot)), *counts, ZERO)


def slots_with(edition: Edition, shapes: Shapes, parameter: Parameter) -> frozenset[str]:
    """The slots whose shape or whose items a parameter stands in."""
    shaped = {
        slot for slot, one in shapes.by_slot.items() if any(part.slug == parameter.shape for part in one.properties)
    }
    for item in edition.items.values():
        match item.method:
            case Deduction(slot=slot, parameter=slug) if slug == parameter.slug:
                shaped.add(slot)
            case Bands(slot=slot, bands=bands) if any(band.parameter == parameter.slug for band in bands):
                shaped.add(slot)
    return frozenset(shaped)


def _span_ends(possible: Possible, slots: Collection[str]) -> Iterator[Fraction]:
    """Both ends of every number that premises of these slots can have."""
    ways: Iterable[Possibility] = (way for key, own in possible.items() if key[0] in slots for way in own)
    spans: Sequence[Span] = [way.span for way in ways if way.span is not None]
    yield from (end for span in spans for end in (span.low, span.high))


def _steps(edition: Edition, item: ScoreItem, method: Deduction) -> Iterator[Fraction]:
    """How far from the threshold, with its sign, each unit of a deduction ends, its floor, and a key item's least share."""
    sign = -1 if edition.parameters[method.parameter].constraint.startswith("min") else 1
    floor = (item.points - method.floor) / method.unit_points
    shares = [key.minimum_share for key in edition.key_items.values() if key.item == item.slug]
    units = [floor, *(item.points * (1 - share) / method.unit_points for share in shares)]
    if method.step is not Step.PROPORTIONAL:
        units += [Fraction(count) for count in range(-int(-floor // 1) + 1)]
    yield from (sign * count * method.unit for count in units)


def _key_values(edition: Edition, slot: str) -> Iterator[Fraction]:
    """The numbers of a slot at which a key item has just its least share, where its points run in a line."""
    for item in edition.items.values():
        match item.method:
            case Judged(slot=own) if own == slot:
                shares = [key.minimum_share for key in edition.key_items.values() if key.item == item.slug]
                yield from (share * edition.slots[slot].rating_high for share in shares)
            case Deduction(slot=own) as method if own == slot:
                limit = edition.parameters[method.parameter].value
                yield from (limit + step for step in _steps(edition, item, method))


def _side(number: Fraction, threshold: Fraction) -> int:
    return (number > threshold) - (number < threshold)
