"""Pairs of values that are not in order: `sh:lessThan` and `sh:lessThanOrEquals` (SHACL, section 4.5)."""

from __future__ import annotations

import numpy as np

from engine.columns.order import less_across_zones
from engine.model.columns import NO_RANK, Columns, Ids
from engine.steps.rows import Bools, Places, Rows
from engine.steps.tests import PARTNERS


def out_of_order(columns: Columns, rows: Rows, others: Rows, *, strict: bool) -> Places:
    """The rows whose node is not before a value of `others` below the same row: once for each such value."""
    left, right = _pairs(rows, others)
    fits = _before(columns, rows.node[left], others.node[right], strict=strict)
    return left[~fits]


def _pairs(rows: Rows, others: Rows) -> tuple[Places, Places]:
    """Every row with every other row below the same row above."""
    if rows.parent is None and others.parent is None:
        every = np.arange(len(rows))
        return every, every
    mine, theirs = rows.above(), others.above()
    start, end = np.searchsorted(theirs, mine, side="left"), np.searchsorted(theirs, mine, side="right")
    many = end - start
    left = np.repeat(np.arange(len(rows)), many)
    before = np.cumsum(many) - many
    return left, np.arange(len(left)) + (start - before)[left]


def _before(columns: Columns, left: Ids, right: Ids, *, strict: bool) -> Bools:
    one, other = columns.terms.rank[left], columns.terms.rank[right]
    order = columns.terms.order
    fits: Bools = (one < other) if strict else (one <= other)
    fits &= (order[left] == order[right]) & (one != NO_RANK)
    text = columns.terms.text
    for row in _across(columns, left, right):
        fits[row] = less_across_zones(text[int(left[row])], text[int(right[row])])
    return fits


def _across(columns: Columns, left: Ids, right: Ids) -> Places:
    """The rows where a time with a zone meets one without."""
    order = columns.terms.order
    met = PARTNERS[order[left]]
    return np.flatnonzero((met > 0) & (met == order[right]))
