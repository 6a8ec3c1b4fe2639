"""Which queries may be run once for all focus nodes, and why others may not."""

import pytest

from engine.ladder import sound
from engine.ladder.sound import mentioned, unsound


@pytest.mark.parametrize(
    "text",
    [
        "SELECT $this { $this ex:p ?v }",
        "SELECT DISTINCT $this ?value { ?value ex:p $this . FILTER(?value != $this) }",
        "SELECT * { $this ex:p ?v }",
        "SELECT $this (COUNT(?o) AS ?n) { ?o ex:p $this } GROUP BY $this HAVING (COUNT(?o) > 8)",
        "SELECT $this (COUNT(?o) AS ?n) { ?o ex:p $this } GROUP BY $this ?x ORDER BY $this",
        "SELECT $this { $this ex:p ?v FILTER NOT EXISTS { ?x ex:q ?y FILTER(?y = $this) } }",
        "SELECT $this { $this ex:p ?v OPTIONAL { ?x ex:q ?y FILTER(?y = $this) } }",
        "SELECT $this { FILTER($this = ex:a) }",
        "SELECT $this { { FILTER(false) } UNION { FILTER($this = ex:a) } }",
        "SELECT $this { { SELECT $this (MAX(?v) AS ?m) { $this ex:p ?v } GROUP BY $this } FILTER(?m > 1) }",
        "ASK { FILTER(isLiteral($value)) }",
        "ASK { $this ex:p ?v . FILTER($value > ?v) }",
    ],
)
def test_sound(text: str) -> None:
    assert unsound(text) == ""


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("SELECT $this { $this ex:p ?v } LIMIT 1", sound.LIMITED),
        ("SELECT $this { { SELECT $this { $this ex:p ?v } OFFSET 1 } }", sound.LIMITED),
        ("SELECT ?v { $this ex:p ?v }", sound.DROPPED),
        ("SELECT (STR($this) AS ?v) { $this ex:p ?v }", sound.DROPPED),
        ("SELECT $this { { SELECT ?v { $this ex:p ?v } } }", sound.DROPPED),
        ("ASK { { SELECT $this { $this ex:p ?v } } FILTER($value > 1) }", sound.DROPPED),
        ("SELECT $this { { SELECT $this (COUNT(?x) AS ?n) { ?x ex:p $this } } }", sound.MIXED),
        ("SELECT $this { { SELECT $this (COUNT(?x) AS ?n) { ?x ex:p $this } GROUP BY ?y } }", sound.MIXED),
        ("SELECT $this { ?x ex:p $this } HAVING (1 > 0)", sound.MIXED),
        ("SELECT $this { ?x ex:p ?v FILTER(?v = $this) }", sound.CROSSED),
        ("SELECT $this { $this ex:q ?z { ?x ex:p ?v BIND($this AS ?y) } }", sound.CROSSED),
        ("SELECT $this { $this ex:p ?v FILTER(RAND() < 2) }", sound.CHANCE),
        ("SELECT $this { VALUES ?x { 1 } }", sound.UNREAD),
    ],
)
def test_unsound(text: str, reason: str) -> None:
    assert unsound(text) == reason


def test_only_variables_that_are_used_are_bound() -> None:
    assert mentioned("ASK { FILTER($value = ?lang) }", ("this", "value", "lang")) == ("value", "lang")
    assert mentioned("ASK { VALUES ?x { 1 } }", ("this", "value")) == ("this", "value")
