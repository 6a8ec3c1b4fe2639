"""The cut shapes graph says what the model says: read again, it is the same."""

import pytest

from engine.ladder.cut import cut
from engine.model.shacl import (
    Alternative,
    Bound,
    Closed,
    Combined,
    Constraint,
    Counted,
    HasDatatype,
    HasKind,
    HasLength,
    HasValue,
    InLanguage,
    InRange,
    Inverse,
    IsClass,
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
    Query,
    Repeat,
    Sequence,
    UniqueLanguage,
)
from engine.read.shapes_graph import read_shapes_graph
from tests.engine.ladder.small import SPARQL, XSD, ex, integer, shape

P = Predicate(ex("p"))
OTHERS = (
    shape("A", HasValue(ex("a"))),
    shape("B", PropertyShaped(ex("Q"))),
    shape("Q", Counted(1, False), path=P),
    shape("X", HasValue(ex("x"))),
)
SHAPES = {one.node: one for one in OTHERS}


def again(constraint: Constraint, path: Path | None = P) -> tuple[Constraint, ...]:
    text = cut(SHAPES, shape("S", constraint, path=path), constraint, [ex("a"), '"1"'])
    found = read_shapes_graph([(text.encode(), "nt")]).shapes
    assert [target.term for target in found[ex("S")].targets] == ['"1"', ex("a")]
    assert found[ex("S")].path == path
    for name in ("A", "B", "Q"):
        if ex(name) in found:
            assert found[ex(name)] == SHAPES[ex(name)]
    assert ex("X") not in found
    return found[ex("S")].constraints


@pytest.mark.parametrize(
    "constraint",
    [
        IsClass(ex("C")),
        HasDatatype(f"<{XSD}date>"),
        HasKind("IRIOrLiteral"),
        Counted(2, True),
        Counted(2, False),
        InRange(Bound.MIN_EXCLUSIVE, integer("007")),
        HasLength(3, True),
        HasLength(3, False),
        Matches('a"\\\\b', "i"),
        Matches("a", ""),
        InLanguage(("en", "de-at")),
        UniqueLanguage(),
        Paired(Pairing.LESS_THAN, ex("q")),
        NotShape(ex("A")),
        Combined("and", (ex("A"), ex("B"))),
        NodeShaped(ex("B")),
        Qualified(ex("A"), 2, False),
        Qualified(ex("A"), 2, True, (ex("B"),)),
        Closed((ex("p"), ex("q"))),
        HasValue('"a"@en'),
        OneOf((ex("a"), '"b"')),
        OneOf(()),
    ],
)
def test_a_constraint(constraint: Constraint) -> None:
    assert again(constraint) == (constraint,)


@pytest.mark.parametrize(
    "path",
    [
        Inverse(P),
        Sequence((P, Inverse(P))),
        Alternative((P, Sequence((P, P)))),
        Repeat(P, 0),
        Repeat(P, 1),
        Repeat(Alternative((P, Inverse(P))), 0, True),
    ],
)
def test_a_path(path: Path) -> None:
    assert again(HasValue(ex("a")), path) == (HasValue(ex("a")),)


def test_a_query() -> None:
    (found,) = again(Query("_:q", "SELECT $this { $this ?p ?o }", False, SPARQL, (), ('"m"@en',)), None)
    assert isinstance(found, Query)
    assert (found.text, found.messages, found.component) == ("SELECT $this { $this ?p ?o }", ('"m"@en',), SPARQL)


@pytest.mark.parametrize("path", [None, P])
@pytest.mark.parametrize(
    ("text", "ask"), [("ASK { FILTER($value = $lang) }", True), ("SELECT $this { $this ?p $lang }", False)]
)
def test_a_component(text: str, ask: bool, path: Path | None) -> None:
    (found,) = again(Query("_:v", text, ask, ex("C"), (("lang", '"en"'), ("other", ex("o"))), ('"m"',)), path)
    assert isinstance(found, Query)
    assert (found.text, found.ask, found.messages) == (text, ask, ('"m"',))
    assert found.bound == (("lang", '"en"'), ("other", ex("o")))


def test_a_component_without_parameters_has_one_that_is_not_used() -> None:
    (found,) = again(Query("_:v", "ASK { FILTER($value = 1) }", True, ex("C")), None)
    assert isinstance(found, Query)
    assert len(found.bound) == 1


def test_a_shape_that_is_switched_off_stays_off() -> None:
    from dataclasses import replace

    off = {**SHAPES, ex("A"): replace(SHAPES[ex("A")], constraints=(), deactivated=True)}
    text = cut(off, shape("S", NodeShaped(ex("A"))), NodeShaped(ex("A")), [ex("a")])
    assert read_shapes_graph([(text.encode(), "nt")]).shapes[ex("A")].deactivated
