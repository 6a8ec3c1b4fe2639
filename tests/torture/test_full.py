"""A full disk in small, real or made, and a store that acknowledges what was not written is found out."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.store import disk
from tests.torture import full
from tests.torture.full import torture


@pytest.mark.parametrize("refused", [None, "permission denied"])
def test_a_full_disk_takes_nothing_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refused: str | None) -> None:
    monkeypatch.setattr(full, "ROOM", 128 * 1024)
    if refused:
        monkeypatch.setattr(full, "mounted", lambda folder: folder.mkdir() or refused)
    tally = torture(tmp_path, 1)
    print(tally)  # says which disk it was
    assert tally.good, tally
    assert refused is None or tally.means == "calls refused after 131072 bytes, as mount said: permission denied"


def test_a_store_that_acknowledges_too_early_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(full, "ROOM", 128 * 1024)
    monkeypatch.setattr(full, "mounted", lambda folder: folder.mkdir() or "not asked")
    monkeypatch.setattr(disk, "write_all", lambda handle, part: None)
    assert torture(tmp_path, 1).wrong["acknowledged but gone"] > 0
