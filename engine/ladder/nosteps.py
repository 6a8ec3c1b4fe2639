"""Paths of no steps at terms that the data lack: SPARQL leads from such a term to itself (18.4), Oxigraph to nothing."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from engine.ladder.patterns import content
from engine.ladder.scan import Token, scan
from engine.ladder.structure import structure
from engine.ladder.touch import iri_of, prefixes_of
from engine.model.columns import Bools, Columns, Ids
from engine.model.shacl import Query, Term

NO_STEP = ("*", "?")


def lacking(columns: Columns, query: Query, given: Ids) -> bool:
    """Whether a query has a path of no steps, and the data lack a term at which it may begin or end.

    `given` are the terms that are bound beforehand, apart from the parameters of the query.
    """
    if not any(token.text in NO_STEP for token in scan(query.text)):
        return False
    present = columns.remember("present", lambda: _present(columns))
    named = {*_ends(query.text), *(term for _, term in query.bound)}
    return not present[given].all() or not _all_known(columns, present, named)


def _present(columns: Columns) -> Bools:
    """Which terms stand in a triple of the data."""
    found = np.zeros(len(columns.terms), dtype=np.bool_)
    for relation in columns.relations.values():
        found[relation.subjects] = found[relation.objects] = True
    return found


def _all_known(columns: Columns, present: Bools, named: set[Term]) -> bool:
    if not named:
        return True
    text = columns.terms.text
    return len(named & set(text.filter(present & text.is_in(sorted(named)).to_numpy()))) == len(named)


def _ends(text: str) -> Iterator[Term]:
    """The terms at the ends of paths of no steps; an empty text for one that cannot be told."""
    query = structure(text)
    found = [content(query, group) for group in query.groups() if group.select is None] if query else [None]
    if query is None or None in found:
        yield ""
        return
    prefixes = prefixes_of(query)
    for pattern in (pattern for each in found if each for pattern in each.patterns):
        if any(token.text in NO_STEP for token in pattern.verb):
            yield from (_term(token, prefixes) for token in (pattern.subject, pattern.object) if _is_term(token))


def _is_term(token: Token) -> bool:
    return token.kind not in ("variable", "blank")


def _term(token: Token, prefixes: dict[str, str]) -> Term:
    """The term of a token; of literals none is told, as their spelling may be any."""
    return (iri_of(token, prefixes) or "") if token.kind in ("iri", "name") else ""
