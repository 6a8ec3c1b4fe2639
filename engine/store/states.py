"""The turns of a recorded assessment's course, each checked, then entered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from engine.errors import UsageError
from engine.model.entry import DIGITS_SHOWN, Entry, Kind
from engine.store.assessments import Recorded, Role, kept_data
from engine.store.course import TURNS, Course, Stage, course, courses
from engine.store.hand import Hand, stated
from engine.store.journal import Journal, in_turn
from engine.store.working_days import local_day, working_days

LEAST_DAYS = 5  # of publicity, worked on


@in_turn
def panel(journal: Journal, one: Recorded, members: Sequence[str], hand: Hand, reason: str = "") -> Entry:
    """Give a draft to a panel of named members.

    Raises: UsageError STO-006 without a member, STO-040 for an assessment that is no draft, STO-041 for a self-assessment.
    """
    names = [stated("--member", name) for name in members] or [stated("--member", "")]
    return turn(journal, one, Kind.PANELLED, hand, reason, members="\n".join(dict.fromkeys(names)))


@in_turn
def publicise(
    journal: Journal,
    one: Recorded,
    first: date,
    last: date,
    hand: Hand,
    days_off: Iterable[date] = (),
    reason: str = "",
) -> Entry:
    """Publicise what the panel has seen, from its first to its last day, at least five of them worked on.

    `days_off` are the official holidays among them, as who publicises states them (see `working_days`).
    Raises: UsageError STO-040, STO-041; STO-042 for fewer days, STO-044 for a first day that is past.
    """
    allowed(journal, one, Kind.PUBLICISED)
    off, today = sorted(set(days_off)), local_day(hand.time)
    found = working_days(first, last, off)
    if found < LEAST_DAYS:
        raise UsageError.of("STO-042", f"{first} – {last}", str(found), low=str(LEAST_DAYS))
    if first < today:
        raise UsageError.of("STO-044", where_of(one), str(first), wanted=str(today))
    days = {"first": str(first), "last": str(last), "days_off": " ".join(map(str, off))}
    return turn(journal, one, Kind.PUBLICISED, hand, reason, **days)


@in_turn
def object_to(journal: Journal, one: Recorded, reason: str, hand: Hand, received: date | None = None) -> Entry:
    """Enter an objection that came while the assessment was publicised; `received` None: today.

    Raises: UsageError STO-006 without a reason, STO-040, STO-041; STO-045 for a day outside publicity, or yet to come.
    """
    stated("--reason", reason)
    known, today = allowed(journal, one, Kind.OBJECTED), local_day(hand.time)
    first, last = known.publicity or (today, today)
    day = received or today
    if not first <= day <= min(last, today):
        raise UsageError.of("STO-045", where_of(one), str(day), low=str(first), high=str(min(last, today)))
    number = str(len(known.objections) + 1)
    return turn(journal, one, Kind.OBJECTED, hand, reason, objection=number, received=str(day))


@in_turn
def answer(journal: Journal, one: Recorded, objection: int, reason: str, hand: Hand) -> Entry:
    """Answer an objection by its number.

    Raises: UsageError STO-006 without a reason, STO-040, STO-041; STO-046 where no such objection is open.
    """
    stated("--reason", reason)
    still = _open(allowed(journal, one, Kind.ANSWERED))
    if objection not in still:
        raise UsageError.of("STO-046", where_of(one), str(objection), known=_numbers(still))
    return turn(journal, one, Kind.ANSWERED, hand, reason, objection=str(objection))


@in_turn
def finalise(
    journal: Journal,
    one: Recorded,
    valid_from: date,
    valid_until: date,
    reevaluate_on: date,
    hand: Hand,
    reason: str = "",
) -> Entry:
    """Make a publicised assessment final, once its last day is past, all objections and appeals are answered and its grade is one.

    Raises: UsageError STO-040, STO-041; STO-047 while an objection is open, STO-061 while an appeal is, STO-048 until the last
    day is past, STO-049 for days that are not in their order, STO-050 while another assessment of the case in the same role is
    final, STO-059 where several grades are possible, none is, or the only one is withheld; StoreError STO-001, STO-009, STO-010.
    """
    known, today = allowed(journal, one, Kind.FINALISED), local_day(hand.time)
    _answered(known)
    last = known.publicity[1] if known.publicity else today
    if today <= last:
        raise UsageError.of("STO-048", where_of(one), str(today), wanted=str(last))
    if not valid_from <= reevaluate_on <= valid_until:
        raise UsageError.of("STO-049", where_of(one), f"{valid_from}, {reevaluate_on}, {valid_until}")
    _only_final(journal.entries, one)
    _graded(journal.folder, known.recorded)
    days = {"valid_from": valid_from, "valid_until": valid_until, "reevaluate_on": reevaluate_on}
    return turn(journal, one, Kind.FINALISED, hand, reason, **{name: str(day) for name, day in days.items()})


@in_turn
def annul(journal: Journal, one: Recorded, reason: str, hand: Hand) -> Entry:
    """Withdraw an assessment at whatever stage. Raises: UsageError STO-006 without a reason, STO-040 where it is withdrawn."""
    stated("--reason", reason)
    return turn(journal, one, Kind.ANNULLED, hand, reason)


def turn(journal: Journal, one: Recorded, kind: Kind, hand: Hand, reason: str, **details: str) -> Entry:
    """Enter an act that is allowed now. Raises: UsageError STO-040, STO-041; StoreError STO-001, STO-005."""
    allowed(journal, one, kind)
    return journal.append(hand.does(kind, one.assessment, reason, case=one.case, role=one.role.value, **details))


def allowed(journal: Journal, one: Recorded, kind: Kind) -> Course:
    """The course as it is, where the act may be done now. Raises: UsageError STO-040, STO-041."""
    known = course(journal.entries, one)
    if one.role is Role.SELF and kind is not Kind.ANNULLED:
        raise UsageError.of("STO-041", where_of(one), kind)
    before = TURNS[kind][0]
    if known.stage not in before:
        wanted = ", ".join(stage for stage in Stage if stage in before)
        raise UsageError.of("STO-040", where_of(one), known.stage, property=kind, wanted=wanted)
    return known


def _only_final(entries: Sequence[Entry], one: Recorded) -> None:
    for other in courses(entries, one.subject, one.year):
        if other.stage is Stage.FINAL and other.recorded.role is one.role:
            raise UsageError.of("STO-050", one.case, other.recorded.assessment[:DIGITS_SHOWN])


def _answered(known: Course) -> None:
    appeals = [one.number for one in known.appeals if one.answer is None]
    for code, still in (("STO-047", _open(known)), ("STO-061", appeals)):
        if still:
            raise UsageError.of(code, where_of(known.recorded), _numbers(still))


def _graded(folder: Path, one: Recorded) -> None:
    """The kept result names one grade: of its possible ones, or of a withheld one, none is final."""
    if "grade" not in kept_data(folder, one)["grade"]:
        raise UsageError.of("STO-059", where_of(one), ", ".join(one.grades) or "-")


def _open(known: Course) -> list[int]:
    return [one.number for one in known.objections if one.answer is None]


def _numbers(numbers: Iterable[int]) -> str:
    return ", ".join(map(str, numbers)) or "-"


def where_of(one: Recorded) -> str:
    """A recorded assessment as faults name it."""
    return f"{one.assessment[:DIGITS_SHOWN]} {one.role} {one.case}"
