"""What the standard says of an IRI is what its files say."""

from __future__ import annotations

import pyoxigraph as ox

from engine.read.home import home
from engine.report.described import Described

BASE = "https://w3id.org/clausegraph/"
EDITION = BASE + "edition/2021-draft"
DESCRIBED = Described(home())


def test_every_form_holds_the_same_triples() -> None:
    forms = {"turtle": ox.RdfFormat.TURTLE, "ntriples": ox.RdfFormat.N_TRIPLES, "jsonld": ox.RdfFormat.JSON_LD}
    found = {
        form: {quad.triple for quad in ox.parse(DESCRIBED.written([EDITION], form), format=media)}
        for form, media in forms.items()
    }
    assert len(found["turtle"]) > 5
    assert found["turtle"] == found["ntriples"] == found["jsonld"]
    assert {triple.subject for triple in found["turtle"]} == {ox.NamedNode(EDITION)}


def test_shapes_are_described_too() -> None:
    shape = BASE + "edition/2021-draft/shape/product-supervision-pass-rate"
    assert shape in DESCRIBED
    assert "NodeShape" in DESCRIBED.written([shape], "turtle")


def test_statements_are_the_triples_as_plain_data() -> None:
    said = DESCRIBED.statements(EDITION)
    label = next(one for one in said if one["property"].endswith("#label") and one["language"] == "en")
    assert (label["kind"], label["datatype"]) == (
        "literal",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString",
    )
    assert {one["kind"] for one in said} == {"iri", "literal"}
    assert DESCRIBED.statements(BASE + "nothing") == []


def test_what_nothing_is_said_of_adds_nothing() -> None:
    assert BASE + "nothing" not in DESCRIBED
    assert DESCRIBED.written([BASE + "nothing"], "ntriples") == ""
