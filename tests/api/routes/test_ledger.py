"""The ledger by URL, and what each act changed."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from engine import Hand, Journal, Plea, Ruling, agent_hash, appeal, decide, home, panel, publicise, read_world, recorded
from tests.engine.store.assessed import graded, made_up_world

CHANGES = "/v1/changes?subject=430100&year=2019"


@pytest.fixture(scope="module")
def ruled(filled_store: Path, tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """A store in which the file of Changsha was withdrawn in the end."""
    store = Path(shutil.copytree(filled_store, tmp_path_factory.mktemp("ruled") / "store"))
    with Journal(store) as journal:
        hand = Hand("李强", "2026-02-01T08:00:00Z")
        decide(journal, Ruling.WITHDRAWN, "changsha-2019-evidence.xlsx", "重复", hand, read_world(home(), ()))
    app = create_app(Settings(store, read_only=True, now=lambda: datetime(2026, 3, 1, 8, tzinfo=UTC)))
    return TestClient(app, "http://127.0.0.1", client=("127.0.0.1", 40000))


def items(web: TestClient, address: str) -> list[dict[str, Any]]:
    return web.get(address).json()["items"]


def test_an_entry_has_an_address_of_its_own(ruled: TestClient) -> None:
    for one in items(ruled, "/v1/ledger"):
        assert ruled.get(f"/v1/ledger/{one['number']}").json() == one
    assert ruled.get("/v1/ledger/99").status_code == 404
    alone = set(ox.parse(ruled.get("/v1/ledger/4.ttl").content, format=ox.RdfFormat.TURTLE))
    assert alone and alone < set(ox.parse(ruled.get("/v1/ledger.ttl").content, format=ox.RdfFormat.TURTLE))


def test_who_acted_has_an_address_by_the_hash_of_the_name(ruled: TestClient) -> None:
    agent = agent_hash("李强")
    assert ruled.get(f"/v1/agents/{agent}").json() == {"agent": agent, "name": "李强"}
    said = set(ox.parse(ruled.get(f"/v1/agents/{agent}.ttl").content, format=ox.RdfFormat.TURTLE))
    assert said < set(ox.parse(ruled.get("/v1/ledger.ttl").content, format=ox.RdfFormat.TURTLE))
    assert ruled.get(f"/v1/agents/{agent_hash('无此人')}").status_code == 404


def test_a_place_that_there_is_none_of_has_no_changes_to_wait_for(ruled: TestClient) -> None:
    answer = ruled.get("/v1/changes?subject=430101&year=2019")
    assert (answer.status_code, answer.json()["code"]) == (404, "API-404")
    assert ruled.get("/v1/changes?subject=430200&year=2019").json() == {"items": [], "next": None}


def test_entries_are_chained(ruled: TestClient) -> None:
    found = items(ruled, "/v1/ledger")
    assert [one["number"] for one in found] == [1, 2, 3, 4]
    assert [one["before"] for one in found[1:]] == [one["hash"] for one in found[:-1]]


def test_entries_of_one_subject(ruled: TestClient) -> None:
    assert [one["kind"] for one in items(ruled, "/v1/ledger?subject=430100")] == ["submitted", "withdrawn"]


def test_pages_of_entries_follow_each_other(ruled: TestClient) -> None:
    first = ruled.get("/v1/ledger?limit=3").json()
    assert first["next"] == "/v1/ledger?limit=3&after=3"
    assert [one["number"] for one in items(ruled, first["next"])] == [4]


def test_a_change_says_what_turned(ruled: TestClient) -> None:
    first, last = items(ruled, CHANGES)
    assert (first["before"], first["entry"]["kind"], last["entry"]["kind"]) == (None, "submitted", "withdrawn")
    assert last["before"] == first["after"]
    turned = {one["requirement"]: (one["before"], one["after"]) for one in first["findings"]}
    assert turned["air"] == (None, "cantTell")
    assert last["findings"] == []  # no target is known, so the figure decided nothing


def test_changes_of_a_clause(ruled: TestClient) -> None:
    found = items(ruled, CHANGES + "&clause=12.1")
    assert {one["clause"] for change in found for one in change["findings"]} == {"12.1"}
    assert items(ruled, CHANGES + "&clause=4.1")[1:] == []


def test_a_feed_goes_on_where_it_was_left(ruled: TestClient) -> None:
    first = ruled.get(CHANGES + "&limit=1").json()
    assert [one["entry"]["kind"] for one in items(ruled, first["next"])] == ["withdrawn"]
    assert items(ruled, CHANGES + "&after=4") == []


def test_what_was_entered_before_anything_was_submitted_changed_nothing(tmp_path: Path) -> None:
    store = graded(tmp_path)  # 1 is a reference file, which touches all places
    with Journal(store) as journal:
        one = recorded(journal.entries)[1]
        hand = Hand("赵", "2026-03-02T04:00:00Z")
        panel(journal, one, ["钱"], hand)
        publicise(journal, one, date(2026, 3, 2), date(2026, 3, 6), hand)
        appeal(journal, one, Plea(("air",), "口径不同"), hand, made_up_world())
    app = create_app(Settings(store, read_only=True, now=lambda: datetime(2026, 3, 3, 8, tzinfo=UTC)))
    web = TestClient(app, "http://127.0.0.1", client=("127.0.0.1", 40000))
    for mode in ("delivered", "accepted"):
        found = items(web, f"/v1/changes?subject=990100&year=2022&mode={mode}")
        kinds = [one["entry"]["kind"] for one in found]
        assert kinds == ["submitted", "accepted", "rejected", "closed"]  # a recording and an appeal change no case
        assert found[0]["before"] is None
    assert items(web, "/v1/changes?subject=990200&year=2022") == []
