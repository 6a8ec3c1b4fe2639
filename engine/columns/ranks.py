"""Places among values: values of one order kind are sorted once; equal values have equal ranks, all multiples of GAP."""

from __future__ import annotations

import numpy as np
import polars as pl

from engine.columns.reads import Reads, Rests
from engine.model.columns import GAP, Ints, OrderKind

COARSE = 10**12  # what divides 18 digits after the point where only six of them are used
FINE = 10**6
REACH = 10**12  # floors below this leave room for six digits in 64 bits


def ranks_of(reads: Reads) -> Ints:
    """The rank of every read value; 0 where there is no order."""
    found = np.zeros(len(reads.order), dtype=np.int64)
    for kind in np.flatnonzero(np.bincount(reads.order)).tolist():
        if kind not in (OrderKind.NONE, OrderKind.TEXT):
            places = np.flatnonzero(reads.order == kind)
            found[places] = _dense(reads.high[places], reads.low[places], _tails(places, reads.rests))
    return found


def ranks_of_texts(texts: pl.Series) -> Ints:
    """The ranks of distinct texts by code point (the order of their UTF-8 bytes)."""
    found = np.empty(len(texts), dtype=np.int64)
    found[texts.arg_sort().to_numpy()] = np.arange(1, len(texts) + 1) * GAP
    return found


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


def _dense(high: Ints, low: Ints, tail: Ints | None) -> Ints:
    """Equal keys get equal ranks."""
    if tail is not None:
        return _by_keys((high, low, tail))
    if not low.any():
        return _by_keys((high,))
    if high.min() > -REACH and high.max() < REACH and not (low % COARSE).any():
        return _by_keys((high * FINE + low // COARSE,))
    return _by_keys((high, low))


def _by_keys(keys: tuple[Ints, ...]) -> Ints:
    by = np.argsort(keys[0]) if len(keys) == 1 else np.lexsort(keys[::-1])
    new = np.zeros(len(by), dtype=np.bool_)
    for key in keys:
        ordered = key[by]
        new[1:] |= ordered[1:] != ordered[:-1]
    found = np.empty(len(by), dtype=np.int64)
    found[by] = (np.cumsum(new) + 1) * GAP
    return found
