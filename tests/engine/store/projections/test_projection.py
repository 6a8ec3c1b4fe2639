"""A projection is caught up, made, or made again: by what is found of it and of the ledger."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from engine.errors import Fault
from engine.model.entry import Act, Entry, Kind
from engine.store.chain import FIRST, sealed
from engine.store.projections.projection import Position, brought_up

ACT = Act("2026-01-01T08:00:00Z", "王", Kind.CLOSED, "430700/2020")


def ledger(length: int, about: str = "430700/2020") -> tuple[Entry, ...]:
    entries: list[Entry] = []
    for number in range(1, length + 1):
        act = Act(ACT.time, ACT.actor, ACT.kind, about)
        entries.append(sealed(act, number, entries[-1].hash if entries else FIRST))
    return tuple(entries)


class Told:
    """A projection that only notes what it is asked to do."""

    name = "told"

    def __init__(self, at: Position | None, found: tuple[Fault, ...] = ()) -> None:
        self.at, self.found, self.done = at, found, ""

    def position(self) -> Position | None:
        return self.at

    def check(self) -> tuple[Fault, ...]:
        return self.found

    def catch_up(self, entries: Sequence[Entry]) -> tuple[Fault, ...]:
        self.done = "caught up"
        return ()

    def rebuild(self, entries: Sequence[Entry]) -> tuple[Fault, ...]:
        self.done = "made"
        return ()

    def digest(self) -> str:
        return ""


def test_a_position_is_that_of_the_last_entry() -> None:
    entries = ledger(2)
    assert (Position.of(entries), Position.of(())) == (Position(2, entries[-1].hash), Position(0, FIRST))


@pytest.mark.parametrize("length", [0, 1, 3])
def test_a_ledger_that_went_on_is_caught_up_with(length: int) -> None:
    entries = ledger(3)
    told = Told(Position.of(entries[:length]))
    assert (brought_up(told, entries), told.done) == ((), "caught up")


def test_what_is_not_there_is_made_without_a_word() -> None:
    told = Told(None)
    assert (brought_up(told, ledger(1)), told.done) == ((), "made")


@pytest.mark.parametrize("entries", [ledger(2), ledger(3, "430700/2021"), ()])
def test_what_stands_on_another_ledger_is_made_again_and_said(entries: tuple[Entry, ...]) -> None:
    at = Position.of(ledger(3))
    told, now = Told(at), Position.of(entries)
    values = (("head", now.head[:12]), ("number", str(now.number)))
    assert brought_up(told, entries) == (Fault("PRJ-004", "told", f"3 {at.head[:12]}", values),)
    assert told.done == "made"


def test_what_is_damaged_is_made_again_and_said() -> None:
    fault = Fault("PRJ-001", "told", "-")
    told = Told(None, (fault,))
    assert (brought_up(told, ledger(1)), told.done) == ((fault,), "made")
