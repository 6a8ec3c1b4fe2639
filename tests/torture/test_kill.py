"""Some kills of a submitting process: none lost, none partial; the full count is printed by `dev.py torture kill`."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from engine.store import disk
from engine.store.journal import Journal, read_journal
from tests.torture.kill import WAYS, killed, torture


def test_no_acknowledged_entry_is_lost_and_none_is_partial(tmp_path: Path) -> None:
    tally = torture(tmp_path, 9)
    assert tally.good, tally


@pytest.mark.parametrize("way", sorted(set(WAYS), key=str))
def test_each_way_acknowledges_what_it_enters(tmp_path: Path, way) -> None:
    said: set[str] = set()
    for _ in range(2):
        said |= killed(tmp_path, way, len(said) * 100, random.Random(1))
        with Journal(tmp_path / "store"):
            pass
    known = {word for entry in read_journal(tmp_path / "store") for word in (entry.hash, entry.act.about)}
    assert said and said <= known


def test_an_acknowledgement_before_the_entry_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "write_all", lambda handle, part: None)
    assert torture(tmp_path, 3).wrong["lost"] > 0
