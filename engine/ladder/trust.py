"""Whether a store may be asked a query: where spellings that it loses could matter, it may not."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox

from engine.ladder.literals import Spelling, changed, reached, returned, spelling
from engine.ladder.rows import string_of
from engine.ladder.scan import Token, scan, variables
from engine.ladder.touch import Touch, touch
from engine.model.columns import Columns
from engine.model.shacl import Query, Term

LOST = "the data hold numbers that the store cannot compare"
MERGED = "the data write one value in two ways that the store cannot tell apart"
SPELLED = "the query looks at how values are written, and the store does not keep it"
CONSTANT = "the query looks for a literal that the store keeps otherwise"
PATTERN = "the store does not know the regular expression"
REGEX = 'SELECT ?p ?f (REGEX("", ?p, ?f) AS ?found) {}'


def untrue(columns: Columns, query: Query, given: bool) -> str:
    """Why the store may not be asked; empty where it may. `given` says whether bound values are among the changed."""
    found = touch(query.text)
    spelled = spelling(columns, found.predicates if found else None)
    if spelled.lost:
        return LOST
    if spelled.collapsed or (len(spelled.merged) and (found is None or given)):
        return MERGED
    if found is None:
        return SPELLED if spelled.written or given else ""
    if _confused(columns, found, spelled):
        return MERGED
    if found.spelled and "shapesGraph" in variables(scan(query.text)):
        return SPELLED
    if not all(_knows(pattern, dict(query.bound)) for pattern in found.patterns):
        return PATTERN
    if _seen(columns, found, given):
        return SPELLED
    return "" if all(_kept(constant, spelled) for constant in found.constants) else CONSTANT


def _confused(columns: Columns, found: Touch, spelled: Spelling) -> bool:
    """Whether a variable is joined or shown whose values the store cannot tell apart."""
    if not len(spelled.merged):
        return False
    return any(
        name in found.joined | found.shown and bool(reached(columns, predicates)[spelled.merged].any())
        for name, predicates in found.objects
    )


def _seen(columns: Columns, found: Touch, given: bool) -> bool:
    """Whether a function sees the spelling of a changed literal."""
    if given and found.spelled:
        return True
    return any(
        name in found.spelled and bool(reached(columns, predicates)[changed(columns).ids].any())
        for name, predicates in found.objects
    )


def _kept(constant: Term, spelled: Spelling) -> bool:
    """Whether the store finds a constant of the query where the data have it, and only there."""
    if not constant:
        return not spelled.written
    written = str(next(iter(ox.parse(f"<a:a> <a:a> {constant} .", format=ox.RdfFormat.TURTLE))).object)
    form = returned([written])[0]
    return spelled.written.get(form, form) == written


def _knows(pattern: tuple[Token, ...], bound: dict[str, Term]) -> bool:
    """Whether the store takes a pattern with its flags."""
    texts = [_text(token, bound) for token in pattern]
    return bool(texts) and all(text is not None for text in texts) and takes(*(text or "" for text in texts))


def _text(token: Token, bound: dict[str, Term]) -> str | None:
    if token.kind == "variable":
        return string_of(bound[token.said]) if token.said in bound else "" if token.said == "flags" else None
    if token.kind != "string":
        return None
    return str(next(iter(ox.parse(f"<a:a> <a:a> {token.text} .", format=ox.RdfFormat.TURTLE))).object.value)


def takes(pattern: str, flags: str = "") -> bool:
    """Whether the regular expressions of Oxigraph know a pattern."""
    given: dict[ox.Variable, Any] = {ox.Variable("p"): ox.Literal(pattern), ox.Variable("f"): ox.Literal(flags)}
    found = ox.Store().query(REGEX, substitutions=given)
    return isinstance(found, ox.QuerySolutions) and next(found)["found"] is not None
