"""The tables of all areas are merged, and no key is said by two of them."""

from __future__ import annotations

import importlib
import pkgutil
from collections import Counter

import pytest

import engine.messages
from engine.messages import areas

NAMES = [found.name for found in pkgutil.iter_modules(engine.messages.__path__) if found.name != "areas"]


@pytest.mark.parametrize("table", ["ZH", "EN"])
def test_no_key_stands_in_two_areas(table: str) -> None:
    used = Counter(key for name in NAMES for key in getattr(importlib.import_module(f"engine.messages.{name}"), table))
    assert [key for key, times in used.items() if times > 1] == []


@pytest.mark.parametrize("table", ["ZH", "EN"])
def test_the_merged_table_holds_every_area(table: str) -> None:
    said = {key for name in NAMES for key in getattr(importlib.import_module(f"engine.messages.{name}"), table)}
    assert said == set(getattr(areas, table)) and len(NAMES) >= 6


def test_no_sentence_is_empty() -> None:
    assert [key for table in (areas.ZH, areas.EN) for key, said in table.items() if not said.strip()] == []
