"""A part that is broken or late says so, and keeps no other from being asked."""

from __future__ import annotations

import asyncio
import threading

import pytest

from api.watch import probes as module
from api.watch.probes import Probes
from engine import StoreError


def broken() -> str:
    raise StoreError.of("STO-001", "x", "y")


def mad() -> str:
    raise ZeroDivisionError


def test_each_part_says_how_it_is() -> None:
    found = Probes({"a": lambda: "ok", "b": broken, "c": mad}).look()
    assert found.parts == {"a": "ok", "b": "STO-001", "c": "broken"}
    assert not found.ready
    assert Probes({"a": lambda: "ok"}).look().ready


def test_what_has_answered_is_told_while_another_part_hangs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.3)
    going = threading.Event()

    def slow() -> str:
        going.wait(5)
        return "ok"

    probes = Probes({"a": lambda: "ok", "b": broken, "c": slow, "d": lambda: "ok"})
    found = asyncio.run(probes.ready())
    assert (found.parts, found.ready) == ({"a": "ok", "b": "STO-001", "c": "late", "d": "late"}, False)
    going.set()
    probes.close()


def test_a_part_that_hangs_is_late_and_asked_once_by_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.05)
    going, asked = threading.Event(), []

    def slow() -> str:
        asked.append(1)
        going.wait(5)
        return "ok"

    probes = Probes({"a": slow})

    async def many() -> list[bool]:
        return [found.ready for found in await asyncio.gather(*(probes.ready() for _ in range(20)))]

    assert asyncio.run(many()) == [False] * 20
    assert len(asked) == 1
    going.set()
    probes.close()
