"""RDF data as columns: one number a term, one table of (subject, object) a predicate, one parsed value a literal."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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
KIND_BITS = 56  # of a rank, below the order kind
NO_RANK = -1
Key = tuple[int, int, tuple[int | str, ...]]  # what values of one order kind are compared by
Place = tuple[int, bool]  # among ascending values: how many are less, and whether the next one is equal


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
    """The values of one order kind that the data have, each once, ascending."""

    def __len__(self) -> int: ...

    def __getitem__(self, place: int, /) -> Key: ...

    def places(self, keys: Sequence[Key]) -> list[Place]:
        """The place of each key."""
        ...


@dataclass(frozen=True, slots=True)
class Limit:
    """A term (canonical N-Triples) that values are compared with: the OrderKind of its value, and the key of it."""

    term: str
    order: int
    key: Key


@dataclass(frozen=True, slots=True)
class Terms:
    """Every term once, by number.

    Shape: all columns have one length; `text` is canonical N-Triples (see `engine.model.shacl.Term`), each text once.
    `datatype` indexes `datatypes` (IRI terms; 0 is no datatype), `language` indexes `languages` (lower case; 0 is none).
    `valid` is False for a literal whose lexical form its datatype does not know, True for all else.
    `order` is an OrderKind. `rank` has it above KIND_BITS, and below twice the place among all values of that kind, from 1:
    equal values have equal ranks, and a limit that the data lack an odd one between two. `scales` has the values of each
    order kind. Unknowns: what cannot be compared has order NONE and NO_RANK.
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
    scales: Mapping[int, Scale]

    def __len__(self) -> int:
        return len(self.text)


@dataclass(frozen=True, slots=True)
class Relation:
    """The triples of one predicate: each (subject, object) once, by subject, then object; `single` if no subject has two."""

    subjects: Ids
    objects: Ids
    single: bool


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
