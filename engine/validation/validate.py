"""Any SHACL shapes over any RDF data: read both, compile the shapes, run the plan, descend the ladder for what did not compile."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from engine.compile import compile_shapes
from engine.compile.kept import compiled_shapes
from engine.ladder import descend
from engine.model.columns import Columns
from engine.model.shacl import ShapesGraph
from engine.model.validation import Decided, Remaining, Rung, Validation
from engine.plan import Plan
from engine.read.columns import read_columns
from engine.read.shapes_graph import read_shapes_graph
from engine.steps import run
from engine.steps.table import in_order, table_of

Given = Sequence[tuple[bytes | Path, str]]  # content or file, and its form: ttl, nt, jsonld


def validate(data: Given, shapes: Given, *, highest: Rung = Rung.COMPILED, plans: Path | None = None) -> Validation:
    """Validate data by shapes (SHACL, section 3).

    `highest` forces every constraint down to a rung or below it; all rungs give the same results. `plans` is a folder where
    compiled plans are kept from run to run.
    Raises: EvidenceError for data, ShapeError for shapes that cannot be used as they stand; EngineError where a rung
    fails or none is left: nothing is concluded then.
    """
    found = compiled_shapes(shapes, plans, highest)
    return validate_columns(read_columns(data), found.graph, found.plan, highest)


def validate_columns(columns: Columns, graph: ShapesGraph, plan: Plan, highest: Rung = Rung.COMPILED) -> Validation:
    """As `validate`, for what is read and compiled already."""
    results = run(plan, columns)
    sources = (*plan.sources, *(rest.source for rest in plan.rest))
    remaining = [
        Remaining(len(plan.sources) + place, results.frames[place], rest.reason) for place, rest in enumerate(plan.rest)
    ]
    lowered = max(highest, Rung.LIFTED, key=tuple(Rung).index)
    below, decided = descend(graph, results.columns, sources, remaining, lowered)
    compiled = tuple(Decided(source.shape, source.component, Rung.COMPILED) for source in plan.sources)
    table = in_order(pl.concat([table_of(results), below]), sources)
    return Validation(table, sources, (*compiled, *decided))


def compiled_plan(shapes: Given) -> Plan:
    """The plan of a shapes graph. Raises: ShapeError as `validate`."""
    return compile_shapes(read_shapes_graph(shapes))
