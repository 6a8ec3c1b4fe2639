"""Who may see what: cases and assessments are confidential until they are public, and what is hidden is not there at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated

from fastapi import Depends

from api.addresses import Address, AddressText, address_of
from api.auth.caller import Caller, Reader, Role, may
from api.problems import RefusedError
from api.service import Asked, Served, Service, Sight, missing
from engine import (
    Assessment,
    Course,
    Entry,
    Kind,
    Office,
    Recorded,
    Viewer,
    case_named,
    head_of,
    known_by,
    of_recording,
    touched_each,
    visible_entries,
)
from engine import seen as courses_of

NOT_HERE = "API-457"


def viewer_of(caller: Caller) -> Viewer:
    """A caller as the ledger knows those who look."""
    return Viewer(caller.name, Office(caller.role.value), caller.subjects)


def may_look(caller: Caller, subject: str) -> bool:
    """Whether a caller may see a case of a subject as it stands, before anything of it is public: evaluators of the subject,
    editors, admins.
    """
    return may(caller, Role.EVALUATOR, subject)


def courses_seen(
    service: Service, caller: Caller, subject: str | None = None, year: int | None = None, at: str | None = None
) -> tuple[Course, ...]:
    """The recorded assessments that a caller may see today, as they stood at a time where one is given: of what was withdrawn
    before it was public nothing is told, though it stood to be publicised then.
    """
    entries, viewer, today = service.entries(), viewer_of(caller), service.settings.today()
    found = courses_of(entries, viewer, today, subject, year)
    if at is None:
        return found
    shown = {one.recorded.entry.number for one in found}
    then = courses_of(known_by(entries, at), viewer, today, subject, year)
    return tuple(one for one in then if one.recorded.entry.number in shown)


def courses_named(service: Service, caller: Caller, text: str) -> tuple[Course, ...]:
    """The recordings of an assessment that a caller may see, with their courses; its address may say a case too, as its links
    do before it is recorded.

    Raises: RefusedError 404 (API-404) where there is none, and where none may be seen: the two look the same.
    """
    address = address_of(text) or Address(text)
    found = tuple(one for one in courses_seen(service, caller) if _is_at(address, one.recorded))
    if not found:
        raise missing(f"assessments/{text}", text)
    return found


def _is_at(address: Address, one: Recorded) -> bool:
    """Whether a recording stands at an address: its hash, and the case where one is said."""
    asked = address.asked
    case = asked is None or (asked.subject, asked.year) == (one.subject, one.year)
    return case and one.assessment == address.digest


def recorded_seen(service: Service, caller: Caller, digest: str) -> Recorded | None:
    """The recording of an assessment that a caller may see, if there is one."""
    return sight(service, caller).get(digest)


def sight(service: Service, caller: Caller) -> Mapping[str, Recorded]:
    """All recordings that a caller may see today, by the assessment; of several the first."""
    entries = service.entries()
    now = _now(service, caller, entries)

    def found() -> Mapping[str, Recorded]:
        courses = courses_of(entries, viewer_of(caller), now.day)
        return {one.recorded.assessment: one.recorded for one in reversed(courses)}

    return service.sights.get(now, found)


def _now(service: Service, caller: Caller, entries: Sequence[Entry]) -> Sight:
    return Sight(caller, service.settings.today(), head_of(entries))


def surely_sees(service: Service, caller: Caller, text: str) -> bool:
    """Whether `assessment_seen` would find an assessment, as far as that is known without reading or waiting: False where it
    would not, and where it has to be asked.
    """
    address = address_of(text)
    if address is None or address.asked is not None:
        return address is not None and _surely_as_it_stands(service, caller, address)
    digest, entries = address.digest, service.tail.at_hand()
    known = service.sights.find(_now(service, caller, entries)) if entries is not None else None
    if known is None:
        return False
    if digest in known:
        return True
    found = service.find(digest)
    return found is not None and may_look(caller, found.case.key.code)


def _surely_as_it_stands(service: Service, caller: Caller, address: Address) -> bool:
    asked = address.asked is not None and may_look(caller, address.asked.subject)
    return asked and service.find(address.digest) is not None


def entries_seen(service: Service, caller: Caller) -> tuple[Entry, ...]:
    """The entries that a caller may see: those about the places that it may look at, and those about what is public."""
    entries, today = service.entries(), service.settings.today()
    public = visible_entries(entries, viewer_of(caller), today)
    places = touched_each(entries)
    return tuple(one for one in public if _may_read(caller, one, places[one.number]))


def _may_read(caller: Caller, entry: Entry, places: Sequence[str]) -> bool:
    """An act on a case is for those who may look at its place, also before anything was submitted for it; what concerns all
    places is for those who may look at all that there are, and while there are none at whichever there will be.
    """
    if of_recording(entry.act.kind) or entry.act.kind is Kind.EDITION:
        return True
    case = case_named(entry)
    subjects = [case[0]] if case else places
    return all(may_look(caller, code) for code in subjects) if subjects else _looks_at_all(caller)


def _looks_at_all(caller: Caller) -> bool:
    return may(caller, Role.EVALUATOR) and caller.subjects is None


def seen(service: Served, caller: Reader, assessment: AddressText) -> Assessment:
    """The assessment of a request: one that was recorded, or a case as it stood.

    Raises: RefusedError 404 (API-457) where there is none, and where the caller may not see it: the two look the same.
    """
    return assessment_seen(service, caller, assessment)


def assessment_seen(service: Service, caller: Caller, text: str) -> Assessment:
    """As `seen`, for an assessment that is named otherwise than in the path."""
    address = address_of(text) or Address(text)
    found = _as_it_stood(service, caller, address.asked) if address.asked else _by_hash(service, caller, address.digest)
    if found is None or found.digest != address.digest:
        raise RefusedError.of(404, NOT_HERE, f"assessments/{text}", text)
    return found


def _as_it_stood(service: Service, caller: Caller, asked: Asked) -> Assessment | None:
    """What a question comes to, in whatever process it is asked. Raises: as `Service.assessment`."""
    return service.assessment(asked) if may_look(caller, asked.subject) else None


def _by_hash(service: Service, caller: Caller, digest: str) -> Assessment | None:
    """One that was recorded, or that this process was asked for lately."""
    recorded = recorded_seen(service, caller, digest)
    if recorded is not None:
        return service.recorded(recorded)
    found = service.find(digest)
    return found if found is not None and may_look(caller, found.case.key.code) else None


Seen = Annotated[Assessment, Depends(seen)]
