"""What is added to a file is all there, or nothing of it; what the disk refuses is said."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.errors import Fault
from engine.store.disk import add_whole, disk_error, sync_above, sync_folder


@pytest.fixture
def handle(tmp_path: Path) -> Iterator[int]:
    """A file of four bytes, open for adding to it."""
    (tmp_path / "f").write_bytes(b"old\n")
    opened = os.open(tmp_path / "f", os.O_RDWR | os.O_APPEND)
    yield opened
    os.close(opened)


def test_parts_are_added_in_their_order_each_synced_before_the_next(
    handle: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bytes] = []
    monkeypatch.setattr("os.fsync", lambda _: seen.append((tmp_path / "f").read_bytes()))
    add_whole(handle, 4, b"new", b"\n")
    assert seen == [b"old\nnew", b"old\nnew\n"]


def test_a_write_of_a_few_bytes_at_a_time_is_gone_on_with(
    handle: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = os.write
    monkeypatch.setattr("os.write", lambda at, part: write(at, bytes(part)[:2]))
    add_whole(handle, 4, b"abcde")
    assert (tmp_path / "f").read_bytes() == b"old\nabcde"


@pytest.mark.parametrize("refused", ["os.write", "os.fsync"])
def test_what_is_refused_leaves_the_file_as_it_was(
    refused: str, handle: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[int] = []
    plain = os.write if refused == "os.write" else os.fsync

    def second_fails(*given: object) -> object:
        calls.append(1)
        if len(calls) == 2:
            raise OSError(errno.ENOSPC, "full")
        return plain(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(refused, second_fails)
    with pytest.raises(OSError, match="full"):
        add_whole(handle, 4, b"new", b"\n")
    assert (tmp_path / "f").read_bytes() == b"old\n"


def test_folders_are_synced_as_far_up_as_they_may_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[int] = []
    monkeypatch.setattr("os.fsync", lambda at: synced.append(os.fstat(at).st_ino))
    folder = tmp_path / "a" / "b"
    folder.mkdir(parents=True)
    sync_folder(folder)
    sync_above(folder)
    assert synced[:3] == [folder.stat().st_ino, folder.parent.stat().st_ino, tmp_path.stat().st_ino]


def test_a_refusal_says_where_and_what() -> None:
    fault = disk_error(Path("/s"), OSError(errno.ENOSPC, "No space left on device"))
    assert fault.faults == (Fault("STO-001", "/s", "No space left on device"),)
