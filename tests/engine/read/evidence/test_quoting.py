"""What a fault quotes can be shown on a terminal."""

from __future__ import annotations

import pytest

from engine.errors import Fault
from engine.read.evidence.quoting import LONGEST, printable


@pytest.mark.parametrize(
    ("found", "shown"),
    [
        ("９５", "９５"),
        ("\x1b[2J", "U+001B[2J"),
        ("a\nb\tc", "aU+000AbU+0009c"),
        ("\ud800", "U+D800"),
        ("\u202e", "U+202E"),
    ],
)
def test_printable_characters(found: str, shown: str) -> None:
    assert printable(Fault("EVI-010", "e.csv", found, (("a", "b"),))) == Fault("EVI-010", "e.csv", shown, (("a", "b"),))


def test_printable_at_a_length() -> None:
    assert printable(Fault("EVI-010", "e", "x" * LONGEST)).found == "x" * LONGEST
    assert printable(Fault("EVI-010", "e", "x" * (LONGEST + 1))).found == "x" * LONGEST + "…"
