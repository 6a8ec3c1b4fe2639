"""Refusals: the status, the fields of a fault, the language asked for."""

from __future__ import annotations

import re
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from api.problems import MEDIA, RefusedError, add_problems, status_of
from engine import (
    ClausegraphError,
    EngineError,
    EvidenceError,
    Fault,
    OntologyError,
    StoreError,
    UsageError,
    known_codes,
    page_of,
)

RAISED: dict[str, Exception] = {}
APP = FastAPI()
add_problems(APP)


@APP.get("/raise")
def _raise() -> None:
    raise RAISED["now"]


def asked(error: Exception, language: str = "zh") -> tuple[int, dict[str, object]]:
    RAISED["now"] = error
    answer = TestClient(APP, raise_server_exceptions=False).get("/raise", headers={"accept-language": language})
    assert answer.headers["content-type"] == MEDIA
    return answer.status_code, answer.json()


def test_a_fault_becomes_its_fields() -> None:
    status, said = asked(UsageError.of("BLD-002", "subject", "x", nearest="y.csv"), "en")
    assert (status, said["code"], said["type"], said["title"]) == (
        404,
        "BLD-002",
        "/v1/errors/BLD-002",
        "there is no such thing",
    )
    assert said["faults"][0]["where"] == "subject"  # type: ignore[index]
    assert "y.csv" in str(said["faults"])


@pytest.mark.parametrize("code", ["STO-012", "STO-013", "STO-015", "STO-036", "STO-058"])
def test_a_fault_does_not_tell_what_else_the_ledger_holds(code: str) -> None:
    _, said = asked(UsageError.of(code, "ledger.jsonl", "x.csv", nearest="秘密", known="秘密"), "zh")
    assert "秘密" not in str(said)


def test_the_log_says_why_something_was_not_done_and_of_a_disk_what_the_system_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[dict[str, object]] = []
    monkeypatch.setattr("api.problems.tell", lambda level, fields: told.append(fields))
    asked(StoreError.of("STO-001", "store", "Read-only file system"))
    asked(RefusedError.of(503, "SRV-002", "/v1/submissions", "POST"))
    asked(UsageError.of("STO-006", "--by", "-"))  # what the caller can mend is no matter for the operator
    assert told == [
        {"event": "not done", "code": "STO-001", "status": 503, "id": "-", "found": "Read-only file system"},
        {"event": "not done", "code": "SRV-002", "status": 503, "id": "-"},
    ]


def test_chinese_is_said_unless_english_is_asked_for() -> None:
    assert asked(UsageError.of("STO-006", "--by", "-"))[1]["title"] == "内容不能接受"


def test_all_faults_are_counted_and_200_shown() -> None:
    _, said = asked(EvidenceError(tuple(Fault("STO-006", f"B{n}", "-") for n in range(500))))
    assert said["count"] == 500
    assert len(said["faults"]) == 200  # type: ignore[arg-type]
    _, said = asked(EvidenceError((Fault("STO-006", "B1", "-"),), 7))
    assert said["count"] == 7


def test_a_bug_is_said_without_its_text() -> None:
    status, said = asked(ValueError("secret text"))
    assert status == 500
    assert "ValueError" in str(said)
    assert "secret" not in str(said)


def test_headers_of_a_refusal_go_along() -> None:
    RAISED["now"] = RefusedError(401, Fault("API-404", "x", "y"), {"WWW-Authenticate": "Bearer"})
    answer = TestClient(APP, raise_server_exceptions=False).get("/raise")
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (EvidenceError.of("EVI-012", "a", "b"), 422),
        (UsageError.of("BLD-002", "a", "b"), 404),
        (UsageError.of("STO-014", "a", "b"), 409),
        (StoreError.of("STO-005", "a", "b"), 503),
        (StoreError.of("STO-001", "a", "Input/output error"), 503),
        (StoreError.of("STO-001", "a", "No space left on device"), 507),
        (StoreError.of("STO-005", "a", "Disk quota exceeded"), 507),
        (EngineError.of("RUN-001", "a", "b"), 503),
        (OntologyError.of("ONT-001", "a", "b"), 500),
        (ClausegraphError(()), 500),
    ],
)
def test_statuses(error: ClausegraphError, status: int) -> None:
    assert status_of(error) == status


def test_what_the_framework_refuses_is_a_problem_too(web: TestClient) -> None:
    for answer, code in (
        (web.get("/nowhere"), "API-404"),
        (web.delete("/v1/editions"), "API-405"),
        (web.get("/v1/editions?limit=many"), "API-422"),
    ):
        assert answer.json()["code"] == code
        assert answer.headers["content-type"] == MEDIA


@pytest.mark.parametrize(
    ("sent", "where", "found"),
    [
        ({"changes": {"set": []}}, "body.year", "-"),
        ({"year": [1], "changes": {}}, "body.year", "[1]"),
        ({"year": True, "changes": {}}, "body.year", "true"),
        ({"year": 2020, "changes": {"甲": {"乙": None}}}, "body.changes.甲", '{"乙": null}'),
    ],
)
def test_what_was_sent_is_said_as_it_was_written(web: TestClient, sent: Any, where: str, found: str) -> None:
    (fault,) = web.post("/v1/impact", json=sent).json()["faults"]
    assert (fault["where"], fault["found"]) == (where, found)


def test_a_body_of_another_kind_is_said_as_text(web: TestClient) -> None:
    answer = web.post("/v1/impact", content="{甲}", headers={"Content-Type": "text/plain"})
    assert [one["found"] for one in answer.json()["faults"]] == ["{甲}"]


COMMAND = re.compile(r"clausegraph [a-z]|\bledger [a-z]+\b|--[a-z]")
BY_ADDRESS = re.compile(r"/v1/|服务中|to the service")
# What those alone who run the program or the service can mend, or what only a command says.
OF_COMMANDS = ("CLI-", "KEY-", "ONT-", "PRJ-", "RUN-", "SRV-")
OF_ADMINS = {"API-421", "API-504", "CAS-006", "CHI-006", "QRY-008", "STO-011"}
DAMAGED = {f"STO-{number:03}" for number in (2, 3, 5, 10, 16, 18, 19, 38)}
SENTENCES = {(code, language): " ".join(page_of(code, language)) for code in known_codes() for language in ("zh", "en")}


def test_whoever_is_told_a_command_is_told_the_address_too() -> None:
    only = {code for (code, _), said in SENTENCES.items() if COMMAND.search(said) and not BY_ADDRESS.search(said)}
    assert {code for code in only if not code.startswith(OF_COMMANDS)} == OF_ADMINS | DAMAGED


def test_the_addresses_that_messages_name_are_there(web: TestClient) -> None:
    paths = {path: set(there) for path, there in web.get("/v1/openapi.json").json()["paths"].items()}
    for key, said in SENTENCES.items():
        for method, named in re.findall(r"(GET|POST) (/v1/[a-z/….-]*[a-z])", said):
            pattern = re.compile(re.escape(named).replace("…", ".+") + "$")
            assert [path for path, there in paths.items() if pattern.match(path) and method.lower() in there], (
                key,
                named,
            )
