"""Each write and each denied call is a line before its answer; no line, no answer; nothing secret in a line."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from starlette.responses import Response
from starlette.testclient import TestClient

from api.auth.caller import Caller, Role
from api.guards.audited import Audited
from api.guards.marks import Marks
from engine import AuditLog, read_audit
from tests.api.auth.entering import Entering

WANG = Caller("王敏", Role.EVALUATOR)


class Hands:
    """A service whose answers and time are set by the test."""

    def __init__(self, folder: Path, caller: Caller | None) -> None:
        self.status, self.done, self.now = 200, 0, datetime(2026, 11, 26, 8, tzinfo=UTC)
        self.log = AuditLog(folder)
        inner = Entering(self.answer, caller)
        app = Marks(Audited(inner, self.log, lambda: self.now), lambda size: b"\x04" * size)
        self.web = TestClient(app, client=("192.0.2.1", 1))

    async def answer(self, scope: Any, receive: Any, send: Any) -> None:
        self.done += 1
        await Response("done", self.status)(scope, receive, send)


@pytest.fixture
def hands(tmp_path: Path) -> Hands:
    return Hands(tmp_path, WANG)


def lines(folder: Path) -> list[tuple[str, str, str]]:
    return [(one.act.actor, one.act.about, one.act.reason) for one in read_audit(folder)]


def test_a_write_is_a_line_with_who_what_and_what_came_of_it(hands: Hands, tmp_path: Path) -> None:
    hands.status = 201
    hands.web.post("/v1/submissions?name=a.xlsx", content=b"body", headers={"Authorization": "Bearer cgk_secret"})
    (line,) = read_audit(tmp_path)
    act = line.act
    assert (act.time, act.actor, act.about, act.reason) == (
        "2026-11-26T08:00:00Z",
        "王敏",
        "POST /v1/submissions",
        "201",
    )
    assert dict(act.details) == {"address": "192.0.2.1", "request": "04" * 12}


@pytest.mark.parametrize("status", [401, 403])
def test_a_denied_call_is_a_line_also_when_it_only_reads(tmp_path: Path, status: int) -> None:
    hands = Hands(tmp_path, None)
    hands.status = status
    hands.web.get("/v1/cases")
    assert lines(tmp_path) == [("-", "GET /v1/cases", str(status))]


def test_reading_leaves_no_line(hands: Hands, tmp_path: Path) -> None:
    for hands.status in (200, 304, 404, 422):
        hands.web.get("/v1/cases")
    assert lines(tmp_path) == []


@pytest.mark.parametrize(
    ("caller", "path", "written"),
    [
        (Caller("王敏", Role.EVALUATOR, frozenset({"430700"})), "/v1/cases/430100/2019", True),
        (Caller("读者", Role.READER), "/v1/assessments/" + "0" * 64, True),
        (Caller("读者", Role.READER), "/v1/editions/none", False),
        (Caller("王敏", Role.EVALUATOR), "/v1/cases/430100/2019", False),
        (Caller("李强", Role.ADMIN), "/v1/cases/430100/2019", False),
    ],
)
def test_what_may_be_hidden_from_a_caller_is_a_denied_call(
    tmp_path: Path, caller: Caller, path: str, written: bool
) -> None:
    hands = Hands(tmp_path, caller)
    hands.status = 404
    hands.web.get(path)
    assert lines(tmp_path) == ([(caller.name, f"GET {path}", "404")] if written else [])


def test_a_flood_is_one_line_a_minute(hands: Hands, tmp_path: Path) -> None:
    hands.status = 429
    for _ in range(5):
        hands.web.post("/v1/cases")
    hands.now += timedelta(seconds=60)
    hands.web.get("/v1/cases")
    assert [line[2] for line in lines(tmp_path)] == ["429", "429"]


def test_a_key_in_a_path_and_signs_for_a_terminal_are_left_out(hands: Hands, tmp_path: Path) -> None:
    hands.web.post("/v1/x/CGK_" + "01" * 38)
    hands.web.post("/v1/x/" + "01" * 6 + "_" + "23" * 32 + "/y")
    hands.web.post("/v1/%1b[2J")
    assert [line[1] for line in lines(tmp_path)] == ["POST /v1/x/cgk_…", "POST /v1/x/cgk_…/y", "POST /v1/?[2J"]


def broken(*_: object) -> None:
    raise OSError(28, "No space left on device")


def test_without_a_line_there_is_no_answer_and_then_no_write_until_it_works_again(
    hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.store.audit.os.fsync", broken)
    first, second = hands.web.post("/v1/x"), hands.web.post("/v1/x")
    assert [first.status_code, second.status_code] == [503, 503]
    assert first.json()["code"] == "API-504" and "done" not in first.text
    assert hands.done == 1  # the second was not begun
    assert hands.web.get("/v1/x").status_code == 200  # reading goes on
    monkeypatch.undo()
    assert hands.web.post("/v1/x").status_code == 200
    assert [line[1:] for line in lines(tmp_path)] == [("audit", "resumed"), ("POST /v1/x", "200")]
