"""How deeply brackets of a text are nested, found before any parser that would fall over it sees the text."""

from __future__ import annotations

import re

import numpy as np

from engine.errors import EvidenceError

DEEPEST = 500  # the parser takes some thousands
SKIPPED = {
    "jsonld": re.compile(rb'"(?:[^"\\]|\\.)*"', re.DOTALL),
    "ttl": re.compile(
        rb'"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^\'\\]|\\.|\'(?!\'\'))*\'\'\''
        rb'|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|<[^<>"{}|^`\\\x00-\x20]*>|#[^\n]*',
        re.DOTALL,
    ),
}
STEPS = np.zeros(256, dtype=np.int8)
STEPS[[*b"[({<"]], STEPS[[*b"])}>"]] = 1, -1


def check_depth(name: str, content: bytes, form: str) -> None:
    """Refuse nesting that is too deep; strings, IRIs and comments do not count.

    Raises: EvidenceError COL-004.
    """
    if form not in SKIPPED or sum(content.count(mark) for mark in (b"[", b"(", b"{", b"<<")) <= DEEPEST:
        return
    bare = np.frombuffer(SKIPPED[form].sub(b"", content), dtype=np.uint8)
    deepest = int(np.cumsum(STEPS[bare], dtype=np.int64).max(initial=0))
    if deepest > DEEPEST:
        raise EvidenceError.of("COL-004", name, str(deepest), most=str(DEEPEST))
