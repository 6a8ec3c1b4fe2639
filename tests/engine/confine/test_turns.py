"""So many at a time, so many that wait, and each end is counted once."""

from __future__ import annotations

import queue
import threading

import pytest

from engine.confine.turns import Load, Turns
from engine.errors import EngineError


def test_one_works_one_waits_and_the_third_is_refused() -> None:
    turns, begun, ending, order = Turns(1, 1), threading.Event(), threading.Event(), []

    def work(name: str) -> None:
        with turns.one(name):
            order.append(name)
            begun.set()
            ending.wait(5)

    first = threading.Thread(target=work, args=("a",))
    first.start()
    assert begun.wait(5)
    second = threading.Thread(target=work, args=("b",))
    second.start()
    while turns.load().waiting == 0:
        second.join(0.01)
    assert turns.load() == Load(1, 1, 1, {}) and turns.load().free == 0
    with pytest.raises(EngineError) as error, turns.one("c"):
        order.append("c")
    (fault,) = error.value.faults
    assert (fault.code, fault.where, fault.found) == ("CHI-005", "c", "1")
    ending.set()
    first.join()
    second.join()
    assert order == ["a", "b"] and turns.load() == Load(1, 0, 0, {"CHI-005": 1})


def test_the_next_turn_is_for_who_has_the_fewest_under_way_then_for_who_came_first() -> None:
    turns, gates, began = Turns(2, 9), [threading.Event() for _ in range(6)], queue.Queue[int]()

    def work(number: int, who: str) -> None:
        with turns.one("a", who):
            began.put(number)
            assert gates[number].wait(5)

    threads = []
    for number, who in enumerate(("many", "many", "many", "many", "few", "few")):
        threads.append(threading.Thread(target=work, args=(number, who)))
        threads[-1].start()
        while turns.load().busy + turns.load().waiting <= number:
            threads[-1].join(0.01)
    assert {began.get(timeout=5), began.get(timeout=5)} == {0, 1} and turns.load() == Load(2, 2, 4, {})
    for ends, begins in ((0, 4), (1, 2), (4, 5), (2, 3)):  # few has none under way; then many has none; few has none; …
        gates[ends].set()
        assert began.get(timeout=5) == begins
    for gate in gates:
        gate.set()
    for thread in threads:
        thread.join()
    assert turns.load() == Load(2, 0, 0, {})


def test_an_end_of_its_own_is_counted_and_gives_the_turn_back() -> None:
    turns = Turns(1, 0)
    for _ in range(2):
        with pytest.raises(EngineError), turns.one("a"):
            raise EngineError.of("CHI-002", "a", "b", most="1", high="1")
    with pytest.raises(ZeroDivisionError), turns.one("a"):
        raise ZeroDivisionError
    assert turns.load() == Load(1, 0, 0, {"CHI-002": 2}) and turns.load().free == 1
