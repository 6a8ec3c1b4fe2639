"""Whether a store may be asked."""

import pytest

from engine.ladder import trust
from engine.ladder.trust import takes, untrue
from engine.model.columns import Columns
from engine.model.shacl import Query
from tests.engine.ladder.small import asking, columns, select

PLAIN = columns('ex:a ex:p 1 ; ex:name "Ada" .')
DECIMALS = columns('ex:a ex:p 95.00 ; ex:name "Ada" . ex:b ex:p 1.5 .')
TWO_WAYS = columns("ex:a ex:p 95.00 . ex:b ex:p 95.0 ; ex:q 1 .")
COLLAPSED = columns("ex:a ex:p 95.00, 95.0 .")
LOST = columns('ex:a ex:p "99999999999999999999"^^xsd:integer ; ex:q 1 .')


@pytest.mark.parametrize(
    ("data", "query"),
    [
        (DECIMALS, select("SELECT $this ?value { $this ex:p ?value FILTER(?value > 1) }")),
        (DECIMALS, select("SELECT $this { $this ex:p 1.5 }")),
        (DECIMALS, select("SELECT $this { $this ex:p 95.00 }")),
        (DECIMALS, select("SELECT $this { $this ex:p ?v ; ex:name ?n FILTER(STRLEN(?n) > 1 && ?v > 1) }")),
        (TWO_WAYS, select("SELECT $this ?value { $this ex:p ?value FILTER(?value > 1) }")),
        (TWO_WAYS, select("SELECT $this { $this ex:p ?v . ?x ex:p ?w FILTER(?v < ?w) }")),
        (TWO_WAYS, select("SELECT $this ?value { $this ex:q ?value . ?value ex:q ?value }")),
        (COLLAPSED, select("SELECT $this { $this ex:q ?v }")),
        (LOST, select("SELECT $this { $this ex:q ?v FILTER(?v > 1) }")),
        (PLAIN, select("SELECT $this { VALUES ?x { 1 } }")),
        (PLAIN, select("SELECT $this { $this ex:name ?n FILTER(REGEX(?n, 'a+')) }")),
        (PLAIN, asking("ASK { FILTER(REGEX($value, $pattern, $flags)) }", pattern='"a"')),
    ],
)
def test_it_may(data: Columns, query: Query) -> None:
    assert untrue(data, query, False) == ""


@pytest.mark.parametrize(
    ("data", "query", "reason"),
    [
        (DECIMALS, select("SELECT $this { $this ex:p ?v FILTER(STRLEN(STR(?v)) > 1) }"), trust.SPELLED),
        (DECIMALS, select("SELECT $this { VALUES ?x { 1 } }"), trust.SPELLED),
        (DECIMALS, select("SELECT $this { $this ex:p 95.0 }"), trust.CONSTANT),
        (DECIMALS, select('SELECT $this { $this ex:p """1"""^^ex:d }'), trust.CONSTANT),
        (TWO_WAYS, select("SELECT $this ?v { $this ex:p ?v }"), trust.MERGED),
        (TWO_WAYS, select("SELECT $this { $this ex:p ?v . ?x ex:p ?v }"), trust.MERGED),
        (TWO_WAYS, select("SELECT $this (COUNT(DISTINCT ?v) AS ?n) { $this ex:p ?v } GROUP BY $this"), trust.MERGED),
        (TWO_WAYS, select("SELECT $this { VALUES ?x { 1 } }"), trust.MERGED),
        (COLLAPSED, select("SELECT $this { $this ex:p ?v FILTER(?v > 1) }"), trust.MERGED),
        (LOST, select("SELECT $this { $this ex:p ?v FILTER(?v > 1) }"), trust.LOST),
        (PLAIN, select(r"SELECT $this { $this ex:name ?n FILTER(REGEX(?n, '(a)\\1')) }"), trust.PATTERN),
        (PLAIN, select("SELECT $this { $this ex:name ?n, ?m FILTER(REGEX(?n, ?m)) }"), trust.PATTERN),
        (PLAIN, select("SELECT $this { $this ex:name ?n FILTER(REGEX(?n, CONCAT('a', 'b'))) }"), trust.PATTERN),
        (PLAIN, select("SELECT $this { $this ex:name ?n FILTER(REGEX(?n, 1)) }"), trust.PATTERN),
        (PLAIN, asking("ASK { FILTER(REGEX($value, $pattern)) }", pattern='"(?=a)"'), trust.PATTERN),
        (PLAIN, select("SELECT $this { GRAPH $shapesGraph { $this ex:p ?v } FILTER(STR(?v) = '1') }"), trust.SPELLED),
    ],
)
def test_it_may_not(data: Columns, query: Query, reason: str) -> None:
    assert untrue(data, query, False) == reason


def test_bound_values_that_it_changes() -> None:
    asks = asking("ASK { FILTER(STR($value) = '95') }")
    assert untrue(PLAIN, asks, False) == ""
    assert untrue(PLAIN, asks, True) == trust.SPELLED
    assert untrue(TWO_WAYS, asking("ASK { $this ex:p $value }"), True) == trust.MERGED
    assert untrue(PLAIN, asking("ASK { FILTER($value > 1) }"), True) == ""


def test_regular_expressions_that_it_takes() -> None:
    assert takes("a.b", "q")
    assert not takes("(?=a)")
