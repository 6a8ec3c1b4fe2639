"""How deep a text nests, told before any parser sees it: brackets count, what stands in strings, IRIs and comments does not."""

from __future__ import annotations

import re

from engine.errors import EvidenceError

DEEPEST = 64
SCAN = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*+"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*+'''"
    r'|"(?:[^"\\\n]|\\.)*+"'
    r"|'(?:[^'\\\n]|\\.)*+'"
    r"|<[^<>\s]*+>"
    r"|\\."  # a character escaped in a name, which else would open a comment or a string
    r"|#[^\n]*+"
    r"|([\[{(]|<<)"
    r"|([\]})]|>>)",
    re.DOTALL,
)
OPENS = 1


def check_nesting(name: str, text: str) -> None:
    """Pass a Turtle, N-Triples or JSON text that nests at most `DEEPEST` levels.

    Raises: EvidenceError EVI-024 at the line that goes deeper.
    """
    depth = 0
    for found in SCAN.finditer(text):
        if found.lastindex is None:
            continue
        depth = depth + 1 if found.lastindex == OPENS else max(depth - 1, 0)
        if depth > DEEPEST:
            line = text.count("\n", 0, found.start()) + 1
            raise EvidenceError.of("EVI-024", f"{name} line {line}", str(depth), most=str(DEEPEST))
