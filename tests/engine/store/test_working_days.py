"""Days are those of China; weekends and stated holidays are not worked on."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from engine.errors import Fault, UsageError
from engine.store.working_days import day_named, local_day, working_days

MONDAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("time", "day"),
    [
        ("2026-03-01T15:59:59Z", date(2026, 3, 1)),
        ("2026-03-01T16:00:00Z", date(2026, 3, 2)),
        ("2026-12-31T23:00:00Z", date(2027, 1, 1)),
    ],
)
def test_a_day_begins_at_midnight_in_china(time: str, day: date) -> None:
    assert local_day(time) == day


def test_a_week_has_five_whatever_day_it_begins_on() -> None:
    starts = [MONDAY + timedelta(days=at) for at in range(7)]
    assert [working_days(start, start + timedelta(days=6)) for start in starts] == [5] * 7


@pytest.mark.parametrize(
    ("first", "last", "off", "count"),
    [
        (date(2026, 3, 2), date(2026, 3, 6), (), 5),
        (date(2026, 3, 3), date(2026, 3, 7), (), 4),
        (date(2026, 3, 2), date(2026, 3, 2), (), 1),
        (date(2026, 3, 7), date(2026, 3, 8), (), 0),
        (date(2026, 3, 6), date(2026, 3, 2), (), 0),
        (date(2026, 3, 2), date(2026, 3, 6), (date(2026, 3, 4), date(2026, 3, 4)), 4),
        (date(2026, 3, 2), date(2026, 3, 6), (date(2026, 3, 7), date(2026, 4, 1)), 5),
        (date(2025, 12, 29), date(2026, 1, 2), (), 4),  # New Year, said by nobody
        (date(2025, 12, 29), date(2026, 1, 2), (date(2026, 1, 1),), 4),  # and said
        (date(2026, 9, 28), date(2026, 10, 9), (), 8),  # National Day, three days of it a week
        (date(2025, 4, 28), date(2025, 5, 5), (), 4),
        (date(2024, 4, 29), date(2024, 5, 3), (), 4),  # the second of May counted then
    ],
)
def test_both_ends_count_and_a_holiday_counts_once(first: date, last: date, off: tuple[date, ...], count: int) -> None:
    assert working_days(first, last, off) == count


def test_a_day_is_written_in_one_way() -> None:
    assert day_named("--first", "2026-03-02") == MONDAY
    for text in ("2026-02-29", "2026-3-2", "20260302", "２026-03-02", ""):
        with pytest.raises(UsageError) as error:
            day_named("--first", text)
        assert error.value.faults == (Fault("STO-043", "--first", text or "-"),)


def test_a_period_of_thousands_of_years_is_counted_as_a_short_one_is() -> None:
    year = working_days(date(2027, 1, 1), date(2027, 12, 31))
    assert working_days(date(2027, 1, 1), date(2028, 12, 31)) == year + working_days(
        date(2028, 1, 1), date(2028, 12, 31)
    )
    assert working_days(date(2026, 1, 1), date(9999, 12, 31)) > 2_000_000
