"""Each known departure of pySHACL: seen in pySHACL itself where it can be, and refused or avoided here."""

import numpy as np
import pytest
import rdflib
from pyshacl import validate

from engine.errors import EngineError
from engine.ladder.departures import DEPARTURES, Looked, departure, within
from engine.model.columns import Columns
from engine.model.shacl import (
    Bound,
    Combined,
    Constraint,
    HasDatatype,
    HasLength,
    HasValue,
    InRange,
    Inverse,
    Matches,
    NodeShaped,
    OneOf,
    Paired,
    Pairing,
    Path,
    Predicate,
    Sequence,
    UniqueLanguage,
)
from engine.model.validation import Rung
from tests.engine.ladder.small import EX, XSD, asking, columns, decided, ex, integer, rows, select, shape, shapes

P = Predicate(ex("p"))
MIXED = columns('ex:a ex:p 5, "6" ; ex:q 7 .')
LINES = columns('ex:a ex:p "a\\n" .')
DIGITS = columns('ex:a ex:p "９５"^^xsd:decimal .')
LATE = columns('ex:a ex:p "2024-01-01T24:00:00"^^xsd:dateTime .')
ZONED = columns('ex:a ex:p "2024-01-01Z"^^xsd:date .')
NOON = f'"2024-01-01T12:00:00"^^<{XSD}dateTime>'
NOTHING = columns("ex:a ex:p _:b ; ex:q 0 .")
WRITTEN = columns('ex:a ex:p 095 ; ex:q "A" ; ex:r "b"@en, "c"@en .')


@pytest.mark.parametrize(
    ("name", "data", "constraint", "path"),
    [
        ("string-order", MIXED, select("SELECT $this { $this ex:p ?v FILTER(?v > 4) }"), None),
        ("string-order", MIXED, select("SELECT $this (MAX(?v) AS ?m) { $this ex:p ?v } GROUP BY $this"), None),
        ("string-order", columns('ex:a ex:p "x" .'), select("SELECT $this { $this ex:p ?v FILTER(?v > 4) }"), None),
        ("shapes-graph", MIXED, select("SELECT $this { GRAPH $shapesGraph { $this ex:p ?v } }"), None),
        ("string-datatype", MIXED, select(f'SELECT $this {{ $this ex:p "6"^^<{XSD}string> }}'), None),
        ("ask-value", MIXED, asking("ASK { FILTER($value = 5) }"), P),
        ("pattern-flags", MIXED, Matches("a.b", "s"), P),
        ("line-end", LINES, Matches("a$", ""), P),
        ("line-end", LINES, select("SELECT $this { $this ex:p ?v FILTER(regex(?v, 'a$')) }"), None),
        ("number-grammar", DIGITS, HasDatatype(f"<{XSD}decimal>"), P),
        ("number-grammar", DIGITS, InRange(Bound.MIN_INCLUSIVE, integer("1")), P),
        ("time-grammar", LATE, InRange(Bound.MIN_INCLUSIVE, NOON), P),
        ("time-grammar", LATE, HasDatatype(f"<{XSD}dateTime>"), P),
        ("time-grammar", LATE, select(f"SELECT $this {{ $this ex:p ?v FILTER(?v > {NOON}) }}"), None),
        ("day-zones", ZONED, select("SELECT $this ?v { $this ex:p ?v , ?w FILTER(?v = ?w) }"), None),
        ("day-zones", MIXED, select(f"SELECT $this {{ $this ex:p ?v FILTER(?v = '2024-01-01Z'^^<{XSD}date>) }}"), None),
        ("day-zones", MIXED, asking("ASK { FILTER($value = $day) }", day=f'"2024-01-01Z"^^<{XSD}date>'), None),
        ("value-order", MIXED, InRange(Bound.MIN_INCLUSIVE, integer("1")), P),
        ("value-order", MIXED, Paired(Pairing.LESS_THAN, ex("q")), P),
        ("no-length", NOTHING, HasLength(0, least=True), P),
        ("falsy-literal", NOTHING, select("SELECT $this ?value { $this ex:q/ex:p* ?value }"), None),
        ("empty-list", MIXED, Combined("or", ()), None),
        ("empty-list", MIXED, Combined("and", ()), P),
    ],
)
def test_what_would_show_is_refused_by_name(
    name: str, data: Columns, constraint: Constraint, path: Path | None
) -> None:
    with pytest.raises(EngineError, match=f"LAD-005.*{name}"):
        decided(data, constraint, [ex("a")], Rung.PYSHACL, path=path)


@pytest.mark.parametrize(
    ("data", "constraint", "path"),
    [
        (MIXED, select("SELECT $this { $this ex:q ?v FILTER(?v > 4) }"), None),
        (MIXED, select("SELECT $this { $this ex:p ?v FILTER(?v = 5) }"), None),
        (MIXED, asking("ASK { FILTER($value = 5) }"), None),
        (MIXED, Matches("a.b", "i"), P),
        (LINES, Matches("a", ""), P),
        (DIGITS, HasValue(ex("a")), P),
        (columns('ex:a ex:p "abc"^^xsd:decimal .'), HasDatatype(f"<{XSD}decimal>"), P),
        (LATE, HasValue(ex("a")), P),
        (ZONED, HasValue(ex("a")), P),
        (MIXED, asking("ASK { FILTER($value = $day) }", day=f'"2024-01-01"^^<{XSD}date>'), None),
        (LATE, HasDatatype(f"<{XSD}dateTime>"), None),
        (MIXED, InRange(Bound.MIN_INCLUSIVE, integer("1")), Predicate(ex("q"))),
        (MIXED, Paired(Pairing.EQUALS, ex("q")), P),
        (NOTHING, HasLength(1, least=True), P),
        (NOTHING, HasLength(0, least=False), P),
        (NOTHING, HasLength(0, least=True), Predicate(ex("q"))),
        (NOTHING, select("SELECT $this ?value { $this ex:p ?value }"), None),
    ],
)
def test_what_would_not_show_is_not_refused(data: Columns, constraint: Constraint, path: Path | None) -> None:
    decided(data, constraint, [ex("a")], Rung.PYSHACL, path=path)


def test_shapes_too_deep_are_refused() -> None:
    found = [shape(f"S{n}", NodeShaped(ex(f"S{n + 1}"))) for n in range(15)]
    graph = shapes(*found, shape("S15", HasValue(ex("a"))))
    assert within(graph.shapes, NodeShaped(ex("S0")))[1] == 16
    with pytest.raises(EngineError, match="recursion"):
        decided(MIXED, NodeShaped(ex("S0")), [ex("a")], Rung.PYSHACL, graph=graph)
    decided(MIXED, NodeShaped(ex("S3")), [ex("a")], Rung.PYSHACL, graph=graph)


def test_a_departure_below_is_found() -> None:
    graph = shapes(shape("Inner", select("SELECT $this { $this ex:p ?v FILTER(?v > 4) }")))
    constraints, depth = within(graph.shapes, NodeShaped(ex("Inner")))
    assert departure(Looked(MIXED, constraints, depth)) == "string-order"


def test_a_constraint_below_may_look_at_any_value() -> None:
    graph = shapes(shape("Inner", InRange(Bound.MIN_INCLUSIVE, integer("1"))))
    constraints, depth = within(graph.shapes, NodeShaped(ex("Inner")))
    seen = np.zeros(0, dtype=np.uint32)
    assert departure(Looked(MIXED, constraints, depth, seen=seen)) == "value-order"
    assert departure(Looked(MIXED, constraints[1:], 0, seen=seen)) == ""
    assert departure(Looked(MIXED, constraints[1:], 0)) == "value-order"


@pytest.mark.parametrize(
    "text", ['""', "0", "0.00", "-0e0", "false", '"0"^^xsd:boolean', '"maybe"^^xsd:boolean', '""@en']
)
def test_what_python_takes_for_false(text: str) -> None:
    data = columns(f"ex:a ex:p {text} .")
    focus = next(term for term in data.terms.text if term.startswith('"'))
    with pytest.raises(EngineError, match=r"LAD-005.*falsy-literal"):
        decided(data, asking("ASK { FILTER(true) }"), [focus], Rung.PYSHACL)


def test_the_inverse_of_a_sequence_is_turned_for_pyshacl() -> None:
    data = columns("ex:c ex:p ex:b . ex:c ex:q ex:c . ex:d ex:p ex:e . ex:e ex:q ex:b .")
    path = Inverse(Sequence((P, Predicate(ex("q")))))
    table, _ = decided(data, OneOf(()), [ex("b")], Rung.PYSHACL, path=path)
    assert rows(table) == [(ex("b"), None, ex("d"))]


def test_literals_keep_their_spelling() -> None:
    table, _ = decided(WRITTEN, OneOf((ex("a"),)), [ex("a")], Rung.PYSHACL, path=P)
    assert rows(table) == [(ex("a"), None, integer("095"))]
    assert rdflib.NORMALIZE_LITERALS


def test_a_plain_string_is_one_term() -> None:
    assert decided(WRITTEN, HasValue('"A"'), [ex("a")], Rung.PYSHACL, path=Predicate(ex("q")))[0].is_empty()


def test_one_language_for_each_is_written_true() -> None:
    table, _ = decided(WRITTEN, UniqueLanguage(), [ex("a")], Rung.PYSHACL, path=Predicate(ex("r")))
    assert rows(table) == [(ex("a"), None, None)]


def test_prefixes_are_in_the_text() -> None:
    table, _ = decided(WRITTEN, select("SELECT $this { $this ex:q ?v }"), [ex("a")], Rung.PYSHACL)
    assert rows(table) == [(ex("a"), None, ex("a"))]


def test_every_departure_has_a_name_of_its_own() -> None:
    names = [one.name for one in DEPARTURES]
    assert len(set(names)) == len(names)


SELECT = (
    "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix xsd: <"
    + XSD
    + "> . @prefix ex: <"
    + EX
    + "> . ex:S a sh:NodeShape ; sh:targetNode ex:a ; "
)


@pytest.mark.parametrize(
    ("name", "data", "shape_text", "conforms"),
    [
        (
            "string-order",
            'ex:a ex:p "6" .',
            f'sh:sparql [ sh:select "SELECT $this {{ $this <{EX}p> ?v FILTER(?v > 4) }}" ]',
            True,
        ),
        ("line-end", 'ex:a ex:p "a\\n" .', 'sh:property [ sh:path ex:p ; sh:pattern "a$" ]', False),
        ("pattern-flags", 'ex:a ex:p "ab" .', 'sh:property [ sh:path ex:p ; sh:pattern "a b" ; sh:flags "x" ]', True),
        (
            "number-grammar",
            'ex:a ex:p "９５"^^xsd:decimal .',
            "sh:property [ sh:path ex:p ; sh:datatype xsd:decimal ]",
            False,
        ),
    ],
)
def test_pyshacl_still_departs(name: str, data: str, shape_text: str, conforms: bool) -> None:
    """Where one of these fails, pySHACL has been mended and the entry can go."""
    graph = rdflib.Graph().parse(data=f"@prefix ex: <{EX}> . @prefix xsd: <{XSD}> . {data}", format="turtle")
    found, _, _ = validate(graph, shacl_graph=rdflib.Graph().parse(data=SELECT + shape_text + " .", format="turtle"))
    assert found is not conforms
