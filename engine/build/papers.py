"""What is known of a document, an event or a judgement in a year."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from engine.build.select import R, corrected_elsewhere, put_aside, standing, uncorrected
from engine.build.setting import Known, Setting
from engine.exact import Span, first_day, last_day
from engine.model.case import Reading, SetAside, State
from engine.model.edition import Slot
from engine.model.evidence import DocumentRecord, EventRecord, EventState, Rating


def _sifted(setting: Setting, records: Sequence[R]) -> tuple[list[R], list[R], list[SetAside]]:
    """Records that count, records that wait for acceptance, and those set aside as withdrawn, rejected or corrected.

    A correction that waits does not touch what counts.
    """
    kept, out = standing(setting, records)
    moved = corrected_elsewhere(setting, kept)
    there = [record for record in kept if record not in moved]
    counting = uncorrected([record for record in there if setting.counts(record.source)])
    waiting = uncorrected([record for record in there if not setting.counts(record.source)])
    aside = [put_aside(record, "withdrawn-or-rejected") for record in out]
    aside += [put_aside(record, "correction") for record in kept if record not in (*counting, *waiting)]
    return counting, waiting, aside


def document(setting: Setting, slot: Slot, year: int) -> Known:
    """The best document of the slot's kind in force on 31 December: by level, then the latest issued.

    Where the slot is yearly, only one that came into force in the year.
    """
    records = [r for r in setting.evidence.records if isinstance(r, DocumentRecord) and r.kind == slot.evidence_kind]
    counting, waiting, aside = _sifted(setting, records)
    older = [record for record in (*counting, *waiting) if _older(setting, slot, record)]
    aside += [put_aside(record, "older-than-rule") for record in older]
    counting, waiting = ([one for one in found if one not in older] for found in (counting, waiting))
    day = last_day(year)
    aside += [put_aside(record, "out-of-force") for record in (*counting, *waiting) if not _in_force(record, day)]
    counting = [record for record in counting if _in_force(record, day)]
    waiting = [record for record in waiting if _in_force(record, day)]
    if slot.yearly:
        others = [record for record in (*counting, *waiting) if record.in_force_from.year != year]
        aside += [put_aside(record, "of-another-year") for record in others]
        counting, waiting = ([one for one in found if one not in others] for found in (counting, waiting))
    best = sorted(counting or waiting, key=lambda record: _quality(setting, record))
    if not best:
        return Known(State.MISSING, _why_no_document(aside), set_aside=tuple(aside))
    if not counting:
        return _waiting_documents(slot, best, aside)
    aside += [put_aside(record, "another-document") for record in best[1:]]
    aside += [put_aside(record, "not-accepted") for record in waiting]
    reading = _delivered(slot, best[0])
    return Known(State.KNOWN, "known", best[0].title, reading, chosen=(best[0],), set_aside=tuple(aside))


def _waiting_documents(slot: Slot, waiting: Sequence[DocumentRecord], aside: Sequence[SetAside]) -> Known:
    """Undecided between the documents, as any of them may be accepted without the others."""
    readings = tuple(dict.fromkeys(_delivered(slot, record) for record in waiting))
    raw = " / ".join(dict.fromkeys(record.title for record in waiting))
    return Known(
        State.UNDECIDED, "not-accepted-yet", raw, documents=readings, chosen=tuple(waiting), set_aside=tuple(aside)
    )


def _delivered(slot: Slot, record: DocumentRecord) -> Reading:
    return Reading(slot.slug, document="delivered", level=record.level)


def _why_no_document(aside: Sequence[SetAside]) -> str:
    if any(one.rule == "older-than-rule" for one in aside):
        return "older-than-rule"
    if any(one.rule == "of-another-year" for one in aside):
        return "other-year-only"
    return "all-set-aside" if aside else "not-delivered"


def _older(setting: Setting, slot: Slot, record: DocumentRecord) -> bool:
    """Whether the record was issued before the document that the slot asks it to follow."""
    rule = setting.world.documents.get(slot.since or "")
    return rule is not None and rule.issued is not None and (record.issued or record.in_force_from) < rule.issued


def _in_force(record: DocumentRecord, day: date) -> bool:
    return record.in_force_from <= day and (record.in_force_to is None or day <= record.in_force_to)


def _quality(setting: Setting, record: DocumentRecord) -> tuple[int, int, str]:
    level = setting.world.document_levels.get(record.level or "")
    rank = level.rank if level and level.rank is not None else 99
    return (rank, -(record.issued or date.min).toordinal(), record.source.key)


def event(setting: Setting, slot: Slot, year: int) -> Known:
    """The number of proven events in the year; 0 only by a signed nil statement for the whole of it."""
    counting, waiting, aside = _sifted(setting, _events_in(setting, slot, year))
    if waiting and not counting:
        return Known(State.UNDECIDED, "not-accepted-yet", _said(waiting), chosen=tuple(waiting), set_aside=tuple(aside))
    aside += [put_aside(record, "not-accepted") for record in waiting]
    proven = [record for record in counting if record.state is EventState.PROVEN]
    reported = [record for record in counting if record.state is EventState.REPORTED]
    nil = [record for record in counting if record.state is EventState.NIL]
    covering = [record for record in nil if record.start <= first_day(year) and record.end >= last_day(year)]
    aside += [put_aside(record, "full-period") for record in nil if record not in covering]
    number = len({(record.start, record.end, record.description) for record in proven})
    if reported:
        return _unproven(number, reported, (*proven, *reported, *covering), aside)
    if proven:
        aside += [put_aside(record, "proven-event") for record in covering]
        return _counted(slot, number, proven, aside)
    if covering:
        return _counted(slot, 0, covering, aside)
    return Known(State.MISSING, "nil-part-year" if nil else "not-delivered", set_aside=tuple(aside))


def _events_in(setting: Setting, slot: Slot, year: int) -> list[EventRecord]:
    """The events and statements of the slot's kind that touch a year."""
    events = (
        one for one in setting.evidence.records if isinstance(one, EventRecord) and one.kind == slot.evidence_kind
    )
    return [one for one in events if one.start <= last_day(year) and one.end >= first_day(year)]


def _unproven(
    number: int, reported: Sequence[EventRecord], chosen: tuple[EventRecord, ...], aside: Sequence[SetAside]
) -> Known:
    """Undecided between the number proven and that with any of the reports beside."""
    ranges = tuple(Span.point(number + more) for more in range(len(reported) + 1))
    raw = _said(reported)
    return Known(State.UNDECIDED, "unproven-report", raw, ranges=ranges, chosen=chosen, set_aside=tuple(aside))


def _counted(slot: Slot, number: int, chosen: Sequence[EventRecord], aside: Sequence[SetAside]) -> Known:
    reading = Reading(slot.slug, count=number)
    return Known(State.KNOWN, "known", str(number), reading, chosen=tuple(chosen), set_aside=tuple(aside))


def _said(records: Sequence[EventRecord]) -> str:
    return " / ".join(dict.fromkeys(record.description for record in records if record.description))


def judgement(setting: Setting, slot: Slot, year: int) -> Known:
    """The mean of the experts' last ratings, when there are enough of them."""
    records = [
        record
        for record in setting.evidence.records
        if isinstance(record, Rating) and record.kind == slot.evidence_kind and record.year == year
    ]
    counting, waiting, aside = _sifted(setting, records)
    if waiting and not counting:
        return Known(State.UNDECIDED, "not-accepted-yet", chosen=tuple(waiting), set_aside=tuple(aside))
    last = _last_of_each(counting)
    aside += [put_aside(record, "not-accepted") for record in waiting]
    aside += [put_aside(record, "earlier-rating") for record in counting if record not in last]
    found = {"ratings": len(last), "chosen": tuple(last), "set_aside": tuple(aside)}
    if not last:
        return Known(State.MISSING, "all-set-aside" if aside else "not-delivered", set_aside=tuple(aside))
    raw = " / ".join(record.raw for record in last)
    if len(last) < slot.least_ratings:
        return Known(State.UNDECIDED, "too-few-ratings", raw, **found)  # type: ignore[arg-type]
    mean = sum((record.value for record in last), Fraction(0)) / len(last)
    return Known(State.KNOWN, "known", raw, Reading(slot.slug, rating=mean), **found)  # type: ignore[arg-type]


def _last_of_each(records: Sequence[Rating]) -> list[Rating]:
    last: dict[str, Rating] = {}
    for record in sorted(records, key=lambda rating: (rating.on, rating.source)):
        last[record.expert] = record
    return sorted(last.values(), key=lambda record: record.expert)
