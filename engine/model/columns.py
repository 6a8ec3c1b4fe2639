"""RDF data as columns: one number a term, one table of (subject, object) a predicate, one parsed value a literal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, Protocol, TypeVar

import numpy as np
import numpy.typing as npt
import polars as pl

Ids = npt.NDArray[np.uint32]
Ints = npt.NDArray[np.int64]
Small = npt.NDArray[np.uint8]
Bools = npt.NDArray[np.bool_]
T = TypeVar("T")
NONE = np.uint32(0xFFFFFFFF)  # no term
GAP = 1 << 20  # between the ranks of two neighbouring values
Key = tuple[int, int, tuple[int | str, ...]]  # what values of one order kind are compared by


class TermKind(IntEnum):
    """What a term is."""

    IRI = 0
    BLANK = 1
    LITERAL = 2


class OrderKind(IntEnum):
    """Literals of one kind can be compared with each other; of two kinds never, but for a time with and without zone."""

    NONE = 0
    NUMBER = 1
    TEXT = 2
    BOOLEAN = 3
    MOMENT = 4  # xsd:dateTime with a zone
    MOMENT_UNZONED = 5
    DAY = 6  # xsd:date with a zone
    DAY_UNZONED = 7
    YEAR = 8  # xsd:gYear with a zone
    YEAR_UNZONED = 9
    CLOCK = 10  # xsd:time with a zone
    CLOCK_UNZONED = 11


class Scale(Protocol):
    """The values of one order kind that the data have, each once, ascending: value n has the rank (n + 1) * GAP."""

    def __len__(self) -> int: ...

    def __getitem__(self, place: int, /) -> Key: ...

    def place(self, key: Key) -> int:
        """How many values are less."""
        ...


@dataclass(frozen=True, slots=True)
class Constant:
    """A term of a plan taken apart: what `Terms` says of it, and the key of its value.

    `term` is canonical N-Triples, `kind` a TermKind, `order` an OrderKind; an ill-formed literal is not `valid`.
    """

    term: str
    kind: int
    datatype: str
    language: str
    valid: bool
    order: int
    key: Key


@dataclass(frozen=True, slots=True)
class Terms:
    """Every term once, by number.

    Shape: all columns have one length; `text` is canonical N-Triples (see `engine.model.shacl.Term`), each text once.
    `datatype` indexes `datatypes` (IRI terms; 0 is no datatype), `language` indexes `languages` (lower case; 0 is none).
    `valid` is False for a literal whose lexical form its datatype does not know, True for all else.
    `order` is an OrderKind, `rank` the place among all values of that kind: equal values have equal ranks, ranks of the data
    are multiples of GAP, so that constants that the data lack find a place between. `scales` has the values of each order
    kind; None where such constants stand between them already. Unknowns: what cannot be compared has order NONE.
    """

    text: pl.Series
    kind: Small
    datatype: npt.NDArray[np.uint16]
    language: npt.NDArray[np.uint16]
    valid: Bools
    order: Small
    rank: Ints
    datatypes: tuple[str, ...]
    languages: tuple[str, ...]
    scales: Mapping[int, Scale] | None

    def __len__(self) -> int:
        return len(self.text)


@dataclass(frozen=True, slots=True)
class Relation:
    """The triples of one predicate: each (subject, object) once, by subject, then object."""

    subjects: Ids
    objects: Ids


@dataclass(frozen=True, slots=True)
class Columns:
    """One RDF graph. `relations` is by predicate (IRI term). `memo` keeps what steps derive from the columns alone."""

    terms: Terms
    relations: Mapping[str, Relation]
    memo: dict[Any, Any] = field(default_factory=dict, repr=False, compare=False)

    def remember(self, key: object, make: Callable[[], T]) -> T:
        """What `make` gives, made once for each key."""
        if key not in self.memo:
            self.memo[key] = make()
        found: T = self.memo[key]
        return found

    def triples(self) -> int:
        """How many triples there are."""
        return sum(len(relation.subjects) for relation in self.relations.values())
