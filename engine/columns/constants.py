"""The constants of a plan among the terms of the data, found by hash; nodes that the data lack are appended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import polars as pl

from engine.columns.terms import terms_of
from engine.model.columns import NO_RANK, Bools, Columns, OrderKind, Relation, TermKind, Terms

LOOKUP, KEPT = "columns.constants.lookup", "columns.constants.kept"
FEW = 16_000  # what a loop goes through sooner than calls over columns are set up
Hashes = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Texts that are looked for, their hashes, and which last bits these have."""

    terms: tuple[str, ...]
    hashes: frozenset[int]
    ends: Bools


@lru_cache(maxsize=16)
def _wanted(terms: tuple[str, ...]) -> Wanted:
    """Hash constants; one plan is run over many data."""
    hashes, ends = pl.Series(terms, dtype=pl.String).hash().to_numpy(), np.zeros(1 << 16, dtype=np.bool_)
    ends[hashes.astype(np.uint16)] = True
    return Wanted(terms, frozenset(hashes.tolist()), ends)


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

    def find(self, wanted: Wanted) -> list[int | None]:
        """The number of each constant; None where there is none."""
        near = np.flatnonzero(wanted.ends[self.ends])
        like = [at for at, one in zip(near.tolist(), self.hashes[near].tolist(), strict=True) if one in wanted.hashes]
        numbers = dict(zip(self._texts(like), like, strict=True))
        return list(map(numbers.get, wanted.terms))

    def _texts(self, places: list[int]) -> list[str]:
        return [self.text[at] for at in places] if len(places) <= FEW else self.text.gather(places).to_list()


@dataclass(frozen=True, slots=True)
class Small:
    """Few distinct texts, each with its number."""

    numbers: dict[str, int]

    @classmethod
    def of(cls, text: pl.Series) -> Small:
        """Number the texts."""
        return cls(dict(zip(text.to_list(), range(len(text)), strict=True)))

    def find(self, wanted: Wanted) -> list[int | None]:
        """As `Lookup.find`."""
        return list(map(self.numbers.get, wanted.terms))


def columns_with_lookup(terms: Terms, relations: Mapping[str, Relation]) -> Columns:
    """Columns in which terms can be found by their texts: what every plan asks first depends on the data alone."""
    return Columns(terms, relations, {LOOKUP: _lookup(terms.text)})


def _lookup(text: pl.Series) -> Lookup | Small:
    return Small.of(text) if len(text) <= FEW else Lookup.of(text)


def with_constants(
    columns: Columns, constants: tuple[str, ...], nodes: tuple[str, ...] = ()
) -> tuple[Columns, dict[str, int]]:
    """The number of each constant, in columns whose terms hold all `nodes` among them.

    Any other constant that the data lack has the number after the last: no node has it. The numbers of the data's terms
    stay and relations are shared. Columns with more terms have a memo of their own, as what others keep there may be as long
    as the terms; the same nodes give the same columns again: the last answer is kept.
    """
    found = columns.remember(LOOKUP, lambda: _lookup(columns.terms.text)).find(_wanted(constants))
    numbers = {term: number for term, number in zip(constants, found, strict=True) if number is not None}
    lacking = tuple([one for one in dict.fromkeys(nodes) if one not in numbers])
    size = len(columns.terms)
    numbers |= {one: size + at for at, one in enumerate(lacking)}
    return _with_nodes(columns, lacking), dict.fromkeys(constants, size + len(lacking)) | numbers


def _with_nodes(columns: Columns, lacking: tuple[str, ...]) -> Columns:
    if not lacking:
        return columns
    kept: tuple[tuple[str, ...], Columns] | None = columns.memo.get(KEPT)
    if kept is None or kept[0] != lacking:
        kept = lacking, Columns(_extended(columns.terms, lacking), columns.relations)
        columns.memo[KEPT] = kept
    return kept[1]


def _extended(terms: Terms, lacking: tuple[str, ...]) -> Terms:
    """Terms with more of them; a literal may stand between the values of the data, so that all are read anew."""
    text = terms.text.clone().append(pl.Series(terms.text.name, lacking, dtype=pl.String))
    if any(one.startswith('"') for one in lacking):
        return terms_of(text)
    more = len(lacking)
    kinds = [TermKind.IRI if one.startswith("<") else TermKind.BLANK for one in lacking]
    return replace(
        terms,
        text=text,
        kind=np.concatenate([terms.kind, np.array(kinds, dtype=np.uint8)]),
        datatype=np.concatenate([terms.datatype, np.zeros(more, dtype=np.uint16)]),
        language=np.concatenate([terms.language, np.zeros(more, dtype=np.uint16)]),
        valid=np.concatenate([terms.valid, np.ones(more, dtype=np.bool_)]),
        order=np.concatenate([terms.order, np.full(more, OrderKind.NONE, dtype=np.uint8)]),
        rank=np.concatenate([terms.rank, np.full(more, NO_RANK, dtype=np.int64)]),
    )
