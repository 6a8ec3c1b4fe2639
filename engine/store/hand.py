"""Whose act it is, and when: from outside, in the one form that there is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from engine.errors import UsageError
from engine.model.entry import Act, Kind

TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)


@dataclass(frozen=True, slots=True)
class Hand:
    """Whose act it is, and when; the time comes from outside, as `2026-11-26T21:24:09Z`.

    Raises: UsageError STO-006 for a blank name, STO-007 for a time that is none.
    """

    actor: str
    time: str

    def __post_init__(self) -> None:
        stated("--by", self.actor)
        moment("time", self.time)

    def does(self, kind: Kind, about: str, reason: str = "", /, **details: str) -> Act:
        """An act of this hand, as every act is entered: no blanks around name and reason, details in the order of their names."""
        return Act(self.time, self.actor.strip(), kind, about, reason.strip(), tuple(sorted(details.items())))


def stated(where: str, text: str) -> str:
    """A text that must say something. Raises: UsageError STO-006."""
    if not text.strip():
        raise UsageError.of("STO-006", where, text or "-")
    return text.strip()


def moment(where: str, text: str) -> str:
    """A time in the one form that there is. Raises: UsageError STO-007."""
    try:
        if TIME.fullmatch(text):
            datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ")
            return text
    except ValueError as fault:
        raise UsageError.of("STO-007", where, text) from fault
    raise UsageError.of("STO-007", where, text or "-")
