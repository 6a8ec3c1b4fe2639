"""What every premise of a case is built from: the case, the edition, the world, and the decisions on evidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from engine.exact import Span
from engine.model.case import CaseKey, EvidenceMode, Premise, Reading, SetAside, State, TargetUse
from engine.model.edition import Edition, Slot
from engine.model.evidence import Decision, Evidence, Record, Ruling, Source
from engine.model.world import Indicator, World


@dataclass(frozen=True, slots=True)
class Setting:
    """One case about to be built."""

    key: CaseKey
    edition: Edition
    world: World
    evidence: Evidence
    mode: EvidenceMode
    closed: bool

    def indicator(self, slot: Slot) -> Indicator:
        """The indicator of a quantity slot."""
        return self.world.indicators[slot.indicator or ""]

    def ruling(self, source: Source) -> Ruling | None:
        """The last decision on a record or on its file, or None."""
        return last_ruling(self.evidence.decisions, source)

    def counts(self, source: Source) -> bool:
        """Whether a record counts now: always in a self-assessment, else only when accepted."""
        return self.mode is EvidenceMode.DELIVERED or self.ruling(source) is Ruling.ACCEPTED


def last_ruling(decisions: Iterable[Decision], source: Source) -> Ruling | None:
    """The ruling of the last decision (by day, then by order) on the record or its whole file."""
    found = [decision for decision in decisions if decision.on_evidence in (source.key, source.digest)]
    return sorted(found, key=lambda decision: decision.on)[-1].ruling if found else None


@dataclass(frozen=True, slots=True)
class Known:
    """What a kind of slot found, before targets and no-object statements are looked at."""

    state: State
    reason: str
    raw: str = ""
    reading: Reading | None = None
    ranges: tuple[Span, ...] = ()
    documents: tuple[Reading, ...] = ()
    ratings: int = 0
    chosen: tuple[Record, ...] = ()
    set_aside: tuple[SetAside, ...] = ()


def premise(setting: Setting, slot: Slot, year: int, known: Known, target: TargetUse | None = None) -> Premise:
    """The premise of a slot and year from what was found."""
    return Premise(
        case=setting.key,
        requirement=slot.requirement,
        slot=slot.slug,
        kind=slot.kind,
        year=year,
        state=known.state,
        reason=known.reason,
        raw=known.raw,
        known=known.reading,
        ranges=known.ranges,
        documents=known.documents,
        target=target,
        ratings=known.ratings,
        chosen=tuple(sorted(record.source for record in known.chosen)),
        set_aside=tuple(sorted(known.set_aside, key=lambda aside: (aside.source, aside.rule))),
    )
