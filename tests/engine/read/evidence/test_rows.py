"""Rows and cells are plain frozen data."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from engine.read.evidence.rows import Cell, Row


def test_cell_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        Cell("95", "line 2").text = "96"  # type: ignore[misc]


def test_row_of_equal_parts_is_equal() -> None:
    one, other = (Row("Rating", "r1", "line 2", {"value": Cell("95", "line 2")}) for _ in range(2))
    assert one == other
