"""Each page of a table has the columns of the form of its items."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

import pyoxigraph as ox
import pytest
from pydantic import BaseModel
from starlette.testclient import TestClient

from api.columns import columns_of, items_of
from api.schema.ledger import Entry
from api.schema.model import Label, Page


class Thing(BaseModel):
    slug: str
    label: Label
    note: Label | None
    members: list[Label]
    details: dict[str, Label]
    least: int | None = None


def test_a_form_below_a_form_has_columns_of_its_own_and_many_have_one() -> None:
    assert columns_of(Thing) == ("slug", "label.zh", "label.en", "note.zh", "note.en", "members", "details", "least")


def test_a_page_is_made_of_its_items() -> None:
    assert items_of(Page[Entry]) is Entry


LISTS = [
    "/v1/editions",
    *(f"/v1/editions/2021-draft/{name}" for name in ("clauses", "requirements", "parameters", "items")),
    *("/v1/indicators", "/v1/documents", "/v1/subjects", "/v1/ledger", "/v1/submissions", "/v1/references"),
    *("/v1/errors", "/v1/appeals", "/v1/cases?year=2020", "/v1/changes?subject=430700&year=2020"),
]


CSV, TURTLE = {"Accept": "text/csv"}, {"Accept": "text/turtle"}


def table(web: TestClient, address: str) -> tuple[list[list[str]], str]:
    """A page as a table, its head first, and the address of the next one."""
    answer = web.get(address, headers=CSV)
    assert answer.status_code == 200
    rows = list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"), newline="")))
    return rows, answer.links["next"]["url"] if "next" in answer.links else ""


def joined(address: str, words: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}{words}"


@pytest.mark.parametrize("address", LISTS)
def test_every_page_of_a_list_has_the_same_columns_and_its_own_rows(web: TestClient, address: str) -> None:
    (head, *whole), _ = table(web, joined(address, "limit=500"))
    rows: list[list[str]] = []
    following = joined(address, "limit=3")
    while following:
        (first, *found), following = table(web, following)
        assert first == head and len(found) <= 3
        rows += found
    assert rows == whole


def test_the_findings_of_an_assessment_come_in_pages_in_each_form(web: TestClient) -> None:
    own = web.get("/v1/cases/430700/2020").json()["links"]["findings"]
    (head, *whole), _ = table(web, f"{own}?limit=500")
    rows: list[list[str]] = []
    graph: set[ox.Triple] = set()
    following = f"{own}?limit=50"
    while following:
        (first, *found), nearest = table(web, following)
        part = set(
            ox.parse(web.get(following.replace(".csv", ".ttl"), headers=TURTLE).content, format=ox.RdfFormat.TURTLE)
        )
        assert first == head and len(found) <= 50 and not graph & part
        rows, graph, following = rows + found, graph | part, nearest
    assert sorted(rows) == sorted(whole) and len(rows) > 50
    assert graph == set(ox.parse(web.get(f"{own}.ttl?limit=500").content, format=ox.RdfFormat.TURTLE))


@pytest.mark.parametrize("address", LISTS)
def test_a_table_says_all_that_the_items_say(web: TestClient, address: str) -> None:
    (head, *rows), _ = table(web, joined(address, "limit=20"))
    for row, item in zip(rows, web.get(joined(address, "limit=20")).json()["items"], strict=True):
        assert {name for name, cell in zip(head, row, strict=True) if cell} == set(said(item, head))


def said(data: Any, head: list[str], name: str = "") -> Iterator[str]:
    """The columns that an item has something to say in."""
    if isinstance(data, dict) and name not in head:
        for below, one in data.items():
            yield from said(one, head, f"{name}.{below}" if name else below)
    elif data not in (None, "", []):
        assert name in head
        yield name
