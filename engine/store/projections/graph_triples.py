"""What stands in each graph: the standard, a submission, the ledger. The IRI of a graph is ours, never the file's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

import pyoxigraph as ox

from engine.model.entry import Act, Entry, Kind
from engine.model.evidence import Record
from engine.model.world import World
from engine.read.edition import edition_files, edition_names
from engine.read.facts import BASE, LABEL, RDF_TYPE, parse_turtle
from engine.read.ontology import world_files
from engine.read.shapes import shape_files
from engine.report.evidence import evidence_turtle, fragment
from engine.store.visible import of_recording

EVIDENCE = BASE + "evidence/"
LEDGER = BASE + "ledger"
ONTOLOGY = BASE + "ontology"
PROV = "http://www.w3.org/ns/prov#"
TERMS = "http://purl.org/dc/terms/"
SPDX = "http://spdx.org/rdf/terms#"
XSD = "http://www.w3.org/2001/XMLSchema#"
FILED = frozenset({Kind.SUBMITTED, Kind.REFERENCE})
CASE = re.compile(r"([0-9]{6})/([0-9]{4})", re.ASCII)
RECORD = re.compile(r"[0-9a-f]{64}(#.+)?", re.ASCII | re.DOTALL)
Quads = Iterator[ox.Quad]
Said = Iterator[ox.Triple]
Term = ox.NamedNode | ox.Literal


def standard_quads(root: Path) -> Quads:
    """`ontology/` in one graph, and for each edition one of its clauses and one of its shapes.

    Raises: OntologyError, ShapeError for what cannot be read.
    """
    yield from _placed(ONTOLOGY, world_files(root))
    for name in edition_names(root):
        yield from _placed(f"{BASE}edition/{name}", edition_files(root, name))
        yield from _placed(f"{BASE}edition/{name}/shapes", shape_files(root, name))


def _placed(graph: str, files: Iterable[Path]) -> Quads:
    for path in files:
        yield from _in_graph(graph, parse_turtle(path))


def _in_graph(graph: str, triples: Iterable[ox.Triple | ox.Quad]) -> Quads:
    place = ox.NamedNode(graph)
    return (ox.Quad(one.subject, one.predicate, one.object, place) for one in triples)


def graph_of_evidence(digest: str) -> str:
    """The graph that a submission has by its hash."""
    return EVIDENCE + digest


def evidence_quads(digest: str, records: Iterable[Record], world: World) -> Quads:
    """The records of a file in its graph, as the same terms for every form that it may have been delivered in.

    A record is `evidence/<sha256>#<id>`. Numbers stand as the store keeps numbers: 95.00 is 95; as written they are in the file.
    """
    graph = graph_of_evidence(digest)
    text = evidence_turtle(records, world).encode()
    return _in_graph(graph, ox.parse(text, format=ox.RdfFormat.TURTLE, base_iri=graph))


def reference_quads(digest: str, content: bytes) -> Quads:
    """What a reference file says of documents, targets and places, in its graph."""
    return _in_graph(graph_of_evidence(digest), tuple(ox.parse(content, format=ox.RdfFormat.TURTLE, base_iri=BASE)))


def assessment_quads(entry: Entry, linked: bytes) -> Quads:
    """What is kept of a recorded assessment as linked data, in the graph `assessment/<hash>`."""
    parsed = tuple(ox.parse(linked, format=ox.RdfFormat.TURTLE, base_iri=BASE))
    return _in_graph(f"{BASE}assessment/{entry.act.about}", parsed)


def graphs_of_entry(entry: Entry) -> list[str]:
    """The graphs that an entry adds to: its own, and that of a file or a recorded assessment.

    Each entry stands in a graph of its own, so that it can be kept from those who may not see it.
    """
    act, own = entry.act, f"{LEDGER}/{entry.number}"
    if act.kind in FILED:
        return [own, graph_of_evidence(act.about)]
    return [own, f"{BASE}assessment/{act.about}"] if act.kind is Kind.ASSESSED else [own]


def entry_quads(entry: Entry) -> Quads:
    """An entry as an activity: who, when, what it is about, its hash, the entry before. In the first of `graphs_of_entry`."""
    return _in_graph(graphs_of_entry(entry)[0], tuple(_entry(entry)))


def _entry(entry: Entry) -> Said:
    node, act = ox.NamedNode(f"{LEDGER}/{entry.number}"), entry.act
    checksum = ox.NamedNode(f"{node.value}/checksum")
    yield from _said(node, RDF_TYPE, ox.NamedNode(PROV + "Activity"))
    yield from _said(node, TERMS + "identifier", _typed(str(entry.number), "integer"))
    yield from _said(node, TERMS + "type", ox.Literal(act.kind.value))
    yield from _said(node, PROV + "endedAtTime", _typed(act.time, "dateTime"))
    if act.actor:  # empty where it is not told who it was
        yield from _said(node, PROV + "wasAssociatedWith", _agent(act.actor))
        yield from agent_triples(act.actor)
    yield from _said(node, SPDX + "checksum", checksum)
    yield from _said(checksum, SPDX + "algorithm", ox.NamedNode(SPDX + "checksumAlgorithm_sha256"))
    yield from _said(checksum, SPDX + "checksumValue", _typed(entry.hash, "hexBinary"))
    if entry.number > 1:
        yield from _said(node, PROV + "wasInformedBy", ox.NamedNode(f"{LEDGER}/{entry.number - 1}"))
    if act.reason:
        yield from _said(node, TERMS + "description", ox.Literal(act.reason))
    yield from _about(node, act)


def agent_hash(name: str) -> str:
    """What stands for who acted in the IRI `ledger/agent/<hash>`: names are not for addresses."""
    return sha256(name.encode()).hexdigest()


def agent_triples(name: str) -> Said:
    """Who acted, by name."""
    yield from _said(_agent(name), RDF_TYPE, ox.NamedNode(PROV + "Agent"))
    yield from _said(_agent(name), LABEL, ox.Literal(name))


def _agent(name: str) -> ox.NamedNode:
    return ox.NamedNode(f"{LEDGER}/agent/{agent_hash(name)}")


def _about(node: ox.NamedNode, act: Act) -> Said:
    """The assessment, the file or record, or the case by place and year; whatever else it is about, as text."""
    if act.kind is Kind.SUBMITTED:
        yield from _submission(node, act)
    elif of_recording(act.kind):
        yield from _said(node, PROV + "used", ox.NamedNode(f"{BASE}assessment/{act.about}"))
    elif RECORD.fullmatch(act.about):
        yield from _said(node, PROV + "used", ox.NamedNode(_evidence(act.about)))
    elif case := CASE.fullmatch(act.about):
        yield from _said(node, TERMS + "subject", ox.NamedNode(f"{BASE}place/{case[1]}"))
        yield from _said(node, TERMS + "temporal", _typed(case[2], "gYear"))
    else:
        yield from _said(node, TERMS + "subject", ox.Literal(act.about))
    if act.kind is not Kind.SUBMITTED:
        for name, text in act.details:
            yield from _said(node, TERMS + "relation", ox.Literal(f"{name}: {text}"))


def _submission(node: ox.NamedNode, act: Act) -> Said:
    file = ox.NamedNode(EVIDENCE + act.about)
    yield from _said(file, RDF_TYPE, ox.NamedNode(PROV + "Entity"))
    yield from _said(file, PROV + "wasGeneratedBy", node)
    yield from _said(file, TERMS + "title", ox.Literal(act.detail("file")))
    yield from _said(file, TERMS + "extent", _typed(act.detail("size"), "integer"))
    for code in act.subjects:
        yield from _said(node, TERMS + "subject", ox.NamedNode(f"{BASE}place/{fragment(code)}"))


def _evidence(about: str) -> str:
    """The IRI of a file, or of a record in it."""
    digest, mark, record = about.partition("#")
    return f"{EVIDENCE}{digest}{mark}{fragment(record)}"


def _said(subject: ox.NamedNode, predicate: str, value: Term) -> Said:
    yield ox.Triple(subject, ox.NamedNode(predicate), value)


def _typed(text: str, kind: str) -> ox.Literal:
    return ox.Literal(text, datatype=ox.NamedNode(XSD + kind))
