"""The queries of the W3C suite on every rung that takes them; the whole suite is run in tests/conformance."""

import numpy as np
import pytest

from engine.errors import ClausegraphError
from engine.ladder import descend
from engine.model.shacl import Query, Shape, ShapesGraph, TargetKind
from engine.model.validation import Remaining, Rung, Source
from engine.read.columns import read_columns
from engine.read.shapes_graph import read_shapes_graph
from tests.conformance.suite import SUITE, SuiteTest, suite_tests

TESTS = [test for test in suite_tests() if test.name.startswith("sparql") and test.expected is not None]
ABSENT = f"the W3C SHACL suite is not there: {SUITE}"
pytestmark = pytest.mark.skipif(not TESTS, reason=ABSENT)


def found(test: SuiteTest, rung: Rung) -> set[tuple[object, ...]]:
    graph, data = read_shapes_graph([(test.shapes, "nt")]), read_columns([(test.data, "nt")])
    return {row for shape in graph.shapes.values() for row in of_shape(graph, data, shape, rung)}


def of_shape(graph: ShapesGraph, data: object, shape: Shape, rung: Rung) -> set[tuple[object, ...]]:
    places = {text: place for place, text in enumerate(data.terms.text)}  # type: ignore[attr-defined]
    nodes = [target.term for target in shape.targets if target.kind is TargetKind.NODE and target.term in places]
    focus = np.array(sorted(places[node] for node in nodes), dtype=np.uint32)
    queries = [one for one in shape.constraints if isinstance(one, Query)]
    sources = [Source(shape.node, shape.path, one.component, shape.severity, (), one) for one in queries]
    remaining = [Remaining(place, focus, "sparql") for place in range(len(sources))]
    table, _ = descend(graph, data, sources, remaining, rung)  # type: ignore[arg-type]
    return {(shape.node, *row) for row in table.select("focus", "path", "value", "source").rows()}


@pytest.mark.parametrize("test", TESTS, ids=lambda test: test.name)
def test_all_rungs_agree(test: SuiteTest) -> None:
    each = found(test, Rung.FOCUS)
    assert found(test, Rung.LIFTED) == each
    try:
        last = found(test, Rung.PYSHACL)
    except ClausegraphError as refused:
        assert refused.faults[0].code == "LAD-005"
    else:
        assert last == each
