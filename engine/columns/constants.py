"""The constants of a plan among the terms of the data: found by hash, or appended with a rank between their neighbours."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby

import numpy as np
import numpy.typing as npt
import polars as pl

from engine.columns.order import value_of
from engine.columns.terms import named, terms_of
from engine.columns.values import UNORDERED, Key, Value
from engine.model.columns import GAP, NONE, Columns, Ids, Ints, OrderKind, TermKind, Terms

LOOKUP, KEPT, BY = "columns.constants.lookup", "columns.constants.kept", "columns.constants.by"
Hashes = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Lookup:
    """Distinct texts by hash: the last bits of the wanted hashes leave few texts, and those are compared as such."""

    text: pl.Series
    hashes: Hashes
    ends: npt.NDArray[np.uint16]

    @classmethod
    def of(cls, text: pl.Series) -> Lookup:
        """Hash the texts."""
        hashes = text.hash().to_numpy()
        return cls(text, hashes, hashes.astype(np.uint16))

    def find(self, constants: Sequence[str]) -> Ids:
        """The number of each constant; NONE where there is none."""
        hashes = pl.Series(constants, dtype=pl.String).hash().to_numpy()
        wanted = np.zeros(1 << 16, dtype=np.bool_)
        wanted[hashes.astype(np.uint16)] = True
        near = np.flatnonzero(wanted[self.ends])
        near = near[np.isin(self.hashes[near], hashes)]
        numbers = dict(zip(self.text.gather(near).to_list(), near.tolist(), strict=True))
        return np.array([numbers.get(one, NONE) for one in constants], dtype=np.uint32)


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


@dataclass(frozen=True, slots=True)
class Constant:
    """A constant that the data lack, taken apart; `value` is None for an ill-formed literal."""

    kind: TermKind
    datatype: str
    language: str
    value: Value | None

    @classmethod
    @lru_cache(maxsize=65_536)
    def of(cls, term: str) -> Constant:
        """Take a canonical term apart; plans ask about the same ones again and again."""
        if not term.startswith('"'):
            return cls(TermKind.IRI if term.startswith("<") else TermKind.BLANK, "", "", UNORDERED)
        return cls(TermKind.LITERAL, *named(term.rpartition('"')[2]), value_of(term))

    @property
    def order(self) -> OrderKind:
        """What it can be compared with."""
        return OrderKind.NONE if self.value is None else self.value.order


def _extended(columns: Columns, lacking: list[str]) -> Terms:
    terms, more = columns.terms, [Constant.of(one) for one in lacking]
    rank = _placed(columns, more)
    text = _longer(terms, lacking)
    if rank is None:  # no room is left between two neighbours
        return terms_of(text)
    datatypes, datatype = _joined(terms.datatypes, [one.datatype for one in more])
    languages, language = _joined(terms.languages, [one.language for one in more])
    return Terms(
        text,
        np.concatenate([terms.kind, np.array([one.kind for one in more], dtype=np.uint8)]),
        np.concatenate([terms.datatype, datatype]),
        np.concatenate([terms.language, language]),
        np.concatenate([terms.valid, np.array([one.value is not None for one in more])]),
        np.concatenate([terms.order, np.array([one.order for one in more], dtype=np.uint8)]),
        np.concatenate([terms.rank, rank]),
        datatypes,
        languages,
    )


def _longer(terms: Terms, lacking: list[str]) -> pl.Series:
    return pl.concat([terms.text, pl.Series(terms.text.name, lacking, dtype=pl.String)], rechunk=False)


def _joined(names: tuple[str, ...], more: list[str]) -> tuple[tuple[str, ...], npt.NDArray[np.uint16]]:
    """The names with those that they lack, and the place of each of the second."""
    joined = tuple(dict.fromkeys((*names, *more)))
    number = {name: place for place, name in enumerate(joined)}
    return joined, np.array([number[name] for name in more], dtype=np.uint16)


def _placed(columns: Columns, more: list[Constant]) -> Ints | None:
    """Ranks for new terms among those of the data; None where a gap has no room."""
    rank = np.zeros(len(more), dtype=np.int64)
    for kind in sorted({one.order for one in more} - {OrderKind.NONE}):
        keys = {at: one.value.key() for at, one in enumerate(more) if one.value and one.order is kind}
        found = _among(columns, kind, list(keys.values()))
        if found is None:
            return None
        rank[list(keys)] = found
    return rank


def _among(columns: Columns, kind: OrderKind, keys: list[Key]) -> list[int] | None:
    """The rank of each key among the values of one kind."""
    by: Ids = columns.remember((BY, kind), lambda: _in_order(columns.terms, kind))
    probe = cache(lambda at: _key(columns.terms.text[int(by[at])]))
    found: dict[Key, int] = {}
    for at, group in groupby(sorted(set(keys)), lambda key: bisect_left(range(len(by)), key, key=probe)):
        low = int(columns.terms.rank[by[at - 1]]) if at else 0
        high = int(columns.terms.rank[by[at]]) if at < len(by) else low + GAP
        between = list(group)
        if at < len(by) and probe(at) == between[-1]:
            found[between.pop()] = high
        if high - low <= len(between):
            return None
        found |= {key: low + (high - low) * (place + 1) // (len(between) + 1) for place, key in enumerate(between)}
    return [found[key] for key in keys]


def _key(term: str) -> Key:
    return (value_of(term) or UNORDERED).key()


def _in_order(terms: Terms, kind: OrderKind) -> Ids:
    """One term for each value of a kind, by rank."""
    places = np.flatnonzero(terms.order == kind)
    step, rest = np.divmod(terms.rank[places], GAP)
    if rest.any():  # constants stand between
        return places[np.unique(terms.rank[places], return_index=True)[1]].astype(np.uint32)
    by = np.zeros(int(step.max(initial=0)), dtype=np.uint32)
    by[step - 1] = places
    return by
