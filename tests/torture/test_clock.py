"""Wrong clocks change no grade; and an order by clock is found out."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.store import known
from tests.torture.clock import torture


def test_wrong_clocks_change_no_grade(tmp_path: Path) -> None:
    tally = torture(tmp_path, 1)
    assert tally.good, tally
    assert tally.means == "true, 10 years slow, 10 years fast, backward, 1 jumping"


def test_rulings_ordered_by_clock_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(known, "accumulate", lambda days, _: days)
    assert torture(tmp_path, 0).wrong["other"] > 0
