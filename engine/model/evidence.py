"""What submissions state: observations, documents, events, ratings, no-object statements; and decisions on them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from engine.errors import Fault
from engine.model.world import Qualifier


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """Where a record stands: file name, SHA-256 of its bytes, place in it (`观测值!G5`, `line 12`), its own id.

    `id` is unique in the file: the fragment of its IRI, the text in column 编号, or else sheet and row.
    """

    file: str
    digest: str
    place: str
    id: str

    @property
    def key(self) -> str:
        """The name of the record over all submissions."""
        return f"{self.digest}#{self.id}"


class EventState(StrEnum):
    """What is said of an event."""

    PROVEN = "proven"
    REPORTED = "unproven"
    NIL = "nil"


@dataclass(frozen=True, slots=True)
class Observation:
    """One value of one indicator for a subject and a period (closed, both days included).

    `value` is set, or both counts are, or all three. `raw` is the value as written (`310/366` for counts
    alone). `scope` and `population` are slugs, None where the source does not state them. `final` is False for
    provisional figures. `corrects` is the key of the record that this one replaces.
    """

    source: Source
    subject: str
    indicator: str
    start: date
    end: date
    raw: str
    value: Fraction | None
    qualifier: Qualifier = Qualifier.EXACTLY
    tolerance: Fraction | None = None
    numerator: int | None = None
    denominator: int | None = None
    scope: str | None = None
    population: str | None = None
    final: bool = True
    source_kind: str | None = None
    issuer: str = ""
    citation: str = ""
    corrects: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """One delivered document of a kind, with the period in which it is in force (`in_force_to` None: still)."""

    source: Source
    subject: str
    kind: str
    title: str
    number: str
    issuer: str
    issued: date | None
    in_force_from: date
    in_force_to: date | None
    level: str | None = None
    source_kind: str | None = None
    citation: str = ""
    corrects: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class EventRecord:
    """A proven or reported event of a kind, or a signed statement that there was none in the period."""

    source: Source
    subject: str
    kind: str
    state: EventState
    start: date
    end: date
    description: str = ""
    signed_by: str = ""
    source_kind: str | None = None
    citation: str = ""
    corrects: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Rating:
    """One expert's rating of a kind of judgement for a year; of one expert the last (by `on`, then by source) counts."""

    source: Source
    subject: str
    kind: str
    year: int
    expert: str
    on: date
    value: Fraction
    raw: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class NoObject:
    """A signed statement that an indicator or kind has no object at the subject in a period."""

    source: Source
    subject: str
    about: str  # slug of an indicator or of a kind
    start: date
    end: date
    signed_by: str
    reason: str = ""


Record = Observation | DocumentRecord | EventRecord | Rating | NoObject


class Ruling(StrEnum):
    """What a named evaluator decided on a record or on a whole file."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision on evidence: `on_evidence` is a record key, or the SHA-256 of a file for all its records."""

    on_evidence: str
    ruling: Ruling
    by: str
    on: date
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Delivered:
    """A file as delivered: its name, hash, length in bytes and form (`xlsx`, `csv`, `parquet`, `ttl` …)."""

    file: str
    digest: str
    size: int
    form: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """All records of some submissions, the files they stood in, and the decisions on them. Order carries no meaning.

    `warnings` are what a person should look at again, though nothing was refused for it.
    """

    files: tuple[Delivered, ...] = ()
    records: tuple[Record, ...] = ()
    decisions: tuple[Decision, ...] = ()
    warnings: tuple[Fault, ...] = ()
