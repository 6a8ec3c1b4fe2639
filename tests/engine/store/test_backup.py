"""The drill: a store is copied, lost, put back, and gives the same bytes; nothing that stands is ever overwritten."""

from __future__ import annotations

import shutil
import tarfile
import threading
from pathlib import Path

import pytest

from engine import Journal, StoreError, UsageError, entries_at, recorded, verify
from engine.store.archive import put_bytes
from engine.store.assessments import repeat
from engine.store.backup import backup, restore
from engine.store.ledger import submit
from tests.engine.store.assessed import assessed
from tests.engine.store.made_up import SUBMITTED, row

NOON = "2026-03-02T12:00:00Z"


def bytes_below(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_store_that_was_lost_is_restored_to_the_bit_and_repeats_its_assessments(tmp_path: Path) -> None:
    store = assessed(tmp_path)
    (store / "keys.jsonl").write_bytes(b'{"act":"made"}\n{"broke')
    (store / "projections").mkdir()
    (store / "projections/x").write_bytes(b"made again, not copied")
    made = backup(store, tmp_path / "b.tar", NOON)
    before = bytes_below(store)
    shutil.rmtree(store)
    found = restore(tmp_path / "b.tar", store)
    del before["projections/x"]
    assert bytes_below(store) == before | {"keys.jsonl": b'{"act":"made"}\n'}
    assert (store / "keys.jsonl").stat().st_mode & 0o777 == 0o600
    assert found.manifest == made.manifest and found.manifest.made == NOON
    assert verify(store).faults == ()
    entries = entries_at(store)
    assert [repeat(store, entries, one) for one in recorded(entries)] == [(), ()]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b.tar", "store"]


def test_a_damaged_audit_keeps_no_evidence_from_being_copied(tmp_path: Path) -> None:
    store = assessed(tmp_path)
    (store / "audit.jsonl").write_bytes(b"{}\n")
    backup(store, tmp_path / "b.tar", NOON)
    restore(tmp_path / "b.tar", tmp_path / "again")
    assert (tmp_path / "again/audit.jsonl").read_bytes() == b"{}\n"
    assert [one.code for one in verify(tmp_path / "again").faults] == ["STO-002"]


def test_the_archive_is_its_owners_and_the_same_for_the_same_store(tmp_path: Path) -> None:
    store = assessed(tmp_path)
    backup(store, tmp_path / "a.tar", NOON)
    backup(store, tmp_path / "b.tar", NOON)
    assert (tmp_path / "a.tar").read_bytes() == (tmp_path / "b.tar").read_bytes()
    assert (tmp_path / "a.tar").stat().st_mode & 0o777 == 0o600


def test_a_store_is_copied_while_others_write_to_it(tmp_path: Path) -> None:
    store = assessed(tmp_path)
    with Journal(store) as journal:
        known = len(journal.entries)
        with (store / "ledger.jsonl").open("ab") as file:
            file.write(b'{"half')  # a line on its way
        (store / "incoming").mkdir(exist_ok=True)
        (store / "incoming" / ("0" * 64)).write_bytes(b"half a file")
        assert backup(store, tmp_path / "b.tar", NOON).manifest.entries == known
    restore(tmp_path / "b.tar", tmp_path / "again")
    assert len(entries_at(tmp_path / "again")) == known


def test_a_restored_store_takes_entries_on(tmp_path: Path) -> None:
    store = assessed(tmp_path)
    backup(store, tmp_path / "b.tar", NOON)
    restore(tmp_path / "b.tar", tmp_path / "again")
    with Journal(tmp_path / "again") as journal:
        submit(journal, "f.csv", row("85.1"), ["430700"], SUBMITTED)
    assert verify(tmp_path / "again").faults == ()


def test_a_damaged_store_is_not_copied_and_leaves_no_archive(tmp_path: Path) -> None:
    store = assessed(tmp_path)
    path = next((store / "evidence").rglob("*.csv"))
    path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(StoreError) as found:
        backup(store, tmp_path / "b.tar", NOON)
    assert found.value.faults[0].code == "STO-009"
    assert [path.name for path in tmp_path.iterdir()] == ["store"]


def test_nothing_that_stands_is_overwritten(tmp_path: Path) -> None:
    store = assessed(tmp_path)
    backup(store, tmp_path / "b.tar", NOON)
    before = (tmp_path / "b.tar").read_bytes()
    with pytest.raises(UsageError) as written:
        backup(store, tmp_path / "b.tar", NOON)
    with pytest.raises(UsageError) as restored:
        restore(tmp_path / "b.tar", store)
    assert [error.value.faults[0].code for error in (written, restored)] == ["SRV-009", "SRV-008"]
    assert (tmp_path / "b.tar").read_bytes() == before


@pytest.mark.parametrize("kind", ["link", "file"])
def test_a_store_is_restored_to_a_folder_only(tmp_path: Path, kind: str) -> None:
    backup(assessed(tmp_path), tmp_path / "b.tar", NOON)
    if kind == "link":
        (tmp_path / "again").symlink_to(tmp_path / "elsewhere")
    else:
        (tmp_path / "again").write_bytes(b"")
    with pytest.raises(UsageError) as refused:
        restore(tmp_path / "b.tar", tmp_path / "again")
    assert refused.value.faults[0].code == "SRV-008"


def test_an_archive_without_an_entrys_file_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    store = assessed(tmp_path)
    backup(store, tmp_path / "b.tar", NOON)
    with tarfile.open(tmp_path / "b.tar") as source, tarfile.open(tmp_path / "c.tar", "w") as target:
        for info in source:
            if not info.name.endswith("e.csv"):
                put_bytes(target, info.name, source.extractfile(info).read(), 0o644)  # type: ignore[union-attr]
    with pytest.raises(StoreError) as refused:
        restore(tmp_path / "c.tar", tmp_path / "again")
    assert refused.value.faults[0].code == "SRV-006"
    assert not (tmp_path / "again").exists()


def test_where_there_is_no_store_there_is_no_backup(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as refused:
        backup(tmp_path / "none", tmp_path / "b.tar", NOON)
    assert refused.value.faults[0].code == "STO-011"
    assert list(tmp_path.iterdir()) == []


def test_every_backup_made_while_files_are_submitted_is_whole(tmp_path: Path) -> None:
    store = assessed(tmp_path)
    ended = threading.Event()

    def write() -> None:
        with Journal(store) as journal:
            for number in range(10_000):
                if ended.is_set():
                    return
                submit(journal, f"n{number}.csv", row(f"{number}.5"), ["430700"], SUBMITTED)

    writing = threading.Thread(target=write)
    writing.start()
    try:
        known = [backup(store, tmp_path / f"{number}.tar", NOON).manifest.entries for number in range(5)]
    finally:
        ended.set()
        writing.join()
    assert known == sorted(known) and known[-1] > 5
    restore(tmp_path / "4.tar", tmp_path / "again")
    assert len(entries_at(tmp_path / "again")) == known[-1]


def test_a_disk_that_refuses_leaves_no_archive_and_the_store_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = assessed(tmp_path)
    before = bytes_below(store)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched, pytest.raises(StoreError) as found:
        patched.setattr("os.fsync", full)
        backup(store, tmp_path / "b.tar", NOON)
    assert (found.value.faults[0].code, found.value.faults[0].found) == ("STO-001", "No space left on device")
    assert [path.name for path in tmp_path.iterdir()] == ["store"] and bytes_below(store) == before
    backup(store, tmp_path / "b.tar", NOON)
    with monkeypatch.context() as patched, pytest.raises(StoreError):
        patched.setattr("os.fsync", full)
        restore(tmp_path / "b.tar", tmp_path / "again")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b.tar", "store"]
