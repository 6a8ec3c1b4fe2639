"""The gate: nobody in without a name, nothing told to those outside."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from api.auth.access import Access
from api.auth.caller import Reader, Role
from api.auth.gate import Door, Gate
from api.auth.keys import KEYS, revoke_key
from api.auth.oidc import Provider
from api.auth.rates import Rates
from api.guards.marks import Marks
from tests.api.auth.test_keys import make_one
from tests.api.auth.test_oidc import provider, token
from tests.api.auth.test_windows import Clock

__all__ = ["provider"]
NOW = datetime(2026, 11, 26, 8, tzinfo=UTC)


@pytest.fixture
def gate(tmp_path: Path) -> Callable[..., TestClient]:
    """A client of a small service behind the gate of a store."""

    def made(access: Access | None = None, client: tuple[str, int] = ("127.0.0.1", 50000), **door: Any) -> TestClient:
        app = FastAPI()

        @app.get("/who")
        def who(caller: Reader) -> dict[str, Any]:
            places = None if caller.subjects is None else sorted(caller.subjects)
            return {"name": caller.name, "role": caller.role, "subjects": places}

        keeper = Door(tmp_path, access or Access(), door.pop("now", lambda: NOW), door.pop("ticks", Clock()))
        return TestClient(Marks(Gate(app, keeper), bytes), client=client)

    return made


def bearer(text: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {text}"}


LOCAL = {"name": "local", "role": "admin", "subjects": None}
WANG = {"name": "王敏", "role": "evaluator", "subjects": ["430700"]}


def test_without_any_key_the_local_user_is_the_admin(gate: Callable[..., TestClient]) -> None:
    assert gate().get("/who").json() == LOCAL


def test_the_first_key_closes_the_door_at_once(gate: Callable[..., TestClient], tmp_path: Path) -> None:
    client = gate()
    text, key = make_one(tmp_path)
    assert client.get("/who").json()["code"] == "API-401"
    assert client.get("/who", headers=bearer(text)).json() == WANG
    assert client.get("/who", headers={"X-API-Key": text}).json() == WANG
    revoke_key(tmp_path, key.id, "2026-11-26T08:00:00Z")
    assert client.get("/who", headers=bearer(text)).json()["code"] == "API-442"
    assert client.get("/who").status_code == 401  # a store whose keys are all revoked is not open again


@pytest.mark.parametrize("header", ["Forwarded", "X-Forwarded-For", "X-Real-IP", "Via"])
def test_through_a_proxy_nobody_is_the_local_user(gate: Callable[..., TestClient], header: str) -> None:
    assert gate().get("/who", headers={header: "192.0.2.1"}).status_code == 401


def test_from_another_address_nobody_is_the_local_user(gate: Callable[..., TestClient]) -> None:
    assert gate(client=("192.0.2.1", 1)).get("/who").status_code == 401
    assert gate(Access(bind="0.0.0.0")).get("/who").status_code == 401


def test_a_key_that_is_shown_is_looked_at_also_while_there_is_none(gate: Callable[..., TestClient]) -> None:
    assert gate().get("/who", headers=bearer("nonsense")).json()["code"] == "API-440"


def test_a_key_is_taken_through_its_last_day(gate: Callable[..., TestClient], tmp_path: Path) -> None:
    text, _ = make_one(tmp_path, expires=date(2026, 11, 26))
    late = datetime(2026, 11, 26, 23, 59, 59, tzinfo=UTC)
    assert gate(now=lambda: late).get("/who", headers=bearer(text)).status_code == 200
    after = gate(now=lambda: datetime(2026, 11, 27, tzinfo=UTC)).get("/who", headers=bearer(text))
    assert (after.status_code, after.json()["code"]) == (401, "API-441")


@pytest.mark.parametrize(
    "headers",
    [
        {"Authorization": "Basic d2FuZzptaW4="},
        {"Authorization": "Bearer"},
        {"Authorization": "Bearer cgk_"},
        {"Authorization": "Bearer cgk_" + "01" * 6 + "_" + "02" * 32},
        {"Authorization": "Bearer cgk_" + "07" * 6 + "_" + "01" * 32},
        {"X-API-Key": ""},
    ],
)
def test_unknown_and_malformed_keys_get_the_same_answer(
    gate: Callable[..., TestClient], tmp_path: Path, headers: dict[str, str]
) -> None:
    make_one(tmp_path)
    answer = gate().get("/who", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (401, "API-440")
    assert answer.headers["www-authenticate"].startswith("Bearer")
    assert answer.json()["faults"][0]["found"] == "-"


def test_two_keys_at_once_are_none(gate: Callable[..., TestClient], tmp_path: Path) -> None:
    text, _ = make_one(tmp_path)
    assert gate().get("/who", headers=bearer(text) | {"X-API-Key": text}).status_code == 401


@pytest.mark.parametrize(
    "address", ["/who?key={}", "/who?a=1&after=%63gk_{}", "/who/{}", "/who?access_token=a", "/who?API_KEY=b"]
)
def test_a_key_in_the_address_is_refused_and_not_repeated(
    gate: Callable[..., TestClient], tmp_path: Path, address: str
) -> None:
    text, _ = make_one(tmp_path)
    answer = gate().get(address.format(text), headers=bearer(text))
    assert (answer.status_code, answer.json()["code"]) == (400, "API-443")
    assert "cgk_" not in answer.text and "01" * 20 not in answer.text


def test_the_page_of_the_api_is_open_and_nothing_else(gate: Callable[..., TestClient], tmp_path: Path) -> None:
    make_one(tmp_path)
    client = gate()
    for path in ("/v1/docs", "/v1/openapi.json", "/v1/docs/start.js"):
        assert client.get(path).status_code == 404, path  # the small service has none, the gate let it through
    for path in ("/v1/openapi.jsonx", "/v1/docsx", "/v1/docs/../who", "//v1/docs", "/V1/docs"):
        assert client.get(path).status_code == 401, path
    assert client.post("/v1/docs").status_code == 401


def test_whoever_has_no_key_may_read_where_that_is_said(gate: Callable[..., TestClient], tmp_path: Path) -> None:
    make_one(tmp_path)
    found = gate(Access(anonymous=Role.READER)).get("/who").json()
    assert found == {"name": "anonymous", "role": "reader", "subjects": []}


def test_each_key_has_its_own_rate_and_is_told_of_it(gate: Callable[..., TestClient], tmp_path: Path) -> None:
    one, other = make_one(tmp_path)[0], make_one(tmp_path, 2, name="李强")[0]
    client = gate(Access(rates=Rates(caller=2)))
    answers = [client.get("/who", headers=bearer(one)) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert [answer.headers["ratelimit-remaining"] for answer in answers] == ["1", "0", "0"]
    assert answers[2].headers["retry-after"] == "60" and answers[2].json()["code"] == "API-429"
    assert client.get("/who", headers=bearer(other)).status_code == 200


def test_failed_attempts_are_slowed_down_and_a_good_key_is_not(gate: Callable[..., TestClient], tmp_path: Path) -> None:
    text, _ = make_one(tmp_path)
    client = gate(Access(rates=Rates(failures=3)))
    statuses = [client.get("/who", headers=bearer("guess")).status_code for _ in range(5)]
    assert statuses == [401, 401, 401, 429, 429]
    assert client.get("/who", headers=bearer(text)).status_code == 200


def test_addresses_without_a_key_have_their_own_rate(gate: Callable[..., TestClient], tmp_path: Path) -> None:
    make_one(tmp_path)
    client = gate(Access(anonymous=Role.READER, rates=Rates(address=1)))
    assert [client.get("/who").status_code for _ in range(2)] == [200, 429]


def test_damaged_keys_let_nobody_in(gate: Callable[..., TestClient], tmp_path: Path) -> None:
    text, _ = make_one(tmp_path)
    with (tmp_path / KEYS).open("ab") as file:
        file.write(b"nonsense\n")
    answer = gate(Access(anonymous=Role.READER)).get("/who", headers=bearer(text))
    assert (answer.status_code, answer.json()["code"]) == (503, "KEY-004")


def test_a_token_of_the_provider_lets_in_and_any_other_does_not(
    gate: Callable[..., TestClient], provider: Provider
) -> None:
    client = gate(Access(provider=provider))
    stamp = int(NOW.timestamp()) + 60
    good = client.get("/who", headers=bearer(token(exp=stamp)))
    assert good.json() == {"name": "wang.min@id.example.org", "role": "evaluator", "subjects": ["430700"]}
    assert client.get("/who", headers=bearer(token(exp=stamp - 120))).json()["code"] == "API-440"
    assert client.get("/who").status_code == 401  # with a provider there is no local user


def test_there_is_no_websocket(gate: Callable[..., TestClient]) -> None:
    with pytest.raises(WebSocketDisconnect) as closed, gate().websocket_connect("/who"):
        raise AssertionError("it was opened")
    assert closed.value.code == 1008
