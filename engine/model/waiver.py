"""Waivers: requirements that a subject need not meet for a time, as a named approver granted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from engine.exact import last_day


@dataclass(frozen=True, slots=True)
class Waiver:
    """Requirements of a subject that are waived, each with all that stands below it, from an assessed year on until a day.

    `requirements` are slugs. `number` and `hash` are those of the entry of the ledger that granted it; 0 and empty where a
    case folder states it.
    """

    subject: str
    year: int
    requirements: tuple[str, ...]
    reason: str
    approver: str
    until: date
    number: int = 0
    hash: str = ""

    def covers(self, subject: str, year: int) -> bool:
        """Whether it holds for a case: of its subject, from its year on, and not expired before 31 December of the assessed year.

        The time of judging does not matter, so that a case judged later comes out the same.
        """
        return subject == self.subject and year >= self.year and self.until >= last_day(year)

    @property
    def years(self) -> tuple[int, int]:
        """The first and the last assessed year that it covers."""
        return self.year, self.until.year if self.until == last_day(self.until.year) else self.until.year - 1
