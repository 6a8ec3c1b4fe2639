"""How deep a text nests, told before any parser sees it: brackets count, what stands in strings, IRIs and comments does not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.errors import EvidenceError

DEEPEST = 64
SCAN = re.compile(  # finds something wherever it begins, so that nothing is looked at twice
    r"""[^"'<>\\#\[\]{}()]*+"""
    r"""(?:(?P<quote>"{3}|'{3}|"|')"""
    r"|<[^<>\s]*+>"
    r"|\\."  # a character escaped in a name, which else would open a comment or a string
    r"|#[^\n]*+"
    r"|(?P<opens>[\[{(]|<<)"
    r"|(?P<closes>[\]})]|>>)"
    r"|[<>\\]|\Z)",
    re.DOTALL,
)
ENDS = {
    '"""': re.compile(r'\\.|"""', re.DOTALL),
    "'''": re.compile(r"\\.|'''", re.DOTALL),
    '"': re.compile(r'\\.|["\n]', re.DOTALL),
    "'": re.compile(r"\\.|['\n]", re.DOTALL),
}


def check_nesting(name: str, text: str) -> None:
    """Pass a Turtle, N-Triples or JSON text that nests at most `DEEPEST` levels.

    Raises: EvidenceError EVI-024 at the line that goes deeper.
    """
    depth = 0
    for place, step in _brackets(text):
        depth = max(depth + step, 0)
        if depth > DEEPEST:
            line = text.count("\n", 0, place) + 1
            raise EvidenceError.of("EVI-024", f"{name} line {line}", str(depth), most=str(DEEPEST))


def _brackets(text: str) -> Iterator[tuple[int, int]]:
    """Where a bracket opens (1) or closes (-1)."""
    at = 0
    while at < len(text) and (found := SCAN.match(text, at)) is not None:
        at, group = found.end(), found.lastgroup
        if group == "quote":
            at = _string_end(text, found["quote"], at)
        elif group is not None:
            yield found.start(group), 1 if group == "opens" else -1


def _string_end(text: str, quote: str, start: int) -> int:
    """The place after the string that begins at `start`; where it is never closed, that of the end of its line or of the
    text: no parser goes on behind it, and to look there again for each quote would take for ever.
    """
    ends = (found for found in ENDS[quote].finditer(text, start) if found[0][0] != "\\")
    end = next(ends, None)
    return len(text) if end is None else end.end()
