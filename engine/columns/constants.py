"""The constants of a plan among the terms of the data: found by hash, or appended with a rank between their neighbours."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import numpy as np
import numpy.typing as npt
import polars as pl

from engine.columns.order import value_of
from engine.columns.terms import terms_of
from engine.columns.values import UNORDERED, Key
from engine.model.columns import GAP, NONE, Columns, Ids, Ints, OrderKind, Terms

LOOKUP, KEPT = "columns.constants.lookup", "columns.constants.kept"
FEW = 4096  # terms: below, a dictionary is made faster than hashes are sorted
Hashes = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Lookup:
    """Where each text stands: a dictionary for few terms, else hashes in order, verified by text."""

    text: pl.Series
    numbers: dict[str, int] | None
    hashes: Hashes
    by: Ids

    @classmethod
    def of(cls, text: pl.Series) -> Lookup:
        """Make the lookup of distinct texts."""
        if len(text) <= FEW:
            numbers = {one: place for place, one in enumerate(text.to_list())}
            return cls(text, numbers, np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.uint32))
        hashes = text.hash().to_numpy()
        by = np.argsort(hashes).astype(np.uint32)
        return cls(text, None, hashes[by], by)

    def find(self, constants: Sequence[str]) -> Ids:
        """The number of each constant; NONE where there is none."""
        if self.numbers is not None:
            return np.array([self.numbers.get(one, NONE) for one in constants], dtype=np.uint32)
        wanted = pl.Series(constants, dtype=pl.String)
        hashes = wanted.hash().to_numpy()
        starts = np.searchsorted(self.hashes, hashes).tolist()
        return np.array([self._verified(*one) for one in zip(starts, hashes, constants, strict=True)], dtype=np.uint32)

    def _verified(self, start: int, wanted: np.uint64, constant: str) -> int:
        for place in range(start, len(self.hashes)):
            if self.hashes[place] != wanted:
                break
            if self.text[int(self.by[place])] == constant:
                return int(self.by[place])
        return int(NONE)


def with_constants(columns: Columns, constants: Sequence[str]) -> tuple[Columns, Ids]:
    """Columns whose terms hold all constants (canonical N-Triples), and the number of each.

    The numbers of the data's terms stay; relations are shared; the new columns have a memo of their own, as what others
    keep there may be as long as the terms. The same constants give the same columns again: the last answer is kept.
    """
    wanted = tuple(constants)
    kept: tuple[tuple[str, ...], Columns, Ids] | None = columns.memo.get(KEPT)
    if kept is not None and kept[0] == wanted:
        return kept[1], kept[2]
    found = _found(columns, wanted)
    lacking = list(dict.fromkeys(one for one, number in zip(wanted, found.tolist(), strict=True) if number == NONE))
    if not lacking:
        return columns, found
    size = len(columns.terms)
    number = {one: size + place for place, one in enumerate(lacking)}
    ids = np.array([number.get(one, at) for one, at in zip(wanted, found.tolist(), strict=True)], dtype=np.uint32)
    extended = Columns(_extended(columns, lacking), columns.relations)
    columns.memo[KEPT] = (wanted, extended, ids)
    return extended, ids


def _found(columns: Columns, constants: tuple[str, ...]) -> Ids:
    lookup: Lookup = columns.remember(LOOKUP, lambda: Lookup.of(columns.terms.text))
    return lookup.find(constants)


def _extended(columns: Columns, lacking: list[str]) -> Terms:
    terms, more = columns.terms, terms_of(pl.Series(lacking, dtype=pl.String))
    rank = _placed(columns, more)
    text = pl.concat([terms.text, more.text.alias(terms.text.name)], rechunk=False)
    if rank is None:  # no room is left between two neighbours
        return terms_of(text)
    datatypes, datatype = _joined(terms.datatypes, more.datatypes)
    languages, language = _joined(terms.languages, more.languages)
    return replace(
        terms,
        text=text,
        kind=np.concatenate([terms.kind, more.kind]),
        datatype=np.concatenate([terms.datatype, datatype[more.datatype]]),
        language=np.concatenate([terms.language, language[more.language]]),
        valid=np.concatenate([terms.valid, more.valid]),
        order=np.concatenate([terms.order, more.order]),
        rank=np.concatenate([terms.rank, rank]),
        datatypes=datatypes,
        languages=languages,
    )


def _joined(names: tuple[str, ...], more: tuple[str, ...]) -> tuple[tuple[str, ...], npt.NDArray[np.uint16]]:
    """Both lists of names as one, and the new number of each of the second."""
    joined = (*names, *(name for name in more if name not in set(names)))
    number = {name: place for place, name in enumerate(joined)}
    return joined, np.array([number[name] for name in more], dtype=np.uint16)


def _placed(columns: Columns, more: Terms) -> Ints | None:
    """Ranks for new terms among those of the data; None where a gap has no room."""
    rank = np.zeros(len(more), dtype=np.int64)
    for kind in np.unique(more.order).tolist():
        if kind != OrderKind.NONE:
            places = np.flatnonzero(more.order == kind)
            found = _among(columns, OrderKind(kind), [_key(more.text[int(place)]) for place in places])
            if found is None:
                return None
            rank[places] = found
    return rank


def _key(term: str) -> Key:
    return (value_of(term) or UNORDERED).key()


def _among(columns: Columns, kind: OrderKind, keys: list[Key]) -> list[int] | None:
    """The rank of each key among the values of one kind."""
    text, rank = columns.terms.text, columns.terms.rank
    by: Ids = columns.remember(("columns.constants.by", kind), lambda: _in_order(columns.terms, kind))
    found: dict[Key, int] = {}
    for at, group in groupby(sorted(set(keys)), lambda key: bisect_left(by, key, key=lambda one: _key(text[int(one)]))):
        low = int(rank[by[at - 1]]) if at else 0
        high = int(rank[by[at]]) if at < len(by) else low + GAP
        between = list(group)
        if at < len(by) and _key(text[int(by[at])]) == between[-1]:
            found[between.pop()] = high
        if high - low <= len(between):
            return None
        found |= {key: low + (high - low) * (place + 1) // (len(between) + 1) for place, key in enumerate(between)}
    return [found[key] for key in keys]


def _in_order(terms: Terms, kind: OrderKind) -> Ids:
    """One term for each value of a kind, by rank."""
    places = np.flatnonzero(terms.order == kind)
    _, first = np.unique(terms.rank[places], return_index=True)
    by: Ids = places[first].astype(np.uint32)
    return by
