"""Pages by key: nothing twice, nothing left out, also where the list grows between two pages."""

from __future__ import annotations

import csv

import pyoxigraph as ox
import pytest
from starlette.requests import Request
from starlette.testclient import TestClient

from api.keyset import page


def asked(query: str = "") -> Request:
    scope = {"type": "http", "path": "/v1/things", "query_string": query.encode(), "headers": [], "server": ("a", 80)}
    return Request({**scope, "method": "GET", "scheme": "http", "root_path": ""})


def paged(items: list[str], after: str | None, limit: int) -> tuple[list[str], str | None]:
    found = page(asked(f"limit={limit}&lang=en"), items, str, str, after=after, limit=limit)
    return found["items"], found["next"]


def test_pages_follow_each_other() -> None:
    assert paged(["c", "a", "b"], None, 2) == (["a", "b"], "/v1/things?limit=2&lang=en&after=b")
    assert paged(["c", "a", "b"], "b", 2) == (["c"], None)


def test_what_came_before_the_key_meanwhile_moves_nothing() -> None:
    assert paged(["aa", "c", "a", "b"], "b", 2) == (["c"], None)


def test_a_full_last_page_leads_nowhere() -> None:
    assert paged(["a", "b"], None, 2) == (["a", "b"], None)


def test_a_key_after_the_last_gives_an_empty_page() -> None:
    assert paged(["a"], "z", 2) == ([], None)


def test_chinese_keys_stand_escaped() -> None:
    assert paged(["甲", "乙"], None, 1) == (["乙"], "/v1/things?limit=1&lang=en&after=%E4%B9%99")


def test_a_page_leads_on_in_the_form_that_it_has(web: TestClient) -> None:
    address, seen = "/v1/editions/2021-draft/clauses.csv?limit=20", []
    while address:
        answer = web.get(address)
        assert answer.headers["content-type"].startswith("text/csv")
        seen += [row["clause"] for row in csv.DictReader(answer.text.removeprefix("\ufeff").splitlines())]
        address = answer.links["next"]["url"] if "next" in answer.links else ""
    whole = web.get("/v1/editions/2021-draft/clauses?limit=500")
    assert seen == [one["clause"] for one in whole.json()["items"]]
    assert "link" not in whole.headers


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/v1/editions", "edition/2021-draft"),
        ("/v1/editions/2021-draft/clauses", "edition/2021-draft/clause/air"),
        ("/v1/editions/2021-draft/parameters", "edition/2021-draft/parameter/product-supervision-pass-rate"),
        ("/v1/indicators", "indicator/good-day-ratio"),
        ("/v1/documents", "document/hunan-eco-plan-145"),
        ("/v1/subjects", "place/430700"),
        ("/v1/ledger", "ledger/1"),
        ("/v1/submissions", "ledger/1"),
    ],
)
def test_a_list_is_linked_data_of_its_items(web: TestClient, address: str, said: str) -> None:
    turtle = web.get(f"{address}.ttl?limit=500", headers={"accept": "*/*"})
    linked = web.get(f"{address}.jsonld?limit=500")
    triples = set(ox.parse(turtle.content, format=ox.RdfFormat.TURTLE))
    assert ox.NamedNode(f"https://w3id.org/clausegraph/{said}") in {one.subject for one in triples}
    assert {quad.triple for quad in ox.parse(linked.content, format=ox.RdfFormat.JSON_LD)} == {
        quad.triple for quad in triples
    }
