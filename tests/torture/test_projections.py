"""Damage to projections in small; and a check that looks at less than it should is found out."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.store.projections import columns
from tests.torture.projections import hits, kills


def test_every_hit_is_found_and_mended(tmp_path: Path) -> None:
    tally = hits(tmp_path, 30, 5)
    assert tally.good, tally


def test_a_killed_process_leaves_nothing_that_counts(tmp_path: Path) -> None:
    tally = kills(tmp_path, 5, 5)
    assert tally.good, tally


def test_a_check_that_does_not_look_at_the_files_is_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(columns, "manifest_faults", lambda *_: ())
    assert hits(tmp_path, 10, 1).wrong["not found"] > 0
