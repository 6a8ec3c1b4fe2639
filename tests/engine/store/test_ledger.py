"""Acts are checked before they are entered: who, when, on what, and whether it changes anything."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from engine import home, read_world
from engine.errors import EvidenceError, Fault, StoreError, UsageError
from engine.model.entry import Act, Kind, Receipt
from engine.model.evidence import Ruling
from engine.store.files import keep, path_of
from engine.store.journal import Journal, read_journal
from engine.store.ledger import close_case, decide, file_bytes, read_delivered, reopen_case, submit
from engine.store.verify import verify
from tests.conftest import left_in
from tests.engine.store.made_up import CLOSED, RULED, SUBMITTED, digest, row

WORLD = read_world(home(), ())
ROW = row("84.7")
KEY = digest(ROW)


def test_a_submission_is_kept_and_entered(tmp_path: Path) -> None:
    with Journal(tmp_path) as journal:
        receipt = submit(journal, "in/e.csv", ROW, ["430700", "430702", "430700"], SUBMITTED)
    (entry,) = read_journal(tmp_path)
    details = (("file", "e.csv"), ("size", str(len(ROW))), ("subjects", "430700 430702"))
    assert entry.act == Act(SUBMITTED.time, "王", Kind.SUBMITTED, KEY, "", details)
    assert receipt == Receipt("in/e.csv", KEY, entry) and path_of(tmp_path, KEY, "e.csv").read_bytes() == ROW


def test_the_same_bytes_are_one_file_and_known(tmp_path: Path) -> None:
    with Journal(tmp_path) as journal:
        submit(journal, "e.csv", ROW, ["430700"], SUBMITTED)
        assert submit(journal, "other.csv", ROW, ["430700"], RULED) == Receipt("other.csv", KEY, None)
        again = submit(journal, "other.csv", ROW, ["430700", "430702"], RULED)
        assert again.entry is not None and again.entry.act.detail("file") == "e.csv"
    assert (len(read_journal(tmp_path)), left_in(tmp_path / "evidence" / KEY)) == (2, ["e.csv"])


def test_known_bytes_mend_a_damaged_file(tmp_path: Path) -> None:
    with Journal(tmp_path) as journal:
        submit(journal, "e.csv", ROW, ["430700"], SUBMITTED)
        path_of(tmp_path, KEY, "e.csv").write_bytes(b"x")
        submit(journal, "e.csv", ROW, ["430700"], SUBMITTED)
    assert verify(tmp_path).faults == ()


def test_bytes_that_an_interrupted_submission_left_are_entered_under_their_name(tmp_path: Path) -> None:
    with Journal(tmp_path) as journal:
        keep(tmp_path, KEY, "left.csv", ROW)
        submit(journal, "e.csv", ROW, ["430700"], SUBMITTED)
    assert read_journal(tmp_path)[0].act.detail("file") == "left.csv"
    assert (verify(tmp_path).faults, verify(tmp_path).left) == ((), ())


def test_bytes_that_cannot_be_kept_are_not_entered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with Journal(tmp_path) as journal:
        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", failing)
            with pytest.raises(StoreError) as error:
                submit(journal, "e.csv", ROW, ["430700"], SUBMITTED)
        assert error.value.faults == (Fault("STO-001", str(tmp_path), "No space left on device"),)
        with pytest.raises(StoreError) as error:
            submit(journal, "e.csv", ROW, ["430700"], SUBMITTED)
        assert error.value.faults[0].code == "STO-005"
    assert read_journal(tmp_path) == ()


def test_files_are_read_before_anything_is_kept(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.csv", tmp_path / "bad.csv"
    good.write_bytes(ROW)
    bad.write_bytes(row("184"))
    assert read_delivered([good], WORLD, ["430700"]).files == (("good.csv", ROW),)
    with pytest.raises(EvidenceError) as error:
        read_delivered([good, bad], WORLD, ["430700"])
    assert [fault.code for fault in error.value.faults] == ["EVI-013"]
    with pytest.raises(EvidenceError) as error:
        read_delivered([good], WORLD, ["430600"])
    assert [fault.code for fault in error.value.faults] == ["EVI-011"]


def test_a_file_that_changed_after_it_was_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "e.csv"
    path.write_bytes(ROW)
    once = iter([ROW, b"changed"])
    monkeypatch.setattr(Path, "read_bytes", lambda self: next(once))
    with pytest.raises(EvidenceError) as error:
        read_delivered([path], WORLD, ["430700"])
    assert error.value.faults == (Fault("STO-008", str(path), digest(b"changed")),)


@pytest.mark.parametrize("ruling", list(Ruling))
@pytest.mark.parametrize(("word", "key"), [("e.csv", KEY), (f"{KEY[:8]}#o1", f"{KEY}#o1")])
def test_a_ruling_is_entered_on_a_file_or_a_record(tmp_path: Path, ruling: Ruling, word: str, key: str) -> None:
    with Journal(tmp_path) as journal:
        submit(journal, "e.csv", ROW, ["430700"], SUBMITTED)
        entry = decide(journal, ruling, word, " 原件 ", RULED, WORLD)
    assert entry.act == Act(RULED.time, "李", Kind(ruling.value), key, "原件")


@pytest.mark.parametrize(
    ("word", "reason", "code"),
    [
        ("e.csv", " ", "STO-006"),
        ("f.csv", "x", "STO-012"),
        ("e.csv#o9", "x", "CAS-009"),
    ],
)
def test_a_ruling_on_what_there_is_not_is_refused(tmp_path: Path, word: str, reason: str, code: str) -> None:
    with Journal(tmp_path) as journal:
        submit(journal, "e.csv", ROW, ["430700"], SUBMITTED)
        with pytest.raises((UsageError, EvidenceError)) as error:
            decide(journal, Ruling.ACCEPTED, word, reason, RULED, WORLD)
        assert ([fault.code for fault in error.value.faults], len(journal.entries)) == ([code], 1)


def test_a_ruling_on_a_changed_file_is_refused(tmp_path: Path) -> None:
    with Journal(tmp_path) as journal:
        submit(journal, "e.csv", ROW, ["430700"], SUBMITTED)
        path_of(tmp_path, KEY, "e.csv").write_bytes(row("99"))
        with pytest.raises(StoreError) as error:
            decide(journal, Ruling.ACCEPTED, "e.csv", "x", RULED, WORLD)
    assert [fault.code for fault in error.value.faults] == ["STO-009"]


def test_a_case_is_closed_once_and_reopened_once(tmp_path: Path) -> None:
    with Journal(tmp_path) as journal:
        closed = close_case(journal, "430700", 2020, CLOSED)
        with pytest.raises(UsageError) as error:
            close_case(journal, "430700", 2020, CLOSED)
        assert error.value.faults == (Fault("STO-014", "430700/2020", "closed"),)
        reopened = reopen_case(journal, "430700", 2020, CLOSED)
        with pytest.raises(UsageError) as error:
            reopen_case(journal, "430700", 2020, CLOSED)
        assert error.value.faults == (Fault("STO-014", "430700/2020", "reopened"),)
    assert [entry.act.kind for entry in (closed, reopened)] == [Kind.CLOSED, Kind.REOPENED]


def test_the_bytes_of_a_file_that_is_not_there_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"a")
    assert file_bytes(tmp_path / "a") == b"a"
    with pytest.raises(StoreError) as error:
        file_bytes(tmp_path / "b")
    assert [fault.code for fault in error.value.faults] == ["STO-001"]
