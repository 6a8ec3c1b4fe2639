"""Where pySHACL departs from the W3C text: a list, each with what is done about it.

A departure is avoided (the cut shapes graph or the load of the data keeps it from showing), or refused: then the
constraint has no rung left and the run ends with its name, since a wrong pass is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

import numpy as np

from engine.columns.strings import strings
from engine.ladder.literals import EXACT, reached
from engine.ladder.scan import is_word, scan, variables
from engine.ladder.touch import touch
from engine.model.columns import Columns, OrderKind, TermKind
from engine.model.shacl import (
    Constraint,
    HasDatatype,
    InRange,
    Matches,
    Query,
    Shape,
    Term,
)

DEEPEST = 14
ORDERS = ("<", ">", "<=", ">=")
ORDERING = ("MIN", "MAX", "ORDER")
STRING = "XMLSchema#string"


@dataclass(frozen=True, slots=True)
class Looked:
    """What is looked at for departures.

    `constraints` are all that pySHACL would evaluate, the one that reports first; `depth` is how deep they lie, `along` says
    whether the first belongs to a property shape.
    """

    columns: Columns
    constraints: tuple[Constraint, ...]
    depth: int
    along: bool = False

    def queries(self) -> Iterator[Query]:
        """The constraints that are queries."""
        yield from (one for one in self.constraints if isinstance(one, Query))


@dataclass(frozen=True, slots=True)
class Departure:
    """One departure; `shows` says whether it would show (None: it is avoided and cannot)."""

    name: str
    shows: Callable[[Looked], bool] | None = None


def _string_order(looked: Looked) -> bool:
    """A query puts literals in order that are not all of one kind: rdflib has an order where SPARQL has an error."""
    return any(_mixed(looked.columns, query) for query in looked.queries() if _orders(query))


def _orders(query: Query) -> bool:
    return any(token.text in ORDERS or is_word(token, *ORDERING) for token in scan(query.text))


def _mixed(columns: Columns, query: Query) -> bool:
    found = touch(query.text)
    mask = reached(columns, found.predicates if found else None)[:-1] & (columns.terms.kind == TermKind.LITERAL)
    kinds = set(np.unique(columns.terms.order[mask]).tolist())
    numbers = any(token.kind == "number" for token in scan(query.text))
    return len(kinds | ({int(OrderKind.NUMBER)} if numbers else set())) > 1 or OrderKind.NONE in kinds


def _shapes_graph(looked: Looked) -> bool:
    return any("shapesGraph" in variables(scan(query.text)) for query in looked.queries())


def _string_datatype(looked: Looked) -> bool:
    """A query writes a string with its datatype, which rdflib takes for another term than the plain string."""
    return any(token.text == "^^" for query in looked.queries() for token in scan(query.text)) and any(
        STRING in query.text or "xsd:string" in query.text for query in looked.queries()
    )


def _ask_value(looked: Looked) -> bool:
    """A validator that asks, in a property shape: pySHACL leaves the value out of the result."""
    return looked.along and any(isinstance(one, Query) and one.ask for one in looked.constraints[:1])


def _flags(looked: Looked) -> bool:
    return any(isinstance(one, Matches) and not set(one.flags) <= set("im") for one in looked.constraints)


def _line_end(looked: Looked) -> bool:
    """A pattern ends at the end, and a string of the data ends with a line break: Python's end lies before it."""
    ends = any("$" in text for text in _patterns(looked.constraints))
    return ends and bool(looked.columns.terms.text.str.contains(r'\\n"', literal=False).any())


def _patterns(constraints: tuple[Constraint, ...]) -> Iterator[str]:
    for one in constraints:
        if isinstance(one, Matches):
            yield one.pattern
        elif isinstance(one, Query) and re.search(r"\b(?:regex|replace)\s*\(", one.text, re.IGNORECASE):
            yield one.text


def _number_grammar(looked: Looked) -> bool:
    """A value is judged as a number that XML Schema does not know and Python reads all the same: full-width, 1e2, 9_5."""
    if not any(isinstance(one, HasDatatype | InRange | Query) for one in looked.constraints):
        return False
    terms = looked.columns.terms
    exact = np.isin(terms.datatype, [place for place, name in enumerate(terms.datatypes) if name in EXACT])
    wrong = np.flatnonzero(exact & ~terms.valid).astype(np.uint32)
    return any(text is not None and _python_reads(text) for text in strings(looked.columns, wrong))


def _python_reads(text: str) -> bool:
    try:
        Decimal(text)
    except InvalidOperation:
        return False
    return True


def _too_deep(looked: Looked) -> bool:
    return looked.depth > DEEPEST


DEPARTURES = (
    Departure("string-order", _string_order),
    Departure("shapes-graph", _shapes_graph),
    Departure("string-datatype", _string_datatype),
    Departure("ask-value", _ask_value),
    Departure("pattern-flags", _flags),
    Departure("line-end", _line_end),
    Departure("number-grammar", _number_grammar),
    Departure("recursion", _too_deep),  # shapes that refer to themselves are refused when they are read
    Departure("literal-normalisation"),  # the data are loaded without it
    Departure("prefix-imports"),  # the cut shapes graph has prefixes resolved
    Departure("unique-language-1"),  # the cut shapes graph writes true
    Departure("plain-string"),  # plain strings never bear their datatype in the columns
    Departure("equal-solutions"),  # told once by pySHACL
)


def departure(looked: Looked) -> str:
    """The name of the first departure that would show; empty where none would."""
    return next((one.name for one in DEPARTURES if one.shows is not None and one.shows(looked)), "")


def within(shapes: Mapping[Term, Shape], constraint: Constraint) -> tuple[tuple[Constraint, ...], int]:
    """A constraint with all constraints of the shapes that it refers to, and how deep these lie."""
    found = [constraint]
    deepest = 0
    for term in refers(constraint):
        for one in shapes[term].constraints:
            below, depth = within(shapes, one)
            found += below
            deepest = max(deepest, depth)
    return tuple(found), deepest + bool(refers(constraint))


def refers(constraint: Constraint) -> tuple[Term, ...]:
    """The shapes that a constraint refers to."""
    own = getattr(constraint, "shape", None)
    return (*([own] if own else []), *getattr(constraint, "shapes", ()), *getattr(constraint, "siblings", ()))
