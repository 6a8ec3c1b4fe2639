"""Points of known contents as columns against the points of one value, for every method that reads a number."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from engine.exact import Span
from engine.matrix.contents import Contents
from engine.matrix.exact import Exact
from engine.matrix.points import known_points, of_kinds
from engine.model.edition import Band, Bands, Deduction, Judged, Levels, Step
from engine.score.points import band_points, deducted
from tests.oracle.generated import made_up

F = Fraction
NUMBERS = [F(0), F(29, 10), F(3), F(5), F(5) + F(1, 10**18), F(31, 7), F(6), F(10)]
BANDS = (Band(F(10), F(5)), Band(F(4), F(3)))


def contents(numbers: list[Fraction], levels: list[str | None] | None = None) -> Contents:
    size = len(numbers)
    empty = np.zeros((0, 1), dtype=np.int32)
    return Contents(
        "s", empty, (), (), np.arange(size, dtype=np.int32), Exact.of(numbers), tuple(levels or [None] * size)
    )


def edition_with(method: object):
    """A made-up edition with an item of the method's kind, and that item."""
    for seed in range(60):
        edition, _, _ = made_up(seed)
        for item in edition.items.values():
            if isinstance(item.method, type(method)):
                return edition, item
    raise AssertionError(method)


@pytest.mark.parametrize("upper", [False, True])
def test_bands(upper: bool) -> None:
    method = Bands("s", BANDS if not upper else (Band(F(10), F(3)), Band(F(4), F(5))), upper)
    edition, item = edition_with(method)
    found = known_points(edition, replace(item, method=method), contents(NUMBERS))
    assert found.values() == [band_points(method, number) for number in NUMBERS]


@pytest.mark.parametrize("step", list(Step))
@pytest.mark.parametrize("floor", [F(0), F(2)])
def test_deductions(step: Step, floor: Fraction) -> None:
    edition, item = edition_with(Deduction("", "", F(1), F(1), step, floor))
    assert isinstance(item.method, Deduction)
    method = replace(item.method, step=step, floor=floor, unit=F(1, 3), unit_points=F(5, 7))
    found = known_points(edition, replace(item, method=method), contents(NUMBERS))
    assert found.values() == [deducted(edition, item, method, number) for number in NUMBERS]


def test_ratings_and_levels() -> None:
    edition, item = edition_with(Judged(""))
    assert isinstance(item.method, Judged)
    high = edition.slots[item.method.slot].rating_high
    ratings = [F(0), high / 3, high]
    assert known_points(edition, item, contents(ratings)).values() == [item.points * one / high for one in ratings]
    edition, item = edition_with(Levels("", ()))
    levels = ["high", "low", "none", None]
    found = known_points(edition, item, contents([F(0)] * 4, levels))
    assert found.values() == [F(10), F(5), F(0), F(0)]


def test_points_by_kind_of_row() -> None:
    spans = [(), (Span.point(F(3)),), (Span.point(F(0)), Span(F(1), F(2), True, True))]
    found = of_kinds(spans, np.array([2, 0, 1, 2]))
    assert [found.own(place) for place in range(4)] == [spans[2], (), spans[1], spans[2]]
    assert found.applicable.tolist() == [True, False, True, True]
    assert (found.low.values(), found.high.values()) == ([F(0), F(0), F(3), F(0)], [F(2), F(0), F(3), F(2)])
