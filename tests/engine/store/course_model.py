"""What the words of the standard say of a course, without a line of the engine: which act may be done when, and who sees what.

Written from the design alone: draft → panel → publicised (objections, at least five working days, answered) → final →
withdrawn; appeals against what is public; nothing is served to outsiders before its first day of publicity.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

HOLIDAYS = {(1, 1), (5, 1), (10, 1), (10, 2), (10, 3)}  # of every year, by the regulation on public holidays
SINCE_2025 = {(5, 2)}


@dataclass
class Sheet:
    """One recorded assessment and all that was done to it."""

    assessment: str
    role: str
    case: str
    grades: int = 1  # how many are possible
    number: int = 0  # of its entry
    stage: str = "draft"
    members: tuple[str, ...] = ()
    publicity: tuple[date, date] | None = None
    validity: tuple[date, date] | None = None
    reevaluation: date | None = None
    withdrawn_on: date | None = None
    objections: list[bool] = field(default_factory=list)  # answered?
    appeals: dict[int, bool] = field(default_factory=dict)  # answered?, by number
    makers: dict[int, str] = field(default_factory=dict)  # who appealed, by number

    def is_public(self, today: date) -> bool:
        """Whether everybody may see it: from the first day of publicity, unless it was withdrawn before; then for good."""
        if self.publicity is None or self.role == "self":
            return False
        ends = [day for day in (today, self.withdrawn_on) if day is not None]
        return self.publicity[0] <= min(ends)

    def may_panel(self, names: list[str]) -> set[str]:
        """What stands against giving it to a panel."""
        return self._stage("draft") | ({"STO-006"} if not names or not all(map(str.strip, names)) else set())

    def may_publicise(self, first: date, last: date, off: set[date], today: date) -> set[str]:
        """What stands against publicity on these days."""
        short = {"STO-042"} if worked_on(first, last, off) < 5 else set()
        return self._stage("panel") | short | ({"STO-044"} if first < today else set())

    def may_object(self, received: date | None, today: date) -> set[str]:
        """What stands against an objection that came on a day."""
        found = self._stage("publicised")
        if self.publicity is None:
            return found
        day = received or today
        return found | (set() if self.publicity[0] <= day <= min(self.publicity[1], today) else {"STO-045"})

    def may_answer(self, number: int) -> set[str]:
        """What stands against answering an objection."""
        is_open = 1 <= number <= len(self.objections) and not self.objections[number - 1]
        return self._stage("publicised") | (set() if is_open else {"STO-046"})

    def may_finalise(self, start: date, end: date, again: date, today: date, others: list[Sheet]) -> set[str]:
        """What stands against the final word."""
        found = self._stage("publicised")
        found |= {"STO-047"} if not all(self.objections) else set()
        found |= {"STO-061"} if not all(self.appeals.values()) else set()
        found |= {"STO-048"} if self.publicity is not None and today <= self.publicity[1] else set()
        found |= {"STO-049"} if not start <= again <= end else set()
        found |= {"STO-050"} if any(one.rivals(self) and one.stage == "final" for one in others) else set()
        return found | ({"STO-059"} if self.grades != 1 else set())

    def may_annul(self) -> set[str]:
        """What stands against withdrawing it."""
        return {"STO-040"} if self.stage == "withdrawn" else set()

    def may_appeal(self, today: date) -> set[str]:
        """What stands against an appeal today."""
        found = self._stage("publicised", "final")
        early = self.publicity is not None and today < self.publicity[0]
        late = self.validity is not None and today > self.validity[1]
        return found | ({"STO-055"} if early or late else set())

    def rivals(self, other: Sheet) -> bool:
        """Whether both are of one case in one role."""
        return self is not other and (self.case, self.role) == (other.case, other.role)

    def _stage(self, *wanted: str) -> set[str]:
        if self.role == "self":
            return {"STO-041"}
        return set() if self.stage in wanted else {"STO-040"}


def worked_on(first: date, last: date, off: set[date]) -> int:
    """The days of a period on which offices are open: no weekend, no holiday that has a date of its own, none that was named."""
    count, day = 0, first
    while day <= last:
        fixed = (day.month, day.day) in HOLIDAYS | (SINCE_2025 if day.year >= 2025 else set())
        count += day.weekday() < 5 and not fixed and day not in off
        day += timedelta(days=1)
    return count


def sees(sheet: Sheet, office: str, subjects: set[str] | None, name: str, today: date, sheets: list[Sheet]) -> bool:
    """Whether somebody may see an assessment, by the table of who sees what."""
    place = sheet.case.partition("/")[0]
    if office in ("editor", "admin") or (office == "evaluator" and (subjects is None or place in subjects)):
        return True
    if sheet.role == "self":
        return bool(name) and any(name in one.members for one in sheets if one.case == sheet.case)
    return sheet.is_public(today) or (bool(name) and name in sheet.members)
