"""Columns of exact numbers: what they hold, how they are reckoned with, and what happens beyond 64 bits."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from engine.matrix.exact import Exact, joined, kinds_of

F = Fraction
THIRD, HUGE = F(1, 3), F(10**30, 7)
VALUES = [F(0), F(5, 2), -THIRD, F(1000)]
WIDE = [HUGE, -HUGE, F(1)]


@pytest.mark.parametrize("values", [VALUES, WIDE, []])
def test_it_holds_what_it_is_made_of(values: list[Fraction]) -> None:
    assert Exact.of(values).values() == values


def test_64_bits_where_they_do() -> None:
    assert Exact.of(VALUES).over.dtype == np.int64
    assert Exact.of(WIDE).over.dtype == object


@pytest.mark.parametrize("factor", [F(0), F(3, 7), F(-2), HUGE])
@pytest.mark.parametrize("values", [VALUES, WIDE])
def test_times(values: list[Fraction], factor: Fraction) -> None:
    assert Exact.of(values).times(factor).values() == [value * factor for value in values]


@pytest.mark.parametrize("values", [VALUES, [*WIDE, F(0)]])
def test_two_columns(values: list[Fraction]) -> None:
    other = [F(1, 6), F(9), HUGE, F(-4)]
    one, two = Exact.of(values), Exact.of(other)
    pairs = list(zip(values, other, strict=True))
    assert one.plus(two).values() == [a + b for a, b in pairs]
    assert one.least(two).values() == [min(pair) for pair in pairs]
    assert one.greatest(two).values() == [max(pair) for pair in pairs]


def test_a_product_just_beyond_64_bits_is_exact() -> None:
    edge = F(2**61)
    assert Exact.of([edge, F(1)]).times(F(4)).values() == [4 * edge, F(4)]
    assert Exact.of([edge]).plus(Exact.of([edge])).plus(Exact.of([edge])).values() == [3 * edge]


def test_whole_is_the_floor() -> None:
    assert Exact.of([F(5, 2), F(-5, 2), F(3), HUGE]).whole().values() == [F(2), F(-3), F(3), F(HUGE // 1)]


@pytest.mark.parametrize("edge", [F(0), F(5, 2), F(5, 2) + F(1, 10**18), THIRD, HUGE, -HUGE])
@pytest.mark.parametrize("values", [VALUES, WIDE])
def test_an_edge_is_reached_by_itself(values: list[Fraction], edge: Fraction) -> None:
    assert Exact.of(values).reaches(edge).tolist() == [value >= edge for value in values]


def test_a_constant() -> None:
    assert Exact.constant(THIRD, 3).values() == [THIRD] * 3


def test_parts_are_joined_at_their_places() -> None:
    parts = [(np.array([2, 0]), Exact.of([THIRD, F(7)])), (np.array([3]), Exact.of([HUGE]))]
    assert joined(parts, 5).values() == [F(7), F(0), THIRD, HUGE, F(0)]
    assert joined([], 2).values() == [F(0), F(0)]


@pytest.mark.parametrize("width", [0, 1, 3, 90])
def test_kinds_of_rows(width: int) -> None:
    rows = np.random.default_rng(7).integers(-1, 3, size=(40, width)).astype(np.int32)
    rows[20:] = rows[:20]
    first, at = kinds_of(rows)
    assert (rows[first][at] == rows).all()
    assert len(first) == len({tuple(row) for row in rows.tolist()})


def test_nothing_times_a_number_beyond_64_bits() -> None:
    assert Exact.of([F(0), F(0)]).times(HUGE).values() == [F(0), F(0)]
    assert Exact.of([F(0)]).plus(Exact.of([F(1, 10**30)])).values() == [F(1, 10**30)]
