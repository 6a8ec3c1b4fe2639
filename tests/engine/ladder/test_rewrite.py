"""Queries with their bound variables joined in."""

import pytest

from engine.ladder.rewrite import Given, free, rewritten
from engine.ladder.structure import structure


def words(text: str, *names: str, row: str | None = None) -> str:
    query = structure(text)
    assert query is not None
    return " ".join(rewritten(text, query, Given("g:g", names or ("this",), row)).split())


ROWS = "GRAPH <g:g> {{ ?clausegraph_row{} <urn:clausegraph:bound:this> ?this }}"


def test_a_row_is_joined_where_the_group_does_not_bind() -> None:
    assert words("SELECT $this { $this ex:p ?v { FILTER(bound($this)) } }") == (
        f"SELECT $this {{ {ROWS.format(2)} $this ex:p ?v {{ {ROWS.format(6)} FILTER(bound($this)) }} }}"
    )


def test_one_row_is_named() -> None:
    assert words("SELECT $this { $this ex:p ?v }", row="r:1") == (
        "SELECT $this { GRAPH <g:g> { <r:1> <urn:clausegraph:bound:this> ?this } $this ex:p ?v }"
    )


def test_an_ask_for_all_rows_selects_rows() -> None:
    found = words("ASK { FILTER($value = 1) }", "value")
    assert found.startswith("SELECT DISTINCT ?clausegraph_row1 { GRAPH <g:g> { ?clausegraph_row1")


def test_a_variable_over_graphs_does_not_see_the_rows() -> None:
    assert "FILTER(?g != <g:g>)" in words("SELECT $this { GRAPH ?g { $this ex:p ?v } }")
    assert "!=" not in words("SELECT $this { GRAPH $shapesGraph { $this ex:p ?v } }", "this", "shapesGraph")


@pytest.mark.parametrize(
    ("inside", "after"),
    [
        (
            "FILTER NOT EXISTS { ?d ex:c $this ; ex:x ?x . FILTER(?x > 1) }",
            "MINUS { ?d ex:c $this ; ex:x ?x . FILTER(?x > 1) }",
        ),
        ("FILTER EXISTS { ?d ex:c $this }", "{ SELECT DISTINCT ?this WHERE { ?d ex:c $this } }"),
        ("FILTER EXISTS { ?v ex:c $this }", "{ SELECT DISTINCT ?this ?v WHERE { ?v ex:c $this } }"),
    ],
)
def test_an_existence_that_is_tied_by_patterns_is_decorrelated(inside: str, after: str) -> None:
    assert words("SELECT $this { $this ex:p ?v . " + inside + " }").endswith(f"$this ex:p ?v . {after} }}")


@pytest.mark.parametrize(
    "inside",
    [
        "FILTER NOT EXISTS { ?d ex:c $this . FILTER(?d > ?v) }",  # asks for a variable from outside
        "FILTER NOT EXISTS { ?d ex:c ?v }",  # not tied to $this
        "FILTER NOT EXISTS { ?d ex:c $this OPTIONAL { ?d ex:q ?e } }",
        "FILTER NOT EXISTS { ?d ex:c+ $this }",
        "FILTER NOT EXISTS { ?w ex:c $this } BIND(1 AS ?w)",  # shared with what no pattern binds
        "FILTER(?v > 1 || NOT EXISTS { ?d ex:c $this })",
    ],
)
def test_an_existence_that_is_not_stays(inside: str) -> None:
    assert "NOT EXISTS" in words("SELECT $this { $this ex:p ?v . " + inside + " }")


def test_for_one_row_existence_stays() -> None:
    assert "NOT EXISTS" in words("SELECT $this { $this ex:p ?v FILTER NOT EXISTS { ?d ex:c $this } }", row="r:1")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("SELECT $this { $this ex:p ?v }", True),
        ("SELECT $this { $this ex:p+ ?v }", False),
        ("SELECT $this { ?x ex:p ?v { $this ex:q ?x } }", False),
        ("SELECT $this { $this ex:p ?v { FILTER(bound($this)) } }", False),
        ("ASK { $this ex:p ?v }", False),
    ],
)
def test_free(text: str, wanted: bool) -> None:
    query = structure(text)
    assert query is not None
    assert free(query, ("this",)) is wanted
    assert not free(query, ("this", "lang"))
