"""Stores with random but lawful histories over real indicators, and one reading of the standard for all tests."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

from engine.assess import Readings
from engine.model.entry import Entry
from engine.model.evidence import Ruling
from engine.read.home import home
from engine.store.hand import Hand
from engine.store.journal import Journal, read_journal
from engine.store.known import is_closed
from engine.store.ledger import close_case, decide, reopen_case, submit
from engine.store.projections.columns import Columns
from engine.store.projections.deliveries import Deliveries
from engine.store.projections.graphs import Graphs
from engine.store.projections.opened import Projections
from tests.engine.store.made_up import HEADER

HAND = Hand("王", "2026-01-01T08:00:00Z")
PLACES = {"430700": "常德市", "430600": "岳阳市", "430200": "株洲市"}


@cache
def readings() -> Readings:
    """The standard of the checkout."""
    return Readings(home())


def deliveries(store: Path) -> Deliveries:
    found = Deliveries(store, home())
    found.readings = readings()
    return found


def opened(store: Path) -> Projections:
    """The projections of a store, under the shared reading of the standard."""
    found = Projections(store, home())
    found.graphs, found.columns = Graphs(deliveries(store)), Columns(deliveries(store))
    return found


def rows(code: str, values: list[str], year: int = 2020) -> bytes:
    """A CSV file with observations of a place."""
    lines = (f"o{n},{PLACES[code]},空气质量优良天数比例,{year - n},{value},%\n" for n, value in enumerate(values, 1))
    return (HEADER + "".join(lines)).encode()


def history(store: Path, seed: int, acts: int = 8) -> tuple[Entry, ...]:
    """Submissions, rulings, closings and reopenings, drawn by a seed."""
    chance = random.Random(seed)
    with Journal(store) as journal:
        for number in range(acts):
            code = chance.choice(list(PLACES))
            files = [entry.act.about for entry in journal.entries if entry.act.kind.value == "submitted"]
            deed = chance.choice(["submit", "submit", "rule", "turn"]) if files else "submit"
            if deed == "submit":
                values = [f"{chance.randint(60, 99)}.{chance.randint(0, 9)}" for _ in range(3)]
                submit(journal, f"{code} {number}.csv", rows(code, values), [code], HAND)
            elif deed == "rule":
                decide(journal, chance.choice(list(Ruling)), chance.choice(files), "因", HAND, readings().world(()))
            else:
                turn = reopen_case if is_closed(journal.entries, f"{code}/2019") else close_case
                turn(journal, code, 2019, HAND)
    return read_journal(store)
