"""Many literals of one datatype at once: plain forms by columns, all else one by one; the same as `values` says of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import polars as pl

from engine.columns.clock import A_DAY
from engine.columns.values import FRACTION, INTEGERS, SCALE, XSD, Judge, Value, judge_of
from engine.model.columns import Bools, Ints, OrderKind, Small

MOST_DIGITS = FRACTION  # of a number that is read by columns
MOST_BINARY = 15  # a double gives back every decimal of so many digits, and no shorter one denotes the same double
TENS = np.array([10**places for places in range(FRACTION + 1)], dtype=np.int64)
DAYS = np.array([0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31], dtype=np.int64)
Rests = dict[int, tuple[int | str, ...]]
Digits = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Reads:
    """What a row of literals means, as `Value` has it. `rests` is by place and only for values that have one."""

    valid: Bools
    order: Small
    high: Ints
    low: Ints
    rests: Rests = field(default_factory=dict)

    @classmethod
    def blank(cls, size: int) -> Reads:
        """Well-formed and not comparable."""
        return cls(
            np.ones(size, dtype=np.bool_),
            np.zeros(size, dtype=np.uint8),
            np.zeros(size, dtype=np.int64),
            np.zeros(size, dtype=np.int64),
        )

    def put(self, place: int, value: Value | None) -> None:
        """Write one value that was read by itself."""
        self.valid[place] = value is not None
        if value is not None:
            self.order[place], self.high[place], self.low[place] = value.order, value.high, value.low
            if value.rest:
                self.rests[place] = value.rest

    def put_all(self, places: Ints, order: OrderKind, high: Ints, low: Ints | None = None) -> None:
        """Write many values of one order kind that were read by columns."""
        self.order[places], self.high[places] = order, high
        if low is not None:
            self.low[places] = low


def read_all(datatype: str, lexical: pl.Series) -> Reads:
    """Read literals of one datatype (IRI term)."""
    found = Reads.blank(len(lexical))
    judge = judge_of(datatype)
    if judge is None:
        return found
    name = datatype.removeprefix("<" + XSD).removesuffix(">")
    done = _by_columns(name, lexical, found)
    _one_by_one(judge, lexical, np.flatnonzero(~done), found)
    return found


def _by_columns(name: str, lexical: pl.Series, found: Reads) -> Bools:
    if name in INTEGERS or name in {"decimal", "double", "float"}:
        return _numbers(name, lexical, found)
    if name in TIMES:
        return _times(name, lexical, found)
    return np.zeros(len(lexical), dtype=np.bool_)


def _one_by_one(judge: Judge, lexical: pl.Series, places: Ints, found: Reads) -> None:
    texts: Iterable[str] = lexical.gather(places).to_list() if len(places) else ()
    for place, text in zip(places.tolist(), texts, strict=True):
        found.put(place, judge(text))


def _numbers(name: str, lexical: pl.Series, found: Reads) -> Bools:
    """Plain numbers: a sign or none, digits, perhaps a point between digits."""
    pattern = r"^-?[0-9]+$" if name in INTEGERS else r"^-?[0-9]+(?:\.[0-9]+)?$"
    longest = MOST_BINARY if name in {"double", "float"} else MOST_DIGITS
    done: Bools = ((lexical.str.len_bytes() <= longest) & lexical.str.contains(pattern)).to_numpy()
    places = np.flatnonzero(done)
    plain = lexical if done.all() else lexical.gather(places)
    high, low = _split(plain)
    found.put_all(places, OrderKind.NUMBER, high, low)
    if name in INTEGERS and INTEGERS[name] != (None, None):
        found.valid[places] = _within(high, *INTEGERS[name])
        found.order[places[~found.valid[places]]] = OrderKind.NONE
    return done


def _split(plain: pl.Series) -> tuple[Ints, Ints]:
    """Floor and 18 digits after the point of plain numbers of at most 18 digits."""
    point = plain.str.find(".", literal=True)
    if point.null_count() == len(plain):
        whole: Ints = plain.cast(pl.Int64).to_numpy()
        return whole, np.zeros(len(plain), dtype=np.int64)
    digits: Ints = plain.str.replace(".", "", literal=True).cast(pl.Int64).to_numpy()
    length = plain.str.len_bytes().cast(pl.Int64)
    after = (length - 1 - point).fill_null(0).to_numpy()
    high, low = np.divmod(digits, TENS[after])
    return high, low * TENS[FRACTION - after]


def _within(value: Ints, least: str | None, most: str | None) -> Bools:
    inside = np.ones(len(value), dtype=np.bool_)
    if least is not None:
        inside &= value >= int(least)
    if most is not None:
        inside &= value <= min(int(most), SCALE)
    return inside


TIMES: Mapping[str, tuple[OrderKind, str]] = {
    "gYear": (OrderKind.YEAR, "dddd"),
    "date": (OrderKind.DAY, "dddd-dd-dd"),
    "dateTime": (OrderKind.MOMENT, "dddd-dd-ddTdd:dd:dd"),
    "dateTimeStamp": (OrderKind.MOMENT, "dddd-dd-ddTdd:dd:dd"),
}


def _times(name: str, lexical: pl.Series, found: Reads) -> Bools:
    """Times without a fraction in years 0001 to 9999: without a zone, with `Z`, or with hours and minutes."""
    order, form = TIMES[name]
    lengths = lexical.str.len_bytes().to_numpy()
    done = np.zeros(len(lexical), dtype=np.bool_)
    for zone in ("", "Z", "sdd:dd") if name != "dateTimeStamp" else ("Z", "sdd:dd"):
        places = np.flatnonzero(lengths == len(form) + len(zone))
        rows = _bytes(lexical.gather(places), len(form) + len(zone))
        good = _has_form(rows, form + zone)
        seconds = _seconds(rows, len(form), zone, good)
        kind = order if zone else OrderKind(order + 1)
        found.put_all(places[good], kind, seconds[good])
        done[places[good]] = True
    return done


def _bytes(texts: pl.Series, width: int) -> Digits:
    """Texts of one length as a table of bytes, a column for each place."""
    joined = texts.str.join("").item() if len(texts) else ""
    return np.ascontiguousarray(np.frombuffer(joined.encode(), dtype=np.uint8).reshape(-1, width).T)


def _has_form(rows: Digits, form: str) -> Bools:
    good = np.ones(rows.shape[1], dtype=np.bool_)
    for row, mark in zip(rows, form, strict=True):
        if mark == "d":
            good &= (row - 48) < 10  # unsigned: what is below 48 wraps
        elif mark == "s":
            good &= (row == 43) | (row == 45)
        else:
            good &= row == ord(mark)
    return good


def _two(rows: Digits, place: int) -> Ints:
    found: Ints = rows[place].astype(np.int64) * 10 + rows[place + 1] - 528
    return found


def _seconds(rows: Digits, width: int, zone: str, good: Bools) -> Ints:
    """Seconds since 1970; rows that are no time are taken out of `good`."""
    year = _two(rows, 0) * 100 + _two(rows, 2)
    month, day = (_two(rows, 5), _two(rows, 8)) if width > 4 else (np.ones_like(year), np.ones_like(year))
    good &= (year > 0) & (month >= 1) & (month <= 12) & (day >= 1)
    month[~good] = 1
    leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    good &= (day <= DAYS[month]) & (leap | (month != 2) | (day < 29))
    total = _days(year, month, day) * A_DAY
    if width > 10:
        hour, minute, second = _two(rows, 11), _two(rows, 14), _two(rows, 17)
        good &= (hour < 24) & (minute < 60) & (second < 60)
        total += hour * 3600 + minute * 60 + second
    return total - _offsets(rows, width, good) if len(zone) > 1 else total


def _days(year: Ints, month: Ints, day: Ints) -> Ints:
    """As `clock.days_before`, by columns."""
    shifted = year - (month <= 2)
    of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    found: Ints = shifted * 365 + shifted // 4 - shifted // 100 + shifted // 400 + of_year - 719_468
    return found


def _offsets(rows: Digits, width: int, good: Bools) -> Ints:
    hour, minute = _two(rows, width + 1), _two(rows, width + 4)
    good &= (minute < 60) & ((hour < 14) | ((hour == 14) & (minute == 0)))
    ahead = hour * 3600 + minute * 60
    found: Ints = np.where(rows[width] == 45, -ahead, ahead)
    return found
