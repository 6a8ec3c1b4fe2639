"""Nobody fills all places: who holds a share is refused by name, and the next caller is served meanwhile."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.requests import Request
from starlette.testclient import TestClient

from api.app import create_app
from api.auth.access import Access
from api.auth.caller import ANONYMOUS, Caller, Role
from api.problems import RefusedError
from api.settings import Settings
from api.shares import Shares, holder_of
from engine import CAPS, QUERY_LIMITS
from tests.api.conftest import NOW
from tests.api.routes.desk import MINE, digest, in_both, opened
from tests.api.routes.test_sparql import ENDLESS
from tests.api.town import FREELY, OWN, WORLD, Town

PLACES = replace(CAPS, workers=3, queue=1)  # a share is two of them
FILE = {"file": ("a.csv", MINE)}
EVIDENCE = digest(MINE)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A small store with the keys of all callers, with few places."""
    made = opened(tmp_path_factory.mktemp("shares"))
    made.app.state.service.close()
    query = replace(QUERY_LIMITS, processor=3, wall=6)
    app = create_app(Settings(made.store, now=lambda: NOW, access=Access(rates=FREELY), caps=PLACES, query=query))
    with TestClient(app):
        yield replace(made, app=app)


def test_a_place_is_given_back_however_it_ends() -> None:
    shares = Shares(1)
    with pytest.raises(ZeroDivisionError), shares.one("a", "x"):
        raise ZeroDivisionError
    with shares.one("a", "x"), shares.one("b", "x"):
        assert shares.held("a") == shares.held("b") == 1
        with pytest.raises(RefusedError) as refused, shares.one("a", "深.ttl"):
            pass
        assert (refused.value.status, refused.value.fault.code, refused.value.fault.where) == (429, "API-458", "深.ttl")
    assert shares.held("a") == 0 and shares._held == {}


def test_a_share_is_a_callers_by_name_and_without_a_key_by_address() -> None:
    def asked(name: str, address: str) -> str:
        return holder_of(Request({"type": "http", "client": (address, 1)}), Caller(name, Role.READER))

    assert asked("王敏", "192.0.2.1") == asked("王敏", "192.0.2.2") != asked("李强", "192.0.2.1")
    assert asked(ANONYMOUS, "2001:db8::1") == asked(ANONYMOUS, "2001:db8::2") != asked(ANONYMOUS, "192.0.2.1")
    assert holder_of(Request({"type": "http"}), Caller(ANONYMOUS, Role.READER)) == "address -"


def refused(answer: Any) -> None:
    assert (answer.status_code, answer.json()["code"], answer.headers["retry-after"]) == (429, "API-458", "1")
    assert answer.json()["faults"][0]["found"] == "2" and "of_one_caller" in answer.json()["faults"][0]["expected"]


def filled(shares: Shares, holder: str) -> None:
    """Wait until a caller holds its share."""
    tick = threading.Event()
    for _ in range(1000):
        if shares.held(holder) == shares.most:
            return
        tick.wait(0.01)
    raise AssertionError(shares.held(holder))


def test_a_second_caller_is_answered_while_the_first_has_filled_its_share_with_queries(town: Town) -> None:
    def asked(who: str, query: str = "ASK {}", **more: Any) -> Any:
        return town.ask(who, "GET", "/sparql", params={"query": query}, **more)

    assert asked("admin").status_code == 200  # the graphs are there
    shares = town.app.state.service.confined.queries
    with ThreadPoolExecutor(2) as threads:
        endless = [threads.submit(asked, "reader", ENDLESS) for _ in range(2)]
        filled(shares, "caller reader")
        refused(asked("reader"))
        in_both(asked("reader"), lambda headers: asked("reader", headers=headers))
        refused(town.ask("reader", "POST", "/sparql", data={"query": "ASK {}"}))
        assert asked("evaluator").json() == {"head": {}, "boolean": True}
        assert not any(one.done() for one in endless)  # it was served meanwhile, not afterwards
    assert [one.result().status_code for one in endless] == [504, 504]
    assert asked("reader").status_code == 200


Delivers = Callable[[Town, str], Any]
DELIVERIES: dict[str, Delivers] = {
    "submit": lambda town, who: town.ask(who, "POST", "/v1/submissions", files=FILE, data={"subject": OWN}),
    "check": lambda town, who: town.ask(who, "POST", "/v1/submissions/check", files=FILE, data={"subject": OWN}),
    "correct": lambda town, who: town.ask(
        who,
        "POST",
        f"/v1/submissions/{EVIDENCE}/corrections",
        files={"file": ("b.csv", MINE.replace(b"84.7", b"84.8"))},
        data={"subject": OWN, "reason": "更正"},
    ),
    "preview": lambda town, who: town.ask(who, "POST", f"/v1/cases/{OWN}/2020/preview", files=FILE),
    "reference": lambda town, who: town.ask(
        who, "POST", "/v1/references", files={"file": ("world.ttl", WORLD)}, data={"approver": "陈明"}
    ),
}


@pytest.mark.parametrize("name", DELIVERIES)
def test_a_second_caller_hands_files_in_while_the_first_has_filled_its_share(town: Town, name: str) -> None:
    shares = town.app.state.service.confined.files
    who, other = ("editor", "admin") if name == "reference" else ("evaluator", "admin")
    with ExitStack() as held:
        for number in range(2):
            held.enter_context(shares.one(f"caller {who}", str(number)))
        refused(DELIVERIES[name](town, who))
        assert DELIVERIES[name](town, other).status_code in (200, 201)
    assert DELIVERIES[name](town, who).status_code in (200, 201)
    assert shares.held(f"caller {who}") == shares.held(f"caller {other}") == 0


def test_the_share_stands_in_the_limits_and_beside_every_upload(town: Town, tmp_path: Path) -> None:
    said = town.ask("reader", "GET", "/v1/limits").json()
    assert said["files"]["of_one_caller"] == said["queries"]["of_one_caller"] == PLACES.share == 2
    paths = town.ask("reader", "GET", "/v1/openapi.json").json()["paths"]
    assert "2 of one caller at a time" in paths["/v1/submissions"]["post"]["description"]
    assert "API-458" in paths["/sparql"]["get"]["description"]
