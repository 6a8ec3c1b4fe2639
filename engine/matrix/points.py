"""The own points of an item over all cases: settled ones as one exact column, the rest as spans, each kind of row asked once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from typing import Any

import numpy as np
import numpy.typing as npt

from engine.exact import Span
from engine.matrix.contents import NONE, Contents
from engine.matrix.exact import Exact, joined, kinds_of
from engine.matrix.verdicts import CHANCE, NOBODY, SlotVerdicts, Small, outcomes_of
from engine.model import edition as model
from engine.model.edition import Edition, ScoreItem
from engine.run.outcomes import INAPPLICABLE
from engine.score.points import Spans, item_points, outcome_points, read_by

Bools = npt.NDArray[np.bool_]
ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class ItemPoints:
    """The own points of one item for every case, before rescaling.

    `low` and `high` are the ends of its spans (0 where it is not `applicable`). `spans` is NONE where the points are one
    number, `low`; else a place in `kinds`.
    """

    applicable: Bools
    low: Exact
    high: Exact
    spans: npt.NDArray[np.int32]
    kinds: tuple[Spans, ...]

    def own(self, case: int) -> Spans:
        """The spans of one case, as `engine.score.item_points` gives them."""
        if not self.applicable[case]:
            return ()
        kind = self.spans[case]
        return (Span.point(self.low.at(case)),) if kind == NONE else self.kinds[kind]


def item_column(
    edition: Edition, item: ScoreItem, chances: Mapping[str, Small], verdicts: Mapping[str, SlotVerdicts]
) -> ItemPoints:
    """The own points of an item; `chances` by requirement, `verdicts` by slot."""
    match item.method:
        case model.AllOrNothing() | model.PerMissingElement() | model.ShareMet():
            read = read_by(edition, item)
            rows = np.stack([chances[slug] for slug in read], axis=1)
            return _by_kind(rows, lambda row: outcome_points(item, dict(zip(read, map(outcomes_of, row), strict=True))))
        case model.PerEvent(slot=slot):
            return _asked(edition, item, verdicts[slot], np.arange(len(verdicts[slot].contents.places)))
        case model.Bands() | model.Levels() | model.Deduction() | model.Judged():
            return _by_value(edition, item, verdicts[item.method.slot])


def _by_kind(rows: npt.NDArray[Any], points: Callable[[Sequence[int]], Spans]) -> ItemPoints:
    """Each kind of row asked once."""
    first, at = kinds_of(rows)
    return of_kinds([points([int(one) for one in row]) for row in rows[first]], at)


def of_kinds(found: Sequence[Spans], at: npt.NDArray[Any]) -> ItemPoints:
    """Points by kind of row; `at` is the kind of each case."""
    ends = [(spans[0].low, spans[-1].high) if spans else (ZERO, ZERO) for spans in found]
    single = np.array([not spans or (len(spans) == 1 and spans[0].is_point) for spans in found], dtype=bool)
    return ItemPoints(
        np.array([bool(spans) for spans in found], dtype=bool)[at],
        Exact.of([low for low, _ in ends]).take(at),
        Exact.of([high for _, high in ends]).take(at),
        np.where(single, NONE, np.arange(len(found)))[at].astype(np.int32),
        tuple(found),
    )


def _asked(edition: Edition, item: ScoreItem, verdicts: SlotVerdicts, cases: npt.NDArray[Any]) -> ItemPoints:
    """The points of cases, asked of `engine.score` for each kind of row."""
    slot = verdicts.contents.slot

    def points(row: Sequence[int]) -> Spans:
        ways = {(slot, back): verdicts.settled(content) for back, content in enumerate(row) if content != NONE}
        return item_points(edition, item, ways, NOBODY)

    return _by_kind(verdicts.contents.places[cases], points)


def _by_value(edition: Edition, item: ScoreItem, verdicts: SlotVerdicts) -> ItemPoints:
    """Worst year of the points of each known content; a case with an open year is asked as a whole."""
    contents = verdicts.contents
    earned = known_points(edition, item, contents)
    counts = np.append(verdicts.chances != CHANCE[INAPPLICABLE], False)[contents.places]
    known = np.append(contents.known(), True)[contents.places]
    settled = np.logical_not((counts & ~known).any(axis=1))
    plain, rest = np.flatnonzero(settled & counts.any(axis=1)), np.flatnonzero(~settled)
    worst = _worst(earned, contents.places[plain], counts[plain])
    asked = _asked(edition, item, verdicts, rest)
    applicable = np.zeros(len(settled), dtype=bool)
    applicable[plain], applicable[rest] = True, asked.applicable
    spans = np.full(len(settled), NONE, dtype=np.int32)
    spans[rest] = asked.spans
    low = joined([(plain, worst), (rest, asked.low)], len(settled))
    return ItemPoints(applicable, low, joined([(plain, worst), (rest, asked.high)], len(settled)), spans, asked.kinds)


def _worst(earned: Exact, places: npt.NDArray[Any], counts: Bools) -> Exact:
    """The least points of the years that count; each row has one at least."""
    if not len(places) or not len(earned):
        return Exact(np.zeros(len(places), dtype=np.int64))
    most = Exact(np.repeat(earned.over.max(), len(places)), earned.under)
    years = [np.where(counts[:, year], places[:, year], 0) for year in range(places.shape[1])]
    each = [
        Exact(np.where(counts[:, year], earned.over[rows], most.over), earned.under) for year, rows in enumerate(years)
    ]
    return reduce(Exact.least, each)


def known_points(edition: Edition, item: ScoreItem, contents: Contents) -> Exact:
    """The points that each known content of the slot earns; as `engine.score.points` has them for one value."""
    numbers, size = contents.numbers, len(contents.numbers)
    match item.method:
        case model.Bands() as method:
            return _bands(method, numbers)
        case model.Levels(bands=bands):
            points = {band.level: band.points for band in bands}
            return Exact.of([points.get(level, ZERO) for level in contents.levels])
        case model.Judged(slot=slot):
            return numbers.times(item.points / edition.slots[slot].rating_high)
        case model.Deduction() as method:
            return _deducted(edition, item, method, numbers, size)
        case _:
            raise AssertionError(item.method)


def _bands(method: model.Bands, numbers: Exact) -> Exact:
    found = Exact.constant(ZERO, len(numbers))
    for band in method.bands:
        if band.edge is not None:
            edge = -band.edge if method.upper else band.edge
            reached = (numbers.times(Fraction(-1)) if method.upper else numbers).reaches(edge)
            found = found.greatest(Exact(reached.astype(np.int64)).times(band.points))
    return found


def _deducted(edition: Edition, item: ScoreItem, method: model.Deduction, numbers: Exact, size: int) -> Exact:
    parameter = edition.parameters[method.parameter]
    sign = Fraction(-1 if parameter.constraint.startswith("min") else 1)
    beyond = numbers.times(sign).plus(Exact.constant(-sign * parameter.value, size))
    units = beyond.greatest(Exact.constant(ZERO, size)).times(1 / method.unit)
    match method.step:
        case model.Step.FULL_UNIT:
            units = units.whole()
        case model.Step.STARTED_UNIT:
            units = units.times(Fraction(-1)).whole().times(Fraction(-1))
    points = units.times(-method.unit_points).plus(Exact.constant(item.points, size))
    return points.greatest(Exact.constant(method.floor, size))
