"""Exact numbers and days: the one grammar for each as written, rounding after GB/T 8170, and spans of values."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

GRAMMAR = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,18})?", re.ASCII)
DAY = re.compile(r"[12][0-9]{3}-[0-9]{2}-[0-9]{2}", re.ASCII)


def parse_number(text: str) -> Fraction | None:
    """The exact value of a written number, or None where `text` is not in the grammar.

    ASCII `-?[0-9]{1,12}(\\.[0-9]{1,18})?` and nothing else: no exponent, no full-width digit, no blank.

    >>> parse_number("94.9999999999999999") < 95, parse_number("９５"), parse_number("1e2")
    (True, None, None)
    """
    return Fraction(text) if GRAMMAR.fullmatch(text) else None


def parse_day(text: str) -> date | None:
    """The calendar day of a text `YYYY-MM-DD` from 1000 to 2999, or None.

    >>> parse_day("2020-02-29"), parse_day("2021-02-29"), parse_day("20200229")
    (datetime.date(2020, 2, 29), None, None)
    """
    try:
        return date.fromisoformat(text) if DAY.fullmatch(text) else None
    except ValueError:  # a day that the calendar lacks
        return None


def first_day(year: int) -> date:
    """1 January."""
    return date(year, 1, 1)


def last_day(year: int) -> date:
    """31 December: the day on which documents, targets and waivers of an assessed year must be in force."""
    return date(year, 12, 31)


def round_half_even(value: Fraction, digits: int) -> Fraction:
    """`value` rounded to `digits` places after the point, ties to even (GB/T 8170-2008, 3.2).

    >>> [str(round_half_even(Fraction(x), 1)) for x in ("0.25", "0.35", "-0.25")]
    ['1/5', '2/5', '-1/5']
    """
    return Fraction(round(value * 10**digits), 10**digits)


def round_half_up(value: Fraction, digits: int) -> Fraction:
    """`value` rounded to `digits` places, ties away from zero: how published rates are often rounded."""
    scaled = abs(value) * 10**digits
    whole = (scaled.numerator * 2 + scaled.denominator) // (scaled.denominator * 2)
    return Fraction(whole if value >= 0 else -whole, 10**digits)


def is_decimal(value: Fraction) -> bool:
    """Whether `value` has a finite decimal form."""
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1


def decimal_text(value: Fraction, places: int | None = None) -> str:
    """`value` as a decimal string: with exactly `places` digits (half to even), or in full when `places` is None.

    A value without a finite decimal form needs `places`; without them its first 40 digits are given, cut and
    not rounded, so that every comparison with a limit of at most 18 digits comes out as for the exact value.

    >>> decimal_text(Fraction(1901, 20)), decimal_text(Fraction(31000, 366), 2)
    ('95.05', '84.70')
    """
    if places is None:
        places = _exact_places(value) if is_decimal(value) else 40
        scaled = value.numerator * 10**places // value.denominator
    else:
        scaled = round(value * 10**places)
    sign, digits = ("-" if scaled < 0 else ""), str(abs(scaled)).rjust(places + 1, "0")
    return sign + (digits[:-places] + "." + digits[-places:] if places else digits)


def _exact_places(value: Fraction) -> int:
    places = 0
    while (value * 10**places).denominator != 1:
        places += 1
    return places


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The values from `low` to `high`; an open end is approached and never reached."""

    low: Fraction
    high: Fraction
    low_open: bool = False
    high_open: bool = False

    @classmethod
    def point(cls, value: Fraction | int) -> Span:
        """The single value."""
        return cls(Fraction(value), Fraction(value))

    @property
    def is_point(self) -> bool:
        """Whether the span holds one value only."""
        return self.low == self.high

    def middle(self) -> Fraction:
        """A value inside the span: the value itself of a point, the mid-point of an interval."""
        return (self.low + self.high) / 2

    def __add__(self, other: Span) -> Span:
        return Span(
            self.low + other.low,
            self.high + other.high,
            self.low_open or other.low_open,
            self.high_open or other.high_open,
        )

    def scaled(self, factor: Fraction) -> Span:
        """Every value times a factor that is not negative; factor 0 gives the point 0."""
        if factor == 0:
            return Span.point(0)
        return Span(self.low * factor, self.high * factor, self.low_open, self.high_open)


def least(first: Span, second: Span) -> Span:
    """The span of min(x, y) for x in `first` and y in `second`, chosen freely."""
    low, low_open = min((first.low, first.low_open), (second.low, second.low_open))
    if first.high == second.high:
        high, high_open = first.high, first.high_open or second.high_open
    else:
        high, high_open = min((first.high, first.high_open), (second.high, second.high_open))
    return Span(low, high, low_open, high_open)
