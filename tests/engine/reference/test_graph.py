"""The graph of premises: each with year and state, its content only where it is known, numbers as exact decimals."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from rdflib import RDF, XSD, Graph, Literal, URIRef

from engine.exact import Span
from engine.model.case import CaseKey, Reading, State
from engine.reference.graph import (
    BASE,
    CG,
    case_iri,
    case_triples,
    content,
    premise_iri,
    premises_graph,
    reading_iri,
    reading_triples,
    slot_iri,
)
from tests.engine.build.made_up import AIMED, EVENTS, MARK, PAPER, RATE, YEAR, source
from tests.engine.score.made_up import absent, between, case_of, gone, known

F = Fraction
NODE = URIRef("urn:node")


def said(reading: Reading, document: str = "d") -> dict[str, object]:
    """What a node holds, by local name."""
    return {str(p).rpartition("/")[2]: o for _, p, o in content(NODE, reading, document)}


def of(case, premise) -> dict[str, object]:
    """What the graph says of one premise, by local name."""
    graph, node = premises_graph([case]), URIRef(premise_iri(case, premise))
    return {str(p).rpartition("/")[2]: o for p, o in graph.predicate_objects(node)}


def test_case_and_premise_have_their_iris_below_each_other() -> None:
    case = case_of(known(RATE, 95))
    assert case_iri(case) == f"{BASE}case/made-up/990100/2022"
    assert premise_iri(case, case.premises["rate", YEAR]) == f"{BASE}case/made-up/990100/2022/premise/rate/2022"
    assert str(slot_iri("made-up", "rate")) == f"{BASE}edition/made-up/slot/rate"


def test_a_case_points_to_each_premise_by_its_slot() -> None:
    case = case_of(known(RATE, 95), known(RATE, 94, YEAR - 1), absent(PAPER))
    found = {(str(p), str(o)) for s, p, o in case_triples(case) if str(s) == case_iri(case)}
    assert found == {(str(slot_iri("made-up", one.slot)), premise_iri(case, one)) for one in case.premises.values()}


def test_a_known_quantity_holds_year_state_and_value() -> None:
    case = case_of(known(RATE, "95.30"))
    found = of(case, case.premises["rate", YEAR])
    assert found["year"] == Literal(2022) and str(found["state"]) == CG + "known"
    assert found["value"] == Literal("95.3", datatype=XSD.decimal) and set(found) == {"year", "state", "value"}


@pytest.mark.parametrize(
    ("premise", "state"),
    [
        (absent(RATE), "missing"),
        (gone(RATE), "noObject"),
        (between(RATE, Span(F(1), F(2))), "undecided"),
        (replace(known(RATE, 95), state=State.UNDECIDED), "undecided"),
    ],
)
def test_what_is_not_known_holds_year_and_state_only(premise, state: str) -> None:
    found = of(case_of(premise), premise)
    assert set(found) == {"year", "state"} and str(found["state"]) == CG + state


def test_a_document_is_named_by_the_hash_of_its_file() -> None:
    premise = replace(known(PAPER, "government"), chosen=(source("a"),))
    found = of(case_of(premise), premise)
    assert str(found["document"]) == f"{BASE}evidence/{'0' * 64}"
    assert str(found["level"]) == f"{BASE}document-level/government"


def test_a_document_of_no_file_is_unknown() -> None:
    premise = known(PAPER, "")
    assert str(of(case_of(premise), premise)["document"]) == f"{BASE}evidence/unknown"


@pytest.mark.parametrize(
    ("reading", "holds"),
    [
        (Reading("x", value=F(1, 2)), {"value": Literal("0.5", datatype=XSD.decimal)}),
        (
            Reading("x", value=F(1), target=F(2)),
            {"value": Literal("1", datatype=XSD.decimal), "target": Literal("2", datatype=XSD.decimal)},
        ),
        (Reading("x", count=0), {"count": Literal(0)}),
        (Reading("x", rating=F(0)), {"rating": Literal("0", datatype=XSD.decimal)}),
        (Reading("x", document="y"), {"document": URIRef(f"{BASE}evidence/d")}),
        (Reading("x"), {}),
    ],
)
def test_a_reading_holds_what_its_kind_of_slot_uses_and_nothing_else(reading: Reading, holds: dict) -> None:
    assert said(reading) == holds


def test_a_rate_without_finite_decimal_is_cut_and_not_rounded() -> None:
    (literal,) = said(Reading("x", value=F(200, 3))).values()
    assert str(literal) == "66." + "6" * 40 and F(str(literal)) < F(200, 3)


def test_readings_are_named_by_their_content() -> None:
    one, same, other = Reading("x", count=1), Reading("x", count=1), Reading("x", count=2)
    assert reading_iri("made-up", one) == reading_iri("made-up", same) != reading_iri("made-up", other)
    assert reading_iri("made-up", one).startswith(f"{BASE}edition/made-up/reading/")


def test_a_reading_is_reached_by_its_slot_and_belongs_to_no_case() -> None:
    triples = list(reading_triples("made-up", Reading("rate", value=F(1))))
    top, slot, node = triples[0]
    assert (str(top), str(slot)) == (f"{BASE}edition/made-up/readings", f"{BASE}edition/made-up/slot/rate")
    assert {str(triple[0]) for triple in triples[1:]} == {str(node)} and "/case/" not in "".join(map(str, triples[0]))


def test_several_cases_stand_in_one_graph_and_nothing_has_a_type() -> None:
    one = case_of(known(RATE, 95), known(EVENTS, 1), known(MARK, 60), absent(AIMED))
    other = replace(one, key=CaseKey("made-up", "990200", 2022))
    graph = premises_graph([one, other])
    assert {str(subject) for subject in graph.subjects(slot_iri("made-up", "rate"))} == {case_iri(one), case_iri(other)}
    assert list(graph.subjects(RDF.type)) == [] and isinstance(graph, Graph)
