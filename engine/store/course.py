"""What was done to recorded assessments: draft → panel → publicised → final → withdrawn, with objections, appeals and answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from engine.model.entry import Entry, Kind
from engine.store.assessments import Recorded, recorded_of
from engine.store.working_days import local_day


class Stage(StrEnum):
    """How far an assessment has come."""

    DRAFT = "draft"
    PANEL = "panel"
    PUBLICISED = "publicised"
    FINAL = "final"
    WITHDRAWN = "withdrawn"


TURNS: dict[Kind, tuple[frozenset[Stage], Stage | None]] = {
    Kind.PANELLED: (frozenset({Stage.DRAFT}), Stage.PANEL),
    Kind.PUBLICISED: (frozenset({Stage.PANEL}), Stage.PUBLICISED),
    Kind.OBJECTED: (frozenset({Stage.PUBLICISED}), Stage.PUBLICISED),
    Kind.ANSWERED: (frozenset({Stage.PUBLICISED}), Stage.PUBLICISED),
    Kind.FINALISED: (frozenset({Stage.PUBLICISED}), Stage.FINAL),
    Kind.ANNULLED: (frozenset(Stage) - {Stage.WITHDRAWN}, Stage.WITHDRAWN),
    Kind.APPEALED: (frozenset({Stage.PUBLICISED, Stage.FINAL}), None),
    Kind.RESOLVED: (frozenset({Stage.PUBLICISED, Stage.FINAL, Stage.WITHDRAWN}), None),
}  # from which stages an act may be done, and to which it leads; None: it stays where it is


@dataclass(frozen=True, slots=True)
class Objection:
    """An objection by its number (from 1), and what answered it; None while it is open."""

    number: int
    entry: Entry
    answer: Entry | None


@dataclass(frozen=True, slots=True)
class Appeal:
    """An appeal against a recorded assessment, by the number of its entry, and what answered it; None while it is open."""

    recorded: Recorded
    entry: Entry
    answer: Entry | None

    @property
    def number(self) -> int:
        """The number of its entry in the ledger, by which it is named."""
        return self.entry.number

    @property
    def requirements(self) -> tuple[str, ...]:
        """The requirements whose finding it disputes, by slug."""
        return tuple(self.entry.act.detail("requirements").split())

    @property
    def evidence(self) -> tuple[str, ...]:
        """The files, and records of files, that it rests on: `<sha256>` or `<sha256>#<id>`."""
        return tuple(self.entry.act.detail("evidence").splitlines())


@dataclass(frozen=True, slots=True)
class Course:
    """A recorded assessment with all that was done to it, in the order of the entries."""

    recorded: Recorded
    turns: tuple[Entry, ...]

    @property
    def stage(self) -> Stage:
        """How far it has come."""
        led = (TURNS[one.act.kind][1] for one in reversed(self.turns))
        return next((stage for stage in led if stage is not None), Stage.DRAFT)

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

    @property
    def appeals(self) -> tuple[Appeal, ...]:
        """All appeals, each with its answer."""
        answers = {one.act.detail("appeal"): one for one in self.turns if one.act.kind is Kind.RESOLVED}
        made = [one for one in self.turns if one.act.kind is Kind.APPEALED]
        return tuple(Appeal(self.recorded, one, answers.get(str(one.number))) for one in made)

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
    """The courses of all recorded assessments, or of those of a case, in the order of their recording; one pass.

    What answers an appeal belongs to the recording that was appealed against, also where the same was recorded anew since.
    """
    begun: list[tuple[Entry, list[Entry]]] = []
    current: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        key = _key(entry)
        if entry.act.kind is Kind.ASSESSED:
            current[key] = []
            begun.append((entry, current[key]))
        elif entry.act.kind in TURNS and key in current:
            current[key].append(entry)
            if entry.act.kind is Kind.APPEALED:
                current["appeal", str(entry.number)] = current[key]
    found = (Course(recorded_of(entry), tuple(turns)) for entry, turns in begun)
    return tuple(one for one in found if subject in (None, one.recorded.subject) and year in (None, one.recorded.year))


def _key(entry: Entry) -> tuple[str, str]:
    """What an entry belongs to: an assessment in a role; the answer of an appeal, to that."""
    if entry.act.kind is Kind.RESOLVED:
        return "appeal", entry.act.detail("appeal")
    return entry.act.about, entry.act.detail("role")


def appeals_of(known: Sequence[Course]) -> tuple[Appeal, ...]:
    """The appeals of courses, in the order of their entries."""
    return tuple(sorted((one for each in known for one in each.appeals), key=lambda one: one.number))
