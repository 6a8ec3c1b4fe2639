"""Verdicts: the outcome of a premise, of a leaf, of a requirement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from engine.errors import PlanError
from engine.exact import Span
from engine.model.case import CaseKey, Reading


class Outcome(StrEnum):
    """EARL's five outcomes."""

    PASSED = "passed"
    FAILED = "failed"
    CANT_TELL = "cantTell"
    INAPPLICABLE = "inapplicable"
    UNTESTED = "untested"


@dataclass(frozen=True, slots=True)
class Possibility:
    """One way in which an open premise can turn out, or the one way in which a known one is.

    `reading` is judged by the shapes; `span` holds the numbers for which that verdict stands (a point, or the open
    interval between two limits). `forced` gives the outcome where no shape is asked: an absent premise fails,
    one without object is inapplicable, an unsettled target can be met or not.
    """

    reading: Reading | None
    span: Span | None = None
    forced: Outcome | None = None

    @property
    def absent(self) -> bool:
        """Whether nothing is supplied."""
        return self.reading is None and self.forced is Outcome.FAILED


class Lane(StrEnum):
    """Which engine gives verdicts: the compiled shapes, or pySHACL on the shapes as they stand."""

    FAST = "fast"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What a lane says of readings: the set of those that violate their slot's shape, and of those judged."""

    judged: frozenset[Reading]
    violating: frozenset[Reading]
    lane: str

    def passes(self, reading: Reading) -> bool:
        """Whether the shape of the reading's slot holds for it; PlanError PLN-003 when the lane was never asked."""
        if reading not in self.judged:
            raise PlanError.of("PLN-003", reading.slot, self.lane)
        return reading not in self.violating


@dataclass(frozen=True, slots=True)
class Judged:
    """The verdicts on all readings asked about, and the SHACL report on the real premises (empty when not asked for)."""

    verdicts: Verdicts
    report: str


@dataclass(frozen=True, slots=True)
class Finding:
    """The outcome of one requirement of one case. For a leaf: outcomes by (slot, year) of its premises.

    `reason` is a message key: the premise reason that decided it, `shape`, `not-supplied-by-cutoff`, `no-statement`, or
    `combined` for a tree node. `score_only` leaves have no outcome of their own (None).
    """

    case: CaseKey
    requirement: str
    outcome: Outcome | None
    reason: str
    premises: tuple[tuple[tuple[str, int], Outcome], ...] = ()


@dataclass(frozen=True, slots=True)
class Findings:
    """All findings of a case by requirement slug (applicant requirements, trees and leaves), in edition order."""

    case: CaseKey
    by_requirement: Mapping[str, Finding]
    possibilities: Mapping[tuple[str, int], tuple[Possibility, ...]]
