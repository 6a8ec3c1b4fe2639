"""Patterns that the columns cannot hold, by the regular expressions of Oxigraph over each distinct string."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import polars as pl
import pyoxigraph as ox

from engine.columns.strings import strings
from engine.ladder.rows import Row
from engine.ladder.store import Loaded, ask, solutions
from engine.ladder.trust import takes
from engine.ladder.values import pairs, texts
from engine.model.columns import Columns, Ids
from engine.model.shacl import Matches, Path

STRING, NUMBER = "urn:clausegraph:string", "urn:clausegraph:number:"


def knows(one: Matches) -> bool:
    """Whether Oxigraph knows a pattern with its flags."""
    return takes(one.pattern, one.flags)


def by_expression(columns: Columns, one: Matches, path: Path | None, focus: Ids) -> Iterator[Row]:
    """A result for each value node whose string does not match; a blank node matches nothing."""
    found = pairs(columns, focus, path)
    said = strings(columns, found.value)
    distinct = said.unique().drop_nulls()
    wrong = ~said.is_in(distinct.filter(_matching(distinct, one)).implode()).fill_null(False).to_numpy()
    nodes, values = texts(columns, focus[found.place[wrong]]), texts(columns, found.value[wrong])
    yield from (Row(node, value) for node, value in zip(nodes, values, strict=True))


def _matching(distinct: pl.Series, one: Matches) -> pl.Series:
    store = ox.Store()
    name = ox.NamedNode(STRING)
    store.extend(
        ox.Quad(ox.NamedNode(f"{NUMBER}{place}"), name, ox.Literal(text)) for place, text in enumerate(distinct)
    )
    pattern, flags = ox.Literal(one.pattern), ox.Literal(one.flags)
    text = f"SELECT ?node {{ ?node <{STRING}> ?said FILTER(REGEX(?said, {pattern}, {flags})) }}"
    matching = np.zeros(len(distinct), dtype=np.bool_)
    for solution in solutions(ask(Loaded(store), text, ())):
        matching[int(str(getattr(solution[0], "value", "")).removeprefix(NUMBER))] = True
    return pl.Series(matching)
