"""Failing calls in small, by both means; and a store that acknowledges in spite of them is found out."""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path

import pytest

from engine.errors import StoreError
from engine.store import disk
from tests.torture import failing
from tests.torture.failing import in_process, injected, refusing, torture


def test_a_failing_call_gives_no_acknowledgement(tmp_path: Path) -> None:
    tally = in_process(tmp_path, 20)
    assert tally.good, tally


def test_the_same_by_the_shim(tmp_path: Path) -> None:
    tally = torture(tmp_path, 5)
    assert tally.good, tally
    assert tally.means.startswith("shim.c" if shutil.which("cc") else "calls refused in the process, as no C")


def test_without_a_compiler_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(failing.shutil, "which", lambda name: None)
    tally = torture(tmp_path, 5)
    assert tally.good, tally
    assert tally.means == "calls refused in the process, as no C compiler (cc) is there"


def test_a_store_that_goes_on_after_a_failure_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    careful = disk.write_all

    def carefree(handle: int, part: bytes) -> None:
        with contextlib.suppress(OSError):
            careful(handle, part)

    monkeypatch.setattr(disk, "write_all", carefree)
    with pytest.raises(StoreError, match="STO-003"):
        injected(tmp_path, refusing, "write", 2, 2)
