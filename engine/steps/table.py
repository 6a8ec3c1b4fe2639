"""Results as text: what a report is written from, in an order that depends on nothing but their content."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from engine.model.columns import NONE, Ids
from engine.model.validation import RESULT, Source
from engine.steps.results import Results


def table_of(results: Results) -> pl.DataFrame:
    """The results with terms as text; columns as RESULT."""
    predicates = pl.Series(tuple(results.columns.relations), dtype=pl.String)
    return pl.DataFrame(
        {
            "focus": results.columns.terms.text.gather(results.focus),
            "path": _gathered(predicates, results.predicate),
            "value": _gathered(results.columns.terms.text, results.value),
            "source": pl.Series(results.source).cast(pl.UInt32),
            "messages": pl.Series([None], dtype=RESULT["messages"]).new_from_index(0, len(results)),
        },
        schema=RESULT,
    )


def _gathered(text: pl.Series, places: Ids) -> pl.Series:
    found = pl.Series(places)
    return text.gather(found.set(found == int(NONE), None))


def in_order(table: pl.DataFrame, sources: Sequence[Source]) -> pl.DataFrame:
    """A table by focus, source and value; sources by shape, component and constraint."""
    names = [f"{one.shape} {one.component} {one.constraint!r}" for one in sources]
    place = {source: rank for rank, source in enumerate(sorted(range(len(names)), key=names.__getitem__))}
    ranks = pl.Series([place[source] for source in range(len(names))], dtype=pl.UInt32)
    ordered = table.with_columns(rank=ranks.gather(table["source"]))
    return ordered.sort("focus", "rank", "value", "path", nulls_last=True).drop("rank")
