"""Tests of single nodes: a family of like constraints is one comparison with a parameter for each member."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.columns.order import less_across_zones
from engine.columns.strings import lengths, matching
from engine.model.columns import KIND_BITS, NO_RANK, Columns, Ids, OrderKind
from engine.model.shacl import (
    Bound,
    HasDatatype,
    HasKind,
    HasLength,
    HasValue,
    InLanguage,
    InRange,
    IsClass,
    Matches,
    OneOf,
    Term,
)
from engine.plan import Tested
from engine.steps.classes import members_of
from engine.steps.rows import Bools, Places, Rows

KINDS = {
    "IRI": (0,),
    "BlankNode": (1,),
    "Literal": (2,),
    "BlankNodeOrIRI": (0, 1),
    "BlankNodeOrLiteral": (1, 2),
    "IRIOrLiteral": (0, 2),
}
EDGES = {  # whether a limit is the lower end of its range, and how far from it the range starts
    Bound.MIN_INCLUSIVE: (True, 0),
    Bound.MIN_EXCLUSIVE: (True, 1),
    Bound.MAX_INCLUSIVE: (False, 0),
    Bound.MAX_EXCLUSIVE: (False, -1),
}
UNZONED = {OrderKind.MOMENT, OrderKind.DAY, OrderKind.YEAR, OrderKind.CLOCK}


@dataclass(frozen=True, slots=True)
class Placed:
    """The terms of a plan over columns: the numbers of its constants, and the ranks of its limits."""

    number: Mapping[Term, int]
    rank: Mapping[Term, int]


def tester(columns: Columns, placed: Placed, constraints: Sequence[Tested]) -> Callable[[Rows], Bools]:
    """What decides a row, with the constants of all members as numbers; made once for each plan and columns."""
    return MAKERS[type(constraints[0])](columns, placed, constraints)


def _in_range(columns: Columns, placed: Placed, constraints: Sequence[InRange]) -> Callable[[Rows], Bools]:
    rank = columns.terms.rank
    limits = [placed.rank[one.term] for one in constraints]
    low, high = np.array([_ends(limit, one.bound) for limit, one in zip(limits, constraints, strict=True)]).T
    timed = any(limit >> KIND_BITS >= OrderKind.MOMENT for limit in limits)
    decide = _across(columns, limits, constraints) if timed else _as_found

    def test(rows: Rows) -> Bools:
        found = rank[rows.node]
        inside: Bools = (found >= rows.of_member(low)) & (found <= rows.of_member(high))
        return decide(rows, inside)

    return test


def _ends(at: int, bound: Bound) -> tuple[int, int]:
    """The least and the greatest rank inside a range; none where the limit itself cannot be compared."""
    if at == NO_RANK:
        return 1, 0
    lower, inward = EDGES[bound]
    kind = at >> KIND_BITS
    return (at + inward, ((kind + 1) << KIND_BITS) - 1) if lower else (kind << KIND_BITS, at + inward)


def _as_found(rows: Rows, inside: Bools) -> Bools:
    return inside


def _across(columns: Columns, limits: list[int], constraints: Sequence[InRange]) -> Callable[[Rows, Bools], Bools]:
    """Decide times with a zone against limits without one, and the reverse, one by one: they are rare."""
    order = columns.terms.order
    partners = PARTNERS[[max(limit >> KIND_BITS, 0) for limit in limits]]
    if columns.terms.scales.keys().isdisjoint(partners.tolist()):
        return _as_found

    def decide(rows: Rows, inside: Bools) -> Bools:
        place = np.zeros(len(rows), dtype=np.int64) if len(limits) == 1 else rows.of_member(np.arange(len(limits)))
        for row in np.flatnonzero((order[rows.node] == partners[place]) & (partners[place] > 0)):
            inside[row] = _beyond(columns.terms.text[int(rows.node[row])], constraints[place[row]])
        return inside

    return decide


def partner(order: int) -> int:
    """The order kind with which a time can be compared across zones; 0 for all that is no time."""
    if order < OrderKind.MOMENT:
        return 0
    return int(order) + (1 if OrderKind(order) in UNZONED else -1)


PARTNERS = np.array([partner(order) for order in OrderKind], dtype=np.uint8)


def _beyond(time: Term, one: InRange) -> bool:
    if one.bound in {Bound.MIN_INCLUSIVE, Bound.MIN_EXCLUSIVE}:
        return less_across_zones(one.term, time)
    return less_across_zones(time, one.term)


def _has_value(columns: Columns, placed: Placed, constraints: Sequence[HasValue]) -> Callable[[Rows], Bools]:
    wanted = np.array([placed.number[one.term] for one in constraints], dtype=np.uint32)
    return lambda rows: rows.node == rows.of_member(wanted)


def _one_of(columns: Columns, placed: Placed, constraints: Sequence[OneOf]) -> Callable[[Rows], Bools]:
    flags = [_flags(len(columns.terms) + 1, [placed.number[term] for term in one.terms]) for one in constraints]
    return _by_flags(flags)


def _is_class(columns: Columns, placed: Placed, constraints: Sequence[IsClass]) -> Callable[[Rows], Bools]:
    flags = [
        columns.remember(
            ("class", one.term),
            lambda one=one: _flags(len(columns.terms) + 1, members_of(columns, placed.number[one.term])),  # type: ignore[misc]
        )
        for one in constraints
    ]
    return _by_flags(flags)


def _flags(size: int, nodes: Ids | list[int]) -> Bools:
    found = np.zeros(size, dtype=np.bool_)
    found[nodes] = True
    return found


def _by_flags(flags: list[Bools]) -> Callable[[Rows], Bools]:
    """Look each node up in its member's set."""

    def test(rows: Rows) -> Bools:
        if len(flags) == 1 or rows.member is None:
            return flags[0][rows.node]
        found = np.zeros(len(rows), dtype=np.bool_)
        for member in np.unique(rows.member):
            own = rows.member == member
            found[own] = flags[member][rows.node[own]]
        return found

    return test


def _has_datatype(columns: Columns, placed: Placed, constraints: Sequence[HasDatatype]) -> Callable[[Rows], Bools]:
    terms = columns.terms
    known = {name: place for place, name in enumerate(terms.datatypes)}
    wanted = np.array([known.get(one.term, -1) for one in constraints])
    own = columns.remember(
        "datatypes", lambda: np.where(terms.valid & (terms.kind == 2), terms.datatype.astype(np.int64), -2)
    )
    return lambda rows: own[rows.node] == rows.of_member(wanted)


def _has_kind(columns: Columns, placed: Placed, constraints: Sequence[HasKind]) -> Callable[[Rows], Bools]:
    allowed = np.array([[kind in KINDS[one.kind] for kind in range(3)] for one in constraints])
    kinds = columns.terms.kind
    return lambda rows: allowed[_member(rows, len(allowed)), kinds[rows.node]]


def _in_language(columns: Columns, placed: Placed, constraints: Sequence[InLanguage]) -> Callable[[Rows], Bools]:
    terms = columns.terms
    allowed = np.array([[_speaks(tag, one.ranges) for tag in terms.languages] for one in constraints])
    return lambda rows: allowed[_member(rows, len(allowed)), terms.language[rows.node]]


def _speaks(tag: str, ranges: tuple[str, ...]) -> bool:
    """SPARQL's langMatches for one of several ranges."""
    return bool(tag) and any(one == "*" or tag == one or tag.startswith(one + "-") for one in ranges)


def _has_length(columns: Columns, placed: Placed, constraints: Sequence[HasLength]) -> Callable[[Rows], Bools]:
    limits = np.array([one.length for one in constraints])
    least = constraints[0].least

    def test(rows: Rows) -> Bools:
        found = lengths(columns, rows.node)
        fits = found >= rows.of_member(limits) if least else found <= rows.of_member(limits)
        known: Bools = fits & (found >= 0)
        return known

    return test


def _matches(columns: Columns, placed: Placed, constraints: Sequence[Matches]) -> Callable[[Rows], Bools]:
    def test(rows: Rows) -> Bools:
        if len(constraints) == 1 or rows.member is None:
            return matching(columns, rows.node, constraints[0].pattern, constraints[0].flags)
        found = np.zeros(len(rows), dtype=np.bool_)
        for member in np.unique(rows.member):
            own, one = rows.member == member, constraints[member]
            found[own] = matching(columns, rows.node[own], one.pattern, one.flags)
        return found

    return test


def _member(rows: Rows, members: int) -> Places | int:
    return 0 if members == 1 or rows.member is None else rows.member


MAKERS: dict[type, Callable[[Columns, Placed, Sequence[Any]], Callable[[Rows], Bools]]] = {
    InRange: _in_range,
    HasValue: _has_value,
    OneOf: _one_of,
    IsClass: _is_class,
    HasDatatype: _has_datatype,
    HasKind: _has_kind,
    InLanguage: _in_language,
    HasLength: _has_length,
    Matches: _matches,
}
