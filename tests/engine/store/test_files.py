"""Names are made safe, files are whole or not there, and a changed one is found."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from engine.errors import Fault, StoreError
from engine.store.files import fault_of, keep, kept_bytes, name_kept, path_of, safe_name
from tests.conftest import left_in
from tests.engine.store.made_up import digest

ONE = digest(b"one")


@pytest.mark.parametrize(
    ("delivered", "safe"),
    [
        ("evidence.xlsx", "evidence.xlsx"),
        ("常德 2020.csv", "常德 2020.csv"),
        ("/etc/passwd", "passwd"),
        ("..\\..\\x.csv", "x.csv"),
        ("..", "unnamed"),
        ("", "unnamed"),
        (".hidden.ttl", "hidden.ttl"),
        ("a\x00b\u202ec\udcff.csv", "a_b_c_.csv"),
        ("长" * 100 + ".csv", "长" * 65 + ".csv"),
        ("x." + "y" * 300, ".".ljust(200, "y")),
    ],
)
def test_a_name_is_made_safe(delivered: str, safe: str) -> None:
    assert safe_name(delivered) == safe


def test_a_file_stands_under_its_hash_and_nothing_beside(tmp_path: Path) -> None:
    keep(tmp_path, ONE, "e.csv", b"one")
    assert path_of(tmp_path, ONE, "e.csv").read_bytes() == b"one"
    assert (left_in(tmp_path), left_in(tmp_path / "incoming")) == (["evidence", "incoming"], [])
    assert (name_kept(tmp_path, ONE), name_kept(tmp_path, digest(b"two"))) == ("e.csv", None)


def test_file_and_folders_are_synced_and_the_name_comes_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    fsync, replace = os.fsync, os.replace
    monkeypatch.setattr(
        os, "fsync", lambda handle: (done.append(os.readlink(f"/proc/self/fd/{handle}")), fsync(handle))
    )
    monkeypatch.setattr(os, "replace", lambda one, other: (done.append("rename"), replace(one, other)))
    keep(tmp_path, ONE, "e.csv", b"one")
    kept = tmp_path / "evidence"
    assert done == [str(tmp_path / "incoming" / ONE), "rename", str(kept / ONE), str(kept), str(tmp_path)]


def test_another_name_of_a_kept_file_is_not_written_through(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(tmp_path, ONE, "e.csv", b"one")
    os.link(path_of(tmp_path, ONE, "e.csv"), tmp_path / "incoming" / ONE)
    monkeypatch.setattr(os, "fsync", failing)
    with pytest.raises(OSError, match="Input/output error"):
        keep(tmp_path, ONE, "e.csv", b"one")
    assert fault_of(tmp_path, ONE, "e.csv") is None


def test_what_could_not_be_written_takes_no_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", failing)
    with pytest.raises(OSError, match="Input/output error"):
        keep(tmp_path, ONE, "e.csv", b"one")
    assert left_in(tmp_path / "incoming") == []


def failing(*_: object) -> None:
    raise OSError(errno.EIO, "Input/output error")


def test_a_changed_or_missing_file_is_named(tmp_path: Path) -> None:
    keep(tmp_path, ONE, "e.csv", b"one")
    where, path = f"evidence/{ONE}/e.csv", path_of(tmp_path, ONE, "e.csv")
    assert fault_of(tmp_path, ONE, "e.csv") is None
    path.write_bytes(b"onf")
    assert fault_of(tmp_path, ONE, "e.csv") == Fault("STO-009", where, digest(b"onf"), (("wanted", ONE),))
    path.unlink()
    assert fault_of(tmp_path, ONE, "e.csv") == Fault("STO-010", where, "-")
    (tmp_path / "other").write_bytes(b"one")
    path.symlink_to(tmp_path / "other")
    assert fault_of(tmp_path, ONE, "e.csv") == Fault("STO-010", where, "-")


def test_kept_bytes_are_proved_while_they_are_read(tmp_path: Path) -> None:
    whole = digest(b"kept")
    keep(tmp_path, whole, "a.ttl", b"kept", "editions")
    assert kept_bytes(tmp_path, whole, "a.ttl", "editions") == b"kept"
    path = path_of(tmp_path, whole, "a.ttl", "editions")
    path.write_bytes(b"kepT")
    with pytest.raises(StoreError) as changed:
        kept_bytes(tmp_path, whole, "a.ttl", "editions")
    found = digest(b"kepT")
    assert changed.value.faults == (Fault("STO-009", f"editions/{whole}/a.ttl", found, (("wanted", whole),)),)
    path.rename(path.with_name("b.ttl"))
    path.symlink_to(path.with_name("b.ttl"))
    for name in ("a.ttl", "c.ttl"):
        with pytest.raises(StoreError) as missing:
            kept_bytes(tmp_path, whole, name, "editions")
        assert missing.value.faults == (Fault("STO-010", f"editions/{whole}/{name}", "-"),)
