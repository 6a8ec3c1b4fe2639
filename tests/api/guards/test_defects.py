"""A bug of ours is answered, numbered, and tells neither client nor log what was sent."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.guards.defects import Defects
from api.guards.marks import Marks
from tests.api.guards.asking import echo

SECRET = "cgk_secret"


async def broken(scope: Any, receive: Any, send: Any) -> None:
    raise KeyError(SECRET)


def test_a_defect_is_a_problem_with_a_number_that_the_log_has_too(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        answer = TestClient(Marks(Defects(broken), lambda size: b"\x03" * size)).get("/v1/x")
    assert (answer.status_code, answer.json()["code"]) == (500, "API-500")
    assert answer.headers["x-content-type-options"] == "nosniff"
    said = caplog.records[0].getMessage()
    assert "KeyError" in said and "03" * 12 in said and "test_defects.py" in said
    assert SECRET not in answer.text and SECRET not in caplog.text


def test_after_an_answer_has_begun_the_connection_breaks_off() -> None:
    async def late(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        raise KeyError(SECRET)

    with pytest.raises(KeyError):
        TestClient(Marks(Defects(late), bytes)).get("/")


def test_what_works_is_left_alone() -> None:
    assert TestClient(Marks(Defects(echo), bytes)).get("/v1/x").json()["path"] == "/v1/x"
