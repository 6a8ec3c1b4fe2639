"""What the ledger holds: acts of named people, each sealed into an entry that names the one before."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

DIGITS_SHOWN = 12  # of a hash, where people read it


class Kind(StrEnum):
    """What was done. The rulings have the words of `Ruling`."""

    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"
    REOPENED = "reopened"
    REFERENCE = "reference"
    CORRECTED = "corrected"
    JUDGED = "judged"
    WAIVED = "waived"
    REVOKED = "revoked"  # a waiver
    EDITION = "edition"
    ASSESSED = "assessed"
    PANELLED = "panelled"
    PUBLICISED = "publicised"
    OBJECTED = "objected"
    ANSWERED = "answered"
    FINALISED = "finalised"
    ANNULLED = "annulled"
    APPEALED = "appealed"
    RESOLVED = "resolved"
    CALLED = "called"  # in the audit of the service alone


DELIVERED = frozenset({Kind.SUBMITTED, Kind.REFERENCE})  # acts with which a file comes in


@dataclass(frozen=True, slots=True)
class Act:
    """Who did what when: `time` is UTC as `2026-11-26T21:24:09Z`, which sorts as text.

    `about` is the SHA-256 of a file, the key of a record (`<sha256>#<id>`), or a case as `430700/2020`.
    A submission has the details `file` (the name that it is kept under), `size` (bytes) and `subjects` (codes, with
    spaces between). A reference submission has `file`, `size` and `approver`. A correction is about the file that corrects,
    with the hash of the file or the key of the record that it `corrects`. A judgement is about the record of the rating.
    An appeal is about an assessment, with `requirements` and `evidence`; what resolves it names its entry as `appeal`.
    A waiver is about a case (the first that it covers) and has `requirements` (slugs, with spaces between), `approver` and
    `until`; its withdrawal is about the hash of its entry.
    """

    time: str
    actor: str
    kind: Kind
    about: str
    reason: str = ""
    details: tuple[tuple[str, str], ...] = ()

    def detail(self, name: str) -> str:
        """A detail by name; empty where there is none."""
        return dict(self.details).get(name, "")

    @property
    def subjects(self) -> tuple[str, ...]:
        """The codes of the places that a submission speaks of; none for another act."""
        return tuple(self.detail("subjects").split())


@dataclass(frozen=True, slots=True)
class Entry:
    """An act in its place: `number` counts from 1, `before` is the hash of the entry before, `hash` covers all the rest."""

    number: int
    act: Act
    before: str
    hash: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a delivered file: `entry` is None where the ledger had it already, for all the subjects named."""

    file: str
    digest: str
    entry: Entry | None
