"""The audit: chained, taken in turns, and nothing is added to a damaged one."""

from __future__ import annotations

import os
import stat
import threading
from pathlib import Path

import pytest

from engine import StoreError
from engine.model.entry import Act, Kind
from engine.store import audit
from engine.store.audit import AUDIT, AuditLog, read_audit

CALL = Act("2026-11-26T08:00:00Z", "王敏", Kind.CALLED, "POST /v1/submissions", "201")


def test_lines_are_read_as_they_were_added_and_only_by_their_owner(tmp_path: Path) -> None:
    log = AuditLog(tmp_path)
    added = (log.add(CALL), log.add(CALL))
    assert read_audit(tmp_path) == added and [one.number for one in added] == [1, 2]
    assert added[1].before == added[0].hash
    assert stat.S_IMODE(os.stat(tmp_path / AUDIT).st_mode) == 0o600


def test_a_store_without_audit_has_no_lines(tmp_path: Path) -> None:
    assert read_audit(tmp_path) == ()


def test_two_writers_take_turns_in_one_chain(tmp_path: Path) -> None:
    def write() -> None:
        log = AuditLog(tmp_path)
        for _ in range(20):
            log.add(CALL)

    threads = [threading.Thread(target=write) for _ in range(3)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert [one.number for one in read_audit(tmp_path)] == list(range(1, 61))


def test_what_broke_off_is_cut_off_by_the_next_line(tmp_path: Path) -> None:
    AuditLog(tmp_path).add(CALL)
    with (tmp_path / AUDIT).open("ab") as file:
        file.write(b'{"about":"x')
    AuditLog(tmp_path).add(CALL)
    assert len(read_audit(tmp_path)) == 2


@pytest.mark.parametrize("place", range(5, 300, 37))
def test_a_changed_bit_is_found_and_nothing_follows_it(tmp_path: Path, place: int) -> None:
    log = AuditLog(tmp_path)
    log.add(CALL)
    content = bytearray((tmp_path / AUDIT).read_bytes())
    content[min(place, len(content) - 2)] ^= 1
    (tmp_path / AUDIT).write_bytes(content)
    for act in (lambda: read_audit(tmp_path), lambda: AuditLog(tmp_path).add(CALL)):
        with pytest.raises(StoreError):
            act()
    assert (tmp_path / AUDIT).read_bytes() == bytes(content)


def test_a_line_taken_out_is_found(tmp_path: Path) -> None:
    log = AuditLog(tmp_path)
    for _ in range(3):
        log.add(CALL)
    lines = (tmp_path / AUDIT).read_bytes().splitlines(keepends=True)
    (tmp_path / AUDIT).write_bytes(lines[0] + lines[2])
    with pytest.raises(StoreError) as found:
        read_audit(tmp_path)
    assert found.value.faults[0].code == "STO-003"


def test_a_failed_sync_leaves_no_line_and_says_why_until_one_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = AuditLog(tmp_path)
    log.add(CALL)

    def broken(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(audit.os, "fsync", broken)
    with pytest.raises(StoreError):
        log.add(CALL)
    assert log.stopped == "No space left on device" and len(read_audit(tmp_path)) == 1
    monkeypatch.undo()
    assert log.add(CALL).number == 2 and log.stopped == ""


def test_a_replaced_file_is_read_anew(tmp_path: Path) -> None:
    log = AuditLog(tmp_path)
    log.add(CALL)
    (tmp_path / AUDIT).unlink()
    assert log.add(CALL).number == 1
