"""The graph of premises: what a shape may look at, and nothing else."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import XSD
from rdflib.term import Node

from engine.exact import decimal_text
from engine.model.case import Case, Premise, Reading, State

BASE = "https://w3id.org/clausegraph/"
CG = BASE + "def/"
YEAR, STATE, VALUE, TARGET, DOCUMENT, LEVEL, COUNT, RATING = (
    URIRef(CG + name) for name in ("year", "state", "value", "target", "document", "level", "count", "rating")
)
Triple = tuple[Node, Node, Node]


def case_iri(case: Case) -> str:
    """`case/<edition>/<code>/<year>`."""
    return f"{BASE}case/{case.key.edition}/{case.key.code}/{case.key.year}"


def premise_iri(case: Case, premise: Premise) -> str:
    """The premise's IRI below its case's."""
    return f"{case_iri(case)}/premise/{premise.slot}/{premise.year}"


def slot_iri(edition: str, slot: str) -> URIRef:
    """The slot, which is also the property from a case to its premises."""
    return URIRef(f"{BASE}edition/{edition}/slot/{slot}")


def reading_iri(edition: str, reading: Reading) -> str:
    """A name by content for a reading that is no premise of a case."""
    content = repr(reading).encode()
    return f"{BASE}edition/{edition}/reading/{hashlib.sha256(content).hexdigest()[:24]}"


def premises_graph(cases: Iterable[Case]) -> Graph:
    """All premises of all cases."""
    graph = Graph()
    for case in cases:
        for triple in case_triples(case):
            graph.add(triple)
    return graph


def case_triples(case: Case) -> Iterator[Triple]:
    """A case with its premises: each with its year and state, and with its content when that is known."""
    subject = URIRef(case_iri(case))
    for premise in case.premises.values():
        node = URIRef(premise_iri(case, premise))
        yield subject, slot_iri(case.key.edition, premise.slot), node
        yield node, YEAR, Literal(premise.year)
        yield node, STATE, URIRef(CG + premise.state)
        if premise.state is State.KNOWN and premise.known is not None:
            document = premise.chosen[0].digest if premise.chosen else "unknown"
            yield from content(node, premise.known, document)


def reading_triples(edition: str, reading: Reading) -> Iterator[Triple]:
    """One reading as a premise of no case."""
    node = URIRef(reading_iri(edition, reading))
    yield URIRef(f"{BASE}edition/{edition}/readings"), slot_iri(edition, reading.slot), node
    yield from content(node, reading, "alternative")


def content(node: URIRef, reading: Reading, document: str) -> Iterator[Triple]:
    """What a known premise holds; exact rates are cut, not rounded, at 40 digits."""
    if reading.value is not None:
        yield node, VALUE, Literal(decimal_text(reading.value), datatype=XSD.decimal)
    if reading.target is not None:
        yield node, TARGET, Literal(decimal_text(reading.target), datatype=XSD.decimal)
    if reading.document is not None:
        yield node, DOCUMENT, URIRef(f"{BASE}evidence/{document}")
    if reading.level is not None:
        yield node, LEVEL, URIRef(f"{BASE}document-level/{reading.level}")
    if reading.count is not None:
        yield node, COUNT, Literal(reading.count)
    if reading.rating is not None:
        yield node, RATING, Literal(decimal_text(reading.rating), datatype=XSD.decimal)
