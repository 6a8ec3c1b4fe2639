"""The constants of a plan among the terms of the data: found by hash, or appended with a rank between their neighbours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

import numpy as np
import numpy.typing as npt
import polars as pl

from engine.columns.order import value_of
from engine.columns.ranks import Numbers
from engine.columns.terms import named, terms_of
from engine.columns.values import UNORDERED
from engine.model.columns import (
    GAP,
    NONE,
    Bools,
    Columns,
    Constant,
    Ints,
    Key,
    OrderKind,
    Relation,
    Scale,
    TermKind,
    Terms,
)

LOOKUP, KEPT = "columns.constants.lookup", "columns.constants.kept"
EMPTY = Numbers(memoryview(b""), memoryview(b""), {})
FEW = 4_000  # what a loop goes through sooner than calls over columns are set up
Hashes = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Lookup:
    """Many distinct texts by hash: the last bits of the wanted hashes leave few, and those are compared as such."""

    text: pl.Series
    hashes: Hashes
    ends: npt.NDArray[np.uint16]

    @classmethod
    def of(cls, text: pl.Series) -> Lookup:
        """Hash the texts."""
        hashes = text.hash().to_numpy()
        return cls(text, hashes, hashes.astype(np.uint16))

    def find(self, constants: tuple[str, ...]) -> list[int]:
        """The number of each constant; NONE where there is none."""
        own, wanted = _hashed(constants)
        near = np.flatnonzero(wanted[self.ends])
        like = [at for at, one in zip(near.tolist(), self.hashes[near].tolist(), strict=True) if one in own]
        numbers = dict(zip(self._texts(like), like, strict=True))
        return [numbers.get(one, int(NONE)) for one in constants]

    def _texts(self, places: list[int]) -> list[str]:
        return [self.text[at] for at in places] if len(places) <= FEW else self.text.gather(places).to_list()


@lru_cache(maxsize=16)
def _hashed(constants: tuple[str, ...]) -> tuple[frozenset[int], Bools]:
    """The hashes of constants, and which last bits they have; one plan is run over many data."""
    hashes = pl.Series(constants, dtype=pl.String).hash().to_numpy()
    wanted = np.zeros(1 << 16, dtype=np.bool_)
    wanted[hashes.astype(np.uint16)] = True
    return frozenset(hashes.tolist()), wanted


@dataclass(frozen=True, slots=True)
class Small:
    """Few distinct texts, each with its number."""

    numbers: dict[str, int]

    @classmethod
    def of(cls, text: pl.Series) -> Small:
        """Number the texts."""
        return cls(dict(zip(text.to_list(), range(len(text)), strict=True)))

    def find(self, constants: tuple[str, ...]) -> list[int]:
        """As `Lookup.find`."""
        return [self.numbers.get(one, int(NONE)) for one in constants]


def columns_with_lookup(terms: Terms, relations: Mapping[str, Relation]) -> Columns:
    """Columns in which terms can be found by their texts: what every plan asks first depends on the data alone."""
    return Columns(terms, relations, {LOOKUP: _lookup(terms.text)})


def _lookup(text: pl.Series) -> Lookup | Small:
    return Small.of(text) if len(text) <= FEW else Lookup.of(text)


def with_constants(columns: Columns, constants: tuple[Constant, ...]) -> tuple[Columns, list[int]]:
    """Columns whose terms hold all constants, and the number of each.

    The numbers of the data's terms stay; relations are shared; the new columns have a memo of their own, as what others
    keep there may be as long as the terms. The same constants give the same columns again: the last answer is kept.
    """
    kept: tuple[tuple[Constant, ...], Columns, list[int]] | None = columns.memo.get(KEPT)
    if kept is not None and kept[0] == constants:
        return kept[1], kept[2]
    lookup = columns.remember(LOOKUP, lambda: _lookup(columns.terms.text))
    found = lookup.find(tuple(one.term for one in constants))
    lacking = {one.term: one for one, number in zip(constants, found, strict=True) if number == NONE}
    if not lacking:
        return columns, found
    number = {one: len(columns.terms) + place for place, one in enumerate(lacking)}
    ids = [number.get(one.term, at) for one, at in zip(constants, found, strict=True)]
    extended = Columns(_extended(columns.terms, list(lacking.values())), columns.relations)
    columns.memo[KEPT] = (constants, extended, ids)
    return extended, ids


@lru_cache(maxsize=65_536)
def constant(term: str) -> Constant:
    """Take a canonical term apart; shapes name the same ones again and again."""
    value = value_of(term)
    key, order = (value or UNORDERED).key(), OrderKind.NONE if value is None else value.order
    if not term.startswith('"'):
        return Constant(term, int(TermKind.IRI if term[0] == "<" else TermKind.BLANK), "", "", True, int(order), key)
    datatype, language = named(term.rpartition('"')[2])
    return Constant(term, int(TermKind.LITERAL), datatype, language, value is not None, int(order), key)


def _extended(terms: Terms, more: list[Constant]) -> Terms:
    rank = None if terms.scales is None else _placed(terms.scales, more)
    text = pl.concat([terms.text, pl.Series(terms.text.name, [one.term for one in more])], rechunk=False)
    if rank is None:  # no room is left between two neighbours, or other constants stand there
        return terms_of(text)
    datatypes, datatype = _joined(terms.datatypes, [one.datatype for one in more])
    languages, language = _joined(terms.languages, [one.language for one in more])
    return Terms(
        text,
        np.concatenate([terms.kind, np.array([one.kind for one in more], dtype=np.uint8)]),
        np.concatenate([terms.datatype, datatype]),
        np.concatenate([terms.language, language]),
        np.concatenate([terms.valid, np.array([one.valid for one in more])]),
        np.concatenate([terms.order, np.array([one.order for one in more], dtype=np.uint8)]),
        np.concatenate([terms.rank, rank]),
        datatypes,
        languages,
        None,
    )


def _joined(names: tuple[str, ...], more: list[str]) -> tuple[tuple[str, ...], npt.NDArray[np.uint16]]:
    """The names with those that they lack, and the place of each of the second."""
    joined = tuple(dict.fromkeys((*names, *more)))
    number = {name: place for place, name in enumerate(joined)}
    return joined, np.array([number[name] for name in more], dtype=np.uint16)


def _placed(scales: Mapping[int, Scale], more: list[Constant]) -> Ints | None:
    """Ranks for new terms among those of the data; None where a gap has no room."""
    ranks: dict[tuple[int, Key], int] = {}
    for kind in sorted({one.order for one in more} - {OrderKind.NONE}):
        found = _among(scales.get(kind, EMPTY), sorted({one.key for one in more if one.order == kind}))
        if found is None:
            return None
        ranks |= {(kind, key): rank for key, rank in found.items()}
    return np.array([ranks.get((one.order, one.key), 0) for one in more], dtype=np.int64)


def _among(scale: Scale, keys: list[Key]) -> dict[Key, int] | None:
    """The rank of each of these ascending keys among the values of one kind."""
    found: dict[Key, int] = {}
    for at, group in groupby(keys, scale.place):
        between = list(group)
        if at < len(scale) and scale[at] == between[-1]:
            found[between.pop()] = (at + 1) * GAP
        if len(between) >= GAP:
            return None
        found |= {key: at * GAP + GAP * (place + 1) // (len(between) + 1) for place, key in enumerate(between)}
    return found
