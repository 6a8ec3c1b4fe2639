"""Queries on a store: solutions become results, and faults become errors."""

import pytest

from engine.errors import EngineError
from engine.ladder import trust
from engine.ladder.descend import ASKED_FOR
from engine.ladder.sound import LIMITED
from engine.model.shacl import Predicate, Query
from engine.model.validation import Rung
from tests.engine.ladder.small import (
    EX,
    SPARQL,
    XSD,
    asking,
    columns,
    decided,
    decimal,
    ex,
    integer,
    rows,
    select,
    shapes,
)

DATA = columns('ex:a ex:p 95.00 ; ex:q 1 ; ex:name "Ada"@en . ex:b ex:p 95.0 ; ex:q 2 . _:x ex:q 3 ; ex:r _:x .')
BLANK = next(text for text in DATA.terms.text if text.startswith("_:"))
BOTH = [Rung.LIFTED, Rung.FOCUS]


@pytest.mark.parametrize("rung", BOTH)
def test_values_come_back_as_written(rung: Rung) -> None:
    table, _ = decided(DATA, select("SELECT $this ?value { $this ex:p ?value }"), [ex("a"), ex("b")], rung)
    assert rows(table) == [(ex("a"), None, decimal("95.00")), (ex("b"), None, decimal("95.0"))]


@pytest.mark.parametrize("rung", BOTH)
def test_computed_values_stay(rung: Rung) -> None:
    table, _ = decided(DATA, select("SELECT $this (?v + 94.0 AS ?value) { $this ex:q ?v }"), [ex("a")], rung)
    assert rows(table) == [(ex("a"), None, decimal("95"))]


@pytest.mark.parametrize("rung", BOTH)
def test_a_blank_node_is_a_focus_node_and_a_value(rung: Rung) -> None:
    table, _ = decided(DATA, select("SELECT $this ?value { $this ex:r ?value FILTER(?value = $this) }"), [BLANK], rung)
    assert rows(table) == [(BLANK, None, BLANK)]


@pytest.mark.parametrize("rung", BOTH)
def test_a_literal_is_a_focus_node(rung: Rung) -> None:
    focus = [integer("1"), '"Ada"@en', decimal("95.00"), decimal("95.0")]
    table, one = decided(DATA, select("SELECT $this { FILTER(isNumeric($this) && $this > 1) }"), focus, rung)
    assert set(rows(table)) == {(term, None, term) for term in focus[2:]}
    assert one.rung is Rung.FOCUS


@pytest.mark.parametrize("rung", BOTH)
def test_a_property_shape_has_no_value_of_its_own(rung: Rung) -> None:
    query = select("SELECT $this { $this ex:q 1 }")
    assert rows(decided(DATA, query, [ex("a")], rung, path=Predicate(ex("q")))[0]) == [(ex("a"), None, None)]
    assert rows(decided(DATA, query, [ex("a")], rung)[0]) == [(ex("a"), None, ex("a"))]


@pytest.mark.parametrize("rung", BOTH)
def test_a_path_of_the_solution_stands_where_it_is_an_iri(rung: Rung) -> None:
    query = select('SELECT $this ?path ?value { $this ex:q ?value BIND(IF(?value = 1, ex:p, "no") AS ?path) }')
    found = rows(decided(DATA, query, [ex("a"), ex("b")], rung)[0])
    assert found == [(ex("a"), ex("p"), integer("1")), (ex("b"), None, integer("2"))]


@pytest.mark.parametrize("rung", [*BOTH, Rung.PYSHACL])
def test_messages_are_filled_from_the_solution(rung: Rung) -> None:
    query = select("SELECT $this ?value { $this ex:q ?value }", messages=('"{?value} at {$this} {?other}"@en',))
    table, _ = decided(DATA, query, [ex("a")], rung)
    assert table["messages"].to_list() == [[f'"1 at {EX}a {{?other}}"@en']]


@pytest.mark.parametrize("rung", BOTH)
def test_a_message_of_the_solution_comes_first(rung: Rung) -> None:
    query = select("SELECT $this (STR(?v) AS ?message) { $this ex:q ?v }", messages=('"other"',))
    assert decided(DATA, query, [ex("b")], rung)[0]["messages"].to_list() == [['"2"']]


@pytest.mark.parametrize("rung", BOTH)
def test_messages_of_a_validator_know_its_parameters(rung: Rung) -> None:
    query = Query(
        "_:v", "ASK { FILTER($value < $most) }", True, ex("C"), (("most", integer("2")),), ('"{$value} {?most}"',)
    )
    table, _ = decided(DATA, query, [ex("b")], rung, path=Predicate(ex("q")))
    assert table["messages"].to_list() == [['"2 2"']]


@pytest.mark.parametrize("rung", BOTH)
def test_the_shapes_graph_and_the_shape_are_bound(rung: Rung) -> None:
    query = select(
        "SELECT $this ?value { GRAPH $shapesGraph { $currentShape ex:most ?m } $this ex:q ?value FILTER(?value > ?m) }"
    )
    graph = shapes(triples=f"<{EX}S> <{EX}most> {integer('1')} .\n")
    assert rows(decided(DATA, query, [ex("a"), ex("b")], rung, graph=graph)[0]) == [(ex("b"), None, integer("2"))]


@pytest.mark.parametrize("rung", BOTH)
def test_no_other_graph_is_seen(rung: Rung) -> None:
    assert decided(columns("ex:a ex:q 1 ."), select("SELECT $this { GRAPH ?g { ?x ?y $this } }"), [ex("a")], rung)[
        0
    ].is_empty()


@pytest.mark.parametrize("rung", BOTH)
def test_a_failure_is_an_error(rung: Rung) -> None:
    with pytest.raises(EngineError, match="LAD-004"):
        decided(DATA, select("SELECT $this (true AS ?failure) { $this ex:q 1 }"), [ex("a")], rung)


@pytest.mark.parametrize("rung", BOTH)
@pytest.mark.parametrize(
    "text", ["SELECT $this { FILTER(ex:unknown($this)) }", "SELECT $this { $this ex:q ?v . FILTER(?v >) }"]
)
def test_a_query_that_cannot_run_is_an_error(text: str, rung: Rung) -> None:
    with pytest.raises(EngineError, match="LAD-002"):
        decided(DATA, select(text), [ex("a")], rung)


def test_an_unknown_function_is_an_error_for_a_validator_too() -> None:
    for rung in BOTH:
        with pytest.raises(EngineError, match="LAD-002"):
            decided(DATA, asking("ASK { FILTER(ex:unknown($value)) }"), [ex("a")], rung)


def test_a_query_that_is_not_understood_is_an_error() -> None:
    with pytest.raises(EngineError, match="LAD-003"):
        decided(columns("ex:a ex:q 1 ."), Query("_:q", "SELECT $this { VALUES $this { 1 } }", False, SPARQL), [ex("a")])


@pytest.mark.parametrize(
    ("query", "rung", "wanted", "reason"),
    [
        ("SELECT $this { $this ex:q ?v }", Rung.LIFTED, Rung.LIFTED, "sparql"),
        ("SELECT $this { $this ex:q ?v } LIMIT 1", Rung.LIFTED, Rung.FOCUS, LIMITED),
        ("SELECT $this { $this ex:q ?v }", Rung.FOCUS, Rung.FOCUS, ASKED_FOR),
        ("SELECT $this { $this ex:q ?v }", Rung.PYSHACL, Rung.PYSHACL, ASKED_FOR),
        ("SELECT $this { $this ex:p ?v FILTER(STRLEN(STR(?v)) = 5) }", Rung.LIFTED, Rung.PYSHACL, trust.SPELLED),
    ],
)
def test_the_rung_is_named_with_its_reason(query: str, rung: Rung, wanted: Rung, reason: str) -> None:
    table, one = decided(DATA, select(query), [ex("a"), ex("b")], rung)
    assert (one.shape, one.rung, one.reason) == (ex("S"), wanted, reason)
    assert (ex("a"), None, ex("a")) in rows(table)


def test_spelling_is_seen_by_pyshacl() -> None:
    table, _ = decided(DATA, select("SELECT $this { $this ex:p ?v FILTER(STR(?v) = '95.00') }"), [ex("a"), ex("b")])
    assert set(table["focus"]) == {ex("a")}


def test_a_parameter_that_the_store_changes_is_asked_one_by_one() -> None:
    query = asking("ASK { FILTER($value > $least) }", least=f'"1"^^<{XSD}int>')
    table, one = decided(DATA, query, [ex("a"), ex("b")], path=Predicate(ex("q")))
    assert one.rung is Rung.FOCUS
    assert rows(table) == [(ex("a"), None, integer("1"))]
