"""Triples as three columns of texts become numbered terms and a table for each predicate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from engine.columns.constants import columns_with_lookup
from engine.columns.terms import terms_of
from engine.model.columns import Columns, Ids, Relation


@dataclass(frozen=True, slots=True)
class Dictionary:
    """A number for each text, given when it is first met; the columns of one reading share it and nobody else does.

    `alive` is an empty column: the texts are kept as long as a column of their type is.
    """

    dtype: pl.Categorical
    alive: pl.Series

    @classmethod
    def new(cls) -> Dictionary:
        """A dictionary without texts."""
        dtype = pl.Categorical(pl.Categories.random())
        return cls(dtype, pl.Series([], dtype=dtype))

    def numbers(self, texts: pl.Series) -> Ids:
        """The numbers of texts."""
        return codes(texts.cast(self.dtype))

    def texts(self, size: int) -> pl.Series:
        """The first `size` texts in the order of their numbers."""
        return pl.Series("text", np.arange(size, dtype=np.uint32)).cat.to(self.dtype).cast(pl.String)


def codes(column: pl.Series) -> Ids:
    """The numbers of a column that is coded already."""
    found: Ids = column.to_physical().to_numpy()
    return found


def size_of(*columns: Ids) -> int:
    """How many numbers there are up to the greatest."""
    return 1 + max((int(one.max()) for one in columns if len(one)), default=-1)


def columns_of(subjects: pl.Series, predicates: pl.Series, objects: pl.Series) -> Columns:
    """The graph of triples, given as columns of canonical N-Triples terms; a triple that is said twice counts once.

    Shape: three columns of one length, in any order. Predicates get a number only where they are subjects or objects too.
    """
    nodes, names = Dictionary.new(), Dictionary.new()
    subject, predicate, object_ = nodes.numbers(subjects), names.numbers(predicates), nodes.numbers(objects)
    text, named = nodes.texts(size_of(subject, object_)), names.texts(size_of(predicate)).to_list()
    return columns_with_lookup(terms_of(text), relations_of(subject, predicate, object_, named))


def relations_of(subject: Ids, predicate: Ids, object_: Ids, names: list[str]) -> Mapping[str, Relation]:
    """A table for each predicate that is used, by its number in `names`."""
    if not len(subject):
        return {}
    narrow = predicate.astype(np.uint16) if len(names) <= 1 << 16 else predicate
    by = np.argsort(narrow, kind="stable")
    ends = np.cumsum(np.bincount(narrow, minlength=len(names)))
    parts = zip(names, np.split(by, ends[:-1]), strict=True)
    return {name: _relation(subject[rows], object_[rows]) for name, rows in parts if len(rows)}


def _relation(subject: Ids, object_: Ids) -> Relation:
    """Sorted and without doubles; what is so already is left as it stands."""
    key = subject.astype(np.uint64)
    key <<= np.uint64(32)
    key |= object_
    if not (key[1:] > key[:-1]).all():
        key.sort()
        fresh = np.concatenate([[True], key[1:] != key[:-1]])
        key = key if fresh.all() else key[fresh]
        subject, object_ = (key >> np.uint64(32)).astype(np.uint32), key.astype(np.uint32)
    return Relation(subject, object_, bool((subject[1:] != subject[:-1]).all()))
