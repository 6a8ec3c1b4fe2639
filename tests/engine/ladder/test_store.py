"""Data in a store."""

import polars as pl
import pyoxigraph as ox
import pytest

from engine.errors import EngineError
from engine.ladder import store as store_module
from engine.ladder.store import ask, given_rows, loaded, solutions, with_shapes
from tests.engine.ladder.small import columns, ex, shapes

DATA = 'ex:a ex:p 1 ; ex:q "é\\n\\"" ; ex:r _:b . _:b ex:p 2 .'


def texts(store: ox.Store) -> set[str]:
    return {
        f"{quad.subject} {quad.predicate} {quad.object}"
        for quad in store.quads_for_pattern(None, None, None, ox.DefaultGraph())
    }


def test_only_what_is_asked_for_is_loaded() -> None:
    data = columns(DATA)
    found = loaded(data, frozenset([ex("p"), ex("none")]))
    assert found.predicates == {ex("p")}
    assert len(found.store) == 2
    assert loaded(data, None) is found
    assert len(found.store) == 4


def test_a_store_that_grows_too_large_is_begun_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_module, "MOST", 2)
    data = columns(DATA)
    first = loaded(data, frozenset([ex("p")]))
    assert loaded(data, frozenset([ex("p")])) is first and first.predicates == {ex("p")}
    second = loaded(data, frozenset([ex("q")]))
    assert second is not first and second.predicates == {ex("q")} and len(second.store) == 1
    third = loaded(data, frozenset([ex("r")]))
    assert third is second and third.predicates == {ex("q"), ex("r")}
    assert loaded(data, None) is third and len(third.store) == 4  # nothing of it could be given up


def test_everything_is_in_it_with_its_labels() -> None:
    data = columns(DATA)
    wanted = {
        f"{data.terms.text[int(s)]} {name} {data.terms.text[int(o)]}"
        for name, relation in data.relations.items()
        for s, o in zip(relation.subjects, relation.objects, strict=True)
    }
    assert texts(loaded(data, None).store) == wanted


def test_the_same_rows_are_put_in_once() -> None:
    found = loaded(columns(DATA), None)
    rows = pl.DataFrame({"this": ["_:b", ex("a")], "value": ['"1"', '"2"@en']})
    graph = given_rows(found, rows)
    assert given_rows(found, rows) == graph
    assert given_rows(found, rows.head(1)) != graph
    said = solutions(ask(found, f"SELECT ?o {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}", [graph]))
    assert {str(solution[0]) for solution in said} == {"_:b", ex("a"), '"1"', '"2"@en'}


def test_a_shapes_graph_stands_beside_the_data_once() -> None:
    found = loaded(columns(DATA), None)
    graph = shapes(triples=f'{ex("S")} {ex("p")} "1" .\n')
    name = with_shapes(found, graph)
    assert with_shapes(found, graph) == name
    assert len(list(found.store.quads_for_pattern(None, None, None, ox.NamedNode(name)))) == 1


@pytest.mark.parametrize("text", ["SELECT", "SELECT (<f:f>(1) AS ?x) {}", "CONSTRUCT { ?a ?b ?c } { ?a ?b ?c }"])
def test_what_cannot_be_asked_is_an_error(text: str) -> None:
    with pytest.raises(EngineError, match="LAD-002"):
        ask(loaded(columns(DATA), None), text, ())


def test_an_answer_that_is_no_solutions_is_an_error() -> None:
    with pytest.raises(EngineError, match="LAD-002"):
        list(solutions(ask(loaded(columns(DATA), None), "ASK {}", ())))


def test_what_cannot_be_loaded_is_an_error() -> None:
    found = loaded(columns(DATA), None)
    with pytest.raises(EngineError, match="LAD-001"):
        given_rows(found, pl.DataFrame({"this": ["no term"]}))
