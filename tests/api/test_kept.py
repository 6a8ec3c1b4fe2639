"""What is kept: made once, within its bound, the longest unasked forgotten first."""

from __future__ import annotations

import threading
import time

from api.kept import Kept


def test_the_values_last_asked_for_are_kept() -> None:
    kept: Kept[str, int] = Kept(2)
    assert [kept.get(key, lambda: 1) for key in "abac"] == [1, 1, 1, 1]
    assert [kept.find(key) for key in "abc"] == [1, None, 1]


def test_threads_that_make_the_same_value_get_one() -> None:
    kept: Kept[str, object] = Kept(2)
    start = threading.Barrier(4)
    found: list[object] = []

    def ask() -> None:
        start.wait()
        found.append(kept.get("a", object))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(map(id, found))) == 1


def test_what_many_ask_for_at_once_is_made_once_where_it_is_made_alone() -> None:
    kept: Kept[str, int] = Kept(2, alone=threading.Lock())
    start, made = threading.Barrier(8), []

    def make() -> int:
        made.append(1)
        time.sleep(0.02)
        return 7

    def ask() -> None:
        start.wait()
        assert kept.get("a", make) == 7

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == [1]


def test_what_is_found_counts_as_asked_for() -> None:
    kept: Kept[str, int] = Kept(2)
    for key in "ab":
        kept.get(key, lambda: 1)
    kept.find("a")
    kept.get("c", lambda: 1)
    assert [kept.find(key) for key in "abc"] == [1, None, 1]


def test_a_bound_of_sizes_holds() -> None:
    kept: Kept[str, bytes] = Kept(10, len)
    for key, size in (("a", 4), ("b", 5), ("c", 3)):
        kept.put(key, bytes(size))
    assert [len(kept.find(key) or b"") for key in "abc"] == [0, 5, 3]
    assert kept.put("huge", bytes(11)) == bytes(11)
    assert len(kept) == 2


def test_the_first_of_two_that_are_made_stays() -> None:
    kept: Kept[str, str] = Kept(2)
    assert (kept.put("a", "first"), kept.put("a", "second"), len(kept)) == ("first", "first", 1)
