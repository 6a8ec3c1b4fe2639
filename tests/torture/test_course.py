"""A walk that finds something is counted as wrong, with its seed and what it found."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.api.walked import Walk
from tests.torture import course


def test_walks_are_counted_and_a_leak_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(course, "STEPS", 3)
    monkeypatch.setattr(Walk, "check_hidden", lambda self: None)
    sound = course.torture(tmp_path, 1, 20)
    assert (sound.wrong, sound.means) == ({"walks wrong": 0}, "seeds 20 to 20")
    monkeypatch.setattr(Walk, "secrets", lambda self: {"items"})  # as if every list told a secret
    careless = course.torture(tmp_path, 1, 20)
    assert (careless.good, careless.wrong) == (False, {"walks wrong": 1})
    assert careless.means.startswith("seed 20: ")
