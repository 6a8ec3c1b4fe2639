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

from engine.columns.order import value_of
from engine.columns.strings import strings
from engine.ladder.compared import otherwise
from engine.ladder.literals import EXACT, reached
from engine.ladder.patterns import REPEATS
from engine.ladder.scan import is_word, scan, variables
from engine.ladder.touch import touch
from engine.model.columns import Bools, Columns, Ids, OrderKind, TermKind
from engine.model.shacl import (
    Combined,
    Constraint,
    HasDatatype,
    HasLength,
    InRange,
    Matches,
    Paired,
    Query,
    Shape,
    Term,
)

DEEPEST = 14
ORDERS = ("<", ">", "<=", ">=")
ORDERING = ("MIN", "MAX", "ORDER")
STRING = "XMLSchema#string"
FALSY = r'^"([+-]?[0.]*([eE][+-]?[0-9]+)?|-?P[^"]*)"'
TRULY = r'^"(true|1)"'
BOOLEAN = "XMLSchema#boolean>"
READ = r'^"(\d{4}(-\d\d-\d\d)?T?)?(([01]\d|2[0-3]):\d\d:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)?"'
ZONED = frozenset({OrderKind.DAY, OrderKind.YEAR})
ZONED_DAY = re.compile(r"[0-9]{4}(?:-[0-9]{2}-[0-9]{2})?(?:Z|[+-][0-9]{2}:[0-9]{2})[\"']")
JUDGING = HasDatatype | InRange | Paired | Query


@dataclass(frozen=True, slots=True)
class Looked:
    """What is looked at for departures.

    `constraints` are all that pySHACL would evaluate, the one that reports first; `depth` is how deep they lie, `along` says
    whether the first belongs to a property shape, `seen` which terms it looks at: its focus nodes and values (None: any).
    """

    columns: Columns
    constraints: tuple[Constraint, ...]
    depth: int
    along: bool = False
    seen: Ids | None = None

    def nodes(self, place: int) -> Ids:
        """The terms that the constraint at a place may look at; one in a nested shape may look at any."""
        if self.seen is None or place:
            return np.arange(len(self.columns.terms), dtype=np.uint32)
        return self.seen

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


def _day_zones(looked: Looked) -> bool:
    """A query may compare a day or a year that has a zone: rdflib drops the zone."""
    found = list(looked.queries())
    bound = [value_of(term) for query in found for _, term in query.bound]
    named = any(value is not None and value.order in ZONED for value in bound)
    written = any(ZONED_DAY.search(query.text) for query in found)
    return bool(found) and (named or written or bool(np.isin(looked.columns.terms.order, sorted(ZONED)).any()))


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
    return _judged(looked, looked.columns.remember("misread", lambda: _misread(looked.columns)))


def _time_grammar(looked: Looked) -> bool:
    """A value is judged as a time that XML Schema knows and Python does not: 24:00:00, a year of five digits, nanoseconds."""
    return _judged(looked, looked.columns.remember("unread", lambda: _unread(looked.columns)))


def _judged(looked: Looked, terms: Bools) -> bool:
    """Whether the value of any of these terms is asked for."""
    asked = [place for place, one in enumerate(looked.constraints) if isinstance(one, JUDGING)]
    anywhere = any(isinstance(looked.constraints[place], Query | Paired) for place in asked)
    if anywhere:
        return bool(terms.any())
    return any(bool(terms[looked.nodes(place)].any()) for place in asked)


def _unread(columns: Columns) -> Bools:
    """Which terms are times that Python does not read, or not whole."""
    times = columns.terms.order >= OrderKind.MOMENT
    return np.asarray(times & ~columns.terms.text.str.contains(READ).to_numpy(), dtype=np.bool_)


def _misread(columns: Columns) -> Bools:
    """Which terms are ill-formed numbers that Python reads."""
    terms = columns.terms
    exact = np.isin(terms.datatype, [place for place, name in enumerate(terms.datatypes) if name in EXACT])
    found = np.zeros(len(terms), dtype=np.bool_)
    wrong = np.flatnonzero(exact & ~terms.valid).astype(np.uint32)
    for place, text in zip(wrong, strings(columns, wrong), strict=True):
        reads = Decimal if terms.datatypes[terms.datatype[place]].endswith("decimal>") else int
        found[place] = text is not None and _python_reads(text, reads)
    return found


def _python_reads(text: str, reads: Callable[[str], object]) -> bool:
    try:
        reads(text)
    except (InvalidOperation, ValueError):
        return False
    return True


def _value_order(looked: Looked) -> bool:
    """Values are put in order that are not all of one kind: rdflib has an order where SPARQL has an error."""
    return any(
        otherwise(looked.columns, one, looked.nodes(place))
        for place, one in enumerate(looked.constraints)
        if isinstance(one, InRange | Paired)
    )


def _no_length(looked: Looked) -> bool:
    """A length of at least 0 is asked of a blank node, which has no length at all; pySHACL lets it pass."""
    asked = [place for place, one in enumerate(looked.constraints) if one == HasLength(0, least=True)]
    blank = looked.columns.terms.kind == TermKind.BLANK
    return any(bool(blank[looked.nodes(place)].any()) for place in asked)


def _falsy(looked: Looked) -> bool:
    """A literal that Python takes for false, such as 0, is bound beforehand or met on a path: it is taken for unbound."""
    asked = [place for place, one in enumerate(looked.constraints) if isinstance(one, Query)]
    if not asked:
        return False
    falsy = looked.columns.remember("falsy", lambda: _false(looked.columns))
    if any(token.text in REPEATS for query in looked.queries() for token in scan(query.text)):
        return bool(falsy.any())
    return any(bool(falsy[looked.nodes(place)].any()) for place in asked)


def _false(columns: Columns) -> Bools:
    """Which literals Python takes for false: nothing, zero, and whatever is a boolean and not true."""
    text = columns.terms.text
    untrue = text.str.ends_with(BOOLEAN) & ~text.str.contains(TRULY)
    return np.asarray(text.str.contains(FALSY) | untrue, dtype=np.bool_)


def _empty_list(looked: Looked) -> bool:
    """A list of shapes without members, which pySHACL does not load."""
    return any(isinstance(one, Combined) and not one.shapes for one in looked.constraints)


def _too_deep(looked: Looked) -> bool:
    return looked.depth > DEEPEST


DEPARTURES = (
    Departure("string-order", _string_order),
    Departure("day-zones", _day_zones),
    Departure("shapes-graph", _shapes_graph),
    Departure("string-datatype", _string_datatype),
    Departure("ask-value", _ask_value),
    Departure("pattern-flags", _flags),
    Departure("line-end", _line_end),
    Departure("number-grammar", _number_grammar),
    Departure("time-grammar", _time_grammar),
    Departure("value-order", _value_order),
    Departure("no-length", _no_length),
    Departure("falsy-literal", _falsy),
    Departure("empty-list", _empty_list),
    Departure("recursion", _too_deep),  # shapes that refer to themselves are refused when they are read
    Departure("literal-normalisation"),  # the data are loaded without it
    Departure("prefix-imports"),  # the cut shapes graph has prefixes resolved
    Departure("unique-language-1"),  # the cut shapes graph writes true
    Departure("plain-string"),  # plain strings never bear their datatype in the columns
    Departure("equal-solutions"),  # told once by pySHACL
    Departure("inverse-path"),  # the cut shapes graph turns single steps only; pySHACL turns no sequence
    Departure("path-text"),  # queries hold their paths already; pySHACL writes a path under a path of its kind wrongly
)


def departure(looked: Looked) -> str:
    """The name of the first departure that would show; empty where none would."""
    return next((one.name for one in DEPARTURES if one.shows is not None and one.shows(looked)), "")


def within(shapes: Mapping[Term, Shape], constraint: Constraint) -> tuple[tuple[Constraint, ...], int]:
    """A constraint with all constraints of the shapes that it refers to, each once, and how deep these lie."""
    found: list[Constraint] = [constraint]
    depth = _depth(shapes, constraint, found, {})
    return tuple(found), depth


def _depth(
    shapes: Mapping[Term, Shape], constraint: Constraint, found: list[Constraint], depths: dict[Term, int]
) -> int:
    """How deep what a constraint refers to lies; the constraints of shapes met for the first time are added to `found`."""
    for term in refers(constraint):
        if term not in depths:
            found += (own := shapes[term].constraints)
            depths[term] = max((_depth(shapes, one, found, depths) for one in own), default=0)
    return max((depths[term] + 1 for term in refers(constraint)), default=0)


def refers(constraint: Constraint) -> tuple[Term, ...]:
    """The shapes that a constraint refers to."""
    own = getattr(constraint, "shape", None)
    return (*([own] if own else []), *getattr(constraint, "shapes", ()), *getattr(constraint, "siblings", ()))
