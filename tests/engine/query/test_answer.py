"""Answers in every form, the cap of rows said, and only the graphs that may be seen."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from engine import EngineError, UsageError
from engine.query.answer import FORMS, SOLUTIONS, TRIPLES, Asked, answered

TRIG = """
<g:1> { <a:1> <a:p> "一"@zh, "3"^^<http://www.w3.org/2001/XMLSchema#integer>, "plain", [] . }
<g:2> { <a:2> <a:p> <a:1> . }
"""


@pytest.fixture
def asked(tmp_path: Path) -> Asked:
    """A query of two graphs in a file."""
    (tmp_path / "a.trig").write_text(TRIG, encoding="utf-8")
    return Asked("SELECT * { ?s ?p ?o }", "json", None, (str(tmp_path / "a.trig"),), None, None, 10)


@pytest.mark.parametrize("form", SOLUTIONS)
def test_a_table_reads_back_the_same_in_every_form(form: str, asked: Asked) -> None:
    head, body = answered(replace(asked, form=form))
    assert (head["form"], head["rows"], head["cut"]) == (form, 5, False)
    if form != "csv":
        read = ox.parse_query_results(body, format=SOLUTIONS[form])
        assert {str(row["o"]) for row in read} >= {'"一"@zh', '"plain"', "<a:1>"}
    assert "一" in body.decode()


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_a_text_is_no_formula_in_a_table_for_spreadsheets(sign: str, asked: Asked) -> None:
    query = 'SELECT * { BIND("%sA1" AS ?a) BIND("%sA1"@en AS ?b) BIND(-1 AS ?c) BIND("%sA1"^^<a:d> AS ?d) }'
    escaped = sign.encode("unicode_escape").decode()
    _, body = answered(replace(asked, form="csv", query=query % (escaped, escaped, escaped)))
    _, row = csv.reader(io.StringIO(body.decode(), newline=""))
    assert sorted(row) == sorted([*[f"'{sign}A1"] * 3, "-1"])
    _, plain = answered(replace(asked, form="json", query=query % (escaped, escaped, escaped)))
    assert json.loads(plain)["results"]["bindings"][0]["a"]["value"] == f"{sign}A1"


@pytest.mark.parametrize("form", TRIPLES)
def test_triples_read_back_the_same_in_every_form(form: str, asked: Asked) -> None:
    head, body = answered(replace(asked, form=form, query="CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"))
    assert (head["form"], head["rows"], head["cut"]) == (form, 5, False)
    assert len(list(ox.parse(body, format=TRIPLES[form]))) == 5


@pytest.mark.parametrize("query", ["SELECT * { ?s ?p ?o }", "CONSTRUCT WHERE { ?s ?p ?o }"])
@pytest.mark.parametrize(("rows", "cut"), [(4, True), (5, False)])
def test_rows_left_out_are_said(query: str, rows: int, cut: bool, asked: Asked) -> None:
    head, _ = answered(replace(asked, query=query, rows=rows))
    assert (head["rows"], head["cut"]) == (rows, cut)


def test_only_graphs_that_may_be_seen_are_asked(asked: Asked) -> None:
    for query in ("SELECT * { ?s ?p ?o }", "SELECT * { GRAPH ?g { ?s ?p ?o } }"):
        head, _ = answered(replace(asked, query=query, default=("g:2",), named=("g:2",)))
        assert head["rows"] == 1
    hidden = "SELECT * { GRAPH <g:1> { ?s ?p ?o } }"
    assert answered(replace(asked, query=hidden, default=("g:2",), named=("g:2",)))[0]["rows"] == 0


@pytest.mark.parametrize("form", FORMS)
def test_yes_and_no(form: str, asked: Asked) -> None:
    assert b"true" in answered(replace(asked, query="ASK { ?s ?p ?o }", form=form))[1].lower()


def test_a_folder_is_opened_to_be_read(tmp_path: Path, asked: Asked) -> None:
    store = ox.Store(str(tmp_path / "s"))
    store.add(ox.Quad(ox.NamedNode("a:1"), ox.NamedNode("a:2"), ox.NamedNode("a:3"), ox.NamedNode("g:1")))
    store.flush()
    store.backup(str(tmp_path / "copy"))
    assert answered(replace(asked, files=(), store=str(tmp_path / "copy")))[0]["rows"] == 1


def test_what_is_no_query_and_no_graph_is_named(tmp_path: Path, asked: Asked) -> None:
    with pytest.raises(UsageError) as error:
        answered(replace(asked, query="SELECT * {"))
    assert error.value.faults[0].code == "QRY-007"
    with pytest.raises(EngineError) as closed:
        answered(replace(asked, store=str(tmp_path / "none")))
    assert closed.value.faults[0].code == "QRY-008"
