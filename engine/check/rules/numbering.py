"""Clause numbers are unique and without gaps below each clause, and a part's number continues its whole's (EDN-002)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.check.problem import Checked, Problem


def problems(checked: Checked) -> Iterator[Problem]:
    """Numbers that stand twice, jump, or do not continue the number above."""
    clauses = checked.edition.clauses
    seen: set[str] = set()
    last: dict[str | None, int] = {}
    for clause in clauses.values():
        if clause.number in seen:
            yield Problem("EDN-002", "error", clause.slug, clause.number)
        seen.add(clause.number)
        parent = clauses.get(clause.parent or "")
        above = parent.number if parent else ""
        if not clause.number.startswith(above):
            yield Problem("EDN-002", "error", clause.slug, clause.number)
        place = _place(clause.number)
        before = last.get(clause.parent, 3 if clause.parent is None else 0)
        if place != before + 1:
            yield Problem("EDN-002", "error", clause.slug, clause.number)
        last[clause.parent] = place


def _place(number: str) -> int:
    """The place of the last part: 2 for `9.2` and for `9.1 b)`."""
    letter = re.search(r" ([a-z])\)$", number)
    return ord(letter[1]) - 96 if letter else int(number.rpartition(".")[2])
