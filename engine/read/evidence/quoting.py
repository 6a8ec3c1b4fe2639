"""What a fault quotes from a file: at a length, and in characters that a terminal shows and does not obey."""

from __future__ import annotations

from dataclasses import replace

from engine.errors import Fault
from engine.read.evidence.names import odd_characters

LONGEST = 200


def printable(fault: Fault) -> Fault:
    """The fault with what was found cut after `LONGEST` characters and hidden ones as their code points.

    >>> printable(Fault("EVI-010", "a.csv line 2", "a\\x1b[2J")).found
    'aU+001B[2J'
    """
    shown = "".join(_shown(char) for char in fault.found[:LONGEST])
    return replace(fault, found=shown + ("…" if len(fault.found) > LONGEST else ""))


def _shown(char: str) -> str:
    return f"U+{ord(char):04X}" if odd_characters(char) or char in "\n\r\t" else char
