"""Literals that are bound beforehand and that a store would take for others: `5` for `+5`, wherever a triple may hold either."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from engine.ladder.literals import changed, reached, returned
from engine.ladder.touch import Touch, touch
from engine.model.columns import Columns, Ids, TermKind
from engine.model.shacl import Query, Term


def mistaken(columns: Columns, query: Query, given: Ids) -> bool:
    """Whether the store would find a bound literal where the data have another one.

    `given` are the terms that are bound beforehand, apart from the parameters of the query.
    """
    found = touch(query.text)
    if found is not None and not _looked_for(found, query):
        return False
    nodes = np.unique(given)
    own = columns.terms.text.gather(nodes[columns.terms.kind[nodes] == TermKind.LITERAL]).to_list()
    literals = [*own, *(term for _, term in query.bound if term.startswith('"'))]
    if not literals:
        return False
    forms = returned(literals)
    others = _others(columns, found.predicates if found else None, forms)
    return any(others.get(form, set()) - {text} for text, form in zip(literals, forms, strict=True))


def _looked_for(found: Touch, query: Query) -> bool:
    """Whether a bound variable stands where a triple has its object, or is copied."""
    names = {"this", *(["value"] if query.ask else []), *(name for name, _ in query.bound)}
    return not names.isdisjoint({name for name, _ in found.objects} | found.joined)


def _others(columns: Columns, predicates: frozenset[Term] | None, forms: Iterable[Term]) -> Mapping[Term, set[Term]]:
    """By form, the literals in the reach of the query that a store keeps in that form."""
    text, near, wanted = columns.terms.text, reached(columns, predicates)[:-1], set(forms)
    found = {form: {form} for form in text.filter(near & text.is_in(sorted(wanted)).to_numpy())}
    shifted = changed(columns)
    for place in np.flatnonzero(near[shifted.ids]):
        form = shifted.forms[place]
        if form in wanted:
            found.setdefault(form, set()).add(text[int(shifted.ids[place])])
    return found
