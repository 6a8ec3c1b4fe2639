"""Points and grades: exact, with what is still open as an interval and a set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from engine.exact import Span
from engine.model.case import CaseKey
from engine.model.finding import Outcome


@dataclass(frozen=True, slots=True)
class ItemScore:
    """The score of one item. `possible`, `low` and `high` are after rescaling; `factor` is the rescaling.

    `own` holds the item's possible unscaled points as disjoint spans in ascending order. An item without object has
    `applicable` False and three zeros. For every item possible = low + (possible - high) + (high - low).
    """

    item: str
    requirement: str
    chapter: str
    outcome: Outcome | None
    applicable: bool
    bonus: bool
    factor: Fraction
    possible: Fraction
    low: Fraction
    high: Fraction
    own: tuple[Span, ...]

    @property
    def lost(self) -> Fraction:
        """Points that no completion gives back."""
        return self.possible - self.high

    @property
    def open(self) -> Fraction:
        """Points that open premises still decide."""
        return self.high - self.low


@dataclass(frozen=True, slots=True)
class ChapterScore:
    """The sum of the base items of a chapter."""

    chapter: str
    possible: Fraction
    low: Fraction
    high: Fraction


@dataclass(frozen=True, slots=True)
class Scores:
    """All item and chapter scores of a case; `bonus_low` and `bonus_high` are after the cap."""

    case: CaseKey
    items: Mapping[str, ItemScore]
    chapters: Mapping[str, ChapterScore]
    possible: Fraction
    low: Fraction
    high: Fraction
    bonus_low: Fraction
    bonus_high: Fraction

    @property
    def total_low(self) -> Fraction:
        """Least graded score: base plus bonus."""
        return self.low + self.bonus_low

    @property
    def total_high(self) -> Fraction:
        """Greatest graded score: base plus bonus."""
        return self.high + self.bonus_high


@dataclass(frozen=True, slots=True)
class VetoState:
    """A veto: fired by a proven event, or still able to fire (`possible`), or waiting for a statement (`unstated`)."""

    veto: str
    fired: bool
    possible: bool
    unstated: bool


@dataclass(frozen=True, slots=True)
class KeyState:
    """A key item: `missed` for certain, or `possible`; its own share low and high; `applicable` False drops it out."""

    key_item: str
    applicable: bool
    missed: bool
    possible: bool
    share_low: Fraction
    share_high: Fraction


@dataclass(frozen=True, slots=True)
class GradeResult:
    """The grades that some completion reaches, best first; `band` is what the score alone allows.

    `grade` is set when exactly one is possible and nothing withholds it. `withheld` holds message keys
    (`veto-unstated`). `gradable` is False where all grades are still possible. No score: `possible` is empty.
    """

    case: CaseKey
    grade: str | None
    possible: tuple[str, ...]
    band: tuple[str, ...]
    gradable: bool
    withheld: tuple[str, ...] = ()
    vetoes: tuple[VetoState, ...] = ()
    key_items: tuple[KeyState, ...] = field(default=())
