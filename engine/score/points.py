"""The points that one item can still have, by its method: exact, as disjoint spans."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from functools import reduce
from itertools import product

from engine.exact import Span, least
from engine.model import edition as model
from engine.model.edition import Edition, ScoreItem
from engine.model.finding import Possibility, Verdicts
from engine.run.outcomes import INAPPLICABLE, PASSED
from engine.score.chances import Outcomes, Possible, chances, leaf_slots

Spans = tuple[Span, ...]
Ways = tuple[Possibility, ...]
ZERO = Span.point(0)

__all__ = ["Spans", "item_points", "leaf_slots", "merged"]


def item_points(edition: Edition, item: ScoreItem, possible: Possible, verdicts: Verdicts) -> Spans:
    """The own points that some completion gives, unscaled, ascending and disjoint; empty where it has no object.

    Unit: points before rescaling. Unknowns: a premise not supplied earns 0; an item that may be without object has all of
    its points open, as they may yet go to other items in proportion to what those earn.
    Source: design.md, section 5, “Points”.
    """
    method = item.method
    match method:
        case model.AllOrNothing() | model.PerMissingElement() | model.ShareMet():
            read = (edition.requirements[slug] for slug in read_by(edition, item))
            return outcome_points(item, {one.slug: chances(edition, one, possible, verdicts) for one in read})
        case model.PerEvent():
            return _spans(item, _per_event(item, method, _years(possible, method.slot)))
        case model.Bands() | model.Levels() | model.Deduction() | model.Judged():
            points = _reader(edition, item)
            years = [{_earned(points, way) for way in ways} for ways in _years(possible, method.slot)]
            return _spans(item, _worst_year(years))


def _spans(item: ScoreItem, found: set[Span | None]) -> Spans:
    """The spans, of which None is a way in which the item has no object."""
    earned = {span for span in found if span is not None}
    return (Span(Fraction(0), item.points),) if earned and None in found else merged(earned)


def merged(spans: Iterable[Span]) -> Spans:
    """Spans in ascending order, those that touch or overlap made one."""
    found: list[Span] = []
    for span in sorted(set(spans)):
        if found and _touch(found[-1], span):
            found[-1] = _joined(found[-1], span)
        else:
            found.append(span)
    return tuple(found)


def _touch(first: Span, second: Span) -> bool:
    return second.low < first.high or (second.low == first.high and not (second.low_open and first.high_open))


def _joined(first: Span, second: Span) -> Span:
    high, negative_open = max((first.high, not first.high_open), (second.high, not second.high_open))
    low_open = first.low_open and (second.low > first.low or second.low_open)
    return Span(first.low, high, low_open, not negative_open)


def _years(possible: Possible, slot: str) -> list[Ways]:
    """The possibilities of a slot year by year; years without object are left out."""
    return [
        ways
        for (name, _), ways in possible.items()
        if name == slot and any(way.forced is not INAPPLICABLE for way in ways)
    ]


def _worst_year(years: list[set[Span | None]]) -> set[Span | None]:
    """The points of the worst year, in every way; None where no year has an object."""

    def worse(first: set[Span | None], second: set[Span | None]) -> set[Span | None]:
        return {_worse(one, other) for one in first for other in second}

    return reduce(worse, years) if years else set()


def _worse(one: Span | None, other: Span | None) -> Span | None:
    if one is None or other is None:
        return one or other
    return least(one, other)


def _earned(points: Callable[[Possibility], Span], way: Possibility) -> Span | None:
    """The points of a way; None for a year without object."""
    if way.reading is None:
        return None if way.forced is INAPPLICABLE else ZERO
    return points(way)


def _reader(edition: Edition, item: ScoreItem) -> Callable[[Possibility], Span]:
    """The points of one way in which the item's slot can turn out."""
    method = item.method
    match method:
        case model.Bands():
            return lambda way: Span.point(band_points(method, _number(way).middle()))
        case model.Levels():
            by_level = {band.level: band.points for band in method.bands}
            return lambda way: Span.point(by_level.get(way.reading.level if way.reading else None, Fraction(0)))
        case model.Deduction():
            return lambda way: _linear(_number(way), lambda value: deducted(edition, item, method, value), method.step)
        case model.Judged():
            high = edition.slots[method.slot].rating_high
            return lambda way: _linear(_number(way), lambda value: item.points * value / high, model.Step.PROPORTIONAL)
        case _:
            raise AssertionError(method)


def _number(way: Possibility) -> Span:
    assert way.span is not None
    return way.span


def _linear(span: Span, points: Callable[[Fraction], Fraction], step: model.Step) -> Span:
    """Points over a piece: linear between its ends, or one value where units are counted whole."""
    if span.is_point or step is not model.Step.PROPORTIONAL:
        return Span.point(points(span.middle()))
    first, last = points(span.low), points(span.high)
    return Span.point(first) if first == last else Span(min(first, last), max(first, last), True, True)


def band_points(method: model.Bands, value: Fraction) -> Fraction:
    """The points of the best band that the value reaches; an edge belongs to its band; below all bands 0."""
    reached = [
        band.points
        for band in method.bands
        if band.edge is not None and (value <= band.edge if method.upper else value >= band.edge)
    ]
    return max(reached, default=Fraction(0))


def deducted(edition: Edition, item: ScoreItem, method: model.Deduction, value: Fraction) -> Fraction:
    """Full points less those of the units on the bad side of the limit, not below the floor."""
    parameter = edition.parameters[method.parameter]
    below = parameter.constraint.startswith("min")
    distance = max(parameter.value - value if below else value - parameter.value, Fraction(0)) / method.unit
    units = {
        model.Step.PROPORTIONAL: distance,
        model.Step.FULL_UNIT: Fraction(distance // 1),
        model.Step.STARTED_UNIT: Fraction(-(-distance // 1)),
    }[method.step]
    return max(item.points - units * method.unit_points, method.floor)


def _per_event(item: ScoreItem, method: model.PerEvent, years: list[Ways]) -> set[Span | None]:
    """Events are summed over the window; a year without any statement earns 0; a year without object is left out."""
    if not years:
        return set()
    found: set[Span | None] = set()
    for left in product(*(_with_and_without(ways) for ways in years)):
        there = [ways for ways in left if ways]
        found |= _summed(item, method, there) if there else {None}
    return found


def _with_and_without(ways: Ways) -> tuple[Ways, ...]:
    """The ways of a year that has an object, and no way at all where it may have none."""
    there = tuple(way for way in ways if way.forced is not INAPPLICABLE)
    return (there,) if len(there) == len(ways) else (there, ())


def _summed(item: ScoreItem, method: model.PerEvent, years: list[Ways]) -> set[Span | None]:
    totals: set[int | None] = {0}
    for ways in years:
        counts = {way.reading.count if way.reading else None for way in ways}
        totals = {None if one is None or other is None else one + other for one in totals for other in counts}
    return {
        ZERO if total is None else Span.point(max(item.points - total * method.event_points, method.floor))
        for total in totals
    }


def read_by(edition: Edition, item: ScoreItem) -> tuple[str, ...]:
    """The requirements whose outcomes an item's method reads: its own, or that one's members where they are counted."""
    own = edition.requirements[item.requirement]
    return (own.slug,) if isinstance(item.method, model.AllOrNothing) else own.members or (own.slug,)


def outcome_points(item: ScoreItem, found: Mapping[str, Outcomes]) -> Spans:
    """The own points of an item whose method reads outcomes, from those that each of `read_by` can have."""
    if isinstance(item.method, model.AllOrNothing):
        return _spans(item, _all_or_nothing(item, found[item.requirement]))
    spans: set[Span | None] = set()
    for applicable in _with_objects(found):
        spans |= _counted(item, applicable) if applicable else {None}
    return _spans(item, spans)


def _with_objects(found: Mapping[str, Outcomes]) -> Iterator[Mapping[str, Outcomes]]:
    """Every choice of members that have an object, with what each of them can then come to."""
    perhaps = [slug for slug, outcomes in found.items() if INAPPLICABLE in outcomes]
    for dropped in product((True, False), repeat=len(perhaps)):
        out = {slug for slug, drops in zip(perhaps, dropped, strict=True) if drops}
        left = {slug: outcomes - {INAPPLICABLE} for slug, outcomes in found.items() if slug not in out and outcomes}
        if all(left.values()):
            yield left


def _all_or_nothing(item: ScoreItem, outcomes: Outcomes) -> set[Span | None]:
    return {
        None if outcome is INAPPLICABLE else Span.point(item.points if outcome is PASSED else 0) for outcome in outcomes
    }


def _counted(item: ScoreItem, found: Mapping[str, Outcomes]) -> set[Span]:
    if isinstance(item.method, model.PerMissingElement):
        return _per_missing(item, item.method, found)
    assert isinstance(item.method, model.ShareMet)
    return _share(item, item.method, found)


def _per_missing(item: ScoreItem, method: model.PerMissingElement, found: Mapping[str, Outcomes]) -> set[Span]:
    surely = sum(PASSED not in outcomes for outcomes in found.values())
    most = sum(outcomes != {PASSED} for outcomes in found.values())
    spans = set()
    for missing in range(surely, most + 1):
        nothing = method.none_zero and missing == len(found)
        points = max(item.points - missing * method.element_points, method.floor)
        spans.add(ZERO if nothing else Span.point(points))
    return spans


def _share(item: ScoreItem, method: model.ShareMet, found: Mapping[str, Outcomes]) -> set[Span]:
    weights = {slug: method.weights.get(slug, Fraction(1)) for slug in found}
    sums = {Fraction(0)}
    for slug, outcomes in found.items():
        ways = {weights[slug] if outcome is PASSED else Fraction(0) for outcome in outcomes}
        sums = {total + way for total in sums for way in ways}
    whole = sum(weights.values(), Fraction(0))
    return {Span.point(item.points * total / whole) for total in sums}
