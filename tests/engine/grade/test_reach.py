"""Whether some choice of options brings the graded score into a band under a cap: exact at every edge."""

from __future__ import annotations

from fractions import Fraction

import pytest

from engine.errors import EngineError
from engine.exact import Span
from engine.grade import reach as module
from engine.grade.options import Option
from engine.grade.reach import NOTHING, Goal, Reach

F = Fraction
NONE = Span.point(0)


def option(base: int | Span, bonus: int = 0, cap: int = 0) -> Option:
    return Option(base if isinstance(base, Span) else Span.point(base), Span.point(bonus), cap)


def goal(low: int | None, below: int | None, cap: int = 0) -> Goal:
    return Goal(None if low is None else F(low), None if below is None else F(below), cap)


TWO = [[option(10), option(0)], [option(7), option(3)]]


@pytest.mark.parametrize("total", [17, 13, 7, 3])
def test_every_sum_of_one_option_a_part_is_reached(total: int) -> None:
    assert Reach(TWO, None).reaches(goal(total, total + 1))


@pytest.mark.parametrize("total", [18, 14, 10, 8, 0])
def test_a_sum_that_no_choice_gives_is_not_reached(total: int) -> None:
    assert not Reach(TWO, None).reaches(goal(total, total + 1))


@pytest.mark.parametrize(
    ("low", "below", "reached"), [(10, 11, True), (9, 10, False), (None, 10, False), (10, None, True)]
)
def test_a_band_includes_its_lower_edge_and_not_its_upper(low, below, reached: bool) -> None:
    assert Reach([[option(10)]], None).reaches(goal(low, below)) is reached


@pytest.mark.parametrize(
    ("low", "below", "reached"), [(10, None, False), (9, 10, True), (None, 5, False), (5, 6, True)]
)
def test_an_open_end_is_approached_and_not_reached(low, below, reached: bool) -> None:
    assert Reach([[option(Span(F(5), F(10), True, True))]], None).reaches(goal(low, below)) is reached


@pytest.mark.parametrize(("cap", "reached"), [(0, True), (3, True), (2, False), (4, False)])
def test_the_cap_must_come_about_exactly(cap: int, reached: bool) -> None:
    parts = [[option(10, cap=3), option(10)], [option(5)]]
    assert Reach(parts, None).reaches(goal(15, 16, cap)) is reached


def test_the_worst_cap_of_all_parts_counts() -> None:
    reach = Reach([[option(1, cap=2)], [option(1, cap=4)]], None)
    assert reach.reaches(goal(2, 3, 4)) and not reach.reaches(goal(2, 3, 2))


@pytest.mark.parametrize(("cap", "total"), [(None, 25), (F(10), 20), (F(30), 25), (F(0), 10)])
def test_the_sum_of_the_bonus_is_capped(cap: Fraction | None, total: int) -> None:
    reach = Reach([[option(10, bonus=9)], [option(0, bonus=6)]], cap)
    assert reach.reaches(goal(total, total + 1)) and not reach.reaches(goal(total + 1, None))


def test_no_part_gives_nothing() -> None:
    assert Reach([], None).reaches(goal(0, 1)) and not Reach([], None).reaches(goal(1, None))


def test_the_hull_of_a_part_keeps_its_open_ends() -> None:
    parts = [[option(Span(F(1), F(2), True, True)), option(Span(F(1), F(2), True, False))]]
    assert Reach(parts, None).rest[0] == NOTHING._replace(low=1, high=2, high_open=False)
    assert Reach([parts[0][:1]], None).rest[0] == NOTHING._replace(low=1, high=2, high_open=True)


def test_a_part_without_an_option_is_bounded_by_nothing() -> None:
    assert Reach([[]], None).rest == [NOTHING, NOTHING]


def test_a_search_past_its_limit_is_refused_and_not_guessed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_STATES", 3)
    parts = [[option(2 * 3**n), option(0)] for n in range(6)]
    with pytest.raises(EngineError) as error:
        Reach(parts, None).reaches(goal(3, 4))
    (fault,) = error.value.faults
    assert (fault.code, fault.where, fault.fields()["most"], fault.found) == ("SCO-003", "grade", "3", "4")


def test_equal_sums_are_followed_once() -> None:
    parts = [[option(1), option(0)] for _ in range(200)]
    reach = Reach(parts, None)
    assert reach.reaches(goal(100, 101)) and not reach.reaches(goal(201, None))


@pytest.mark.parametrize(("edge", "reached"), [(F(5, 6), True), (F(5, 6) + F(1, 10**30), False), (F(1, 7), True)])
def test_points_and_edges_may_be_any_fractions(edge: Fraction, reached: bool) -> None:
    parts = [[option(Span.point(F(1, 2)))], [option(Span.point(F(1, 3)))]]
    assert Reach(parts, F(1, 11)).reaches(Goal(edge, None, 0)) is reached
    assert Reach(parts, None).reaches(Goal(None, edge, 0)) is (edge > F(5, 6))


@pytest.mark.parametrize(("edge", "reached"), [(F(1, 3), False), (F(1, 3) - F(1, 10**30), True)])
def test_an_open_end_is_exact_at_any_fraction(edge: Fraction, reached: bool) -> None:
    parts = [[option(Span(F(0), F(1, 3), True, True))]]
    assert Reach(parts, None).reaches(Goal(edge, None, 0)) is reached
