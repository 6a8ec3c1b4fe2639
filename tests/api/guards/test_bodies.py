"""Bodies: whole, in time, within their length, and JSON with one reading, before the application sees anything."""

from __future__ import annotations

import json
import time
from typing import Any

import anyio
import pytest
from starlette.testclient import TestClient

from api.guards.bodies import LONGEST, SHORT, SHORTEST, Bodies
from api.guards.limits import KIB, Limits
from tests.api.guards.asking import asked, echo

SMALL = Limits(body=KIB, upload=4 * KIB, held=6 * KIB)
CHUNKED = [(b"transfer-encoding", b"chunked")]


@pytest.fixture
def web() -> TestClient:
    return TestClient(Bodies(echo, SMALL))


def part(size: int, more: bool = True) -> dict[str, Any]:
    return {"type": "http.request", "body": b"x" * size, "more_body": more}


def ask(app: Any, messages: list[Any], **changed: Any) -> tuple[int, dict[str, Any]]:
    sent = anyio.run(lambda: asked(app, messages, headers=CHUNKED, **changed))
    return sent[0]["status"], json.loads(b"".join(one.get("body", b"") for one in sent[1:]))


def test_a_body_within_the_limit_comes_through_whole(web: TestClient) -> None:
    assert web.post("/v1/x", content=b"x" * KIB).json()["body"] == KIB
    assert web.post("/v1/x").json()["body"] == 0
    assert (
        web.post(
            "/v1/submissions", content=b"x" * 4 * KIB, headers={"Content-Type": "application/x-www-form-urlencoded"}
        ).json()["body"]
        == 4 * KIB
    )
    assert ask(Bodies(echo, SMALL), [part(500), part(500), part(0, more=False)])[1]["body"] == 1000


def test_a_length_that_is_too_great_is_refused_unread() -> None:
    sent = anyio.run(lambda: asked(Bodies(echo, SMALL), [], headers=[(b"content-length", b"1025")]))
    assert sent[0]["status"] == 413 and (b"connection", b"close") in sent[0]["headers"]


def test_a_body_without_a_length_is_refused_when_it_has_become_too_long() -> None:
    messages = [part(600), part(600), part(600), part(0, more=False)]
    status, said = ask(Bodies(echo, SMALL), messages)
    assert (status, said["code"], len(messages)) == (413, "API-413", 2)  # the rest was not read


def test_a_length_that_lies_does_not_help() -> None:
    app = Bodies(echo, SMALL)
    sent = anyio.run(lambda: asked(app, [part(2000, more=False)], headers=[(b"content-length", b"5")]))
    assert sent[0]["status"] == 413


def test_a_slow_body_is_ended_in_time() -> None:
    app = Bodies(echo, Limits(body_seconds=0))
    status, said = ask(app, [part(5), 0.2, part(5)])
    assert (status, said["code"]) == (408, "API-408") and app.held == 0


def test_all_bodies_together_have_a_limit_and_give_it_back() -> None:
    app = Bodies(echo, Limits(held=1000))
    app.held = 600
    status, said = ask(app, [part(500, more=False)])
    assert (status, said["code"], app.held) == (503, "API-503", 600)
    assert ask(app, [part(300, more=False)])[0] == 200 and app.held == 600


def test_a_client_that_goes_gets_no_answer_and_frees_its_memory() -> None:
    app = Bodies(echo, SMALL)
    assert anyio.run(lambda: asked(app, [part(500)], headers=CHUNKED)) == [] and app.held == 0


def test_packed_bodies_are_not_unpacked(web: TestClient) -> None:
    answer = web.post("/v1/x", content=b"x", headers={"Content-Encoding": "gzip"})
    assert (answer.status_code, answer.json()["code"]) == (415, "API-415")


@pytest.mark.parametrize(
    "media", ["application/json", "Application/JSON; charset=utf-8", "application/merge-patch+json"]
)
def test_json_with_two_readings_does_not_come_through(web: TestClient, media: str) -> None:
    answer = web.post("/v1/x", content=b'{"a":1,"a":2}', headers={"Content-Type": media})
    assert (answer.status_code, answer.json()["code"]) == (400, "API-452")
    assert web.post("/v1/x", content=b'{"a":1}', headers={"Content-Type": media}).status_code == 200


def test_what_is_delivered_must_be_a_form(web: TestClient) -> None:
    said = web.post("/v1/submissions", content=b'{"a":1.5}', headers={"Content-Type": "application/ld+json"})
    assert (said.status_code, said.json()["code"]) == (415, "API-463")


def test_what_comes_after_the_body_still_comes() -> None:
    found: list[str] = []

    async def listening(scope: Any, receive: Any, send: Any) -> None:
        found.extend([(await receive())["type"], (await receive())["type"]])

    anyio.run(lambda: asked(Bodies(listening, SMALL), [part(5, more=False)], headers=CHUNKED))
    assert found == ["http.request", "http.disconnect"]


def test_a_body_is_given_in_pieces_with_room_for_others_between() -> None:
    """A form of 20 MiB that is all but boundaries would else keep everybody waiting while it is taken apart."""
    turns, given = [0], []

    async def others() -> None:
        while True:
            turns[0] += 1
            await anyio.sleep(0)

    async def app(scope: Any, receive: Any, send: Any) -> None:
        more = True
        while more:
            message = await receive()
            given.append((len(message["body"]), turns[0]))
            more = message["more_body"]
        assert (await receive())["type"] == "http.disconnect"

    async def run() -> None:
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(others)
            await asked(Bodies(app, Limits()), [part(LONGEST * 3 + 5), part(7, more=False)], headers=CHUNKED)
            tasks.cancel_scope.cancel()

    anyio.run(run)
    sizes = [size for size, _ in given]
    assert sum(sizes) == LONGEST * 3 + 12 and sizes[-2:] == [sizes[-2], 7] and max(sizes) <= LONGEST
    assert len({turn for _, turn in given}) == len(given) >= 5  # the others had a turn before each


def test_pieces_become_shorter_where_they_take_long() -> None:
    given = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        more = True
        while more:
            message = await receive()
            given.append(len(message["body"]))
            more = message["more_body"]
            time.sleep(0.006)

    anyio.run(lambda: asked(Bodies(app, Limits()), [part(LONGEST, more=False)], headers=CHUNKED))
    assert given == sorted(given, reverse=True) and min(given) == SHORTEST and sum(given) == LONGEST


def test_long_json_is_looked_at_beside_other_work(web: TestClient) -> None:
    app = TestClient(Bodies(echo, Limits()))
    sound, twice = b'["' + b"1" * SHORT + b'"]', b'{"a":"' + b"1" * SHORT + b'","a":1}'
    kind = {"Content-Type": "application/json"}
    assert app.post("/v1/x", content=sound, headers=kind).json()["body"] == len(sound)
    assert app.post("/v1/x", content=twice, headers=kind).json()["code"] == "API-452"
