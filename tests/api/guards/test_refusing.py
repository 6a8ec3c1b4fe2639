"""A refusal ends the connection, as what is still to come is not read."""

from __future__ import annotations

import json

import anyio

from api.guards.refusing import Checked, refuse
from api.problems import RefusedError
from tests.api.guards.asking import asked, echo


def test_a_refusal_is_a_problem_with_its_own_headers_that_ends_the_connection() -> None:
    error = RefusedError.of(503, "API-503", "body", "1")
    error.headers["Retry-After"] = "1"

    async def refusing(scope, receive, send) -> None:
        await refuse(error, scope, receive, send)

    start, body = anyio.run(lambda: asked(refusing, []))
    headers = dict(start["headers"])
    assert start["status"] == json.loads(body["body"])["status"] == 503
    assert (headers[b"connection"], headers[b"retry-after"]) == (b"close", b"1")
    assert headers[b"content-type"].startswith(b"application/problem+json")


def test_the_first_check_that_finds_something_answers_and_without_one_the_application_does() -> None:
    found = RefusedError.of(414, "API-414", "URL", "-", most="1")
    later = RefusedError.of(431, "API-431", "headers", "-", most="1")

    def status(*checks: RefusedError | None) -> int:
        app = Checked(echo, [lambda _, one=one: one for one in checks])
        return anyio.run(lambda: asked(app, [{"type": "http.request"}]))[0]["status"]

    assert [status(None, found, later), status(later, found), status(None), status()] == [414, 431, 200, 200]
