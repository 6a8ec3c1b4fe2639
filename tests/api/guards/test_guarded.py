"""The guards in their order: what is refused first, and that every answer is marked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.auth.access import Access
from api.auth.caller import Role
from api.auth.keys import KEYS
from api.guards.marks import ALWAYS
from api.settings import Settings
from engine import StoreError, read_audit
from tests.api.auth.test_keys import make_one

NOW = datetime(2026, 11, 26, 8, tzinfo=UTC)


@pytest.fixture
def web(tmp_path: Path) -> Iterator[TestClient]:
    """The service over a store with a key of an admin."""
    make_one(tmp_path, role=Role.ADMIN, subjects=None)
    app = create_app(Settings(tmp_path, read_only=True, now=lambda: NOW))
    with TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False) as client:
        yield client


KEY = {"X-API-Key": "cgk_" + "01" * 6 + "_" + "01" * 32}


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/v1/editions", KEY, 200),
        ("/v1/editions", {}, 401),
        ("/v1/editions", {"Host": "example.org"} | KEY, 421),
        ("/v1/" + "a" * 5000, KEY, 414),
        ("/v1/nothing", KEY, 404),
        ("/v1/nothing", {}, 401),
        ("/v1/openapi.json", {}, 200),
        ("/v1/docs", {}, 200),
        ("/v1/docs/static/swagger-ui.css", {}, 200),
    ],
)
def test_every_answer_is_marked_whatever_it_is(
    web: TestClient, path: str, headers: dict[str, str], status: int
) -> None:
    answer = web.get(path, headers=headers)
    assert answer.status_code == status
    assert {name: answer.headers[name] for name in ALWAYS} == ALWAYS
    assert len(answer.headers["x-request-id"]) == 24 and "cache-control" in answer.headers


def test_numbers_differ(web: TestClient) -> None:
    assert len({web.get("/v1/docs").headers["x-request-id"] for _ in range(10)}) == 10


def test_a_body_is_not_read_for_whoever_may_not_come_in(web: TestClient) -> None:
    answer = web.post("/v1/editions", content=b"x" * 2_000_000)
    assert answer.status_code == 401
    assert web.post("/v1/editions", content=b"x" * 2_000_000, headers=KEY).status_code == 413


def test_denied_calls_stand_in_the_audit_without_the_key(web: TestClient, tmp_path: Path) -> None:
    web.get("/v1/editions", headers={"X-API-Key": "cgk_" + "02" * 38})
    web.post("/v1/editions", headers=KEY)
    found = read_audit(tmp_path)
    assert [(one.act.actor, one.act.about, one.act.reason) for one in found] == [
        ("-", "GET /v1/editions", "401"),
        ("王敏", "POST /v1/editions", "405"),
    ]
    assert b"cgk_" not in (tmp_path / "audit.jsonl").read_bytes()


def test_damaged_keys_are_said_before_anything_is_served(tmp_path: Path) -> None:
    (tmp_path / KEYS).write_bytes(b"nonsense\n")
    with pytest.raises(StoreError) as refused:
        create_app(Settings(tmp_path, read_only=True, access=Access()))
    assert refused.value.faults[0].code == "KEY-004"


def test_the_document_names_the_keys_and_every_refusal(web: TestClient) -> None:
    document = web.get("/v1/openapi.json").json()
    assert set(document["components"]["securitySchemes"]) == {"bearer", "key"}
    for path in document["paths"].values():
        for operation in path.values():
            assert {"400", "401", "403", "408", "413", "414", "415", "421", "429", "431"} <= set(operation["responses"])
