"""One subject assessed for one year under one edition, and what is known for each of its slots."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from engine.exact import Span
from engine.model.edition import SlotKind
from engine.model.evidence import Record, Source
from engine.model.waiver import Waiver


class EvidenceMode(StrEnum):
    """Whether delivered evidence counts (self-assessment) or only accepted evidence (recommended, confirmed)."""

    DELIVERED = "delivered"
    ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True, order=True)
class CaseKey:
    """Which case: edition name, GB/T 2260 code, assessed year."""

    edition: str
    code: str
    year: int


class State(StrEnum):
    """What is known for a slot in a year."""

    KNOWN = "known"
    MISSING = "missing"
    UNDECIDED = "undecided"
    NO_OBJECT = "noObject"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a shape can look at: one possible content of a premise, compared by content.

    Numbers are as compared (after GB/T 8170). A known premise has one; an open premise has several. Exactly the
    fields that the slot's kind uses are set: quantity `value` (and `target`), document `document` and
    `level`, event `count`, judgement `rating`.
    """

    slot: str
    value: Fraction | None = None
    target: Fraction | None = None
    document: str | None = None
    level: str | None = None
    count: int | None = None
    rating: Fraction | None = None


@dataclass(frozen=True, slots=True)
class TargetUse:
    """The target that a premise is compared with. `settled` is False with a `reason` (message key) when it is not.

    Reasons: `target-none`, `target-expired`, `target-province-only`, `target-vague`, `target-conflict`, `target-not-in-force`,
    `target-date-unknown`. `early` marks a target of a later year than the premise's.
    """

    slug: str | None
    value: Fraction | None
    year: int | None
    document: str | None
    settled: bool
    reason: str = ""
    early: bool = False


@dataclass(frozen=True, slots=True)
class SetAside:
    """A record not chosen, the rule that set it aside (message key), and what it would have said."""

    source: Source
    rule: str
    raw: str
    would_be: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Premise:
    """What is known for one slot of one case in one year.

    `reason` is a message key that says why the state is what it is (`known`, `not-delivered`, `conflict`, `vague`,
    `not-accepted-yet`, `rate-against-counts`, `unproven-report`, `too-few-ratings`, `no-object-by-level`, `no-object-stated`,
    `waived`, `object-disputed`, `part-year-only`, `other-scope-only`, `other-year-only`, `target-…`, `target-not-due`). `known` is set when the state is known,
    and when only the target is unsettled it holds the value without target. `ranges` holds, while undecided, the numbers that the value, count
    or rating may have; `documents` the readings that a document slot may have. `target` is set for
    slots with a target, whatever the state. `raw` is the chosen value as written. `ratings` counts experts.
    """

    case: CaseKey
    requirement: str
    slot: str
    kind: SlotKind
    year: int
    state: State
    reason: str
    raw: str = ""
    known: Reading | None = None
    ranges: tuple[Span, ...] = ()
    documents: tuple[Reading, ...] = ()
    target: TargetUse | None = None
    ratings: int = 0
    chosen: tuple[Source, ...] = ()
    set_aside: tuple[SetAside, ...] = ()

    @property
    def key(self) -> tuple[str, int]:
        """Slot and year: unique within the case."""
        return (self.slot, self.year)


@dataclass(frozen=True, slots=True)
class Case:
    """A case built: its premises by (slot, year) in the order of the edition, the records that it drew on, its waivers."""

    key: CaseKey
    closed: bool
    mode: EvidenceMode
    premises: Mapping[tuple[str, int], Premise] = field(default_factory=dict)
    records: Mapping[str, Record] = field(default_factory=dict)  # by Source.key
    waivers: tuple[Waiver, ...] = ()
