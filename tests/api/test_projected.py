"""The graphs follow the ledger behind every answer; what is damaged, behind or held by another has a name, and readers open what is left."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from api.projected import BEHIND, Following, Reading, Stand
from engine import Entry, Journal, Left, Projections, home, submit
from engine.store.journal import read_journal
from tests.engine.store.made_up import row
from tests.engine.store.projections.made_up import HAND

LONG = 60.0
Made = Callable[..., Following]


def filled(store: Path, *values: str) -> tuple[Entry, ...]:
    with Journal(store) as journal:
        for value in values:
            submit(journal, f"{value}.csv", row(value), ["430700"], HAND)
        return tuple(journal.entries)


def come_true(what: Callable[[], bool]) -> None:
    """Wait until the thread beside the test has come so far, however slow the machine is."""
    until = time.monotonic() + LONG
    while not what() and time.monotonic() < until:
        time.sleep(0.02)
    assert what()


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Made]:
    """Followers of the store, ended in the end."""
    found: list[Following] = []

    def follow(ticks: Callable[[], float] = time.monotonic) -> Following:
        found.append(Following(tmp_path, home(), lambda: read_journal(tmp_path), ticks))
        return found[-1]

    yield follow
    for one in found:
        one.close()


def test_what_was_entered_is_in_the_graphs_that_a_query_waits_for(tmp_path: Path, made: Made) -> None:
    filled(tmp_path, "84.7")
    one = made()
    assert (one.fault(), one.stand()) == ("ok", Stand())  # nothing is done before it is started or asked
    first = one.upto(1, LONG)
    assert first is not None and first.position.number == 1 and one.fault() == "ok"
    filled(tmp_path, "84.8", "84.9")
    found = one.upto(3, LONG)
    assert found is not None and found.position.number == 3 and one.stand() == Stand(3)
    assert {f"https://w3id.org/clausegraph/ledger/{number}" for number in (1, 2, 3)} < set(found.graphs)


def test_a_poke_is_enough_and_nobody_waits(tmp_path: Path, made: Made) -> None:
    filled(tmp_path, "84.7")
    one = made()
    one.upto(1, LONG)
    filled(tmp_path, "84.8")
    one.poke()
    come_true(lambda: one.stand().number == 2)
    late = one.upto(9, 0.01)
    assert late is not None and late.position.number == 2  # as far as they come


def test_a_file_that_cannot_be_taken_in_is_counted(tmp_path: Path, made: Made) -> None:
    filled(tmp_path, "84.7", "x")
    one = made()
    assert one.upto(2, LONG) is not None
    assert one.stand().number == 2 and one.stand().unread >= 1 and one.fault() == "ok"


def test_damage_is_mended_when_they_are_opened_and_counted(tmp_path: Path, made: Made) -> None:
    filled(tmp_path, "84.7")
    first = made()
    whole = first.upto(1, LONG)
    first.close()
    assert whole is not None
    next(whole.path.glob("*.sst")).write_bytes(b"x")
    again = made()
    assert again.upto(1, LONG) is not None
    assert again.stand().mended >= 1 and again.fault() == "ok"


def test_what_was_removed_under_the_service_is_made_again_and_told_once(
    tmp_path: Path, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[object] = []
    monkeypatch.setattr("api.projected.tell", lambda level, fields: told.append(fields))
    filled(tmp_path, "84.7")
    one = made()
    before = one.upto(1, LONG)
    assert before is not None
    shutil.rmtree(tmp_path / "projections")
    one.poke()
    until = time.monotonic() + LONG
    while not before.path.is_dir() and time.monotonic() < until:
        time.sleep(0.02)
    again = one.upto(1, LONG)
    assert again is not None and again.path.is_dir() and again.graphs == before.graphs and one.fault() == "ok"
    assert told == [{"event": "projections are gone and made anew"}]


def test_a_store_that_was_moved_away_is_not_begun_anew(tmp_path: Path) -> None:
    store = tmp_path / "store"
    filled(store, "84.7")
    one = Following(store, home(), lambda: ())
    assert one.upto(0, LONG) is not None
    store.rename(tmp_path / "elsewhere")
    until = time.monotonic() + LONG
    while one.fault() == "ok" and time.monotonic() < until:
        one.poke()
        time.sleep(0.05)
    said = one.fault()
    one.close()
    assert said == "STO-001" and not store.exists()


def test_much_damage_of_one_kind_is_told_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[object] = []
    monkeypatch.setattr("api.projected.tell", lambda level, fields: told.append(fields))
    filled(tmp_path, "84.7")
    with Projections(tmp_path, home()) as opened:
        opened.open(read_journal(tmp_path))
        found = opened.graphs.checkpoint()
    assert found is not None
    damaged = [path for path in found.path.iterdir() if path.suffix == ".sst"]
    for path in damaged:
        path.write_bytes(b"x" + path.read_bytes()[1:])
    one = Following(tmp_path, home(), lambda: read_journal(tmp_path))
    assert one.upto(1, LONG) is not None
    one.close()
    assert told == [{"event": "projection made again", "code": "PRJ-002", "faults": len(damaged)}] and len(damaged) > 1


def test_another_process_that_holds_them_is_named_and_then_they_are_taken(
    tmp_path: Path, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.projected.AGAIN", 0.05)
    filled(tmp_path, "84.7")
    one = made()
    with Projections(tmp_path, home()):
        assert one.upto(1, 0.01) is None
        come_true(lambda: one.fault() == "PRJ-007")
    assert one.upto(1, LONG) is not None and one.fault() == "ok"


def test_a_defect_has_a_name_and_ends_nothing(tmp_path: Path, made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.projected.AGAIN", 0.05)
    filled(tmp_path, "84.7")
    one = made()

    def mad(*_: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patched:
        patched.setattr(Projections, "open", mad)
        assert one.upto(1, 0.01) is None
        come_true(lambda: one.fault() == "broken")
    assert one.upto(1, LONG) is not None and one.fault() == "ok"


def test_who_is_behind_for_long_is_not_ready(tmp_path: Path, made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    now, going = [0.0], threading.Event()
    filled(tmp_path, "84.7")
    one = made(lambda: now[0])
    monkeypatch.setattr(Following, "_step", lambda _: going.wait(LONG))
    one.start()
    assert one.fault() == "ok"
    now[0] = BEHIND + 1
    assert one.fault() == "PRJ-008"
    going.set()


def test_a_reader_opens_what_the_writer_left(tmp_path: Path, made: Made) -> None:
    filled(tmp_path, "84.7")
    reading = Reading(tmp_path, home(), lambda: read_journal(tmp_path))
    reading.start()
    assert (reading.upto(1, 0.05), reading.stand()) == (None, Stand())
    one = made()
    wanted = one.upto(1, LONG)
    found = reading.upto(1, 0)
    assert found is not None and wanted is not None
    assert (found.path, found.graphs, reading.stand(), reading.fault()) == (wanted.path, wanted.graphs, Stand(1), "ok")
    filled(tmp_path, "84.8")
    one.poke()
    later = reading.upto(2, LONG)
    assert later is not None and later.position.number == 2


def test_graphs_of_another_standard_are_not_opened(tmp_path: Path, made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(tmp_path, "84.7")
    one = made()
    one.upto(1, LONG)
    left = Left(tmp_path, home())
    assert left.checkpoint() is not None
    monkeypatch.setattr("engine.store.projections.deliveries.VERSION", "another")
    assert Left(tmp_path, home()).checkpoint() is None
