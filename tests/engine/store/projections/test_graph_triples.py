"""What stands in each graph, and that a hostile file cannot choose another."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from engine.exact import parse_number
from engine.model.entry import Act, Entry, Kind
from engine.read.evidence import read_file
from engine.read.home import home
from engine.report import evidence_turtle
from engine.store.projections.graph_triples import (
    assessment_quads,
    entry_quads,
    evidence_quads,
    graphs_of_entry,
    reference_quads,
    standard_quads,
)
from tests.engine.store.made_up import row
from tests.engine.store.projections.made_up import HAND, readings

BASE = "https://w3id.org/clausegraph/"
FILE = "a" * 64
ENTRY = Entry(2, Act(HAND.time, "王", Kind.ACCEPTED, f"{FILE}#o 1", "因", (("x", "y"),)), "b" * 64, "c" * 64)


def turtle(quads) -> list[str]:
    return sorted(f"{quad.subject} {quad.predicate} {quad.object}" for quad in quads)


def records_of(name: str, content: bytes):
    world = readings().world(())
    return read_file(name, content, world, frozenset(world.places))[1]


def test_the_standard_stands_in_graphs_of_its_own_without_blank_nodes() -> None:
    quads = list(standard_quads(home()))
    edition = f"{BASE}edition/2021-draft"
    assert {quad.graph_name.value for quad in quads} == {f"{BASE}ontology", edition, f"{edition}/shapes"}
    assert not any(isinstance(one, ox.BlankNode) for quad in quads for one in (quad.subject, quad.object))
    assert len(quads) == len(set(quads)) > 10_000


def test_the_same_evidence_has_the_same_terms_in_every_form() -> None:
    world = readings().world(())
    csv = records_of("a.csv", row("84.70"))
    written = evidence_turtle(csv, world).encode()
    found = [csv, records_of("a.ttl", written)]
    graphs = [list(evidence_quads(FILE, records, world)) for records in found]
    assert graphs[0] == graphs[1] and len(graphs[0]) == 6
    assert {quad.graph_name.value for quad in graphs[0]} == {f"{BASE}evidence/{FILE}"}
    assert {quad.subject.value for quad in graphs[0]} == {f"{BASE}evidence/{FILE}#o1"}


@pytest.mark.parametrize("name", ["a b", "x> <http://e/p> <http://e/o> . <y", '"', "\\", "{}", "号 1", "a#b"])
def test_an_id_that_no_iri_may_hold_stays_in_its_graph_and_says_nothing_more(name: str) -> None:
    (record,) = records_of("a.csv", row("84.7"))
    world = readings().world(())
    hostile = replace(record, source=replace(record.source, id=name), corrects=f"{'d' * 64}#{name}")
    plain = list(evidence_quads(FILE, [replace(hostile, corrects=None)], world))
    quads = list(evidence_quads(FILE, [hostile], world))
    assert (len(plain), len(quads)) == (6, 7)
    assert {quad.graph_name.value for quad in quads} == {f"{BASE}evidence/{FILE}"}
    assert all(quad.subject.value.startswith(f"{BASE}evidence/{FILE}#") for quad in quads)
    (corrected,) = [quad.object.value for quad in quads if quad.predicate.value == f"{BASE}def/corrects"]
    assert corrected.startswith(f"{BASE}evidence/{'d' * 64}#")


def test_an_entry_is_an_activity_of_a_named_agent_at_a_time() -> None:
    agent = "<https://w3id.org/clausegraph/ledger/agent/5d7edae485c8e1a08fdc2a1f7c0a5ff2>"
    found = turtle(entry_quads(ENTRY))
    agent = next(line.split()[2] for line in found if "wasAssociatedWith" in line)
    node, prov, terms = f"<{BASE}ledger/2>", "<http://www.w3.org/ns/prov#", "<http://purl.org/dc/terms/"
    xsd, spdx = "<http://www.w3.org/2001/XMLSchema#", "<http://spdx.org/rdf/terms#"
    kind = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
    assert found == sorted(
        [
            f"{node} {kind} {prov}Activity>",
            f'{node} {prov}endedAtTime> "{HAND.time}"^^{xsd}dateTime>',
            f"{node} {prov}wasAssociatedWith> {agent}",
            f"{node} {prov}wasInformedBy> <{BASE}ledger/1>",
            f"{node} {prov}used> <{BASE}evidence/{FILE}#o%201>",
            f'{node} {terms}identifier> "2"^^{xsd}integer>',
            f'{node} {terms}type> "accepted"',
            f'{node} {terms}description> "因"',
            f'{node} {terms}relation> "x: y"',
            f"{node} {spdx}checksum> <{BASE}ledger/2/checksum>",
            f"<{BASE}ledger/2/checksum> {spdx}algorithm> {spdx}checksumAlgorithm_sha256>",
            f'<{BASE}ledger/2/checksum> {spdx}checksumValue> "{"c" * 64}"^^{xsd}hexBinary>',
            f"{agent} {kind} {prov}Agent>",
            f'{agent} <http://www.w3.org/2000/01/rdf-schema#label> "王"',
        ]
    )


def about(kind: Kind, what: str, **details: str) -> list[str]:
    act = Act(HAND.time, "王", kind, what, "", tuple(details.items()))
    return turtle(entry_quads(replace(ENTRY, number=1, act=act)))


def test_a_submission_says_file_size_and_places() -> None:
    found = about(Kind.SUBMITTED, FILE, file="a.csv", size="9", subjects="430700 43>0")
    file, terms = f"<{BASE}evidence/{FILE}>", "<http://purl.org/dc/terms/"
    assert {
        f"{file} <http://www.w3.org/ns/prov#wasGeneratedBy> <{BASE}ledger/1>",
        f'{file} {terms}title> "a.csv"',
        f'{file} {terms}extent> "9"^^<http://www.w3.org/2001/XMLSchema#integer>',
        f"<{BASE}ledger/1> {terms}subject> <{BASE}place/430700>",
        f"<{BASE}ledger/1> {terms}subject> <{BASE}place/43%3E0>",
    } <= set(found)


def test_an_entry_that_is_not_told_whole_names_nobody() -> None:
    act = Act(HAND.time, "", Kind.OBJECTED, FILE, "", (("role", "recommended"),))
    found = turtle(entry_quads(replace(ENTRY, act=act)))
    assert len(found) == 10
    assert not [line for line in found if "gent" in line or "description" in line]


@pytest.mark.parametrize("kind", [Kind.ASSESSED, Kind.PUBLICISED, Kind.APPEALED, Kind.RESOLVED])
def test_what_is_done_with_an_assessment_names_it(kind: Kind) -> None:
    used = [line for line in about(kind, FILE, role="recommended") if "prov#used" in line]
    assert used == [f"<{BASE}ledger/1> <http://www.w3.org/ns/prov#used> <{BASE}assessment/{FILE}>"]


def test_a_case_is_said_by_place_and_year_and_anything_else_as_text() -> None:
    terms = "<http://purl.org/dc/terms/"
    case = about(Kind.CLOSED, "430700/2020")
    assert f'<{BASE}ledger/1> {terms}temporal> "2020"^^<http://www.w3.org/2001/XMLSchema#gYear>' in case
    assert f"<{BASE}ledger/1> {terms}subject> <{BASE}place/430700>" in case
    assert f'<{BASE}ledger/1> {terms}subject> "<x>"' in about(Kind.CLOSED, "<x>")


def test_an_assessment_has_a_graph_of_its_own() -> None:
    entry = replace(ENTRY, act=replace(ENTRY.act, kind=Kind.ASSESSED, about=FILE))
    (quad,) = assessment_quads(entry, b"<http://e/s> <http://e/p> <http://e/o> .")
    assert quad.graph_name.value == f"{BASE}assessment/{FILE}"
    assert graphs_of_entry(entry) == [f"{BASE}ledger/2", quad.graph_name.value]
    assert {quad.graph_name.value for quad in entry_quads(entry)} == {f"{BASE}ledger/2"}


@pytest.mark.parametrize("kind", [Kind.ACCEPTED, Kind.PANELLED, Kind.SUBMITTED, Kind.REFERENCE])
def test_every_entry_stands_apart_and_names_the_graph_of_its_file(kind: Kind) -> None:
    entry = replace(ENTRY, act=replace(ENTRY.act, kind=kind, about=FILE, details=(("size", "1"),)))
    assert {quad.graph_name.value for quad in entry_quads(entry)} == {f"{BASE}ledger/2"}
    files = [f"{BASE}evidence/{FILE}"] if kind in (Kind.SUBMITTED, Kind.REFERENCE) else []
    assert graphs_of_entry(entry) == [f"{BASE}ledger/2", *files]


def test_a_reference_file_stands_in_its_graph_as_it_is() -> None:
    (quad,) = reference_quads(FILE, b"<target/x> <def/targetValue> 25.50 .")
    assert (quad.graph_name.value, quad.subject.value) == (f"{BASE}evidence/{FILE}", f"{BASE}target/x")
    assert quad.object.value == "25.50"


def test_nothing_but_our_folder_is_read(tmp_path: Path) -> None:
    assert list(standard_quads(tmp_path)) == []


def test_every_number_that_evidence_may_hold_can_be_compared_where_queries_are_asked() -> None:
    """What is too long for the store of triples compares with nothing: a filter would drop the row either way."""
    whole, part = "9" * 12, "9" * 18
    ascending = [f"-{whole}.{part}", f"-0.{'0' * 17}1", "0", f"0.{'0' * 17}1", f"94.{part}", "95", f"{whole}.{part}"]
    assert all(parse_number(one) is not None for one in ascending)
    store = ox.Store()
    decimal, says = ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal"), ox.NamedNode("u:v")
    for place, one in enumerate(ascending):
        store.add(ox.Quad(ox.NamedNode(f"u:{place}"), says, ox.Literal(one, datatype=decimal)))
    query = "SELECT ?s { ?s <u:v> ?v . ?o <u:v> ?w FILTER(?v < ?w) }"
    below = [str(row["s"]) for row in store.query(query)]
    assert [below.count(f"<u:{place}>") for place in range(7)] == [6, 5, 4, 3, 2, 1, 0]
