"""What queries touch."""

import pytest

from engine.ladder.touch import Touch, touch

P, Q = "<http://e.example/p>", "<http://e.example/q>"
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
XSD = "http://www.w3.org/2001/XMLSchema#"


def found(text: str) -> Touch:
    said = touch("PREFIX ex: <http://e.example/> " + text)
    assert said is not None
    return said


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("SELECT $this { $this ex:p ?v ; a ex:C }", {P, TYPE}),
        ("SELECT $this { $this ex:p/^ex:q+ ?v }", {P, Q}),
        ("SELECT $this { $this ex:p* ?v }", None),
        ("SELECT $this { $this !ex:p ?v }", None),
        ("SELECT $this { $this ?p ?v }", None),
        ("SELECT $this { $this <p> ?v }", None),
        ("SELECT $this { $this other:p ?v }", None),
        ("SELECT $this { $this ex:p [ ex:q 1 ] }", None),
        (r"SELECT $this { $this ex:\~p ?v }", None),
        ("SELECT $this { FILTER($this = ex:a) }", set()),
    ],
)
def test_predicates(text: str, wanted: set[str] | None) -> None:
    assert found(text).predicates == wanted


def test_constants_in_patterns() -> None:
    said = found('SELECT $this { $this ex:p 1, 1.0, 1e0, true, "x", "y"@EN, "2"^^ex:d, """3"""^^ex:d FILTER(?v > 9) }')
    assert said.constants == (
        f'"1"^^<{XSD}integer>',
        f'"1.0"^^<{XSD}decimal>',
        f'"1e0"^^<{XSD}double>',
        f'"true"^^<{XSD}boolean>',
        '"y"@EN',
        '"2"^^<http://e.example/d>',
        "",
    )


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("SELECT $this { $this ex:p ?v FILTER(?v > 1 && abs(?v) > 2) }", set()),
        ("SELECT $this { $this ex:p ?v FILTER(STRLEN(STR(?v)) > 1) }", {"v"}),
        ("SELECT $this { $this ex:p ?v FILTER(datatype(?v) = ex:d) }", {"v"}),
        ("SELECT $this { $this ex:p ?v FILTER(ex:f(?v)) }", {"v"}),
        ('SELECT $this { $this ex:p ?v FILTER(langMatches(lang(?v), "de")) }', set()),
        ('SELECT $this { $this ex:p ?v FILTER(lang(?v) = "de") }', {"v"}),
        ("SELECT $this (MAX(?v) AS ?m) { $this ex:p ?v } GROUP BY $this", {"v"}),
        ("SELECT $this { $this ex:p ?v BIND(?v + 1 AS ?w) FILTER(STR(?w) = '2') }", {"v", "w"}),
    ],
)
def test_spelled(text: str, spelled: set[str]) -> None:
    assert found(text).spelled == spelled


def test_what_is_joined_shown_and_computed() -> None:
    said = found("SELECT $this ?value (?a AS ?b) (COUNT(?c) AS ?n) { $this ex:p ?value . ?x ex:q ?a . ?y ex:q ?x }")
    assert said.joined == {"x", "a"}
    assert said.shown == {"this", "a", "b", "c", "n"}
    assert said.computed == {"n"}
    assert said.owner == P


@pytest.mark.parametrize(
    "text",
    [
        "SELECT $this ?value { ?x ex:p ?value }",
        "SELECT $this ?value { $this ex:p/ex:q ?value }",
        "SELECT $this ?value { $this ex:p ?value . ?x ex:p ?value }",
        "SELECT $this (?v AS ?value) { $this ex:p ?v }",
        "SELECT $this (MAX(?v) AS ?value) { $this ex:p ?v } GROUP BY $this",
        "SELECT $this ?value { $this ex:p ?value } GROUP BY $this ?value",
        "SELECT $this ?value { $this ?p ?value }",
    ],
)
def test_a_value_without_an_owner(text: str) -> None:
    assert found(text).owner is None


def test_regular_expressions() -> None:
    said = found("""SELECT $this { $this ex:p ?v FILTER(REGEX(STR(?v), "a,b", 'i') || regex(?v, CONCAT("a", "b"))) }""")
    assert [[token.text for token in each] for each in said.patterns] == [['"a,b"', "'i'"], []]


def test_what_is_not_known_touches_anything() -> None:
    assert touch("SELECT $this { VALUES ?x { 1 } }") is None
