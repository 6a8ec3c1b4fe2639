"""The same constraint gives the same rows on every rung, or a rung refuses it by name."""

import pytest

from engine.errors import EngineError
from engine.ladder import queries
from engine.model.shacl import (
    Alternative,
    Bound,
    Combined,
    Constraint,
    Counted,
    HasDatatype,
    HasValue,
    InRange,
    Inverse,
    Matches,
    NodeShaped,
    NotShape,
    OneOf,
    Paired,
    Pairing,
    Path,
    Predicate,
    PropertyShaped,
    Qualified,
    Sequence,
)
from engine.model.validation import Rung
from tests.engine.ladder.small import XSD, asking, columns, decided, ex, integer, rows, select, shape, shapes

DATA = columns("""
ex:a a ex:C ; ex:p 1, 2, 30 ; ex:q ex:b ; ex:name "Ada"@en ; ex:next ex:b .
ex:b a ex:C ; ex:p 5 ; ex:q ex:a, ex:c ; ex:name "Bo" ; ex:next ex:c .
ex:c a ex:C ; ex:q ex:c ; ex:day "2024-02-03"^^xsd:date ; ex:next _:d .
_:d a ex:C ; ex:p 7 ; ex:q _:d ; ex:name "D" .
ex:e ex:p 9 ; ex:q ex:a .
""")
BLANK = next(text for text in DATA.terms.text if text.startswith("_:"))
FOCUS = [ex("a"), ex("b"), ex("c"), BLANK]
CONSTRUCTS = {
    "value": "SELECT $this ?value { $this ex:p ?value . FILTER(?value > 4) }",
    "no value": "SELECT $this { $this a ex:C . FILTER NOT EXISTS { $this ex:p ?v } }",
    "not exists over others": "SELECT $this { $this a ex:C . FILTER NOT EXISTS { ?o ex:q $this ; ex:p ?v . FILTER(?v < 3) } }",
    "exists": "SELECT $this ?value { $this ex:q ?value . FILTER EXISTS { ?value ex:p ?v . ?x ex:q $this } }",
    "exists asks outside": "SELECT $this { $this ex:p ?v FILTER EXISTS { ?o ex:p ?w . FILTER(?w > ?v && ?o != $this) } }",
    "join": "SELECT $this ?value { ?value ex:q $this ; ex:p ?v . FILTER(?value != $this) }",
    "optional": "SELECT $this ?value { $this a ex:C OPTIONAL { $this ex:q ?value FILTER(?value = $this) } }",
    "optional asks": "SELECT $this ?value { $this ex:p ?v OPTIONAL { ?value ex:p ?w FILTER(?w > ?v && ?value = $this) } }",
    "union": "SELECT $this ?value { { $this ex:p ?value } UNION { ?value ex:q $this } UNION { FILTER($this = ex:c) } }",
    "filter only": "SELECT $this { FILTER($this != ex:a) }",
    "bound": "SELECT $this { { FILTER(bound($this)) } $this ex:p ?v }",
    "assigned": "SELECT $this ?value { BIND($this AS ?value) FILTER(isIRI(?value)) }",
    "group": "SELECT $this (COUNT(?v) AS ?value) { $this ex:p ?v } GROUP BY $this HAVING (COUNT(?v) > 1)",
    "sub-select": "SELECT $this ?value { $this ex:p ?value { SELECT $this (MAX(?v) AS ?m) { $this ex:p ?v } GROUP BY $this } FILTER(?value < ?m) }",
    "sub-select filter": "SELECT $this { { SELECT $this { FILTER($this = ex:b) } } }",
    "path": "SELECT $this ?value { $this ex:next+ ?value }",
    "path from itself": "SELECT $this ?value { $this ex:next* ?value FILTER(?value != $this) }",
    "inverse": "SELECT $this ?value { $this ^ex:q/ex:p ?value }",
    "any": "SELECT $this ?path ?value { $this ?path ?value . FILTER(?path = ex:p) }",
    "language": 'SELECT $this (ex:name AS ?path) ?value { $this ex:name ?value FILTER(!langMatches(lang(?value), "en")) }',
    "distinct": "SELECT DISTINCT $this { $this ex:p ?v }",
    "limit": "SELECT $this ?value { $this ex:p ?value } ORDER BY ?value LIMIT 1",
    "product": "SELECT $this ?value { ?value ex:p ?v FILTER(?v = 9 && $this = ex:c) }",
    "text": 'SELECT $this ?value { $this ex:name ?value FILTER(regex(str(?value), "^b", "i")) }',
    "date": "SELECT $this ?value { $this ex:day ?value FILTER(?value > '2024-01-01'^^<" + XSD + "date>) }",
}


def on(rung: Rung, constraint: Constraint, **given: object) -> list[tuple[object, ...]] | str:
    try:
        return rows(decided(DATA, constraint, FOCUS, rung, **given)[0])  # type: ignore[arg-type]
    except EngineError as fault:
        return fault.faults[0].found


@pytest.mark.parametrize("name", CONSTRUCTS)
def test_all_for_one_is_one_for_each(name: str) -> None:
    assert on(Rung.LIFTED, select(CONSTRUCTS[name])) == on(Rung.FOCUS, select(CONSTRUCTS[name]))


@pytest.mark.parametrize("name", CONSTRUCTS)
def test_picking_out_after_is_putting_in_before(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = on(Rung.LIFTED, select(CONSTRUCTS[name]))
    monkeypatch.setattr(queries, "MANY", -1)
    assert on(Rung.LIFTED, select(CONSTRUCTS[name])) == before


@pytest.mark.parametrize("name", CONSTRUCTS)
def test_pyshacl_gives_the_same_or_is_refused(name: str) -> None:
    found = on(Rung.PYSHACL, select(CONSTRUCTS[name]))
    wanted = on(Rung.FOCUS, select(CONSTRUCTS[name]))
    assert found in ("string-order", "string-datatype") or set(found) == set(wanted)  # equal solutions are told once


@pytest.mark.parametrize(
    "path", [None, Predicate(ex("p")), Inverse(Predicate(ex("q"))), Sequence((Predicate(ex("q")), Predicate(ex("p"))))]
)
@pytest.mark.parametrize(
    "text",
    [
        "ASK { FILTER(isLiteral($value)) }",
        "ASK { FILTER($value > $least) }",
        "ASK { $value ?x ?y . FILTER($this != $value) }",
        "ASK { { FILTER($value = ex:a) } UNION { FILTER(bound($least) && $value < $least) } }",
    ],
)
def test_validators_that_ask(text: str, path: Path | None) -> None:
    constraint = asking(text, least=integer("4"))
    lifted = on(Rung.LIFTED, constraint, path=path)
    assert lifted == on(Rung.FOCUS, constraint, path=path)
    assert on(Rung.PYSHACL, constraint, path=path) in (lifted, "string-order", "ask-value")


INNER = shape("Inner", select("SELECT $this { $this ex:p ?v . FILTER(?v > 6) }"))
MIXED = shape("Mixed", select("SELECT $this { $this ex:p ?v . FILTER(?v > 6) }"), HasValue(ex("b")))
BELOW = shape("Below", PropertyShaped(ex("Property")))
PROPERTY = shape("Property", Counted(1, True), NodeShaped(ex("Inner")), path=Predicate(ex("q")))
OFF = shape("Off")
GRAPH = shapes(INNER, MIXED, BELOW, PROPERTY, OFF)


@pytest.mark.parametrize(
    "constraint",
    [
        NodeShaped(ex("Inner")),
        NodeShaped(ex("Mixed")),
        NodeShaped(ex("Below")),
        NodeShaped(ex("Off")),
        NotShape(ex("Inner")),
        NotShape(ex("Below")),
        Combined("and", (ex("Inner"), ex("Below"))),
        Combined("or", (ex("Inner"), ex("Mixed"))),
        Combined("xone", (ex("Inner"), ex("Mixed"), ex("Below"))),
        Qualified(ex("Inner"), 1, True),
        Qualified(ex("Inner"), 0, False),
        Qualified(ex("Inner"), 1, True, (ex("Mixed"),)),
    ],
)
@pytest.mark.parametrize("path", [Predicate(ex("q")), Alternative((Predicate(ex("q")), Predicate(ex("next"))))])
def test_nested_shapes(constraint: Constraint, path: Path) -> None:
    lifted = on(Rung.LIFTED, constraint, path=path, graph=GRAPH)
    assert lifted == on(Rung.FOCUS, constraint, path=path, graph=GRAPH)
    assert lifted == on(Rung.PYSHACL, constraint, path=path, graph=GRAPH)


@pytest.mark.parametrize(
    ("constraint", "path", "wanted"),
    [
        (Counted(2, True), Predicate(ex("p")), {ex("b"), ex("c"), BLANK}),
        (HasDatatype(f"<{XSD}date>"), Predicate(ex("day")), set()),
        (InRange(Bound.MAX_INCLUSIVE, integer("5")), Predicate(ex("p")), {ex("a"), BLANK}),
        (OneOf((ex("a"), ex("c"))), Predicate(ex("q")), {ex("a"), BLANK}),
        (OneOf(()), Predicate(ex("day")), {ex("c")}),
        (Paired(Pairing.EQUALS, ex("next")), Predicate(ex("q")), {ex("b"), ex("c"), BLANK}),
        (Matches("^[A-C]", ""), Predicate(ex("name")), {BLANK}),
    ],
)
def test_any_core_constraint_may_be_forced_down(constraint: Constraint, path: Path, wanted: set[str]) -> None:
    table, one = decided(DATA, constraint, FOCUS, Rung.PYSHACL, path=path, reason="forced")
    assert set(table["focus"]) == wanted
    assert (one.rung, one.reason) == (Rung.PYSHACL, "forced")


@pytest.mark.parametrize(
    ("pattern", "flags", "rung"),
    [("b.o", "q", Rung.LIFTED), ("B o", "x", Rung.LIFTED), ("^(?=B)", "", Rung.PYSHACL), (r"(.)\1", "", Rung.PYSHACL)],
)
def test_patterns_that_columns_do_not_hold(pattern: str, flags: str, rung: Rung) -> None:
    constraint = Matches(pattern, flags)
    table, one = decided(DATA, constraint, FOCUS, path=Predicate(ex("name")), reason="pattern")
    assert one.rung is rung
    matching = {"b.o": set(), "B o": {ex("b")}, "^(?=B)": {ex("b")}, r"(.)\1": set()}[pattern]
    assert set(table["focus"]) == {ex("a"), ex("b"), BLANK} - matching


def test_a_node_that_is_there_twice_has_its_results_twice() -> None:
    table, _ = decided(DATA, select(CONSTRUCTS["value"]), [ex("b"), ex("b"), ex("a")])
    assert rows(table) == [(ex("a"), None, integer("30")), (ex("b"), None, integer("5")), (ex("b"), None, integer("5"))]


def test_without_focus_nodes_there_is_nothing() -> None:
    for rung in (Rung.LIFTED, Rung.FOCUS, Rung.PYSHACL):
        assert decided(DATA, select(CONSTRUCTS["value"]), [], rung)[0].is_empty()
