"""Every answer bears its number and the headers that hold browsers back."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response
from starlette.testclient import TestClient

from api.guards.marks import ALWAYS, BYTES, STATUS, TOGETHER, WANTED, Marks, numbers
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


def test_what_guards_want_on_an_answer_is_on_it_and_its_status_is_told() -> None:
    told: list[Any] = []

    async def wanting(scope: Any, receive: Any, send: Any) -> None:
        scope["state"][WANTED] = [(b"x-a", b"1")]
        await Response("x", 201)(scope, receive, send)
        told.append(scope["state"][STATUS])

    assert TestClient(Marks(wanting, bytes)).get("/").headers["x-a"] == "1" and told == [201]


def test_numbers_are_drawn_together_and_none_twice() -> None:
    asked: list[int] = []

    def chance(size: int) -> bytes:
        asked.append(size)
        return bytes(range(len(asked), len(asked) + 16)) * (size // 16)

    found = [one for one, _ in zip(numbers(chance), range(TOGETHER + 1), strict=False)]
    assert asked == [BYTES * TOGETHER] * 2 and {len(one) for one in found} == {2 * BYTES}
    assert "".join(found[:TOGETHER]) == (bytes(range(1, 17)) * (BYTES * TOGETHER // 16)).hex()


def test_the_number_is_ours_and_known_to_the_route() -> None:
    answer = TestClient(Marks(echo, lambda size: b"\x02" * size)).get("/", headers={"X-Request-Id": "forged"})
    assert answer.headers["x-request-id"] == "02" * 12 and answer.json()["state"] == ["request_id"]
