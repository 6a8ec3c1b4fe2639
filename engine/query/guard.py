"""A query looked over before any parser sees it: its size, its nesting, and words that reach beyond reading these graphs.

Strings, comments and IRIs are told from code by the scanner that the reader of shapes uses.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.errors import Fault, UsageError, raise_all
from engine.read.shacl.tokens import OPENING, Token, hidden, tokens

WHERE = "SPARQL"
READING = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
WRITING = frozenset(
    ("LOAD", "INSERT", "DELETE", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH", "USING", "INTO")
)
PROLOGUE = ("PREFIX", "BASE", "VERSION")


def guard(query: str, most: int, nesting: int) -> None:
    """Refuse what may not be asked: `most` bytes, `nesting` open brackets of any kind.

    Raises: UsageError QRY-001 size, QRY-002 nesting, QRY-003 SERVICE, QRY-004 an update or no reading form, QRY-005 FROM,
    QRY-006 an escaped character of ASCII, which could hide a word.
    """
    size = len(query.encode("utf-8", "surrogatepass"))
    if size > most:
        raise UsageError.of("QRY-001", WHERE, str(size), most=str(most))
    raise_all(UsageError, _found(query, nesting))


def _found(query: str, nesting: int) -> Iterator[Fault]:
    found = [token for token in tokens(query) if token.kind != "space"]
    deepest = max((token.depth + 1 for token in found if token.text in OPENING), default=0)
    if deepest > nesting:
        yield Fault("QRY-002", WHERE, str(deepest), (("most", str(nesting)),))
    if escape := hidden(query):
        yield Fault("QRY-006", WHERE, escape)
    words = [token.word for token in found]
    for word, code in (("SERVICE", "QRY-003"), ("FROM", "QRY-005")):
        if word in words:
            yield Fault(code, WHERE, word)
    written = [word for word in words if word in WRITING]
    form = _form(found)
    if written or form not in READING:
        yield Fault("QRY-004", WHERE, written[0] if written else form or "-", (("known", ", ".join(READING)),))


def query_form(query: str) -> str:
    """`SELECT`, `ASK`, `CONSTRUCT` or `DESCRIBE`; any other word, or nothing, for what is no reading query."""
    return _form([token for token in tokens(query) if token.kind != "space"])


def _form(found: list[Token]) -> str:
    """The first keyword after the prologue."""
    return next((token.word for token in found if token.word and token.word not in PROLOGUE), "")
