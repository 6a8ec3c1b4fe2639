"""The target that a premise is compared with: of the place, for the year or the next later one, in force, and clear."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from engine.build.setting import Known, Setting
from engine.exact import Span, last_day
from engine.model.case import Reading, State, TargetUse
from engine.model.edition import Slot
from engine.model.world import Direction, Document, Qualifier, Target, World


def target_for(world: World, slot: Slot, code: str, year: int) -> TargetUse:
    """The target of a slot for a place and a year; unsettled ones say why.

    Those not in force on 31 December of the year are left out first; then the year's own, else the next later one.
    """
    own = [target for target in world.targets if target.place == code and target.indicator == slot.indicator]
    due = sorted(
        (target for target in _valid(world, _stated(world, slot, own), year) if target.year >= year), key=_year
    )
    if due:
        return _use([target for target in due if target.year == due[0].year], year)
    stated = _stated(world, slot, world.targets)
    return _unsettled(_why_none(world, code, stated, _valid(world, stated, year)))


def _stated(world: World, slot: Slot, targets: Sequence[Target]) -> list[Target]:
    """Those for the slot's indicator, by a document that counts for it."""
    return [target for target in targets if target.indicator == slot.indicator and _counts(world, slot, target)]


def _valid(world: World, targets: Sequence[Target], year: int) -> list[Target]:
    """Those in force on the last day of the year."""
    return [target for target in targets if _in_force(world, world.documents[target.document], last_day(year))]


def _year(target: Target) -> int:
    return target.year


def _counts(world: World, slot: Slot, target: Target) -> bool:
    document = world.documents[target.document]
    return slot.target_from in (document.slug, *document.carries_out, *document.presumably_carries_out)


def _start(document: Document) -> date | None:
    """The first day on which the document is known to have been in force."""
    return document.in_force_from or document.issued


def _in_force(world: World, document: Document, day: date) -> bool:
    """Known to be within its period on the day, and not replaced by a successor that is in force.

    Unknowns: a document of which no day is known is in force in no year.
    """
    start = _start(document)
    if start is None or start > day or (document.in_force_to is not None and document.in_force_to < day):
        return False
    successor = world.documents.get(document.successor or "")
    begun = None if successor is None else _start(successor)
    return begun is None or begun > day


def _use(targets: Sequence[Target], year: int) -> TargetUse:
    first = targets[0]
    if len({target.value for target in targets}) > 1:
        return _unsettled("target-conflict")
    vague = first.qualifier in (Qualifier.ABOUT, Qualifier.MORE_THAN, Qualifier.LESS_THAN)
    reason = "target-vague" if vague else ""
    return TargetUse(first.slug, first.value, first.year, first.document, not vague, reason, first.year > year)


def _unsettled(reason: str) -> TargetUse:
    return TargetUse(None, None, None, None, False, reason)


def _why_none(world: World, code: str, stated: Sequence[Target], valid: Sequence[Target]) -> str:
    """Why no target of the place is due: its own first, then the province's, each looked at once it is in force."""
    if any(target.place == code for target in valid):
        return "target-expired"
    own = [target for target in stated if target.place == code]
    if own:
        dated = any(_start(world.documents[target.document]) for target in own)
        return "target-not-in-force" if dated else "target-date-unknown"
    parent = world.places[code].parent
    return "target-province-only" if any(target.place == parent for target in valid) else "target-none"


def against_target(setting: Setting, slot: Slot, known: Known, target: TargetUse) -> Known:
    """The premise's state once its target is looked at: first the target, then the value."""
    if not target.settled:
        return _changed(known, State.UNDECIDED, target.reason)
    if known.state is State.MISSING or target.value is None:
        return known
    spans = known.ranges or (
        (Span.point(known.reading.value),) if known.reading and known.reading.value is not None else ()
    )
    reached = bool(spans) and all(_reaches(setting.indicator(slot).direction, span, target) for span in spans)
    if target.early and not reached:
        return _changed(known, State.NO_OBJECT if setting.closed else State.UNDECIDED, "target-not-due")
    if known.reading is None:
        return known
    reading = Reading(slot.slug, value=known.reading.value, target=target.value)
    return Known(known.state, known.reason, known.raw, reading, chosen=known.chosen, set_aside=known.set_aside)


def _reaches(direction: Direction, span: Span, target: TargetUse) -> bool:
    assert target.value is not None
    return span.low >= target.value if direction is Direction.HIGHER else span.high <= target.value


def _changed(known: Known, state: State, reason: str) -> Known:
    return Known(state, reason, known.raw, known.reading, known.ranges, chosen=known.chosen, set_aside=known.set_aside)
