"""Every changed bit is found and named; so is what is missing, foreign, torn, cut off, or left by a broken submission."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from engine.errors import Fault, StoreError, UsageError
from engine.model.entry import Act, Kind
from engine.store.audit import AUDIT, AuditLog
from engine.store.editions import LIST
from engine.store.files import keep, path_of
from engine.store.journal import JOURNAL, read_journal
from engine.store.rooms import EDITIONS, KEPT, RESULTS
from engine.store.verify import Verified, verify
from tests.engine.store.assessed import assessed
from tests.engine.store.made_up import FILES, digest, filled

FLIPS = 1_000


def test_a_whole_store_is_found_whole(tmp_path: Path) -> None:
    entries = read_journal(filled(tmp_path))
    assert verify(tmp_path) == Verified(5, 3, entries[-1].hash, (), ())


def test_every_changed_bit_is_found_and_named_at_its_file(tmp_path: Path) -> None:
    filled(tmp_path)
    files = [path for path in sorted(tmp_path.rglob("*")) if path.is_file()]
    places = [(path, bit) for path in files for bit in range(8 * path.stat().st_size)]
    last = [(tmp_path / JOURNAL, 8 * (tmp_path / JOURNAL).stat().st_size - 8 + bit) for bit in range(8)]
    unfound = [place for place in [*last, *random.Random(7).sample(places, FLIPS)] if not found_at(tmp_path, *place)]
    assert (unfound, verify(tmp_path).faults) == ([], ())


def test_every_changed_bit_of_editions_and_results_is_found_and_named_at_its_file(tmp_path: Path) -> None:
    store = assessed(tmp_path)
    files = [path for path in sorted(store.rglob("*")) if path.is_file()]
    chance = random.Random(11)
    places = [(path, chance.randrange(8 * path.stat().st_size)) for path in files for _ in range(3)]
    unfound = [place for place in places if not found_at(store, *place)]
    assert ({path.relative_to(store).parts[0] for path in files}, unfound) == ({*KEPT, JOURNAL}, [])
    assert (verify(store).faults, verify(store).left) == ((), ())


def test_a_damaged_list_of_an_edition_is_named_and_its_files_are_no_damage(tmp_path: Path) -> None:
    store = assessed(tmp_path)
    (kept,) = (store / EDITIONS).rglob(LIST)
    kept.write_bytes(b"{}")
    found = verify(store)
    assert [(fault.code, fault.where) for fault in found.faults] == [("STO-009", kept.relative_to(store).as_posix())]
    assert {fault.code for fault in found.left} == {"STO-017"} and len(found.left) > 50


def test_what_a_broken_recording_left_is_no_damage(tmp_path: Path) -> None:
    store = assessed(tmp_path)
    keep(store, digest(b"left"), "explanation.ttl", b"left", RESULTS)
    found = verify(store)
    assert (found.faults, [fault.where for fault in found.left]) == (
        (),
        [f"results/{digest(b'left')}/explanation.ttl"],
    )


def found_at(folder: Path, path: Path, bit: int) -> bool:
    """Whether a change of that bit is the one thing that is found, at its file and, in the journal, at its line."""
    whole = path.read_bytes()
    changed = bytearray(whole)
    changed[bit // 8] ^= 1 << bit % 8
    path.write_bytes(changed)
    faults = verify(folder).faults
    path.write_bytes(whole)
    where = path.relative_to(folder).as_posix()
    line = f" line {whole[: bit // 8].count(10) + 1}" if path.name == JOURNAL else ""
    return bool(faults) and faults[0].where == where + line


def test_missing_and_foreign_files_are_named(tmp_path: Path) -> None:
    filled(tmp_path)
    one = path_of(tmp_path, digest(b"one"), "一.csv")
    one.rename(one.with_name("other.csv"))
    (tmp_path / "notes.txt").write_bytes(b"hello")
    (tmp_path / "evidence" / "link").symlink_to(tmp_path)
    size = (tmp_path / "evidence" / "link").lstat().st_size
    assert verify(tmp_path).faults == (
        Fault("STO-010", f"evidence/{digest(b'one')}/一.csv", "-"),
        Fault("STO-016", f"evidence/{digest(b'one')}/other.csv", "3"),
        Fault("STO-016", "evidence/link", str(size)),
        Fault("STO-016", "notes.txt", "5"),
    )


def test_what_a_broken_submission_left_is_named_and_no_damage(tmp_path: Path) -> None:
    filled(tmp_path)
    keep(tmp_path, digest(b"left"), "left.csv", b"left")
    (tmp_path / "incoming" / digest(b"half")).write_bytes(b"ha")
    found = verify(tmp_path)
    assert found.faults == ()
    assert found.left == (
        Fault("STO-017", f"evidence/{digest(b'left')}/left.csv", "4"),
        Fault("STO-017", f"incoming/{digest(b'half')}", "2"),
    )
    path_of(tmp_path, digest(b"left"), "left.csv").write_bytes(b"lift")
    assert [fault.code for fault in verify(tmp_path).faults] == ["STO-016"]


def test_a_torn_end_is_named(tmp_path: Path) -> None:
    path = filled(tmp_path) / JOURNAL
    path.write_bytes(path.read_bytes()[:-10])
    size = len(path.read_bytes().split(b"\n")[-1])
    assert verify(tmp_path).faults == (Fault("STO-019", "ledger.jsonl line 5", str(size)),)


def test_entries_cut_off_are_found_by_a_head_noted_before(tmp_path: Path) -> None:
    path = filled(tmp_path) / JOURNAL
    head = verify(tmp_path).head
    assert verify(tmp_path, head).faults == ()
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))
    now = verify(tmp_path).head
    assert verify(tmp_path, head).faults == (Fault("STO-018", JOURNAL, now, (("wanted", head),)),)


def test_a_store_without_its_journal_is_damaged_and_a_folder_is_none(tmp_path: Path) -> None:
    (filled(tmp_path) / JOURNAL).unlink()
    found = verify(tmp_path)
    assert found.faults == (Fault("STO-010", JOURNAL, "-"),) and len(found.left) == len(FILES)
    with pytest.raises(UsageError) as error:
        verify(tmp_path / "nowhere")
    assert error.value.faults == (Fault("STO-011", str(tmp_path / "nowhere"), JOURNAL),)


def called(folder: Path) -> bytes:
    for about in ("POST /v1/submissions", "GET /v1/cases/430700/2020"):
        AuditLog(folder).add(Act("2026-11-26T08:00:00Z", "王敏", Kind.CALLED, about, "403"))
    return (folder / AUDIT).read_bytes()


def test_the_audit_is_looked_at_too_unless_the_evidence_alone_is_asked_for(tmp_path: Path) -> None:
    whole = called(filled(tmp_path))
    assert (verify(tmp_path).faults, verify(tmp_path).calls) == ((), 2)
    (tmp_path / AUDIT).write_bytes(whole[:-10])
    size = len(whole[:-10].split(b"\n")[-1])
    assert verify(tmp_path).faults == (Fault("STO-019", f"{AUDIT} line 2", str(size)),)
    assert (verify(tmp_path, audit=False).faults, verify(tmp_path, audit=False).calls) == ((), 0)


def test_every_changed_bit_of_the_audit_is_found_and_named(tmp_path: Path) -> None:
    whole = called(filled(tmp_path))
    for bit in range(8 * len(whole)):
        changed = bytearray(whole)
        changed[bit // 8] ^= 1 << bit % 8
        (tmp_path / AUDIT).write_bytes(changed)
        found = verify(tmp_path).faults
        assert found and found[0].where == f"{AUDIT} line {whole[: bit // 8].count(10) + 1}", bit


def test_an_audit_that_is_no_file_of_its_own_is_not_followed(tmp_path: Path) -> None:
    called(filled(tmp_path))
    (tmp_path / AUDIT).rename(tmp_path.parent / "elsewhere.jsonl")
    (tmp_path / AUDIT).symlink_to(tmp_path.parent / "elsewhere.jsonl")
    with pytest.raises(StoreError) as error:
        verify(tmp_path)
    assert [one.code for one in error.value.faults] == ["STO-001"]
