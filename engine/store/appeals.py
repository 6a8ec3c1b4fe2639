"""Appeals of an assessed place: against what is public or final, with the requirements disputed, and how they are resolved.

What is final is never rewritten. An appeal that is upheld is carried out by entries of their own: rulings or corrections, a
closed case reopened and closed again, the case recorded anew, and the old assessment annulled before the new one becomes
final (STO-050). The answer points to them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from engine.errors import UsageError, nearest
from engine.model.entry import DIGITS_SHOWN, Entry, Kind
from engine.model.world import World
from engine.store.assessments import Recorded, kept_data, one_recorded
from engine.store.course import Appeal, Course, Stage, appeals_of, course, courses
from engine.store.hand import Hand, stated
from engine.store.journal import JOURNAL, Journal, in_turn
from engine.store.known import submissions
from engine.store.ledger import keys_named
from engine.store.states import allowed, turn, where_of
from engine.store.touching import touched
from engine.store.working_days import local_day


class Resolution(StrEnum):
    """What becomes of an appeal 支持、部分支持、驳回."""

    UPHELD = "upheld"
    PARTLY_UPHELD = "partly-upheld"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class Plea:
    """What an appeal says: the requirements it disputes, by slug; why; and the evidence it rests on, named as in `decide`."""

    requirements: tuple[str, ...]
    reason: str
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """What answers an appeal: how it is resolved and why; the numbers of entries that carry it out; the assessment, by its
    hash, that was recorded in place of the one appealed against.
    """

    resolution: Resolution
    reason: str
    entries: tuple[int, ...] = ()
    replaced_by: str = ""


@in_turn
def appeal(journal: Journal, one: Recorded, plea: Plea, hand: Hand, world: World) -> Entry:
    """Enter an appeal of the assessed place; its number is that of its entry. `world` knows the places of the evidence.

    The evidence was submitted for the place before, as any; it counts only once it is ruled on (see `appeal_preview`).
    Raises: UsageError STO-006 without a reason, STO-040, STO-041, STO-055 out of time, STO-056 for no requirement or one that
    was not judged, STO-062 while the same of the same person is open; as `decide` for evidence of no or several names, and what
    of it is damaged.
    """
    stated("--reason", plea.reason)
    known = allowed(journal, one, Kind.APPEALED)
    _in_time(known, hand)
    asked, submitted = _disputed(journal, known.recorded, plea), _submitted_for(journal.entries, one.subject)
    rests = tuple(dict.fromkeys(keys_named(journal.folder, submitted, plea.evidence, world)))
    _check_new(known, Plea(tuple(asked), plea.reason.strip(), rests), hand)
    details = {"requirements": " ".join(asked), "evidence": "\n".join(rests)}
    return turn(journal, one, Kind.APPEALED, hand, plea.reason, **details)


def _in_time(known: Course, hand: Hand) -> None:
    """From the first day of publicity to the last of validity, where there is one."""
    today = local_day(hand.time)
    first, last = (known.publicity or (today,))[0], known.validity[1] if known.validity else None
    if today < first or (last is not None and today > last):
        raise UsageError.of("STO-055", where_of(known.recorded), str(today), low=str(first), high=str(last or "-"))


def _disputed(journal: Journal, one: Recorded, plea: Plea) -> list[str]:
    judged = [finding["requirement"] for finding in kept_data(journal.folder, one)["findings"]]
    for slug in plea.requirements or ("",):
        if slug not in judged:
            raise UsageError.of("STO-056", where_of(one), slug or "-", nearest=nearest(slug, judged))
    return list(dict.fromkeys(plea.requirements))


def _check_new(known: Course, plea: Plea, hand: Hand) -> None:
    """Raise UsageError STO-062 where the same appeal of the same person is open, in whatever order it was said."""
    for one in known.appeals:
        same = set(one.requirements) == set(plea.requirements) and set(one.evidence) == set(plea.evidence)
        act = one.entry.act
        if one.answer is None and same and act.reason == plea.reason and _same_name(act.actor, hand.actor):
            raise UsageError.of("STO-062", where_of(known.recorded), str(one.number))


def _submitted_for(entries: Sequence[Entry], subject: str) -> list[Entry]:
    return [one for one in submissions(entries) if subject in one.act.subjects]


@in_turn
def resolve(journal: Journal, number: int, reply: Reply, hand: Hand) -> Entry:
    """Answer an appeal by its number, at whatever stage the assessment has come to since.

    Raises: UsageError STO-006 without a reason; STO-058 where no such appeal is open, STO-060 where who appealed would answer;
    STO-057 for what an answer cannot point to; STO-036, STO-037 for an assessment of no or several names.
    """
    stated("--reason", reply.reason)
    found = open_appeal(courses(journal.entries), number)
    if _same_name(found.entry.act.actor, hand.actor):
        raise UsageError.of("STO-060", str(number), hand.actor.strip())
    details = {
        "appeal": str(number),
        "entries": " ".join(map(str, _carried_out(journal.entries, found, reply))),
        "replaced_by": _in_its_place(journal.entries, found, reply),
        "resolution": reply.resolution.value,
    }
    return turn(journal, found.recorded, Kind.RESOLVED, hand, reply.reason, **details)


def appeal_named(known: Sequence[Course], number: int) -> Appeal:
    """The appeal of a number. Raises: UsageError STO-058."""
    return _named(appeals_of(known), number)


def open_appeal(known: Sequence[Course], number: int) -> Appeal:
    """The appeal of a number that is not answered. Raises: UsageError STO-058."""
    return _named([one for one in appeals_of(known) if one.answer is None], number)


def _named(appeals: Sequence[Appeal], number: int) -> Appeal:
    found = next((one for one in appeals if one.number == number), None)
    if found is None:
        still = ", ".join(str(one.number) for one in appeals if one.answer is None)
        raise UsageError.of("STO-058", JOURNAL, str(number), known=still or "-")
    return found


def _same_name(one: str, other: str) -> bool:
    """Whether two names are one, however they are written."""
    first, second = (" ".join(unicodedata.normalize("NFKC", name).casefold().split()) for name in (one, other))
    return first == second


def _carried_out(entries: Sequence[Entry], found: Appeal, reply: Reply) -> list[int]:
    """The entries that carry an answer out: none where it dismisses, at least one, or a new assessment, where it upholds."""
    named = list(dict.fromkeys(reply.entries))
    if (reply.resolution is Resolution.DISMISSED) is bool(named or reply.replaced_by):
        raise UsageError.of("STO-057", str(found.number), reply.resolution.value)
    for number in named:
        if not _changes(entries, found, number):
            raise UsageError.of("STO-057", str(found.number), str(number))
    return named


def _changes(entries: Sequence[Entry], found: Appeal, number: int) -> bool:
    """Whether an entry came after an appeal and can change the case of its place; a recording changes none."""
    if not found.number < number <= len(entries):
        return False
    entry = entries[number - 1]
    return entry.act.kind is not Kind.ASSESSED and found.recorded.subject in touched([entry], entries)


def _in_its_place(entries: Sequence[Entry], found: Appeal, reply: Reply) -> str:
    """The hash of the assessment recorded in place of the one appealed against; empty where there is none."""
    if not reply.replaced_by:
        return ""
    new, old = one_recorded(entries, reply.replaced_by, found.recorded.role), found.recorded
    later = new.entry.number > found.number and new.case == old.case
    if not later or course(entries, new).stage is Stage.WITHDRAWN:
        raise UsageError.of("STO-057", str(found.number), new.assessment[:DIGITS_SHOWN])
    return new.assessment
