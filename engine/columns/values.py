"""One literal: whether its datatype knows its lexical form (XSD 1.1 as RDF 1.1 uses it), and its exact place among values."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from engine.columns import clock
from engine.model.columns import Key, OrderKind

XSD = "http://www.w3.org/2001/XMLSchema#"
FRACTION = 18  # digits after the point in `low`
SCALE = 10**FRACTION
MOST = (1 << 63) - 1


class Value(NamedTuple):
    """The place of a value among those of its order kind: floor, 18 digits after the point, then what they do not hold.

    `high` stays within 64 bits; what lies beyond has its extreme there and differs in `rest`. `rest` is empty for all that
    `high` and `low` hold exactly, and greater than the empty one for all else.
    """

    order: OrderKind
    high: int = 0
    low: int = 0
    rest: tuple[int | str, ...] = ()

    def key(self) -> Key:
        """What values of one order kind are compared by."""
        return self.high, self.low, self.rest


UNORDERED = Value(OrderKind.NONE)
Judge = Callable[[str], Value | None]

DECIMAL = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
INTEGER = re.compile(r"[+-]?[0-9]+")
DOUBLE = re.compile(r"[+-]?(?:(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|INF)|NaN")
NINES = str.maketrans("0123456789", "9876543210")
INTEGERS: dict[str, tuple[str | None, str | None]] = {
    "integer": (None, None),
    "nonPositiveInteger": (None, "0"),
    "negativeInteger": (None, "-1"),
    "nonNegativeInteger": ("0", None),
    "positiveInteger": ("1", None),
    "long": ("-9223372036854775808", "9223372036854775807"),
    "int": ("-2147483648", "2147483647"),
    "short": ("-32768", "32767"),
    "byte": ("-128", "127"),
    "unsignedLong": ("0", "18446744073709551615"),
    "unsignedInt": ("0", "4294967295"),
    "unsignedShort": ("0", "65535"),
    "unsignedByte": ("0", "255"),
}


def number(text: str) -> Value:
    """The value of a decimal as written: sign, digits, point, digits; of any length."""
    whole, _, part = text.lstrip("+-").partition(".")
    whole, part = whole.lstrip("0"), part.rstrip("0")
    negative = text.startswith("-") and bool(whole or part)
    if len(whole) > FRACTION:
        return Value(OrderKind.NUMBER, -MOST - 1 if negative else MOST, 0, _rest(negative, whole, part))
    scaled = int((whole or "0") + part[:FRACTION].ljust(FRACTION, "0"))
    exact = len(part) <= FRACTION
    high, low = divmod(-scaled - (not exact) if negative else scaled, SCALE)
    return Value(OrderKind.NUMBER, high, low, () if exact else _rest(negative, whole, part))


def _rest(negative: bool, whole: str, part: str) -> tuple[int | str, ...]:
    """Digits as a key of any length; those of negative numbers are mirrored, so that more is less."""
    if negative:
        return -1, -len(whole), whole.translate(NINES), part.translate(NINES) + ":"
    return 1, len(whole), whole, part


def binary(lexical: str) -> Value:
    """The value of xsd:double and xsd:float: the shortest decimal that denotes the 64 bit number which the text denotes.

    That decimal is what people wrote in nearly all cases, and it makes the order of doubles and decimals total. A number
    type of 64 bits is used here because the datatype is one; both datatypes are read so, as SPARQL engines commonly do.
    """
    read = float(lexical.replace("INF", "inf"))
    if read != read:
        return UNORDERED
    if read in (MOST_DOUBLE, -MOST_DOUBLE):
        return Value(OrderKind.NUMBER, MOST, 0, (2,)) if read > 0 else Value(OrderKind.NUMBER, -MOST - 1, 0, (-2,))
    return number(f"{Decimal(repr(read)):f}")


MOST_DOUBLE = float("inf")


def _decimal(lexical: str) -> Value | None:
    return number(lexical) if DECIMAL.fullmatch(lexical) else None


def _double(lexical: str) -> Value | None:
    return binary(lexical) if DOUBLE.fullmatch(lexical) else None


def _integer(least: str | None, most: str | None) -> Judge:
    low, high = (None if limit is None else number(limit).key() for limit in (least, most))

    def judge(lexical: str) -> Value | None:
        if not INTEGER.fullmatch(lexical):
            return None
        value = number(lexical)
        inside = (low is None or low <= value.key()) and (high is None or value.key() <= high)
        return value if inside else None

    return judge


def _boolean(lexical: str) -> Value | None:
    truth = {"false": 0, "0": 0, "true": 1, "1": 1}.get(lexical)
    return None if truth is None else Value(OrderKind.BOOLEAN, truth)


def _matching(pattern: str) -> Judge:
    form = re.compile(pattern)
    return lambda lexical: UNORDERED if form.fullmatch(lexical) else None


def _timed(read: Callable[[str], clock.Instant | None], zoned: OrderKind, unzoned: OrderKind) -> Judge:
    """A kind of time: its place in seconds, in one order with a zone and in another without."""

    def judge(lexical: str) -> Value | None:
        found = read(lexical)
        if found is None:
            return None
        order = zoned if found.zoned else unzoned
        low, more = int(found.fraction[:FRACTION].ljust(FRACTION, "0")), found.fraction[FRACTION:]
        if abs(found.seconds) < MOST:
            return Value(order, found.seconds, low, (found.fraction,) if more else ())
        return Value(order, MOST if found.seconds > 0 else -MOST - 1, 0, (found.seconds, found.fraction))

    return judge


def _checked(read: Callable[[str], object | None]) -> Judge:
    return lambda lexical: UNORDERED if read(lexical) is not None else None


_START = "A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
_NAME = _START + ".0-9\u00b7\u0300-\u036f\u203f\u2040-"
_B64 = "[A-Za-z0-9+/] ?"
_SPAN_DAY = r"(?:[0-9]+D)?(?:T(?!\Z)(?:[0-9]+H)?(?:[0-9]+M)?(?:[0-9]+(?:\.[0-9]+)?S)?)?"

JUDGES: dict[str, Judge] = {
    "decimal": _decimal,
    "double": _double,
    "float": _double,
    **{name: _integer(*limits) for name, limits in INTEGERS.items()},
    "boolean": _boolean,
    "dateTime": _timed(clock.moment, OrderKind.MOMENT, OrderKind.MOMENT_UNZONED),
    "dateTimeStamp": _timed(clock.stamp, OrderKind.MOMENT, OrderKind.MOMENT_UNZONED),
    "date": _timed(clock.day, OrderKind.DAY, OrderKind.DAY_UNZONED),
    "gYear": _timed(clock.year, OrderKind.YEAR, OrderKind.YEAR_UNZONED),
    "time": _timed(clock.time_of_day, OrderKind.CLOCK, OrderKind.CLOCK_UNZONED),
    "gYearMonth": _checked(clock.year_month),
    "gMonthDay": _checked(clock.month_day),
    "gMonth": _checked(clock.month),
    "gDay": _checked(clock.day_of_month),
    "duration": _matching(rf"-?P(?!\Z)(?:[0-9]+Y)?(?:[0-9]+M)?{_SPAN_DAY}"),
    "yearMonthDuration": _matching(r"-?P(?!\Z)(?:[0-9]+Y)?(?:[0-9]+M)?"),
    "dayTimeDuration": _matching(rf"-?P(?!\Z){_SPAN_DAY}"),
    "hexBinary": _matching(r"(?:[0-9A-Fa-f]{2})*"),
    "base64Binary": _matching(
        rf"(?:(?:{_B64}){{4}})*(?:(?:{_B64}){{3}}[A-Za-z0-9+/]|(?:{_B64}){{2}}[AEIMQUYcgkosw048] ?=|{_B64}[AQgw] ?= ?=)?"
    ),
    "normalizedString": _matching(r"[^\t\n\r]*"),
    "token": _matching(r"(?:[^\t\n\r ]+(?: [^\t\n\r ]+)*)?"),
    "language": _matching(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*"),
    "Name": _matching(f"[:{_START}][:{_NAME}]*"),
    "NCName": _matching(f"[{_START}][{_NAME}]*"),
    "NMTOKEN": _matching(f"[:{_NAME}]+"),
}


def judge_of(datatype: str) -> Judge | None:
    """What decides on the literals of a datatype (IRI term); None where every lexical form is well-formed."""
    return JUDGES.get(datatype.removeprefix("<" + XSD).removesuffix(">")) if datatype.startswith("<" + XSD) else None
