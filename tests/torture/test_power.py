"""Power cuts in small: none of the acknowledged is lost; and a store that does not sync as it should is found out."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.model.evidence import Ruling
from engine.store import files, journal
from engine.store.disk import add_whole
from engine.store.journal import Journal
from tests.torture.acts import LONG, acts, ruling, submission
from tests.torture.power import Act, torture, with_failing_syncs


def a_round() -> Iterator[Act]:
    return acts(0)


def long_lines() -> Iterator[Act]:
    yield lambda journal: submission(journal, 0)
    for _ in range(1):
        yield lambda journal: ruling(journal, 0, "", Ruling.REJECTED, LONG)


def two() -> Iterator[Act]:
    return (lambda journal, number=number: submission(journal, number) for number in range(2))


def test_a_power_cut_loses_nothing_acknowledged(tmp_path: Path) -> None:
    tally = torture(tmp_path, 6, 1, a_round)
    assert tally.good, tally
    assert tally.done["disks"] == 24


def test_nor_does_one_after_failed_syncs(tmp_path: Path) -> None:
    tally = with_failing_syncs(tmp_path, 6, 1)
    assert tally.good, tally


def no_sync(_: object) -> None:
    """What a careless store does."""


def test_a_store_that_does_not_sync_names_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "sync_folder", no_sync)
    assert torture(tmp_path, 16, 1, two).wrong["faults"] > 0


def test_a_store_whose_new_folders_are_not_synced_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "sync_above", no_sync)
    assert torture(tmp_path, 16, 1, two).wrong["lost"] > 0


def test_a_journal_that_writes_a_line_with_its_break_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def at_once(self: Journal, line: bytes) -> None:
        add_whole(self._handle, os.fstat(self._handle).st_size, line + b"\n")

    monkeypatch.setattr(Journal, "_write", at_once)
    assert torture(tmp_path, 40, 1, long_lines).wrong["refused"] > 0
