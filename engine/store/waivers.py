"""Waivers as acts: granted by a named approver for a case and those after it until a day, withdrawn by a later entry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from engine.build.waivers import check_waivers
from engine.errors import UsageError, nearest
from engine.exact import last_day
from engine.model.edition import Addressee, Edition
from engine.model.entry import Entry, Kind
from engine.model.waiver import Waiver
from engine.model.world import World
from engine.store.counted import waivers
from engine.store.hand import Hand, stated
from engine.store.journal import Journal, in_turn


@dataclass(frozen=True, slots=True)
class WaiverWish:
    """What is to be waived: for a subject, from an assessed year on, a requirement or clause named as in `requirements_named`."""

    subject: str
    year: int
    requirement: str
    reason: str
    approver: str
    until: date


@in_turn
def waive(journal: Journal, said: WaiverWish, hand: Hand, edition: Edition, world: World) -> Entry:
    """Grant a waiver under the edition of the year; it counts whenever the case was closed, and changes nothing that is recorded.

    Raises: UsageError STO-006 without a reason or approver, BLD-002 for no place, BLD-003 for what is no requirement, BLD-004
    for what a veto or a key item rests on, STO-053 for an expiry before 31 December of the year, STO-054 where all of it is
    waived already; StoreError STO-001, STO-005.
    """
    granted = granted_by(said, edition, world)
    _check_new(journal.entries, granted, edition)
    case, names, until = f"{granted.subject}/{granted.year}", " ".join(granted.requirements), str(granted.until)
    details = {"approver": granted.approver, "requirements": names, "until": until}
    return journal.append(hand.does(Kind.WAIVED, case, granted.reason, **details))


def granted_by(said: WaiverWish, edition: Edition, world: World) -> Waiver:
    """The waiver that a wish would be, before it is entered. Raises: UsageError as `waive`, but for STO-054."""
    reason, approver = stated("--reason", said.reason), stated("--approver", said.approver)
    if said.subject not in world.places:
        raise UsageError.of("BLD-002", "subject", said.subject or "-", nearest=nearest(said.subject, world.places))
    if said.until < last_day(said.year):
        raise UsageError.of("STO-053", f"{said.subject}/{said.year}", str(said.until), wanted=str(last_day(said.year)))
    names = requirements_named(edition, said.requirement)
    granted = Waiver(said.subject, said.year, names, reason, approver, said.until)
    check_waivers(edition, [granted], UsageError)
    return granted


def requirements_named(edition: Edition, word: str) -> tuple[str, ...]:
    """The requirement of that slug or title, else the topmost ones of the clause of that number, slug or title and below it.

    Unknowns: what speaks to the evaluating body is left out, as it is not judged of a subject.
    Raises: UsageError BLD-003 for a word that names none, with the nearest.
    """
    own = {slug: one for slug, one in edition.requirements.items() if one.addressee is Addressee.APPLICANT}
    named = tuple(slug for slug, one in own.items() if word in (slug, one.label.zh, one.label.en))
    if word in own or len(named) == 1:
        return (word,) if word in own else named
    clauses = {slug for slug, one in edition.clauses.items() if word in (slug, one.number, one.label.zh, one.label.en)}
    found = [slug for slug, one in own.items() if not clauses.isdisjoint(edition.clause_and_above(one.clause))]
    below = {member for slug in found for member in edition.requirement_and_below(slug) if member != slug}
    if not found:
        known = [*own, *(one.number for one in edition.clauses.values())]
        raise UsageError.of("BLD-003", f"edition/{edition.name}", word or "-", nearest=nearest(word, known))
    return tuple(slug for slug in found if slug not in below)


def _check_new(entries: Sequence[Entry], granted: Waiver, edition: Edition) -> None:
    """Raise UsageError STO-054 where one waiver in force covers all of it, for as long."""
    for other in waivers(entries, granted.subject, granted.year):
        free = {below for slug in other.requirements for below in edition.requirement_and_below(slug)}
        if free.issuperset(granted.requirements) and other.until >= granted.until:
            raise UsageError.of("STO-054", f"{granted.subject}/{granted.year}", str(other.number))


@in_turn
def withdraw_waiver(journal: Journal, subject: str, number: int, reason: str, hand: Hand) -> Entry:
    """Withdraw a waiver by the number of its entry; from then on it covers no case.

    Raises: UsageError STO-006 without a reason, STO-052 where no waiver of the subject in force has the number; StoreError
    STO-001, STO-005.
    """
    stated("--reason", reason)
    held = {one.number: one for one in waivers(journal.entries, subject)}
    if number not in held:
        raise UsageError.of("STO-052", subject, str(number), known=" ".join(map(str, held)) or "-")
    one = held[number]
    details = {"case": f"{one.subject}/{one.year}", "waiver": str(number)}
    return journal.append(hand.does(Kind.REVOKED, one.hash, reason, **details))
