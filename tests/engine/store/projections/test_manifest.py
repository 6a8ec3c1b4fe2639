"""A manifest is read back as it was written, or it is none; every file that differs from it is named."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from engine.errors import Fault
from engine.store.projections.manifest import (
    MANIFEST,
    Manifest,
    Part,
    digest_in,
    manifest_faults,
    position_in,
    read_manifest,
    synced_files,
    written,
)
from tests.engine.store.made_up import digest

WHOLE = Manifest("made", 3, "head", "p", {"图": Part(2, "content")}, {"p/a": digest(b"a")}, {"file": "EVI-010"})


def kept(folder: Path) -> Path:
    (folder / "p").mkdir()
    (folder / "p/a").write_bytes(b"a")
    written(folder, WHOLE)
    return folder


def test_a_manifest_is_read_back_and_has_no_faults(tmp_path: Path) -> None:
    assert read_manifest(kept(tmp_path)) == WHOLE and WHOLE.position.number == 3
    assert manifest_faults(tmp_path, "graphs", "made") == ()
    assert WHOLE.refused() == (Fault("PRJ-006", "file", "EVI-010"),)


def test_nothing_has_no_faults_and_no_manifest(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "none"):
        assert (read_manifest(folder), manifest_faults(folder, "graphs", "made")) == (None, ())


def test_every_changed_bit_of_a_manifest_is_found(tmp_path: Path) -> None:
    path = kept(tmp_path) / MANIFEST
    content = path.read_bytes()
    for place in range(len(content)):
        path.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
        assert manifest_faults(tmp_path, "graphs", "made") == (Fault("PRJ-001", f"graphs/{MANIFEST}", "-"),)


@pytest.mark.parametrize("length", [0, 1, 64, 65, -1])
def test_a_manifest_cut_off_is_none(tmp_path: Path, length: int) -> None:
    path = kept(tmp_path) / MANIFEST
    path.write_bytes(path.read_bytes()[:length])
    assert read_manifest(tmp_path) is None


def test_another_standard_or_engine_is_said(tmp_path: Path) -> None:
    fault = Fault("PRJ-005", "graphs", "made", (("wanted", "other"),))
    assert manifest_faults(kept(tmp_path), "graphs", "other") == (fault,)


def test_a_file_changed_missing_or_foreign_is_named(tmp_path: Path) -> None:
    folder = kept(tmp_path)
    (folder / "p/a").write_bytes(b"b")
    (folder / "p/b").write_bytes(b"b")
    b = digest(b"b")
    assert manifest_faults(folder, "graphs", "made") == (
        Fault("PRJ-002", "graphs/p/a", b, (("wanted", digest(b"a")),)),
        Fault("PRJ-002", "graphs/p/b", b, (("wanted", "-"),)),
    )
    (folder / "p/a").unlink()
    (fault, _) = manifest_faults(folder, "graphs", "made")
    assert (fault.code, fault.where) == ("PRJ-002", "graphs/p/a")


def test_a_digest_hangs_on_contents_and_position_and_not_on_files() -> None:
    same = replace(WHOLE, files={}, place="q", parts=dict(reversed(WHOLE.parts.items())))
    others = [
        replace(WHOLE, **change)
        for change in ({"number": 4}, {"head": "x"}, {"made_by": "x"}, {"parts": {}}, {"unread": {}})
    ]
    assert same.digest() == WHOLE.digest()
    assert len({WHOLE.digest(), *(one.digest() for one in others)}) == 6


def test_files_are_synced_and_the_manifest_comes_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "p").mkdir()
    (tmp_path / "p/a").write_bytes(b"a")
    done: list[str] = []
    fsync, rename = os.fsync, os.replace
    monkeypatch.setattr(
        os, "fsync", lambda handle: (done.append(os.readlink(f"/proc/self/fd/{handle}")), fsync(handle))
    )
    monkeypatch.setattr(os, "replace", lambda one, other: (done.append("rename"), rename(one, other)))
    assert synced_files(tmp_path, tmp_path / "p") == {"p/a": digest(b"a")}
    written(tmp_path, WHOLE)
    at = str(tmp_path)
    assert done == [f"{at}/p/a", f"{at}/p", at, f"{at}/{MANIFEST}.new", "rename", at]


def test_a_folder_without_a_manifest_has_no_position_and_no_digest(tmp_path: Path) -> None:
    assert (position_in(tmp_path), digest_in(tmp_path)) == (None, "")
    written(tmp_path, WHOLE)
    assert (position_in(tmp_path), digest_in(tmp_path)) == (WHOLE.position, WHOLE.digest())
