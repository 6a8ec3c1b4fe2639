"""One run of the compiled shapes over all premises and open readings: the same verdicts as the reference lane."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from engine.build.possibilities import Possible, readings
from engine.columns.build import columns_of
from engine.compile import compile_shapes
from engine.errors import EngineError
from engine.fast.premises import case_table, reading_table, reading_term
from engine.model.case import Case
from engine.model.finding import Judged, Lane, Verdicts
from engine.model.shacl import ShapesGraph
from engine.model.shape import Shapes
from engine.plan import Plan
from engine.read.shapes_graph import read_shapes_graph
from engine.steps import run
from engine.validation import ntriples, validate_columns


def judge(shapes: Shapes, cases: Sequence[Case], possible: Sequence[Possible], *, report: bool = False) -> Judged:
    """Run the compiled shapes over every reading of `possible`; as `engine.reference.judge`.

    Unknowns: a reading of a leaf without a shape is not judged, and asking for its verdict is PlanError PLN-003.
    Raises: EngineError RUN-001 where the shapes graph is empty, RUN-004 where a constraint does not compile.
    """
    graph, plan = compiled(shapes.edition, shapes.ntriples)
    wanted = tuple(dict.fromkeys(one for found in possible for one in readings(found) if one.slot in shapes.by_slot))
    results = run(plan, columns_of(*reading_table(shapes.edition, wanted)))
    failing = set(results.columns.terms.text.gather(results.focus))
    violating = frozenset(one for place, one in enumerate(wanted) if reading_term(shapes.edition, place) in failing)
    text = ntriples(validate_columns(columns_of(*case_table(cases)), graph, plan)) if report else ""
    return Judged(Verdicts(frozenset(wanted), violating, Lane.FAST), text)


@lru_cache(maxsize=8)
def compiled(edition: str, triples: str) -> tuple[ShapesGraph, Plan]:
    """The shapes of an edition, compiled once; all of them must compile."""
    if not triples:
        raise EngineError.of("RUN-001", edition, "0")
    graph = read_shapes_graph([(triples.encode(), "nt")])
    plan = compile_shapes(graph)
    if plan.rest:
        raise EngineError.of("RUN-004", plan.rest[0].source.shape, plan.rest[0].reason)
    return graph, plan
