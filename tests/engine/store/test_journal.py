"""One writer; nothing acknowledged that is not on the disk; nothing written after a failure; a torn end is cut off."""

from __future__ import annotations

import errno
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from engine.errors import Fault, StoreError, UsageError
from engine.model.entry import Act, Kind
from engine.store.journal import JOURNAL, Journal, read_journal
from tests.engine.store.made_up import filled

ACT = Act("2026-04-01T00:00:00Z", "王", Kind.CLOSED, "430700/2021")


def failing(*_: object) -> None:
    raise OSError(errno.EIO, "Input/output error")


def test_an_entry_is_synced_then_its_line_break_and_then_it_is_acknowledged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Journal(tmp_path) as journal:
        seen: list[bytes] = []
        monkeypatch.setattr(os, "fsync", lambda handle: seen.append((tmp_path / JOURNAL).read_bytes()))
        entry = journal.append(ACT)
    whole = (tmp_path / JOURNAL).read_bytes()
    assert seen == [whole[:-1], whole] and read_journal(tmp_path) == (entry,)


def test_what_was_entered_is_read_back_and_gone_on_from(tmp_path: Path) -> None:
    with Journal(tmp_path) as journal:
        first = journal.append(ACT)
    with Journal(tmp_path) as journal:
        second = journal.append(ACT)
    assert read_journal(tmp_path) == (first, second) and second.before == first.hash


def test_a_second_writer_is_refused_and_readers_are_not(tmp_path: Path) -> None:
    with Journal(tmp_path) as journal:
        entry = journal.append(ACT)
        with pytest.raises(StoreError) as error:
            Journal(tmp_path)
        assert error.value.faults == (Fault("STO-004", str(tmp_path), JOURNAL),)
        assert read_journal(tmp_path) == (entry,)
    with Journal(tmp_path):
        pass


def test_a_failing_sync_gives_no_acknowledgement_and_stops_the_journal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Journal(tmp_path) as journal:
        first = journal.append(ACT)
        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", failing)
            with pytest.raises(StoreError) as error:
                journal.append(ACT)
        assert error.value.faults == (Fault("STO-001", str(tmp_path), "Input/output error"),)
        with pytest.raises(StoreError) as error:
            journal.append(ACT)
        assert error.value.faults == (Fault("STO-005", str(tmp_path), "Input/output error"),)
        assert read_journal(tmp_path) == (first,)
    with Journal(tmp_path) as journal:
        assert journal.append(ACT).number == 2


@pytest.mark.parametrize("how", ["moved", "cut", "replaced"])
def test_nothing_is_acknowledged_in_a_journal_that_stands_no_more_at_its_place(tmp_path: Path, how: str) -> None:
    with Journal(tmp_path) as journal:
        journal.append(ACT)
        path, content = tmp_path / JOURNAL, (tmp_path / JOURNAL).read_bytes()
        if how == "cut":
            os.truncate(path, 0)
        else:
            path.rename(tmp_path / "elsewhere")
        if how == "replaced":
            path.write_bytes(content)
        with pytest.raises(StoreError) as error:
            journal.look()
        assert error.value.faults[0].code == "SRV-012"
        with pytest.raises(StoreError) as error:
            journal.append(ACT)
        assert error.value.faults[0].code == "SRV-012" and journal.stopped == "SRV-012"
        with pytest.raises(StoreError) as error:
            journal.append(ACT)
        assert error.value.faults == (Fault("STO-005", str(tmp_path), "SRV-012"),)
        assert len(journal.entries) == 1
        left = path if path.exists() else tmp_path / "elsewhere"
        assert left.read_bytes() == (b"" if how == "cut" else content)


def test_a_write_that_was_broken_off_stops_the_journal_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(handle: int) -> None:
        raise KeyboardInterrupt

    with Journal(tmp_path) as journal:
        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", interrupted)
            with pytest.raises(KeyboardInterrupt):
                journal.append(ACT)
        with pytest.raises(StoreError) as error:
            journal.append(ACT)
        assert (error.value.faults, read_journal(tmp_path)) == ((Fault("STO-005", str(tmp_path), "-"),), ())


def test_a_full_disk_leaves_nothing_of_the_entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write

    def filling(handle: int, rest: memoryview) -> int:
        if len(rest) < 100:
            raise OSError(errno.ENOSPC, "No space left on device")
        return write(handle, rest[:99])

    with Journal(tmp_path) as journal:
        first = journal.append(ACT)
        whole = (tmp_path / JOURNAL).read_bytes()
        with monkeypatch.context() as patch:
            patch.setattr(os, "write", filling)
            with pytest.raises(StoreError):
                journal.append(ACT)
        assert (tmp_path / JOURNAL).read_bytes() == whole
        with pytest.raises(StoreError) as error:
            journal.append(ACT)
    assert error.value.faults[0].code == "STO-005" and read_journal(tmp_path) == (first,)


@pytest.mark.parametrize("kept", [1, 40, -2])
def test_a_torn_end_is_cut_off_at_the_next_opening(tmp_path: Path, kept: int) -> None:
    with Journal(tmp_path) as journal:
        first = journal.append(ACT)
        journal.append(ACT)
    path = tmp_path / JOURNAL
    line, torn = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(line + torn[:kept])
    assert read_journal(tmp_path) == (first,)
    with Journal(tmp_path) as journal:
        assert (journal.entries, path.read_bytes()) == ([first], line)


@pytest.mark.parametrize("left", [b"", b"\0"])
def test_an_end_that_lacks_its_line_break_gets_it(tmp_path: Path, left: bytes) -> None:
    filled(tmp_path)
    path, whole = tmp_path / JOURNAL, (tmp_path / JOURNAL).read_bytes()
    path.write_bytes(whole[:-1] + left)
    with Journal(tmp_path) as journal:
        assert (len(journal.entries), path.read_bytes()) == (5, whole)


def test_the_names_of_a_new_folder_and_of_those_above_it_are_synced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    fsync = os.fsync
    monkeypatch.setattr(
        os, "fsync", lambda handle: (done.append(os.readlink(f"/proc/self/fd/{handle}")), fsync(handle))
    )
    store = tmp_path / "data" / "new" / "store"
    with Journal(store):
        assert done[:5] == [str(path) for path in (store / JOURNAL, store, *store.parents[:3])]


def test_nothing_is_added_to_a_damaged_journal(tmp_path: Path) -> None:
    path = filled(tmp_path) / JOURNAL
    damaged = path.read_bytes().replace(b"two.csv", b"too.csv")
    path.write_bytes(damaged)
    with pytest.raises(StoreError) as error:
        Journal(tmp_path)
    assert [(fault.code, fault.where) for fault in error.value.faults] == [("STO-003", "ledger.jsonl line 2")]
    assert path.read_bytes() == damaged
    with pytest.raises(StoreError):
        read_journal(tmp_path)


def test_evidence_without_its_journal_is_not_begun_anew(tmp_path: Path) -> None:
    (filled(tmp_path) / JOURNAL).unlink()
    with pytest.raises(StoreError) as error:
        Journal(tmp_path)
    assert error.value.faults == (Fault("STO-010", JOURNAL, "-"),) and not (tmp_path / JOURNAL).exists()


def test_a_folder_without_a_journal_is_no_store(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as error:
        read_journal(tmp_path)
    assert error.value.faults == (Fault("STO-011", str(tmp_path), JOURNAL),)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StoreError) as error:
        Journal(tmp_path / "file")
    assert error.value.faults == (Fault("STO-001", str(tmp_path / "file" / JOURNAL), "File exists"),)


def test_threads_that_share_a_journal_write_in_turn(tmp_path: Path) -> None:
    with Journal(tmp_path) as journal, ThreadPoolExecutor(8) as pool:
        entries = list(pool.map(journal.append, [ACT] * 80))
    assert read_journal(tmp_path) == tuple(sorted(entries, key=lambda entry: entry.number))


def test_the_next_writer_clears_what_a_killed_one_left_half_written_and_nothing_else(tmp_path: Path) -> None:
    incoming = tmp_path / "incoming"
    incoming.mkdir()
    for name in ("0" * 64, "f" * 64, "0" * 63, "mine.csv"):
        (incoming / name).write_bytes(b"half")
    (incoming / ("1" * 64)).mkdir()
    (incoming / ("2" * 64)).symlink_to(incoming / "mine.csv")
    Journal(tmp_path).close()
    assert sorted(path.name for path in incoming.iterdir()) == ["0" * 63, "1" * 64, "2" * 64, "mine.csv"]


def test_a_writer_that_is_refused_clears_nothing(tmp_path: Path) -> None:
    with Journal(tmp_path):
        (tmp_path / "incoming").mkdir()
        (tmp_path / "incoming" / ("0" * 64)).write_bytes(b"half")
        with pytest.raises(StoreError):
            Journal(tmp_path)
        assert (tmp_path / "incoming" / ("0" * 64)).is_file()
