"""Places among values: values of one order kind are sorted once; equal values have equal ranks, all even, so that a limit finds a place between."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

import numpy as np
import polars as pl

from engine.columns.reads import Reads, Rests
from engine.columns.strings import unescaped
from engine.model.columns import KIND_BITS, NO_RANK, Ids, Ints, Key, Limit, OrderKind, Place, Scale

COARSE = 10**12  # what divides 18 digits after the point where only six of them are used
FINE = 10**6
REACH = 10**12  # floors below this leave room for six digits in 64 bits


@dataclass(frozen=True, slots=True)
class Numbers:
    """A scale of numbers or times: floor and digits by place, and what they do not hold."""

    high: Ints
    low: memoryview[int]
    rests: Mapping[int, tuple[int | str, ...]]

    def __len__(self) -> int:
        return len(self.high)

    def __getitem__(self, place: int, /) -> Key:
        return int(self.high[place]), self.low[place], self.rests.get(place, ())

    def places(self, keys: Sequence[Key]) -> list[Place]:
        """As `Scale.places`; few values share a floor, fewer their digits as well."""
        floors = np.array([key[0] for key in keys], dtype=np.int64)
        first, last = np.searchsorted(self.high, floors, "left"), np.searchsorted(self.high, floors, "right")
        return list(map(self._place, keys, first.tolist(), last.tolist()))

    def _place(self, key: Key, first: int, last: int) -> Place:
        first = bisect_left(self.low, key[1], first, last)
        last = bisect_right(self.low, key[1], first, last)
        at = bisect_left(self, key, first, last)
        return at, at < last and self[at] == key


EMPTY = Numbers(np.zeros(0, dtype=np.int64), memoryview(b""), {})


@dataclass(frozen=True, slots=True)
class Texts:
    """A scale of plain strings: the terms in the order of their strings."""

    text: pl.Series
    by: Ids

    def __len__(self) -> int:
        return len(self.by)

    def __getitem__(self, place: int, /) -> Key:
        term: str = self.text[int(self.by[place])]
        return 0, 0, (unescaped(term[1 : term.rindex('"')]),)

    def places(self, keys: Sequence[Key]) -> list[Place]:
        """As `Scale.places`."""
        found = [bisect_left(self, key) for key in keys]
        return [(at, at < len(self) and self[at] == key) for at, key in zip(found, keys, strict=True)]


def rank(kind: int, place: Ints) -> Ints:
    """The ranks of values by their places, from 1, among those of an order kind."""
    return (kind << KIND_BITS) + 2 * place


def ranks_of_limits(scales: Mapping[int, Scale], limits: Sequence[Limit]) -> list[int]:
    """The rank of each limit (those of one order kind together): that of the equal value, or the odd one between two."""
    found: list[int] = []
    for kind, some in groupby(limits, attrgetter("order")):
        keys = [one.key for one in some]
        if kind == OrderKind.NONE:
            found += [NO_RANK] * len(keys)
        else:
            places = scales.get(kind, EMPTY).places(keys)
            found += [(kind << KIND_BITS) + 2 * place + 1 + held for place, held in places]
    return found


def ranks_of(reads: Reads) -> tuple[Ints, dict[int, Scale]]:
    """The rank of every read value, and the values of each kind."""
    found, scales = np.full(len(reads.order), NO_RANK, dtype=np.int64), dict[int, Scale]()
    for kind in np.flatnonzero(np.bincount(reads.order)).tolist():
        if kind not in (OrderKind.NONE, OrderKind.TEXT):
            places = np.flatnonzero(reads.order == kind)
            dense, first = _dense(reads.high[places], reads.low[places], _tails(places, reads.rests))
            found[places] = rank(kind, dense)
            scales[kind] = _numbers(reads, places[first])
    return found, scales


def _numbers(reads: Reads, places: Ints) -> Numbers:
    """The values at places that hold one each, ascending."""
    at = {place: number for number, place in enumerate(places.tolist())} if reads.rests else {}
    rests = {at[place]: rest for place, rest in reads.rests.items() if place in at}
    return Numbers(reads.high[places], reads.low[places].data, rests)


def ranks_of_texts(texts: pl.Series) -> tuple[Ints, Ints]:
    """The ranks of distinct texts by code point (the order of their UTF-8 bytes), and their places in that order."""
    found, by = np.empty(len(texts), dtype=np.int64), texts.arg_sort().to_numpy()
    found[by] = rank(OrderKind.TEXT, np.arange(1, len(texts) + 1))
    return found, by


def _tails(places: Ints, rests: Rests) -> Ints | None:
    """The order of what floor and digits do not hold: 0 for nothing, then in the order of the rests."""
    here = {place: rest for place, rest in rests.items()} if rests else {}
    rows = [(row, here[place]) for row, place in enumerate(places.tolist()) if place in here] if here else []
    if not rows:
        return None
    number = {rest: at for at, rest in enumerate(sorted({rest for _, rest in rows}), 1)}
    found = np.zeros(len(places), dtype=np.int64)
    for row, rest in rows:
        found[row] = number[rest]
    return found


def _dense(high: Ints, low: Ints, tail: Ints | None) -> tuple[Ints, Ints]:
    """Equal keys get equal numbers, from 1; and a place for each key, ascending."""
    if tail is not None:
        return _by_keys((high, low, tail))
    if not low.any():
        return _by_keys((high,))
    if high.min() > -REACH and high.max() < REACH and not (low % COARSE).any():
        return _by_keys((high * FINE + low // COARSE,))
    return _by_keys((high, low))


def _by_keys(keys: tuple[Ints, ...]) -> tuple[Ints, Ints]:
    by = np.argsort(keys[0]) if len(keys) == 1 else np.lexsort(keys[::-1])
    new = np.zeros(len(by), dtype=np.bool_)
    new[:1] = True
    for key in keys:
        ordered = key[by]
        new[1:] |= ordered[1:] != ordered[:-1]
    found = np.empty(len(by), dtype=np.int64)
    found[by] = np.cumsum(new)
    return found, by[new]
