"""A line for each request: its route, never its address, headers or body."""

from __future__ import annotations

import asyncio
import io
import json
import logging
from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.watch.figures import Figures
from api.watch.logs import REQUESTS, ROOT, Gathered
from api.watch.probes import Probes
from api.watch.watch import Watch, from_here


class Lines(Gathered):
    """Lines that stay where they are."""

    def __init__(self) -> None:
        super().__init__(io.StringIO())
        self.told: list[str] = []

    def take(self, level: int, line: str | Callable[[], str]) -> None:
        """Keep it as it would be written."""
        self.told.append(line if isinstance(line, str) else line())


@pytest.fixture
def lines(web: TestClient, monkeypatch: pytest.MonkeyPatch) -> Lines:
    """The lines that are logged from here on."""
    kept = Lines()
    monkeypatch.setattr(ROOT, "handlers", [kept])
    monkeypatch.setattr(REQUESTS, "level", logging.INFO)
    REQUESTS.manager._clear_cache()  # type: ignore[attr-defined]
    return kept


def test_a_request_is_one_line_with_its_route_and_number_and_caller(web: TestClient, lines: Lines) -> None:
    answer = web.get("/v1/errors/EVI-001?lang=secret-query", headers={"X-Request-Id": "proxy-1", "X-Odd": "secret"})
    (line,) = lines.told
    said = json.loads(line)
    assert said["route"] == "/v1/errors/{code}" and said["method"] == "GET" and said["status"] == 200
    assert said["id"] == answer.headers["X-Request-Id"] and said["asked"] == "proxy-1"
    assert said["caller"] == "local" and said["ms"] > 0
    assert "secret" not in line


@pytest.mark.parametrize("address", ["/v1/editions", "/v1/editions.ttl"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_every_form_is_told_by_the_route_of_the_thing(web: TestClient, lines: Lines, address: str, method: str) -> None:
    assert web.request(method, address).status_code == 200
    told = json.loads(lines.told[0])
    assert (told["route"], told["method"]) == ("/v1/editions", method)


@pytest.mark.parametrize("sent", ["a b", "0" * 64, '"}', "é"])
def test_a_number_of_a_client_that_is_a_message_is_not_repeated(web: TestClient, lines: Lines, sent: str) -> None:
    web.get("/v1/editions", headers={"X-Request-Id": sent.encode("utf-8")})  # type: ignore[dict-item]
    assert "asked" not in json.loads(lines.told[0])


def test_what_nobody_routes_is_told_without_its_address(web: TestClient, lines: Lines) -> None:
    web.get("/v1/secret-place")
    assert json.loads(lines.told[0])["route"] == "-" and "secret" not in lines.told[0]


def test_a_probe_is_not_logged(web: TestClient, lines: Lines) -> None:
    web.get("/healthz")
    assert not lines.told


def test_a_request_that_ended_before_it_was_whole_is_counted_as_one_of_the_client() -> None:
    figures = Figures(lambda: {})

    async def gone(scope: Any, receive: Any, send: Any) -> None:
        """Answers nothing, as nobody is there."""

    watch = Watch(gone, probes=Probes({}), figures=figures)
    scope = {"type": "http", "path": "/v1/x", "method": "POST", "headers": []}
    asyncio.run(watch(scope, None, None))  # type: ignore[arg-type]
    assert 'status="400"' in figures.written().decode()


def test_a_request_that_breaks_off_is_counted_as_a_fault_and_ends_the_count_of_those_under_way() -> None:
    figures = Figures(dict)

    async def breaking(scope: Any, receive: Any, send: Any) -> None:
        raise ConnectionError

    scope = {"type": "http", "path": "/x", "method": "GET", "headers": []}
    with pytest.raises(ConnectionError):
        asyncio.run(Watch(breaking, Probes({}), figures)(scope, None, None))  # type: ignore[arg-type]
    text = figures.written().decode()
    assert 'status="500"' in text and "clausegraph_requests_under_way 0.0" in text


@pytest.mark.parametrize(
    ("client", "headers", "here"),
    [
        (("127.0.0.1", 1), [], True),
        (("::1", 1), [], True),
        (("127.0.0.1", 1), [(b"x-forwarded-for", b"127.0.0.1")], False),
        (("203.0.113.9", 1), [], False),
        (None, [], False),
    ],
)
def test_here_is_this_machine_and_no_proxy(client: Any, headers: Any, here: bool) -> None:
    assert from_here({"type": "http", "client": client, "headers": headers}) is here
