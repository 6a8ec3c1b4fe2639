"""Every placeholder of a fault has a name, in both languages, and no name stands for none."""

from __future__ import annotations

import re

import pytest

from engine.messages import areas, placeholders


@pytest.mark.parametrize("table", ["ZH", "EN"])
def test_each_placeholder_of_a_fault_has_its_name(table: str) -> None:
    pages = {key: said for key, said in getattr(areas, table).items() if re.match(r"fault\.[A-Z]{3}-", key)}
    used = {name for said in pages.values() for name in re.findall(r"{(\w+)}", said)}
    named = {key.partition(".")[2] for key in getattr(placeholders, table) if key.startswith("placeholder.")}
    assert named == used
