"""pySHACL as the last rung."""

from typing import Any

import pyoxigraph as ox
import pytest
import rdflib

from engine.errors import EngineError
from engine.ladder import whole
from engine.ladder.whole import node_of, term_of
from engine.model.shacl import HasDatatype, HasValue, Predicate
from engine.model.validation import Rung
from tests.engine.ladder.small import XSD, columns, decided, ex, select

DATA = columns('ex:a ex:p _:b, "abc"^^xsd:integer, "no"^^xsd:boolean, 1 .')


@pytest.mark.parametrize(
    "text", ["<a:b>", "_:c", '"d\\n\\"e"', '"f"@en', f'"095"^^<{XSD}integer>', f'"none"^^<{XSD}boolean>', '"g"^^<x:y>']
)
def test_terms_come_through(text: str) -> None:
    (quad,) = ox.parse(f"<a:a> <a:a> {text} .".encode(), format=ox.RdfFormat.N_TRIPLES)
    assert term_of(node_of(quad.object)) == text


def test_results_of_ill_typed_and_blank_values(capsys: pytest.CaptureFixture[str]) -> None:
    table, _ = decided(DATA, HasDatatype(f"<{XSD}integer>"), [ex("a")], Rung.PYSHACL, path=Predicate(ex("p")))
    blank = next(text for text in DATA.terms.text if text.startswith("_:"))
    assert set(table["value"]) == {blank, f'"abc"^^<{XSD}integer>', f'"no"^^<{XSD}boolean>'}
    assert capsys.readouterr() == ("", "")


def test_a_run_that_fails_is_an_error() -> None:
    with pytest.raises(EngineError, match="LAD-006"):
        decided(DATA, select("SELECT $this { VALUES ?x { 1 } $this ?p ?x }"), [ex("a")], Rung.PYSHACL)


def test_an_answer_that_is_no_graph_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whole, "validate", lambda *_, **__: (False, "odd", ""))
    with pytest.raises(EngineError, match=r"LAD-006.*odd"):
        decided(DATA, HasValue(ex("a")), [ex("a")], Rung.PYSHACL, path=Predicate(ex("p")))
    assert rdflib.NORMALIZE_LITERALS


def test_data_are_put_in_memory_once(monkeypatch: pytest.MonkeyPatch) -> None:
    data = columns("ex:a ex:p 1 .")
    made: list[int] = []
    load = whole._data

    def counted(given: Any) -> rdflib.Graph:
        made.append(1)
        return load(given)

    monkeypatch.setattr(whole, "_data", counted)
    for _ in range(2):
        decided(data, HasValue(ex("a")), [ex("a")], Rung.PYSHACL, path=Predicate(ex("p")))
    assert made == [1]
