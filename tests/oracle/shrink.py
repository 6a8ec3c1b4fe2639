"""Pairs that differ, made small: triples are left out, many at once and then few, while the difference remains."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tests.oracle.random_shapes import Lines, Pair

Differs = Callable[[Pair], bool]


def shrunk(pair: Pair, differs: Differs) -> Pair:
    """A pair that differs still, from which no single triple can be left out."""
    while True:
        data = smallest(pair.data, lambda lines, pair=pair: differs(replace(pair, data=lines)))  # type: ignore[misc]
        pair = replace(pair, data=data)
        shapes = smallest(pair.shapes, lambda lines, pair=pair: differs(replace(pair, shapes=lines)))  # type: ignore[misc]
        if shapes == pair.shapes:
            return pair
        pair = replace(pair, shapes=shapes)


def smallest(lines: Lines, differs: Callable[[Lines], bool]) -> Lines:
    """Lines that differ still, from which no single one can be left out; halves go first, single lines last."""
    size = max(len(lines) // 2, 1)
    while True:
        fewer = _without(lines, size, differs)
        if fewer == lines and size == 1:
            return lines
        size = size if fewer != lines else max(size // 2, 1)
        lines = fewer


def _without(lines: Lines, size: int, differs: Callable[[Lines], bool]) -> Lines:
    """Lines without the runs of this size that are not needed."""
    place = 0
    while place < len(lines):
        fewer = lines[:place] + lines[place + size :]
        if differs(fewer):
            lines = fewer
        else:
            place += size
    return lines
