"""Whether a slot has an object at all: by the edition's table of levels, or by an accepted statement, never by silence."""

from __future__ import annotations

from dataclasses import replace

from engine.build.select import put_aside, standing
from engine.build.setting import Known, Setting
from engine.exact import Span, first_day, last_day
from engine.model.case import State
from engine.model.edition import Slot
from engine.model.evidence import NoObject, Ruling


def about_object(setting: Setting, slot: Slot, year: int, known: Known) -> Known:
    """The known with `noObject` where the table or an accepted statement says so; a dispute is undecided."""
    level = setting.world.places[setting.key.code].level
    if level in slot.no_object_at:
        aside = (*known.set_aside, *(put_aside(record, "no-object-by-level") for record in known.chosen))
        return Known(State.NO_OBJECT, "no-object-by-level", set_aside=aside)
    stated, out = standing(setting, _statements(setting, slot, year))
    accepted = [record for record in stated if setting.ruling(record.source) is Ruling.ACCEPTED]
    waiting = [record for record in stated if record not in accepted]
    aside = tuple(put_aside(record, "withdrawn-or-rejected") for record in out)
    aside += tuple(put_aside(record, "no-object-not-accepted") for record in waiting)
    known = replace(known, set_aside=(*known.set_aside, *aside))
    if not accepted:
        return known
    if not known.chosen:
        return Known(State.NO_OBJECT, "no-object-stated", chosen=tuple(accepted), set_aside=known.set_aside)
    return _disputed(known, accepted)


def _statements(setting: Setting, slot: Slot, year: int) -> list[NoObject]:
    return [
        record
        for record in setting.evidence.records
        if isinstance(record, NoObject)
        and record.about in (slot.indicator, slot.evidence_kind)
        and record.start <= first_day(year)
        and record.end >= last_day(year)
    ]


def _disputed(known: Known, accepted: list[NoObject]) -> Known:
    """A statement beside a value is undecided until a person decides: the value holds, or there is no object."""
    reading = known.reading
    documents = (reading,) if reading and reading.document else known.documents
    number = (
        None
        if reading is None
        else next((n for n in (reading.value, reading.count, reading.rating) if n is not None), None)
    )
    ranges = known.ranges if number is None else (Span.point(number),)
    chosen = (*known.chosen, *accepted)
    return replace(
        known, state=State.UNDECIDED, reason="object-disputed", ranges=ranges, documents=documents, chosen=chosen
    )
