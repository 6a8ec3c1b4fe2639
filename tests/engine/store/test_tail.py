"""Reading on: what was added is seen, what was damaged is said, another file is read anew."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from engine.errors import StoreError
from engine.model.entry import Act, Kind
from engine.store.chain import line_of
from engine.store.journal import JOURNAL, Journal, read_journal
from engine.store.tail import Tail

ACT = Act("2026-01-01T08:00:00Z", "王", Kind.CLOSED, "430700/2020")


def test_a_store_without_a_journal_has_no_entries_yet(tmp_path: Path) -> None:
    tail = Tail(tmp_path)
    assert tail.entries() == ()
    with Journal(tmp_path) as journal:
        journal.append(ACT)
    assert tail.entries() == read_journal(tmp_path)


def test_what_was_added_is_seen(tmp_path: Path) -> None:
    tail = Tail(tmp_path)
    with Journal(tmp_path) as journal:
        for number in range(1, 4):
            journal.append(ACT)
            assert len(tail.entries()) == number
    assert tail.entries() == read_journal(tmp_path)


def test_an_entry_that_is_half_written_is_not_there_yet(tmp_path: Path) -> None:
    tail = Tail(tmp_path)
    with Journal(tmp_path) as journal:
        journal.append(ACT)
    path = tmp_path / JOURNAL
    line = path.read_bytes()
    path.write_bytes(line[:40])
    assert tail.entries() == ()
    with path.open("ab") as file:
        file.write(line[40:])
    assert len(tail.entries()) == 1


def test_a_line_that_does_not_follow_is_said_with_its_number(tmp_path: Path) -> None:
    tail = Tail(tmp_path)
    with Journal(tmp_path) as journal:
        entry = journal.append(ACT)
        assert len(tail.entries()) == 1
    with (tmp_path / JOURNAL).open("ab") as file:
        file.write(line_of(replace(entry, number=7)) + b"\n")
    with pytest.raises(StoreError) as refused:
        tail.entries()
    assert {(fault.code, fault.where) for fault in refused.value.faults} == {("STO-003", f"{JOURNAL} line 2")}


def test_another_file_is_read_anew(tmp_path: Path) -> None:
    tail, other = Tail(tmp_path), tmp_path / "other"
    with Journal(tmp_path) as journal:
        journal.append(ACT)
        assert len(tail.entries()) == 1
    with Journal(other) as journal:
        journal.append(replace(ACT, actor="李"))
        journal.append(ACT)
    (other / JOURNAL).replace(tmp_path / JOURNAL)
    assert [entry.act.actor for entry in tail.entries()] == ["李", "王"]


def test_a_ledger_that_was_moved_away_is_not_an_empty_one(tmp_path: Path) -> None:
    tail = Tail(tmp_path)
    with Journal(tmp_path) as journal:
        journal.append(ACT)
    known = tail.entries()
    (tmp_path / JOURNAL).rename(tmp_path / "away")
    with pytest.raises(StoreError) as refused:
        tail.entries()
    assert refused.value.faults[0].code == "SRV-012" and tail.at_hand() is None
    (tmp_path / "away").rename(tmp_path / JOURNAL)
    assert tail.entries() == known


def test_what_the_disk_refuses_is_said(tmp_path: Path) -> None:
    (tmp_path / JOURNAL).mkdir()
    with pytest.raises(StoreError) as refused:
        Tail(tmp_path).entries()
    assert refused.value.faults[0].code == "STO-001"


def test_entries_are_at_hand_while_nothing_was_added(tmp_path: Path) -> None:
    tail = Tail(tmp_path)
    assert tail.at_hand() is None
    with Journal(tmp_path) as journal:
        journal.append(ACT)
        assert tail.at_hand() is None
        assert tail.entries() is tail.at_hand()
        journal.append(ACT)
        assert tail.at_hand() is None
    assert len(tail.entries()) == len(tail.at_hand() or ()) == 2


def test_what_is_at_hand_waits_for_nobody_who_reads(tmp_path: Path) -> None:
    tail = Tail(tmp_path)
    with Journal(tmp_path) as journal:
        journal.append(ACT)
    known = tail.entries()
    with tail._reading:
        assert tail.at_hand() is tail.entries() is known
