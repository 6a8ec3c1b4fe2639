"""One pySHACL run over all premises and open readings; a run that fails is an error and never a pass."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pyshacl import validate
from rdflib import RDF, SH, Graph, Literal, URIRef
from rdflib.term import Node

from engine.build.possibilities import Possible, readings
from engine.errors import EngineError
from engine.model.case import Case, Reading, State
from engine.model.finding import Judged, Lane, Verdicts
from engine.model.shape import Shapes
from engine.reference.graph import premise_iri, premises_graph, reading_iri, reading_triples


def judge(shapes: Shapes, cases: Sequence[Case], possible: Sequence[Possible], *, report: bool = False) -> Judged:
    """Run the shapes over the premises of `cases` and over every open reading of `possible`.

    Shape: `possible` holds one mapping or more; readings that are a known premise's are judged at that premise.
    Unknowns: a reading of a leaf without a shape is not judged, and asking for its verdict is PlanError PLN-003.
    Raises: EngineError RUN-001 where the shapes graph is empty, RUN-002 where pySHACL fails, RUN-003 where two cases
    bear the same key, as their premises would be mixed up.
    """
    keys = [case.key for case in cases]
    if len(set(keys)) != len(keys):
        raise EngineError.of("RUN-003", shapes.edition, str(next(key for key in keys if keys.count(key) > 1)))
    wanted = {one for found in possible for one in readings(found) if one.slot in shapes.by_slot}
    graph = premises_graph(cases)
    nodes = _known_nodes(cases, wanted)
    for reading in sorted(wanted - set(nodes), key=repr):
        nodes[reading] = reading_iri(shapes.edition, reading)
        for triple in reading_triples(shapes.edition, reading):
            graph.add(triple)
    results = _run(graph, _shapes_graph(shapes))
    violated = {str(node) for node in results.objects(None, SH.focusNode)}
    violating = frozenset(reading for reading, node in nodes.items() if node in violated)
    text = _report_text(results, cases) if report else ""
    return Judged(Verdicts(frozenset(nodes), violating, Lane.REFERENCE), text)


def _known_nodes(cases: Iterable[Case], wanted: set[Reading]) -> dict[Reading, str]:
    nodes: dict[Reading, str] = {}
    for case in cases:
        for premise in case.premises.values():
            if premise.state is State.KNOWN and premise.known in wanted:
                nodes.setdefault(premise.known, premise_iri(case, premise))
    return nodes


def _shapes_graph(shapes: Shapes) -> Graph:
    if not shapes.by_slot:
        raise EngineError.of("RUN-001", shapes.edition, "0")
    return Graph().parse(data=shapes.ntriples, format="nt")


def _run(graph: Graph, shapes: Graph) -> Graph:
    try:
        _, results, _ = validate(
            graph, shacl_graph=shapes, advanced=False, js=False, inference="none", do_owl_imports=False
        )
    except Exception as fault:  # pySHACL raises many kinds; whatever it is, nothing may be concluded
        raise EngineError.of("RUN-002", "pySHACL", f"{type(fault).__name__}: {fault}") from fault
    if not isinstance(results, Graph):
        raise EngineError.of("RUN-002", "pySHACL", str(results))
    return results


def _report_text(results: Graph, cases: Sequence[Case]) -> str:
    """The W3C report on the premises of the cases, as N-Triples in order."""
    own = {premise_iri(case, premise) for case in cases for premise in case.premises.values()}
    kept: list[tuple[Node, Node, Node]] = []
    found = [
        node
        for node in results.subjects(RDF.type, SH.ValidationResult)
        if str(results.value(node, SH.focusNode)) in own
    ]
    top = URIRef("urn:clausegraph:report")
    kept += [(top, RDF.type, SH.ValidationReport), (top, SH.conforms, Literal(not found))]
    for node in found:
        name = _result_iri(results, node)
        kept.append((top, SH.result, name))
        kept += [(name, predicate, value) for predicate, value in results.predicate_objects(node)]
    lines = {" ".join(term.n3() for term in triple) + " ." for triple in kept}
    return "\n".join(sorted(lines)) + "\n"


def _result_iri(results: Graph, node: Node) -> URIRef:
    focus, shape = results.value(node, SH.focusNode), results.value(node, SH.sourceShape)
    component = str(results.value(node, SH.sourceConstraintComponent)).rsplit("#", 1)[-1]
    return URIRef(f"{focus}/result/{str(shape).rsplit('/', 1)[-1]}/{component}")
