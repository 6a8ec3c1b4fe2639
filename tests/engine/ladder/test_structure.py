"""Groups and selects."""

import pytest

from engine.ladder.structure import structure


def test_groups_have_their_kinds() -> None:
    query = structure(
        "SELECT $this WHERE { $this ?p ?o OPTIONAL { ?o ?q ?r } { ?a ?b ?c } UNION { ?d ?e ?f } "
        "FILTER NOT EXISTS { ?g ?h ?i } FILTER EXISTS { ?j ?k ?l } GRAPH ?m { ?n ?o ?p } }"
    )
    assert query is not None
    kinds = [group.kind for group in query.groups()]
    assert kinds == ["WHERE", "OPTIONAL", "", "UNION", "NOT EXISTS", "EXISTS", "GRAPH"]


def test_a_sub_select_is_found() -> None:
    query = structure(
        "SELECT $this { { SELECT $this (COUNT(?x) AS ?n) { $this ?p ?x } GROUP BY $this } FILTER(?n > 1) }"
    )
    assert query is not None
    top, inner = query.selects()
    assert [token.text for token in query.head(top)] == ["$this"]
    assert [token.text for token in query.tail(inner)] == ["GROUP", "BY", "$this"]


def test_own_tokens_leave_out_groups_below() -> None:
    query = structure("SELECT $this { ?a ?b ?c { ?d ?e ?f } ?g ?h ?i }")
    assert query is not None
    assert " ".join(query.tokens[place].text for place in query.own(query.top.where)) == "?a ?b ?c ?g ?h ?i"


@pytest.mark.parametrize(
    "text",
    [
        "SELECT $this { VALUES ?x { 1 } }",
        "SELECT $this { MINUS { ?a ?b ?c } }",
        "SELECT $this { SERVICE <a:b> { ?a ?b ?c } }",
        "SELECT $this { ?a ?b ?c",
        "SELECT $this { { SELECT $this { ?a ?b ?c } ",
        "SELECT $this { { SELECT $this { ?a ?b ?c } { ?d ?e ?f } } }",
        "SELECT $this",
        "DESCRIBE <a:b>",
        "PREFIX ex: <a:b>",
        "SELECT $this { ?a ?b ?c } }",
        "SELECT $this { ?a ?b ?c { ?d ",
    ],
)
def test_what_is_not_known_is_given_up(text: str) -> None:
    assert structure(text) is None
