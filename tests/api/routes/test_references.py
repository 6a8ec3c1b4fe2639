"""Reference files through the service: read in a child, taken over by an editor, part of every question, withdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from engine import home, verify
from tests.api.routes.desk import digest, in_both, opened, statuses
from tests.api.town import Town

FILE = (home() / "fixtures" / "world" / "fictional.ttl").read_bytes()
ADDRESS = "/v1/references"
ONE = f"{ADDRESS}/{digest(FILE)}"
NONE = f"{ADDRESS}/{'0' * 64}"
BAD = b"@prefix cg: <https://w3id.org/clausegraph/def/> .\n<urn:x> a cg:Requirement .\n"


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    made = opened(tmp_path_factory.mktemp("references"))
    yield made
    made.app.state.service.close()


def sent(town: Town, who: str = "editor", content: bytes = FILE, name: str = "fictional.ttl", **more: Any) -> Any:
    data = {"approver": more.pop("approver", "陈明")}
    return town.ask(who, "POST", ADDRESS, files={"file": (name, content)}, data=data, **more)


def test_a_reference_file_is_taken_over_counts_and_is_withdrawn(town: Town) -> None:
    assert town.ask("reader", "GET", ADDRESS).json() == {"items": [], "next": None}
    taken = sent(town)
    said = taken.json()
    assert (taken.status_code, taken.headers["location"]) == (201, ONE)
    assert (said["standing"], said["approver"], said["new"], said["size"]) == ("taken", "陈明", True, len(FILE))
    assert (said["entry"]["actor"], said["entry"]["kind"]) == ("editor", "reference")
    assert town.ask("reader", "GET", "/v1/subjects/990100").status_code == 200
    again = sent(town, name="copy.ttl")
    assert (again.status_code, again.json()) == (200, said | {"new": False})
    assert town.ask("editor", "GET", ONE).json() == {name: one for name, one in said.items() if name != "new"}
    content = town.ask("reader", "GET", ONE + "/content")
    assert (content.content, content.headers["content-type"]) == (FILE, "application/octet-stream")
    assert [one["reference"] for one in town.ask("reader", "GET", ADDRESS).json()["items"]] == [digest(FILE)]
    withdrawn(town, said["version"])
    assert verify(town.store).faults == ()


def withdrawn(town: Town, version: str) -> None:
    """By an editor, on the version that it rests on; then it counts no more, and can be taken over again."""
    wish = {"reason": "已废止"}
    old = town.ask("editor", "POST", ONE + "/withdrawal", json=wish, headers={"if-match": f'"{"0" * 64}"'})
    assert (old.status_code, old.json()["code"]) == (412, "API-412")
    done = town.ask("editor", "POST", ONE + "/withdrawal", json=wish, headers={"if-match": f'"{version}"'})
    assert (done.status_code, done.json()["entry"]["reason"]) == (201, "已废止")
    said = town.ask("editor", "GET", ONE).json()
    assert (said["standing"], said["withdrawal"], said["version"]) == (
        "withdrawn",
        done.json()["entry"],
        done.json()["entry"]["hash"],
    )
    assert town.ask("reader", "GET", "/v1/subjects/990100").status_code == 404
    again = town.ask("editor", "POST", ONE + "/withdrawal", json=wish)
    assert (again.status_code, again.json()["code"]) == (404, "STO-012")
    anew = sent(town)
    assert (anew.status_code, anew.json()["standing"], anew.json()["withdrawal"]) == (201, "taken", None)


def test_references_are_the_editors(town: Town) -> None:
    writes = {"nobody": 401, "reader": 403, "stranger": 403, "evaluator": 403, "editor": 422, "admin": 422}
    assert statuses(town, "POST", ADDRESS) == writes
    assert statuses(town, "POST", NONE + "/withdrawal", json={}) == writes
    shown = {"nobody": 401} | dict.fromkeys(("reader", "stranger", "evaluator", "editor", "admin"), 404)
    for address in (NONE, NONE + "/content"):
        assert statuses(town, "GET", address) == shown


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"content": BAD}, "ONT-011"),
        ({"content": b"not Turtle"}, "ONT-002"),
        ({"content": b"", "name": "x.csv"}, "STO-020"),
        ({"approver": "  "}, "STO-006"),
        ({"approver": ""}, "API-422"),
    ],
)
def test_what_cannot_be_taken_over_is_refused_and_not_kept(town: Town, more: dict[str, Any], code: str) -> None:
    before = (town.store / "ledger.jsonl").read_bytes()
    answer = sent(town, **more)
    assert (answer.status_code, answer.json()["code"]) == (422, code), answer.text
    in_both(answer, lambda headers: sent(town, headers=headers, **more))
    assert (town.store / "ledger.jsonl").read_bytes() == before and verify(town.store).left == ()


def test_a_withdrawal_needs_a_reason(town: Town) -> None:
    for wish, code in (({"reason": " "}, "STO-006"), ({}, "API-422"), ({"reason": "x", "by": "y"}, "API-422")):
        answer = town.ask("editor", "POST", ONE + "/withdrawal", json=wish)
        assert (answer.status_code, answer.json()["code"]) == (422, code)


def test_a_reader_process_takes_no_reference(tmp_path: Path) -> None:
    reading = opened(tmp_path, read_only=True)
    assert (sent(reading).status_code, sent(reading).json()["code"]) == (503, "SRV-002")
    reading.app.state.service.close()
