"""A case graded anew where one thing in it changes: only the parts that the change touches are scored again."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from engine import fast
from engine.build.possibilities import Possible, Scale, possibilities, readings
from engine.grade import grade
from engine.grade.options import NOTHING, Option, Part, options, parts
from engine.grade.reach import Goal, Reach
from engine.model.assessment import Assessment
from engine.model.case import Case, Reading
from engine.model.edition import Deduction, Edition, Judged, ScoreItem, Step
from engine.model.finding import Verdicts
from engine.model.score import GradeResult
from engine.model.shape import Shapes
from engine.run import find
from engine.score import leaf_slots, score

ZERO = Fraction(0)
Grades = tuple[str, ...]
Pair = tuple[Fraction, Fraction]  # base points and bonus points
Touched = frozenset[int]


@dataclass(frozen=True, slots=True)
class Rest:
    """What a change does not touch: its options, the settled ones in one, and the extreme sums of base and bonus points."""

    options: tuple[tuple[Option, ...], ...]
    extremes: frozenset[Pair]


class Regrading:
    """The parts of one assessed case with their options, each scored once."""

    def __init__(self, assessment: Assessment) -> None:
        self.assessment, self.edition, self.case = assessment, assessment.edition, assessment.case
        self.scale = Scale(assessment.edition, assessment.shapes, assessment.world)
        self.possible: Possible = dict(assessment.findings.possibilities)
        self.verdicts = Verdicts(frozenset(), frozenset(), "")
        self.learn([self.possible])
        self.parts = parts(assessment.edition)
        self.slots = [slots_of(assessment.edition, part) for part in self.parts]
        self.own = [self.options_of(part, self.possible) for part in self.parts]
        self.rests: dict[Touched, Rest] = {}

    def learn(self, possible: Sequence[Possible]) -> None:
        """Judge all readings of these possibilities that were not judged yet, in one run."""
        new = readings_in(possible) - self.verdicts.judged
        asked = [one for one in possible if not readings(one).isdisjoint(new)]
        if any(one.slot in self.assessment.shapes.by_slot for one in new):
            judged = fast.judge(self.assessment.shapes, [], asked).verdicts
            self.verdicts = joined_verdicts(self.verdicts, judged)

    def touched(self, slots: Collection[str]) -> Touched:
        """The parts that read one of these slots."""
        return frozenset(place for place, own in enumerate(self.slots) if not own.isdisjoint(slots))

    def linear(self, touched: Touched) -> bool:
        """Whether points of these parts can run in a line between two cuts."""
        items = (self.edition.items[slug] for place in touched for slug in self.parts[place].items)
        return any(_is_linear(item) for item in items)

    def options(self, touched: Touched, edition: Edition, possible: Possible, verdicts: Verdicts) -> tuple[Option, ...]:
        """What these parts can add together under another edition, other possibilities or verdicts."""
        found = [self._options(self.parts[place], edition, possible, verdicts) for place in sorted(touched)]
        ways = product(*(one or [NOTHING] for one in found))
        return tuple(dict.fromkeys(sum(way, NOTHING) for way in ways))

    def _options(self, part: Part, edition: Edition, possible: Possible, verdicts: Verdicts) -> Sequence[Option]:
        return options(edition, self.assessment.scores, possible, verdicts, part)

    def options_of(self, part: Part, possible: Possible) -> tuple[Option, ...]:
        """What one part can add under the edition as it is."""
        return tuple(self._options(part, self.edition, possible, self.verdicts))

    def rest(self, touched: Touched) -> Rest:
        """All other parts."""
        if touched not in self.rests:
            others = [own for place, own in enumerate(self.own) if place not in touched and own]
            settled = sum((own[0] for own in others if len(own) == 1), NOTHING)
            kept = ((settled,), *(own for own in others if len(own) > 1))
            self.rests[touched] = Rest(kept, frozenset(extremes(kept, self._caps())))
        return self.rests[touched]

    def _caps(self) -> tuple[int, ...]:
        return tuple(sorted({option.cap for own in self.own for option in own} | {0}))

    def grades(self, touched: Touched, own: Sequence[Option]) -> Grades:
        """The grades that are possible where the touched parts have these options."""
        return reached(self.edition, Reach([*self.rest(touched).options, own], self.edition.bonus_cap))

    def roots(
        self, touched: Touched, at: Callable[[Fraction], Sequence[Option]], low: Fraction, high: Fraction
    ) -> Iterator[Fraction]:
        """Where between two cuts the total can meet the edge of a grade, its extremes being linear there.

        Each end of an option at one value is taken together with each end at another, so that more values may come
        than are roots, but no root is left out.
        """
        if not self.linear(touched):
            return
        first, second = low + (high - low) / 3, high - (high - low) / 3
        one, other = (_ends_of(at(value)) for value in (first, second))
        if one == other:
            return
        edges = [found.lower_edge for found in self.edition.grades.values() if found.lower_edge is not None]
        for start, end, more in product(one, other, self.rest(touched).extremes):
            for before, after in _totals(start, end, more, self.edition.bonus_cap):
                if before != after:
                    yield from (first + (edge - before) * (second - first) / (after - before) for edge in edges)

    def whole(self, edition: Edition, shapes: Shapes, case: Case) -> GradeResult:
        """The grade of a case by all the steps: possibilities, verdicts, findings, scores, grade."""
        possible = possibilities(case, edition, shapes, self.assessment.world)
        verdicts = fast.judge(shapes, [case], [possible]).verdicts
        findings = find(edition, case, possible, verdicts)
        return grade(edition, case, findings, verdicts, score(edition, case, findings, verdicts))


def slots_of(edition: Edition, part: Part) -> frozenset[str]:
    """The slots that the items and vetoes of a part read."""
    found = {edition.vetoes[slug].slot for slug in part.vetoes}
    for slug in part.items:
        found |= set(leaf_slots(edition, edition.items[slug].requirement))
    return frozenset(found)


def _is_linear(item: ScoreItem) -> bool:
    method = item.method
    return isinstance(method, Judged) or (isinstance(method, Deduction) and method.step is Step.PROPORTIONAL)


def readings_in(possible: Iterable[Possible]) -> set[Reading]:
    """Every reading that a shape must be asked about."""
    return {reading for one in possible for reading in readings(one)}


def joined_verdicts(one: Verdicts, other: Verdicts) -> Verdicts:
    """What either says; where both were asked, the second."""
    kept = one.violating - other.judged
    return Verdicts(one.judged | other.judged, kept | other.violating, other.lane)


def reached(edition: Edition, reach: Reach) -> Grades:
    """The grades that some choice of options comes to, best first."""
    scale = sorted(edition.grades.values(), key=lambda found: found.order)
    edges = [None, *(found.lower_edge for found in scale)]
    caps = (0, *sorted(reach.caps[0] - {0}))
    worst = {
        max(found.order, cap)
        for found, above in zip(scale, edges, strict=False)
        for cap in caps
        if reach.reaches(Goal(found.lower_edge, above, cap))
    }
    return tuple(found.slug for found in scale if found.order in worst)


def extremes(kept: Sequence[Sequence[Option]], caps: Iterable[int]) -> set[Pair]:
    """The sums of base and bonus points that no choice exceeds within a cap, and those that none falls below.

    Where an option trades base for bonus points several stand beside each other; else there is one for each cap.
    """
    found = _frontier([[(-one.base.low, -one.bonus.low) for one in own] for own in kept])
    low = {(-base, -bonus) for base, bonus in found}
    for cap in caps:
        within = [[(one.base.high, one.bonus.high) for one in own if one.cap <= cap] for own in kept]
        if all(within):
            low |= _frontier(within)
    return low


def _frontier(parts_: Sequence[Sequence[Pair]]) -> set[Pair]:
    """The sums of one pair of each part that no other sum exceeds in both."""
    found: set[Pair] = {(ZERO, ZERO)}
    for own in parts_:
        sums = {(one[0] + other[0], one[1] + other[1]) for one in found for other in _best(own)}
        found = set(_best(sums))
    return found


def _best(pairs: Iterable[Pair]) -> Iterator[Pair]:
    highest: Fraction | None = None
    for base, bonus in sorted(pairs, reverse=True):
        if highest is None or bonus > highest:
            highest = bonus
            yield base, bonus


def _ends_of(own: Sequence[Option]) -> set[Pair]:
    return {pair for one in own for pair in ((one.base.low, one.bonus.low), (one.base.high, one.bonus.high))}


def _totals(start: Pair, end: Pair, more: Pair, cap: Fraction | None) -> Iterator[Pair]:
    """The total at both values: the bonus counted in full, and cut at its cap."""
    base = (start[0] + more[0], end[0] + more[0])
    yield base[0] + start[1] + more[1], base[1] + end[1] + more[1]
    if cap is not None:
        yield base[0] + cap, base[1] + cap
