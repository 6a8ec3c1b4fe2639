"""Days of an assessment's course: in the one zone of the country, and which of them are worked on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache

from engine.errors import UsageError
from engine.exact import parse_day

ZONE = timezone(timedelta(hours=8))  # China has one zone and no summer time; the ledger's times are UTC
SATURDAY, WEEK = 5, 7
# 全国年节及纪念日放假办法: New Year, Labour Day (two days since 2025), National Day; month, day, and the year since when.
FIXED = ((1, 1, 1950), (5, 1, 1950), (5, 2, 2025), (10, 1, 1950), (10, 2, 1950), (10, 3, 2000))


@lru_cache(maxsize=4096)
def local_day(time: str) -> date:
    """The day in China of a time of the ledger.

    >>> local_day("2026-03-01T16:00:00Z")
    datetime.date(2026, 3, 2)
    """
    return day_at(datetime.strptime(time, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC))


def day_at(moment: datetime) -> date:
    """The day in China of a moment, whose zone is known.

    >>> day_at(datetime(2026, 3, 1, 16, tzinfo=UTC))
    datetime.date(2026, 3, 2)
    """
    return moment.astimezone(ZONE).date()


def day_named(where: str, text: str) -> date:
    """A day as written, `2026-03-02`. Raises: UsageError STO-043."""
    found = parse_day(text)
    if found is None:
        raise UsageError.of("STO-043", where, text or "-")
    return found


def working_days(first: date, last: date, days_off: Iterable[date] = ()) -> int:
    """How many of the days, both ends included, are neither a Saturday nor a Sunday, nor a holiday of a fixed date, nor one of
    `days_off`.

    The holidays that follow the moon or are moved each year stand in no table of ours: who publicises states them. A weekend
    that is worked on to make up for a holiday is not counted, so a period is never found longer than what was stated makes it.

    >>> working_days(date(2026, 3, 2), date(2026, 3, 8)), working_days(date(2026, 3, 2), date(2026, 3, 6), [date(2026, 3, 4)])
    (5, 4)
    >>> working_days(date(2026, 9, 28), date(2026, 10, 4)), working_days(date(2025, 12, 29), date(2026, 1, 2))
    (3, 4)
    """
    weeks, rest = divmod(max((last - first).days + 1, 0), WEEK)
    odd = ((first.weekday() + at) % WEEK for at in range(rest))
    off = {*days_off, *_fixed_holidays(first, last)}
    return (
        weeks * SATURDAY
        + sum(day < SATURDAY for day in odd)
        - sum(day.weekday() < SATURDAY for day in off if first <= day <= last)
    )


def _fixed_holidays(first: date, last: date) -> Iterator[date]:
    """The holidays of a period that the regulation on public holidays sets by their date."""
    for year in range(first.year, last.year + 1):
        for month, day, since in FIXED:
            if year >= since:
                yield date(year, month, day)
