"""The course of a recorded assessment: draft → panel → publicised → final → withdrawn, each turn checked, then entered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from engine.errors import UsageError
from engine.model.entry import Act, Entry, Kind
from engine.store.assessments import SHORT, Recorded, Role, recorded_of
from engine.store.journal import Journal
from engine.store.ledger import Hand, stated
from engine.store.working_days import local_day, working_days

LEAST_DAYS = 5  # of publicity, worked on


class Stage(StrEnum):
    """How far an assessment has come."""

    DRAFT = "draft"
    PANEL = "panel"
    PUBLICISED = "publicised"
    FINAL = "final"
    WITHDRAWN = "withdrawn"


TURNS: dict[Kind, tuple[frozenset[Stage], Stage]] = {
    Kind.PANELLED: (frozenset({Stage.DRAFT}), Stage.PANEL),
    Kind.PUBLICISED: (frozenset({Stage.PANEL}), Stage.PUBLICISED),
    Kind.OBJECTED: (frozenset({Stage.PUBLICISED}), Stage.PUBLICISED),
    Kind.ANSWERED: (frozenset({Stage.PUBLICISED}), Stage.PUBLICISED),
    Kind.FINALISED: (frozenset({Stage.PUBLICISED}), Stage.FINAL),
    Kind.ANNULLED: (frozenset(Stage) - {Stage.WITHDRAWN}, Stage.WITHDRAWN),
}  # from which stages an act may be done, and to which it leads


@dataclass(frozen=True, slots=True)
class Objection:
    """An objection by its number (from 1), and what answered it; None while it is open."""

    number: int
    entry: Entry
    answer: Entry | None


@dataclass(frozen=True, slots=True)
class Course:
    """A recorded assessment with all that was done to it, in the order of the entries."""

    recorded: Recorded
    turns: tuple[Entry, ...]

    @property
    def stage(self) -> Stage:
        """How far it has come."""
        return TURNS[self.turns[-1].act.kind][1] if self.turns else Stage.DRAFT

    @property
    def since(self) -> date:
        """The day on which it came there."""
        own = next((one for one in self.turns if TURNS[one.act.kind][1] is self.stage), self.recorded.entry)
        return local_day(own.act.time)

    @property
    def publicity(self) -> tuple[date, date] | None:
        """First and last day of publicity; None before it was publicised."""
        return self._days(Kind.PUBLICISED, "first", "last")

    @property
    def validity(self) -> tuple[date, date] | None:
        """First and last day of validity; None before it was final."""
        return self._days(Kind.FINALISED, "valid_from", "valid_until")

    @property
    def reevaluation(self) -> date | None:
        """The day of re-evaluation; None before it was final."""
        found = self._days(Kind.FINALISED, "reevaluate_on", "reevaluate_on")
        return found[0] if found else None

    @property
    def members(self) -> tuple[str, ...]:
        """Who sits on the panel."""
        found = (one.act.detail("members").split("\n") for one in self.turns if one.act.kind is Kind.PANELLED)
        return tuple(next(found, ()))

    @property
    def objections(self) -> tuple[Objection, ...]:
        """All objections, each with its answer."""
        answers = {one.act.detail("objection"): one for one in self.turns if one.act.kind is Kind.ANSWERED}
        made = [one for one in self.turns if one.act.kind is Kind.OBJECTED]
        return tuple(Objection(at, one, answers.get(str(at))) for at, one in enumerate(made, 1))

    def _days(self, kind: Kind, *names: str) -> tuple[date, date] | None:
        found = next((one.act for one in self.turns if one.act.kind is kind), None)
        if found is None:
            return None
        first, last = (date.fromisoformat(found.detail(name)) for name in names)
        return first, last


def course(entries: Sequence[Entry], one: Recorded) -> Course:
    """What was done to a recorded assessment; what was done to a later recording of the same is that one's own."""
    return next(known for known in courses(entries) if known.recorded.entry.number == one.entry.number)


def courses(entries: Sequence[Entry], subject: str | None = None, year: int | None = None) -> tuple[Course, ...]:
    """The courses of all recorded assessments, or of those of a case, in the order of their recording; one pass."""
    begun: list[tuple[Entry, list[Entry]]] = []
    current: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        key = (entry.act.about, entry.act.detail("role"))
        if entry.act.kind is Kind.ASSESSED:
            current[key] = []
            begun.append((entry, current[key]))
        elif entry.act.kind in TURNS and key in current:
            current[key].append(entry)
    found = (Course(recorded_of(entry), tuple(turns)) for entry, turns in begun)
    return tuple(one for one in found if subject in (None, one.recorded.subject) and year in (None, one.recorded.year))


def panel(journal: Journal, one: Recorded, members: Sequence[str], hand: Hand, reason: str = "") -> Entry:
    """Give a draft to a panel of named members.

    Raises: UsageError STO-006 without a member, STO-040 for an assessment that is no draft, STO-041 for a self-assessment.
    """
    names = [stated("--member", name) for name in members] or [stated("--member", "")]
    return _turn(journal, one, Kind.PANELLED, hand, reason, members="\n".join(dict.fromkeys(names)))


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
    _allowed(journal, one, Kind.PUBLICISED)
    off, today = sorted(set(days_off)), local_day(hand.time)
    found = working_days(first, last, off)
    if found < LEAST_DAYS:
        raise UsageError.of("STO-042", f"{first} – {last}", str(found), low=str(LEAST_DAYS))
    if first < today:
        raise UsageError.of("STO-044", _where(one), str(first), wanted=str(today))
    days = {"first": str(first), "last": str(last), "days_off": " ".join(map(str, off))}
    return _turn(journal, one, Kind.PUBLICISED, hand, reason, **days)


def object_to(journal: Journal, one: Recorded, reason: str, hand: Hand, received: date | None = None) -> Entry:
    """Enter an objection that came while the assessment was publicised; `received` None: today.

    Raises: UsageError STO-006 without a reason, STO-040, STO-041; STO-045 for a day outside publicity, or yet to come.
    """
    stated("--reason", reason)
    known, today = _allowed(journal, one, Kind.OBJECTED), local_day(hand.time)
    first, last = known.publicity or (today, today)
    day = received or today
    if not first <= day <= min(last, today):
        raise UsageError.of("STO-045", _where(one), str(day), low=str(first), high=str(min(last, today)))
    number = str(len(known.objections) + 1)
    return _turn(journal, one, Kind.OBJECTED, hand, reason, objection=number, received=str(day))


def answer(journal: Journal, one: Recorded, objection: int, reason: str, hand: Hand) -> Entry:
    """Answer an objection by its number.

    Raises: UsageError STO-006 without a reason, STO-040, STO-041; STO-046 where no such objection is open.
    """
    stated("--reason", reason)
    still = _open(_allowed(journal, one, Kind.ANSWERED))
    if objection not in still:
        raise UsageError.of("STO-046", _where(one), str(objection), known=_numbers(still))
    return _turn(journal, one, Kind.ANSWERED, hand, reason, objection=str(objection))


def finalise(
    journal: Journal,
    one: Recorded,
    valid_from: date,
    valid_until: date,
    reevaluate_on: date,
    hand: Hand,
    reason: str = "",
) -> Entry:
    """Make a publicised assessment final, once its last day is past and every objection is answered.

    Raises: UsageError STO-040, STO-041; STO-047 while an objection is open, STO-048 until the last day is past, STO-049 for
    days that are not in their order, STO-050 while another assessment of the case in the same role is final.
    """
    known = _allowed(journal, one, Kind.FINALISED)
    still, today = _open(known), local_day(hand.time)
    if still:
        raise UsageError.of("STO-047", _where(one), _numbers(still))
    last = known.publicity[1] if known.publicity else today
    if today <= last:
        raise UsageError.of("STO-048", _where(one), str(today), wanted=str(last))
    if not valid_from <= reevaluate_on <= valid_until:
        raise UsageError.of("STO-049", _where(one), f"{valid_from}, {reevaluate_on}, {valid_until}")
    _only_final(journal.entries, one)
    days = {"valid_from": valid_from, "valid_until": valid_until, "reevaluate_on": reevaluate_on}
    return _turn(journal, one, Kind.FINALISED, hand, reason, **{name: str(day) for name, day in days.items()})


def annul(journal: Journal, one: Recorded, reason: str, hand: Hand) -> Entry:
    """Withdraw an assessment at whatever stage. Raises: UsageError STO-006 without a reason, STO-040 where it is withdrawn."""
    stated("--reason", reason)
    return _turn(journal, one, Kind.ANNULLED, hand, reason)


def _turn(journal: Journal, one: Recorded, kind: Kind, hand: Hand, reason: str, **details: str) -> Entry:
    """Enter an act that is allowed now. Raises: UsageError STO-040, STO-041; StoreError STO-001, STO-005."""
    _allowed(journal, one, kind)
    said = tuple(sorted({"case": one.case, "role": one.role.value, **details}.items()))
    return journal.append(Act(hand.time, hand.actor.strip(), kind, one.assessment, reason.strip(), said))


def _allowed(journal: Journal, one: Recorded, kind: Kind) -> Course:
    """The course as it is, where the act may be done now. Raises: UsageError STO-040, STO-041."""
    known = course(journal.entries, one)
    if one.role is Role.SELF and kind is not Kind.ANNULLED:
        raise UsageError.of("STO-041", _where(one), kind)
    before = TURNS[kind][0]
    if known.stage not in before:
        wanted = ", ".join(stage for stage in Stage if stage in before)
        raise UsageError.of("STO-040", _where(one), known.stage, property=kind, wanted=wanted)
    return known


def _only_final(entries: Sequence[Entry], one: Recorded) -> None:
    for other in courses(entries, one.subject, one.year):
        if other.stage is Stage.FINAL and other.recorded.role is one.role:
            raise UsageError.of("STO-050", one.case, other.recorded.assessment[:SHORT])


def _open(known: Course) -> list[int]:
    return [one.number for one in known.objections if one.answer is None]


def _numbers(numbers: Iterable[int]) -> str:
    return ", ".join(map(str, numbers)) or "-"


def _where(one: Recorded) -> str:
    return f"{one.assessment[:SHORT]} {one.role} {one.case}"
