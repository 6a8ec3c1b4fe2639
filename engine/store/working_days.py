"""Days of an assessment's course: in the one zone of the country, and which of them are worked on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache

from engine.errors import UsageError
from engine.exact import parse_day

ZONE = timezone(timedelta(hours=8))  # China has one zone and no summer time; the ledger's times are UTC
SATURDAY = 5


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
    """How many of the days, both ends included, are neither a Saturday nor a Sunday nor one of `days_off`.

    Official holidays stand in no table of ours: who publicises states them. A weekend that is worked on to make up for a
    holiday is not counted, so a period is never found longer than it is.

    >>> working_days(date(2026, 3, 2), date(2026, 3, 8)), working_days(date(2026, 3, 2), date(2026, 3, 6), [date(2026, 3, 4)])
    (5, 4)
    """
    off = set(days_off)
    days = (first + timedelta(days=at) for at in range((last - first).days + 1))
    return sum(day.weekday() < SATURDAY and day not in off for day in days)
