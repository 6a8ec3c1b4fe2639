"""The rules for queries that run with variables bound beforehand (SHACL, appendix A), and limits of size."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pyoxigraph as ox

from engine.model.shacl import Term
from engine.read.shacl.tokens import OPENING, Token, hidden, replaced, tokens
from engine.read.shacl.triples import Triples

LONGEST = 16_384
MOST_TOKENS = 4_096
DEEPEST = 32
FORBIDDEN = ("MINUS", "VALUES", "SERVICE", "FROM")
PATH = "PATH"
SOME_PATH = "<urn:path>"
ALWAYS = frozenset(["this", "shapesGraph", "currentShape", PATH])
NOT_IN_SUBQUERIES = frozenset(["shapesGraph", "currentShape", PATH])  # optional there (SHACL, section 5.3.1)
STORE = ox.Store()


@dataclass(frozen=True, slots=True)
class Asked:
    """A query as it stands in a shapes graph: at which node, whether ASK, what is bound before it runs, whether by a path."""

    node: Term
    text: str
    prefixes: str
    ask: bool
    bound: frozenset[str]
    along: bool


def check_query(triples: Triples, asked: Asked) -> None:
    """Record SHP-038 for a query beyond the limits, SHP-039 for a breach of the rules, SHP-040 for what is no query."""
    if len(asked.text.encode()) > LONGEST:
        _beyond(triples, asked, f"{len(asked.text.encode())} B", f"{LONGEST} B")
        return
    found = [token for token in tokens(asked.text) if token.kind != "space"]
    deepest = max((token.depth + (token.text in OPENING) for token in found), default=0)
    if len(found) > MOST_TOKENS:
        _beyond(triples, asked, f"{len(found)} tokens", f"{MOST_TOKENS} tokens")
    elif deepest > DEEPEST:
        _beyond(triples, asked, f"{deepest} × ( {{ [", str(DEEPEST))
    else:
        for what, wanted in _breaches(asked, found):
            triples.wrong("SHP-039", asked.node, what, wanted=wanted)
        _check_syntax(triples, asked, found)


def _beyond(triples: Triples, asked: Asked, found: str, most: str) -> None:
    triples.wrong("SHP-038", asked.node, found, most=most)


def _breaches(asked: Asked, found: Sequence[Token]) -> Iterator[tuple[str, str]]:
    """What is not allowed, and the rule."""
    if escape := hidden(asked.text):
        yield escape, "SPARQL without escapes of ASCII"
    for word in dict.fromkeys(token.word for token in found if token.word in FORBIDDEN):
        yield word, f"SPARQL without {', '.join(FORBIDDEN)}"
    bound = asked.bound | ALWAYS
    for before, token in pairwise(found):
        if before.word == "AS" and token.variable in bound:
            yield f"AS ?{token.variable}", f"AS ?x, x ∉ {{{', '.join(sorted(bound))}}}"
    if not asked.along and any(token.variable == PATH for token in found):
        yield "$PATH", "$PATH: sh:path"
    for place, token in enumerate(found):
        if token.word == "SELECT":
            yield from _projection(asked, found, place)


def _projection(asked: Asked, found: Sequence[Token], place: int) -> Iterator[tuple[str, str]]:
    """A query must give back `this`; a subquery everything that may be bound, by name."""
    depth = found[place].depth
    needed = sorted((asked.bound | ALWAYS) - NOT_IN_SUBQUERIES if depth else {"this"})
    given = set(_projected(found[place:], depth))
    if given.issuperset(needed) or ("*" in given and not depth):
        return
    said = " ".join("*" if name == "*" else f"?{name}" for name in sorted(given))
    yield f"SELECT {said}", f"SELECT {' '.join(f'?{name}' for name in needed)}"


def _projected(found: Sequence[Token], depth: int) -> Iterator[str]:
    """The names that a SELECT gives back, or `*`."""
    for before, token in pairwise(found):
        if token.depth == depth and (token.word == "WHERE" or token.text == "{"):
            return
        if token.variable and (token.depth == depth or before.word == "AS"):
            yield token.variable
        elif token.text == "*" and token.depth == depth:
            yield "*"


def _check_syntax(triples: Triples, asked: Asked, found: Sequence[Token]) -> None:
    wanted = "ASK" if asked.ask else "SELECT"
    opening = next((token for token in found if token.word in ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")), None)
    if opening is None or opening.word != wanted or opening.depth:
        triples.wrong("SHP-040", asked.node, opening.text if opening else "-", wanted=wanted)
        return
    text = replaced(asked.text, PATH, SOME_PATH) if asked.along else asked.text
    if said := _syntax_fault(asked.prefixes + (_selecting(text) if asked.ask else text)):
        triples.wrong("SHP-040", asked.node, said, wanted=wanted)


def _syntax_fault(text: str) -> str:
    """What the parser of Oxigraph says; nothing is run, as a SELECT is run only where its rows are asked for."""
    try:
        STORE.query(text)
    except SyntaxError as fault:
        return str(fault.msg)
    except RuntimeError:  # not a fault of syntax: a function of the author's own, which is found where it is run
        return ""
    return ""


def _selecting(text: str) -> str:
    """An ASK as a SELECT, which the parser judges alike and which is not run at once."""
    parts = list(tokens(text))
    place = next(place for place, token in enumerate(parts) if token.word == "ASK")
    rest = "".join(token.text for token in parts[place + 1 :])
    return "".join(token.text for token in parts[:place]) + "SELECT (1 AS ?_asked_)" + rest
