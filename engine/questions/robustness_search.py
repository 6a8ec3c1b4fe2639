"""The nearest value of one number at which the grade flips: a walk outward from where it stands, piece by piece, exact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Protocol

from engine.exact import Span, round_half_even

Grades = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Flip:
    """The smallest change of a number that flips the grade.

    It flips at `value` where `attained`, else only beyond it, however little. `distance` is from where the number stands.
    `seen` is a value, as compared, at which the grades are `grades`: `value` itself, one beyond it, or what it is rounded to.
    """

    value: Fraction
    distance: Fraction
    attained: bool
    seen: Fraction
    grades: Grades


class Line(Protocol):
    """One number of a case, from `low` to `high`, all else kept."""

    @property
    def start(self) -> Fraction:
        """Where it stands."""

    @property
    def low(self) -> Fraction:
        """The least value that it may have."""

    @property
    def high(self) -> Fraction:
        """The greatest value that it may have."""

    def cuts(self) -> Iterable[Fraction]:
        """Every value at which a verdict, a step of points or a slope may change."""

    def grades(self, value: Fraction) -> Grades:
        """The grades that are possible where it has this value, best first."""

    def roots(self, low: Fraction, high: Fraction) -> Iterable[Fraction]:
        """Where, between two neighbouring cuts, a sum of points that is linear there may cross the edge of a grade."""


def ends(grades: Grades) -> Grades:
    """The best and the worst of the grades: what a flip changes. One grade is both."""
    return (grades[0], grades[-1]) if grades else ()


def regions(line: Line, end: Fraction) -> Iterator[Span]:
    """Open intervals and points from the start (left out) to `end`, in which nothing of the grade changes."""
    upward = end > line.start
    inside = {cut for cut in line.cuts() if min(line.start, end) < cut < max(line.start, end)}
    for near, far in pairwise([line.start, *_outward(inside, upward), end]):
        if near == far:
            continue
        low, high = min(near, far), max(near, far)
        found = {root for root in line.roots(low, high) if low < root < high}
        for one, other in pairwise([near, *_outward(found, upward), far]):
            yield Span(min(one, other), max(one, other), True, True)
            yield Span.point(other)


def _outward(values: Iterable[Fraction], upward: bool) -> list[Fraction]:
    return sorted(values, reverse=not upward)


def nearest_flip(line: Line) -> Flip | None:
    """The smallest change of a number that may have any value; None where none within its range flips the grade."""
    above = _first(line, line.high, None)
    below = _first(line, line.low, None if above is None else above.distance)
    return _nearer(above, below)


def _nearer(*flips: Flip | None) -> Flip | None:
    """The nearest; of two as near, one that is attained, then the first."""
    found = [flip for flip in flips if flip is not None]
    return min(found, key=lambda flip: (flip.distance, not flip.attained), default=None)


def _first(line: Line, end: Fraction, most: Fraction | None) -> Flip | None:
    """The first flip towards `end`, not looked for farther than `most`."""
    for region, grades in _flipped(line, end, most):
        value = _near_end(region, line.start)
        return Flip(value, abs(value - line.start), region.is_point, region.middle(), grades)
    return None


def _flipped(line: Line, end: Fraction, most: Fraction | None) -> Iterator[tuple[Span, Grades]]:
    """The regions with other grades, outward."""
    now = ends(line.grades(line.start))
    for region in regions(line, end):
        if most is not None and abs(_near_end(region, line.start) - line.start) > most:
            return
        grades = line.grades(region.middle())
        if ends(grades) != now:
            yield region, grades


def _near_end(region: Span, start: Fraction) -> Fraction:
    return region.low if region.low >= start else region.high


def nearest_whole(line: Line) -> Flip | None:
    """The smallest change of a count: whole numbers only, so that it is always attained."""
    now = ends(line.grades(line.start))
    counts = (Fraction(count) for count in range(int(line.low), int(line.high) + 1))
    for count in sorted(counts, key=lambda count: (abs(count - line.start), -count)):
        grades = line.grades(count)
        if ends(grades) != now:
            return Flip(count, abs(count - line.start), True, count, grades)
    return None


def nearest_rounded(line: Line, exact: Fraction, digits: int, low: Fraction, high: Fraction) -> Flip | None:
    """The smallest change of a number that is rounded half to even to `digits` places before it is compared.

    `line` is the number as compared; `exact` is where it stands unrounded, and `low` to `high` its range.
    """
    sides = (_first_rounded(line, end, exact, digits) for end in (line.high, line.low))
    return _nearer(*(flip for flip in sides if flip is not None and low <= flip.value <= high))


def _first_rounded(line: Line, end: Fraction, exact: Fraction, digits: int) -> Flip | None:
    step = Fraction(1, 10**digits)
    for region, grades in _flipped(line, end, None):
        reached = _grid_point(region, step, upward=end > line.start)
        if reached is not None:
            value = reached - step / 2 if reached > line.start else reached + step / 2
            attained = round_half_even(value, digits) == reached
            return Flip(value, abs(value - exact), attained, reached, grades)
    return None


def _grid_point(region: Span, step: Fraction, *, upward: bool) -> Fraction | None:
    """The multiple of `step` in a region that is nearest to where the walk comes from."""
    if upward:
        found = -(-region.low // step) * step
        found += step if region.low_open and found == region.low else 0
    else:
        found = region.high // step * step
        found -= step if region.high_open and found == region.high else 0
    inside = region.low < found < region.high or (region.is_point and found == region.low)
    return found if inside else None


def in_order(flips: Sequence[Flip | None]) -> list[int]:
    """The places of flips, the nearest first, attained before beyond; what does not flip comes last, in its order."""
    return sorted(range(len(flips)), key=lambda place: _rank(flips[place]))


def _rank(flip: Flip | None) -> tuple[bool, Fraction, bool]:
    return (True, Fraction(0), True) if flip is None else (False, flip.distance, not flip.attained)
