"""OWASP API Security Top 10 (2023): each promise has a test of its name, over the whole service with keys of each role."""

from __future__ import annotations

import logging
import shutil
import socket
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from fastapi.routing import APIRoute
from starlette.routing import Mount, Route
from starlette.testclient import TestClient

from api.app import create_app
from api.auth import oidc
from api.auth.access import Access, check_bind
from api.auth.caller import Role
from api.auth.gate import OPEN
from api.auth.keys import read_keys, revoke_key
from api.auth.oidc import Provider, Tokens
from api.auth.rates import Rates
from api.routes import ROUTERS
from api.settings import Settings
from api.watch.watch import FIGURES
from engine import UsageError, read_audit
from tests.api.auth.test_keys import make_one
from tests.api.conftest import CASES, NOW

PROMISES = {
    1: "broken_object_level_authorization",
    2: "broken_authentication",
    3: "broken_object_property_level_authorization",
    4: "unrestricted_resource_consumption",
    5: "broken_function_level_authorization",
    6: "unrestricted_access_to_sensitive_business_flows",
    7: "server_side_request_forgery",
    8: "security_misconfiguration",
    9: "improper_inventory_management",
    10: "unsafe_consumption_of_apis",
}
QUESTIONS = {"try_impact", "sparql", "post_sparql", "ask_sparql"}  # sent as POST, and change nothing
TURNS = {"turn_assessment"}  # a reader may object; each other turn asks for its own role, see tests/api/routes
WRITES = ("post", "put", "patch", "delete")
CHANGDE, CHANGSHA = "/v1/cases/430700/2020", "/v1/cases/430100/2019"


@dataclass
class Town:
    """A service and a client for each role."""

    store: Path
    app: Any
    keys: dict[str, str]

    def ask(self, who: str, method: str, path: str, **sent: Any) -> Any:
        headers = {"X-API-Key": self.keys[who]} if who else {}
        client = TestClient(
            self.app, "http://127.0.0.1", raise_server_exceptions=False, client=("127.0.0.1", 40000), headers=headers
        )
        return client.request(method, path, **sent)

    def operations(self) -> Iterator[tuple[str, str, str]]:
        """Method, path with something in each place, and name of every operation."""
        for path, methods in self.ask("", "GET", "/v1/openapi.json").json()["paths"].items():
            for method, operation in methods.items():
                yield method, filled(path), operation["operationId"]


def filled(path: str) -> str:
    parts = [("x" if "{" in part else part) for part in path.split("/")]
    return "/".join(parts)


@pytest.fixture(scope="module")
def town(filled_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """The filled store with a key of each role; the evaluator acts for Changde alone."""
    store = tmp_path_factory.mktemp("town") / "store"
    shutil.copytree(filled_store, store)
    keys = {
        role.value: make_one(
            store,
            number,
            name=role.value,
            role=role,
            subjects=frozenset({"430700"}) if role is Role.EVALUATOR else None,
            time="2026-02-01T00:00:00Z",
        )[0]
        for number, role in enumerate(Role, 1)
    }
    app = create_app(Settings(store, now=lambda: NOW, access=Access(rates=Rates(caller=10**6, failures=10**6))))
    with TestClient(app):
        yield Town(store, app, keys)


def test_api1_broken_object_level_authorization(town: Town) -> None:
    assert town.ask("evaluator", "GET", CHANGDE).status_code == 200
    hidden, none = town.ask("evaluator", "GET", CHANGSHA), town.ask("evaluator", "GET", "/v1/cases/430100/1999")
    assert hidden.status_code == none.status_code == 404
    assert hidden.text.replace("2019", "1999") == none.text  # what may not be seen is as if it were not there
    assert town.ask("reader", "GET", CHANGDE).status_code == 404
    assert town.ask("editor", "GET", CHANGSHA).status_code == 200


def test_api1_nobody_writes_for_a_place_that_is_not_his(town: Town) -> None:
    before = (town.store / "ledger.jsonl").read_bytes()
    evidence = (CASES / "changsha-2019" / "evidence.xlsx").read_bytes()
    for path in ("/v1/submissions", "/v1/submissions/check"):
        said = [
            town.ask("evaluator", "POST", path, files={"file": ("a.xlsx", evidence)}, data={"subject": places})
            for places in (["430100"], ["999999"], ["430700", "430100"])
        ]
        assert [(one.status_code, one.json()["code"]) for one in said] == [(403, "API-403")] * 3
        assert len({one.text for one in said}) == 1  # a place that there is none of is refused like one that there is
    kept = next(one.act.about for one in town.app.state.service.entries() if "changsha" in one.act.detail("file"))
    wish = {"ruling": "accepted", "reason": "x"}
    known, none = (
        town.ask("evaluator", "POST", f"/v1/submissions/{digest}/rulings", json=wish) for digest in (kept, "0" * 64)
    )
    assert known.status_code == none.status_code == 404
    assert known.text.replace(kept, "0" * 64) == none.text
    assert (town.store / "ledger.jsonl").read_bytes() == before


def test_api2_no_key_stands_in_a_log_or_in_the_audit(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        for who, key in town.keys.items():
            town.ask(who, "GET", "/v1/editions")
            town.ask(who, "POST", "/v1/submissions", content=b"{", headers={"Content-Type": "application/json"})
            town.ask("", "GET", f"/v1/editions?key={key}")
            town.ask("", "POST", f"/v1/{key}", headers={"Authorization": f"Bearer {key}x"})
    ours = [str(vars(record)) for record in caplog.records if record.name.startswith("clausegraph")]
    kept = (town.store / "audit.jsonl").read_text(encoding="utf-8") + "".join(ours)
    assert len(ours) >= 16 and not any(key.split("_")[2] in kept for key in town.keys.values())


def test_api2_broken_authentication(town: Town) -> None:
    gone, key = make_one(town.store, 9, name="gone", role=Role.ADMIN, subjects=None)
    assert town.ask("", "GET", "/v1/editions", headers={"X-API-Key": gone}).status_code == 200
    revoke_key(town.store, key.id, "2026-02-02T00:00:00Z")
    wrong = town.keys["admin"][:-1] + "0"
    for shown in (gone, wrong, "cgk_", "admin", "Bearer"):
        answer = town.ask("", "GET", "/v1/editions", headers={"Authorization": f"Bearer {shown}"})
        assert (answer.status_code == 401 and shown not in answer.text) or shown in ("admin", "Bearer", "cgk_")
    assert town.ask("", "GET", f"/v1/editions?after={town.keys['admin']}").status_code == 400
    assert {key.digest for key in read_keys(town.store).values()}.isdisjoint(town.keys.values())


def test_api3_broken_object_property_level_authorization(town: Town) -> None:
    question = {"year": 2020, "changes": {"set": ["x=1"]}, "role": "admin"}
    answer = town.ask("reader", "POST", "/v1/impact", json=question)
    assert answer.status_code == 422 and any("role" in fault["where"] for fault in answer.json()["faults"])


def test_api4_unrestricted_resource_consumption(town: Town) -> None:
    ask = [
        town.ask("admin", "POST", "/v1/impact", content=b"x" * (1024 * 1024 + 1)),
        town.ask("admin", "POST", "/v1/impact", content=b"[" * 1000, headers={"Content-Type": "application/json"}),
        town.ask("admin", "GET", "/v1/editions?after=" + "a" * 5000),
        town.ask("admin", "GET", "/v1/editions", headers={f"x-{n}": "1" for n in range(80)}),
        town.ask("admin", "GET", "/v1/editions?limit=1000000"),
    ]
    assert [answer.status_code for answer in ask] == [413, 400, 414, 431, 422]


def test_api5_broken_function_level_authorization(town: Town) -> None:
    for method, path, name in town.operations():
        outside = town.ask("", method, path)
        assert outside.status_code == 401 or path in OPEN, (method, path)
        if method in WRITES and name not in QUESTIONS | TURNS:
            said = town.ask("reader", method, path, json={})
            assert (said.status_code, said.json()["code"]) == (403, "API-403"), (method, path)


def test_api6_unrestricted_access_to_sensitive_business_flows(filled_store: Path, tmp_path: Path) -> None:
    text, _ = make_one(tmp_path, name="writer", role=Role.ADMIN, subjects=None, time="2026-02-01T00:00:00Z")
    app = create_app(Settings(tmp_path, read_only=True, now=lambda: NOW, access=Access(rates=Rates(caller=3))))
    with TestClient(app, "http://127.0.0.1", client=("127.0.0.1", 40000), headers={"X-API-Key": text}) as client:
        found = [client.post("/v1/impact", json={}) for _ in range(6)]
    assert [answer.status_code for answer in found][3:] == [429] * 3
    assert int(found[5].headers["retry-after"]) > 0
    assert [one.act.actor for one in read_audit(tmp_path)] == ["writer"] * 4  # three calls, and the flood once


def test_api7_server_side_request_forgery(town: Town) -> None:
    asked: list[str] = []

    def listen(event: str, words: tuple[Any, ...]) -> None:
        if listening and event in ("socket.connect", "socket.getaddrinfo", "urllib.Request"):
            asked.append(f"{event} {words[-1]}")

    listening = True
    sys.addaudithook(listen)
    try:
        for method, path, _ in town.operations():
            for body in (
                b'{"@context": "http://192.0.2.1/c.jsonld", "url": "http://192.0.2.1/"}',
                b"http://192.0.2.1/",
            ):
                town.ask("admin", method, path, content=body, headers={"Content-Type": "application/ld+json"})
    finally:
        listening = False
    assert asked == []


def test_api8_security_misconfiguration(town: Town, tmp_path: Path) -> None:
    answer = town.ask("admin", "GET", "/v1/editions", headers={"Origin": "https://example.org"})
    assert not any(name.startswith("access-control") for name in answer.headers) and "server" not in answer.headers
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert town.ask("admin", "GET", "/v1/editions", headers={"Host": "example.org"}).status_code == 421
    assert town.ask("admin", "TRACE", "/v1/editions").status_code == 405
    assert town.ask("admin", "POST", "/v1/impact", headers={"Origin": "https://example.org"}).status_code == 403
    assert str(town.store) not in town.ask("admin", "GET", "/v1/nothing").text
    with pytest.raises(UsageError):
        check_bind("0.0.0.0", [], NOW.date())


def test_api9_improper_inventory_management(town: Town) -> None:
    documented = set(town.ask("", "GET", "/v1/openapi.json").json()["paths"])
    ours = {
        route.path.replace(":path}", "}")
        for router in ROUTERS
        for route in router.routes
        if isinstance(route, APIRoute)
    }
    others = {route.path for route in town.app.routes if isinstance(route, Route | Mount)}
    assert ours <= documented and len(ours) >= 20  # there is no route that the document does not show
    assert all(path.startswith(("/v1/", "/id/")) for path in documented)
    assert all(path in documented or path.startswith(("/v1/docs", "/v1/openapi.json", FIGURES)) for path in others)


@pytest.mark.parametrize(
    "found",
    [
        b'{"issuer": "https://elsewhere.example.org", "jwks_uri": "https://id.example.org/keys"}',
        b'{"issuer": "https://id.example.org", "jwks_uri": "http://id.example.org/keys"}',
        b'{"issuer": "https://id.example.org", "jwks_uri": "file:///etc/passwd"}',
        b'{"issuer": "https://id.example.org"}',
        b"[]",
        b"\xff",
        b" " * (1024 * 1024 + 1),
    ],
)
def test_api10_unsafe_consumption_of_apis(found: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(oidc.urllib.request, "build_opener", lambda *_: Answering(found))
    monkeypatch.setattr(socket, "create_connection", None)
    with pytest.raises(UsageError) as refused:
        Tokens(Provider("https://id.example.org", "clausegraph", fetch=True))
    assert refused.value.faults[0].code == "KEY-005"


class Answering:
    """An opener that gives the same bytes to every question."""

    def __init__(self, content: bytes) -> None:
        self.content = content

    def open(self, *_: object, **__: object) -> Answering:
        return self

    def read(self, most: int) -> bytes:
        return self.content[:most]

    def __enter__(self) -> Answering:
        return self

    def __exit__(self, *_: object) -> None:
        return None


@pytest.mark.parametrize("number", PROMISES)
def test_each_promise_has_its_test(number: int) -> None:
    assert callable(globals()[f"test_api{number}_{PROMISES[number]}"])
