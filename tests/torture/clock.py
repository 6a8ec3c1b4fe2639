"""Clocks that are wrong: ten years slow, ten years fast, going backward, jumping about: the same acts give the same grades.

Acts are in the order of their numbers, never of a clock. The time of an act comes from outside, so a clock is a list of times.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from engine import home
from engine.assess import Order, assess
from engine.model.case import EvidenceMode
from engine.model.evidence import Ruling
from engine.store.hand import Hand
from engine.store.journal import Journal
from engine.store.known import order_at
from engine.store.ledger import close_case, decide, reopen_case, submit
from engine.store.verify import verify
from tests.engine.store.made_up import digest, row
from tests.torture.acts import SUBJECT, YEAR, world
from tests.torture.tally import Tally

NOW = datetime(2026, 1, 1, tzinfo=UTC)
YEARS = timedelta(days=3652)
A_DAY = timedelta(days=1)
TRUE = "true"


def clocks(times: int, seed: int) -> Iterator[tuple[str, list[datetime]]]:
    """The true clock, the three wrong ones, and so many more that jump about; a time for each act."""
    plain = [NOW + number * A_DAY for number in range(ACTS)]
    yield TRUE, plain
    yield "10 years slow", [time - YEARS for time in plain]
    yield "10 years fast", [time + YEARS for time in plain]
    yield "backward", plain[::-1]
    chance = random.Random(seed)
    for number in range(times):
        yield f"jumping {number}", [NOW + timedelta(days=chance.randint(-3652, 3652)) for _ in plain]


def case(store: Path, times: list[datetime]) -> tuple[Order, ...]:
    """Two conflicting files, one accepted after it was rejected, the other withdrawn, a third after the closing; both orders."""
    hands = iter(Hand("torture", time.strftime("%Y-%m-%dT%H:%M:%SZ")) for time in times)
    first, second, late = (row(value) for value in ("84.7", "91.2", "60.0"))
    with Journal(store) as journal:
        for content in (first, second):
            submit(journal, "表.csv", content, [SUBJECT], next(hands))
        for content, ruling in RULINGS:
            decide(journal, ruling, digest(content), "原件已核", next(hands), world())
        close_case(journal, SUBJECT, YEAR, next(hands))
        reopen_case(journal, SUBJECT, YEAR, next(hands))
        close_case(journal, SUBJECT, YEAR, next(hands))
        submit(journal, "表.csv", late, [SUBJECT], next(hands))
    return tuple(order_at(store, SUBJECT, YEAR, None, mode) for mode in EvidenceMode)


RULINGS = (
    (row("84.7"), Ruling.REJECTED),
    (row("91.2"), Ruling.ACCEPTED),
    (row("84.7"), Ruling.ACCEPTED),
    (row("91.2"), Ruling.WITHDRAWN),
)
ACTS = 2 + len(RULINGS) + 4


def torture(folder: Path, times: int, seed: int = 0) -> Tally:
    """Grade the case under each clock, by delivered and by accepted evidence; count what differs from the true clock's."""
    names, orders, faults = [], [], 0
    for number, (name, moments) in enumerate(clocks(times, seed)):
        orders += case(folder / f"{number}", moments)
        faults += len(verify(folder / f"{number}").faults)
        names.append(name)
    found = [(one.grade, one.scores, one.findings) for one in assess(home(), orders)]
    pairs = [tuple(found[at : at + 2]) for at in range(0, len(found), 2)]
    other = sum(pair != pairs[0] for pair in pairs)
    said = ", ".join(names[:4]) + (f", {times} jumping" if times else "")
    return Tally("clock", {"clocks": len(names), "assessments": len(found)}, {"other": other, "faults": faults}, said)
