"""Which comparisons of values pySHACL makes otherwise than SPARQL: it falls back on rdflib's order of all terms.

That order puts values of different datatypes by the names of these, strings with a language by the language, forms that
their datatype does not know as text; days lose their zone, and an IRI is compared as its text.
"""

from __future__ import annotations

import numpy as np

from engine.columns.order import value_of
from engine.model.columns import Columns, Ids, OrderKind, TermKind
from engine.model.shacl import InRange, Paired, Pairing

BINARY = ("XMLSchema#double>", "XMLSchema#float>")
INEXACT = (*BINARY, "XMLSchema#decimal>")
APART = frozenset({OrderKind.DAY, OrderKind.YEAR, OrderKind.NONE})  # zones are passed over; what has no order gets one
ORDERED = frozenset({Pairing.LESS_THAN, Pairing.LESS_THAN_OR_EQUALS})


def otherwise(columns: Columns, one: InRange | Paired, nodes: Ids) -> bool:
    """Whether pySHACL may compare any of these values otherwise than SPARQL."""
    if isinstance(one, Paired):
        return one.pairing in ORDERED and _among(columns, one, nodes)
    limit = value_of(one.term)
    kind = OrderKind.NONE if limit is None else limit.order
    literals = nodes[columns.terms.kind[nodes] == TermKind.LITERAL]
    kinds = _kinds(columns, literals)
    if kind is OrderKind.TEXT:
        return OrderKind.NONE in kinds
    return bool(kinds - {kind} or kinds & APART) or _mixed_numbers(columns, literals, one.term)


def _among(columns: Columns, one: Paired, nodes: Ids) -> bool:
    """As `otherwise`, of values with those of the other property."""
    relation = columns.relations.get(one.predicate)
    if relation is None:
        return bool((columns.terms.kind[nodes] == TermKind.BLANK).any())
    both = np.unique(np.concatenate((nodes, relation.objects)))
    kinds = _kinds(columns, both)
    plain = bool((columns.terms.kind[both] == TermKind.LITERAL).all())
    return not plain or len(kinds) > 1 or bool(kinds & APART) or _mixed_numbers(columns, both)


def _kinds(columns: Columns, nodes: Ids) -> set[OrderKind]:
    return {OrderKind(int(kind)) for kind in np.unique(columns.terms.order[nodes])}


def _mixed_numbers(columns: Columns, literals: Ids, limit: str = "") -> bool:
    """Whether a double meets a decimal: SPARQL compares both as doubles, rdflib as exact numbers."""
    terms = columns.terms
    found = [terms.datatypes[int(place)] for place in np.unique(terms.datatype[literals])] + [limit]
    inexact = {name for name in INEXACT if any(each.endswith(name) for each in found)}
    return len(inexact) > 1 and not inexact.isdisjoint(BINARY)
