"""Moving windows by a clock from outside, for a bounded number of callers."""

from __future__ import annotations

import threading

import pytest

from api.auth.windows import Windows


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_calls_leave_the_window_one_by_one() -> None:
    clock = Clock()
    windows = Windows(clock)
    assert windows.acquire_entry("a", 2, 60)
    clock.now = 130
    assert windows.acquire_entry("a", 2, 60)
    assert not windows.acquire_entry("a", 2, 60)
    assert windows.get_moving_window("a", 2, 60) == (100.0, 2)
    clock.now = 160
    assert windows.acquire_entry("a", 2, 60) and windows.get("a") == 2
    assert windows.get_moving_window("a", 2, 60) == (130, 2)


def test_one_look_tells_all_of_a_key() -> None:
    clock = Clock()
    windows = Windows(clock)
    first = windows.entered("a", 1, 60)
    clock.now = 130
    second = windows.entered("a", 1, 60)
    assert first == (True, 100.0, 100.0, 1) and second == (False, 130, 100.0, 1)


def test_a_refused_call_is_not_counted() -> None:
    windows = Windows(Clock())
    for _ in range(5):
        windows.acquire_entry("a", 1, 60)
    assert windows.get("a") == 1


def test_of_too_many_callers_the_oldest_is_forgotten() -> None:
    windows = Windows(Clock(), most=2)
    for who in ("a", "b", "a", "c"):
        windows.acquire_entry(who, 5, 60)
    assert [windows.get(who) for who in "abc"] == [2, 0, 1]


def test_one_and_all_can_be_forgotten() -> None:
    clock = Clock()
    windows = Windows(clock)
    for who in "abc":
        windows.acquire_entry(who, 5, 60)
    windows.clear("a")
    assert windows.get("a") == 0 and windows.get_expiry("b") == 100.0
    assert windows.reset() == 2 and windows.get("b") == 0 and windows.check()


def test_it_starts_no_thread() -> None:
    before = threading.active_count()
    Windows(Clock()).acquire_entry("a", 5, 60)
    assert threading.active_count() == before


def test_it_is_no_counter() -> None:
    with pytest.raises(NotImplementedError):
        Windows(Clock()).incr("a", 60)
