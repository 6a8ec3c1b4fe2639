"""Every answer bears its number and the headers that hold browsers back."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response
from starlette.testclient import TestClient

from api.guards.marks import ALWAYS, Marks
from tests.api.guards.asking import echo


def test_every_answer_bears_the_headers() -> None:
    headers = TestClient(Marks(echo, lambda size: b"\x01" * size)).get("/").headers
    assert {name: headers[name] for name in ALWAYS} == ALWAYS
    assert headers["x-request-id"] == "01" * 12 and headers["cache-control"] == "private, no-store"


def test_no_script_stands_in_a_page_and_no_frame_around_it() -> None:
    policy = ALWAYS["Content-Security-Policy"]
    assert "unsafe" not in policy and "*" not in policy
    assert {"default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'"} <= set(policy.split("; "))


def test_a_route_says_itself_how_long_it_may_be_kept() -> None:
    async def kept(scope: Any, receive: Any, send: Any) -> None:
        await Response("x", headers={"Cache-Control": "max-age=60"})(scope, receive, send)

    assert TestClient(Marks(kept, bytes)).get("/").headers["cache-control"] == "max-age=60"


def test_the_number_is_ours_and_known_to_the_route() -> None:
    answer = TestClient(Marks(echo, lambda size: b"\x02" * size)).get("/", headers={"X-Request-Id": "forged"})
    assert answer.headers["x-request-id"] == "02" * 12 and answer.json()["state"] == ["request_id"]
