"""A waiver covers the assessed years whose last day it still holds on, of its own subject, from its own year on."""

from __future__ import annotations

from datetime import date

import pytest

from engine.model.waiver import Waiver


def until(day: str) -> Waiver:
    return Waiver("990100", 2020, ("rate",), "reason", "approver", date.fromisoformat(day))


@pytest.mark.parametrize(
    ("day", "year", "held"),
    [
        ("2020-12-31", 2020, True),
        ("2020-12-30", 2020, False),
        ("2021-12-30", 2021, False),
        ("2021-12-31", 2021, True),
        ("2022-06-30", 2021, True),
        ("2022-12-31", 2019, False),
    ],
)
def test_a_year_is_covered_when_its_last_day_is(day: str, year: int, held: bool) -> None:
    assert until(day).covers("990100", year) is held


def test_another_subject_is_not_covered() -> None:
    assert not until("2022-12-31").covers("990000", 2020)


@pytest.mark.parametrize(("day", "last"), [("2020-12-31", 2020), ("2022-12-30", 2021), ("2022-12-31", 2022)])
def test_the_years_are_those_that_it_covers(day: str, last: int) -> None:
    assert until(day).years == (2020, last)
    assert until(day).covers("990100", last) and not until(day).covers("990100", last + 1)
