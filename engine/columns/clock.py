"""Times of XSD 1.1 as written: days that exist, zones, seconds on one line, fractions of any length."""

from __future__ import annotations

import re
from typing import NamedTuple

ZONE = r"(Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00))?"
YEAR = r"(-?(?:[1-9][0-9]{3,}|0[0-9]{3}))"
MONTH, DAY = r"(0[1-9]|1[0-2])", r"(0[1-9]|[12][0-9]|3[01])"
TIME = r"(?:([01][0-9]|2[0-3]):([0-5][0-9]):([0-5][0-9])(?:\.([0-9]+))?|(24):00:00(?:\.0+)?)"
MOMENT = re.compile(f"{YEAR}-{MONTH}-{DAY}T{TIME}{ZONE}")
DATE = re.compile(f"{YEAR}-{MONTH}-{DAY}{ZONE}")
CLOCK = re.compile(TIME + ZONE)
G_YEAR = re.compile(YEAR + ZONE)
G_YEAR_MONTH = re.compile(f"{YEAR}-{MONTH}{ZONE}")
G_MONTH_DAY = re.compile(f"--{MONTH}-{DAY}{ZONE}")
G_MONTH = re.compile(f"--{MONTH}{ZONE}")
G_DAY = re.compile(f"---{DAY}{ZONE}")
LONGEST_YEAR = 4000  # digits; Python reads no longer number, and no calendar needs one
A_DAY = 86_400
LEAP_YEAR = 2000


class Instant(NamedTuple):
    """A time: seconds since 1970-01-01 (a time of day: since midnight) in UTC, digits of the fraction, whether zoned."""

    seconds: int
    fraction: str
    zoned: bool


def days_before(year: int, month: int, day: int) -> int:
    """Days from 1970-01-01 to a day of the proleptic Gregorian calendar (with a year 0), of any year."""
    shifted = year - (month <= 2)
    era, of_era = divmod(shifted, 400)
    of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    return era * 146_097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 719_468


def month_length(year: int, month: int) -> int:
    """How many days a month has."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in {4, 6, 9, 11} else 31


def offset(zone: str | None) -> int:
    """Seconds that a zone is ahead of UTC; none is 0."""
    if zone is None or zone == "Z":
        return 0
    ahead = int(zone[1:3]) * 3600 + int(zone[4:]) * 60
    return -ahead if zone[0] == "-" else ahead


def _start(year: str, month: str = "01", day: str = "01") -> int | None:
    """The first second of a day; None for a day that the calendar lacks."""
    if len(year) > LONGEST_YEAR or int(day) > month_length(int(year), int(month)):
        return None
    return days_before(int(year), int(month), int(day)) * A_DAY


def _of_day(hour: str | None, minute: str | None, second: str | None, midnight: str | None) -> int:
    return A_DAY if midnight else int(hour or 0) * 3600 + int(minute or 0) * 60 + int(second or 0)


def moment(lexical: str) -> Instant | None:
    """xsd:dateTime; 24:00:00 is the start of the next day."""
    found = MOMENT.fullmatch(lexical)
    if found is None:
        return None
    year, month, day, hour, minute, second, fraction, midnight, zone = found.groups()
    start = _start(year, month, day)
    if start is None:
        return None
    seconds = start + _of_day(hour, minute, second, midnight) - offset(zone)
    return Instant(seconds, (fraction or "").rstrip("0"), zone is not None)


def stamp(lexical: str) -> Instant | None:
    """xsd:dateTimeStamp: a dateTime that must have a zone."""
    found = moment(lexical)
    return found if found is not None and found.zoned else None


def day(lexical: str) -> Instant | None:
    """xsd:date: its first second."""
    found = DATE.fullmatch(lexical)
    start = None if found is None else _start(*found.groups()[:3])
    return None if found is None or start is None else Instant(start - offset(found[4]), "", found[4] is not None)


def year(lexical: str) -> Instant | None:
    """xsd:gYear: its first second."""
    found = G_YEAR.fullmatch(lexical)
    start = None if found is None else _start(found[1])
    return None if found is None or start is None else Instant(start - offset(found[2]), "", found[2] is not None)


def time_of_day(lexical: str) -> Instant | None:
    """xsd:time; 24:00:00 is midnight at the start."""
    found = CLOCK.fullmatch(lexical)
    if found is None:
        return None
    hour, minute, second, fraction, midnight, zone = found.groups()
    seconds = _of_day(hour, minute, second, midnight) % A_DAY - offset(zone)
    return Instant(seconds, (fraction or "").rstrip("0"), zone is not None)


def year_month(lexical: str) -> str | None:
    """xsd:gYearMonth; like those below, the text itself where it is well-formed."""
    return lexical if G_YEAR_MONTH.fullmatch(lexical) else None


def month_day(lexical: str) -> str | None:
    """xsd:gMonthDay; 29 February is one."""
    found = G_MONTH_DAY.fullmatch(lexical)
    return lexical if found and int(found[2]) <= month_length(LEAP_YEAR, int(found[1])) else None


def month(lexical: str) -> str | None:
    """xsd:gMonth."""
    return lexical if G_MONTH.fullmatch(lexical) else None


def day_of_month(lexical: str) -> str | None:
    """xsd:gDay."""
    return lexical if G_DAY.fullmatch(lexical) else None
