"""SPARQL by URL: every form, every refusal by its name, each caller its own graphs, and a runaway that harms nobody."""

from __future__ import annotations

import csv
import io
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.routes.sparql import EXAMPLE, FOUND, STATEMENTS
from api.settings import Settings
from engine import CAPS, QUERY_LIMITS
from tests.api.conftest import NOW, fill_store
from tests.api.routes.test_submissions import FILE, sent
from tests.api.town import OWN, Town, make_town

BASE = "https://w3id.org/clausegraph/"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c. ?d ?e ?f. ?g ?h ?i }"
ALL = "SELECT * { ?s ?p ?o }"
GRAPHS = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"


@contextmanager
def client(store: Path, **settings: Any) -> Iterator[TestClient]:
    app = create_app(Settings(store, now=lambda: NOW, **settings))
    with TestClient(app, "http://127.0.0.1", client=("127.0.0.1", 40000)) as web:
        yield web


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill_store(tmp_path_factory.mktemp("sparql") / "store")


@pytest.fixture
def own(web: TestClient, store: Path, tmp_path: Path) -> Path:
    """A copy of the store, graphs and all, for a service of its own."""
    said = ask(web, "ASK {}")
    assert said.status_code == 200, said.text
    return Path(shutil.copytree(store, tmp_path / "own"))


@pytest.fixture(scope="module")
def web(store: Path) -> Iterator[TestClient]:
    with client(store) as made:
        yield made


def ask(web: TestClient, query: str, accept: str = "*/*", **words: Any) -> Any:
    return web.get("/sparql", params={"query": query, **words}, headers={"accept": accept})


def code(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def test_the_example_of_the_document_is_what_comes_back(web: TestClient) -> None:
    said = ask(web, EXAMPLE)
    assert (said.status_code, said.json()) == (200, FOUND)
    assert said.headers["content-type"] == "application/sparql-results+json"
    for sent_as in (
        {"data": {"query": EXAMPLE}},
        {"content": EXAMPLE, "headers": {"content-type": "application/sparql-query"}},
    ):
        assert web.post("/sparql", **sent_as).json() == FOUND
    operation = web.get("/v1/openapi.json").json()["paths"]["/sparql"]
    assert operation["get"]["responses"]["200"]["content"]["application/sparql-results+json"]["example"] == FOUND


def test_a_table_and_a_graph_come_in_every_form(web: TestClient) -> None:
    xml = ElementTree.fromstring(ask(web, EXAMPLE, "application/sparql-results+xml").text)
    assert [one.text for one in xml.iter() if one.tag.endswith("literal")] == ["10", "10.1"]
    rows = list(csv.DictReader(io.StringIO(ask(web, EXAMPLE, "text/csv").text)))
    assert [row["number"] for row in rows] == ["10", "10.1"]
    assert ask(web, EXAMPLE, "text/tab-separated-values").text.splitlines()[0] == "?clause\t?number"
    wanted = None
    for media, form in (
        ("text/turtle", ox.RdfFormat.TURTLE),
        ("application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("application/ld+json", ox.RdfFormat.JSON_LD),
    ):
        found = {str(one.triple) for one in ox.parse(ask(web, STATEMENTS, media).content, format=form)}
        wanted = wanted or found
        assert found == wanted and len(found) > 10
    assert ask(web, "ASK { ?s ?p ?o }").json() == {"head": {}, "boolean": True}
    assert code(ask(web, EXAMPLE, "text/turtle")) == (406, "QRY-009")


@pytest.mark.parametrize(
    ("query", "status", "name"),
    [
        ("INSERT DATA { <a:b> <a:b> <a:b> }", 400, "QRY-004"),
        ("SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", 400, "QRY-003"),
        ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", 400, "QRY-005"),
        ("SELECT * { ?s", 400, "QRY-007"),
        ("SELECT * " + "{" * 40 + "}" * 40, 400, "QRY-002"),
        ("SELECT \\u0053ERVICE", 400, "QRY-006"),
        ("", 400, "QRY-004"),
    ],
)
def test_what_may_not_be_asked_is_refused_by_name(web: TestClient, query: str, status: int, name: str) -> None:
    for answer in (ask(web, query), web.post("/sparql", data={"query": query})):
        assert code(answer) == (status, name) and answer.json()["faults"][0]["remedy"]
    english = web.get("/sparql", params={"query": query, "lang": "en"}).json()["faults"][0]["problem"]
    assert english != ask(web, query).json()["faults"][0]["problem"]


def test_a_query_that_is_too_long_is_refused_with_the_cap(web: TestClient) -> None:
    said = web.post("/sparql", data={"query": "ASK {} #" + "x" * CAPS.query})
    assert code(said) == (413, "QRY-001") and str(CAPS.query) in said.json()["faults"][0]["expected"]


def test_graphs_may_be_chosen_among_those_that_there_are(web: TestClient) -> None:
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"

    def counted(**words: Any) -> int:
        return int(ask(web, count, **words).json()["results"]["bindings"][0]["n"]["value"])

    one = {"default-graph-uri": f"{BASE}ledger/1"}
    assert 0 < counted(**one) < counted() and counted(**{"named-graph-uri": f"{BASE}ledger/1"}) == 0
    assert code(ask(web, count, **{"default-graph-uri": "http://127.0.0.1/x"})) == (400, "QRY-012")
    found = ask(web, GRAPHS, **{"named-graph-uri": f"{BASE}ledger/1"}).json()["results"]["bindings"]
    assert [row["g"]["value"] for row in found] == [f"{BASE}ledger/1"]


def test_rows_that_are_left_out_are_said_in_the_headers_and_where_the_form_can_in_the_body(own: Path) -> None:
    with client(own, caps=replace(CAPS, rows=3)) as web:
        for accept, query, mark in (
            ("application/json", ALL, '"link": ["/v1/limits"]'),
            ("application/sparql-results+xml", ALL, '<link href="/v1/limits"/></head>'),
            ("text/csv", ALL, ""),
            (
                "text/turtle",
                "CONSTRUCT WHERE { ?s ?p ?o }",
                "# 结果不完整：只给出前 3 条语句。\n# The answer is not whole",
            ),
            (
                "application/n-triples",
                "CONSTRUCT WHERE { ?s ?p ?o }",
                "# The answer is not whole: the first 3 statements",
            ),
        ):
            said = ask(web, query, accept)
            assert said.status_code == 200, said.text
            headers = [said.headers[name] for name in ("x-rows", "x-rows-most", "x-rows-cut")]
            assert headers == ["3", "3", "true"] and mark in said.text
        whole = ask(web, f"{ALL} LIMIT 3")
        assert whole.headers["x-rows-cut"] == "false" and "link" not in whole.json()["head"]


def test_what_was_just_acknowledged_is_in_the_answer(tmp_path: Path) -> None:
    with client(tmp_path / "store") as web:
        assert ask(web, "ASK {}").headers["x-ledger-entries"] == "0"
        entry = sent(web, FILE).json()["entry"]
        said = ask(web, f"ASK {{ <{BASE}ledger/1> a <http://www.w3.org/ns/prov#Activity> }}")
        assert said.json()["boolean"] is True
        assert (said.headers["x-ledger-entries"], said.headers["x-ledger-head"]) == ("1", entry["hash"])


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with make_town(tmp_path_factory.mktemp("town")) as made:
        yield made


def graphs_of(town: Town, who: str) -> set[str]:
    said = town.ask(who, "GET", "/sparql", params={"query": GRAPHS})
    return {row["g"]["value"].removeprefix(BASE) for row in said.json()["results"]["bindings"]}


def test_each_caller_asks_its_own_graphs_and_no_others(town: Town) -> None:
    entries = town.app.state.service.entries()
    found = {who: graphs_of(town, who) for who in ("reader", "stranger", "evaluator", "editor", "admin")}
    for who, seen in found.items():
        items = town.ask(who, "GET", "/v1/ledger?limit=500").json()["items"]
        told = {f"ledger/{one['number']}" for one in items}
        veiled = {f"ledger/{one.number}" for one in entries if one.act.kind == "appealed"}
        assert {one for one in seen if one.startswith("ledger/")} - veiled == told - veiled, who
        files = {one["evidence"] for one in town.ask(who, "GET", "/v1/submissions").json()["items"]}
        delivered = {one.act.about for one in entries if one.act.kind == "submitted"}
        assert {one.removeprefix("evidence/") for one in seen if one.startswith("evidence/")} & delivered == files, who
        assert {"ontology", "edition/2021-draft"} < seen
    assert found["reader"] < found["evaluator"] < found["admin"] == found["editor"]
    assert not veiled & found["reader"] and veiled <= found["admin"]
    assert town.ask("nobody", "GET", "/sparql", params={"query": "ASK {}"}).status_code == 401


def test_nothing_of_another_place_comes_out_whatever_is_asked(town: Town) -> None:
    text = town.ask("evaluator", "GET", "/sparql", params={"query": ALL}, headers={"accept": "text/csv"})
    assert text.headers["x-rows-cut"] == "true"  # so each place is asked for by itself
    for code_, who in (("430100", "evaluator"), (OWN, "stranger"), (OWN, "reader")):
        query = f"SELECT ?s ?p {{ ?s ?p <{BASE}place/{code_}> . ?s <{BASE}def/value> ?v }}"
        assert town.ask(who, "GET", "/sparql", params={"query": query}).json()["results"]["bindings"] == []
        assert town.ask("admin", "GET", "/sparql", params={"query": query}).json()["results"]["bindings"] != []
    kept = next(one.act.about for one in town.app.state.service.entries() if "changsha" in one.act.detail("file"))
    for name in (kept, "0" * 64):
        words = {"query": "ASK {}", "default-graph-uri": f"{BASE}evidence/{name}"}
        assert code(town.ask("evaluator", "GET", "/sparql", params=words)) == (400, "QRY-012")


def test_a_runaway_ends_within_its_limit_and_the_next_is_answered_within_a_second(own: Path) -> None:
    me = os.getpid()
    with client(own, query=replace(QUERY_LIMITS, processor=1, wall=3)) as web:
        ask(web, "ASK {}")
        began = time.monotonic()
        said = ask(web, ENDLESS)
        assert code(said) == (504, "CHI-002") and time.monotonic() - began < 4
        began = time.monotonic()
        assert ask(web, EXAMPLE).status_code == 200 and time.monotonic() - began < 1
    assert os.getpid() == me


def test_a_full_queue_no_child_and_no_graphs_have_their_statuses(
    own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.sparql.FIRST", 0.05)
    with client(tmp_path / "empty", read_only=True) as reader:
        said = ask(reader, EXAMPLE)
        assert code(said) == (503, "SRV-010") and said.headers["retry-after"] == "1"
    monkeypatch.undo()
    with client(own, caps=replace(CAPS, workers=0, queue=1)) as web:
        web.app.state.service.asking.total_tokens = 0  # type: ignore[attr-defined]
        said = ask(web, EXAMPLE)
        assert code(said) == (429, "CHI-005") and said.headers["retry-after"] == "1"
    with client(own, caps=replace(CAPS, workers=1)) as web:
        monkeypatch.setattr("sys.executable", "/bin/false")
        assert code(ask(web, EXAMPLE)) == (503, "CHI-006")


def test_graphs_that_went_while_a_query_waited_are_chosen_anew(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with client(own) as web:
        projected = web.app.state.service.projected  # type: ignore[attr-defined]
        ask(web, "ASK {}")
        real, gone = projected.upto(0, 0), []

        def upto(*_: object) -> Any:
            gone.append(1)
            return replace(real, path=Path("/nowhere")) if len(gone) == 1 else real

        monkeypatch.setattr(projected, "upto", upto)
        assert ask(web, EXAMPLE).json() == FOUND and len(gone) == 2


def test_a_reader_process_answers_from_what_the_writer_left(own: Path) -> None:
    with client(own) as web, client(own, read_only=True) as reader:
        wanted = ask(web, EXAMPLE)
        said = ask(reader, EXAMPLE)
        assert said.json() == FOUND and said.headers["x-ledger-head"] == wanted.headers["x-ledger-head"]
