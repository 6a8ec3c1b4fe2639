"""The course of a case through the service, by those who may."""

from __future__ import annotations

import hashlib
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.auth.caller import Role
from api.auth.keys import Wanted, make_key
from api.settings import Settings
from tests.engine.store.assessed import EVIDENCE, REJECTED, graded

CASE = "/v1/cases/430700/2020"
OWN = frozenset({"430700", "990100"})
MADE = "2026-02-01T08:00:00Z"
FINAL = {"valid_from": "2026-03-10", "valid_until": "2029-03-09", "reevaluate_on": "2028-03-10"}
FILE = hashlib.sha256(EVIDENCE.read_bytes()).hexdigest()
CALLERS: dict[str, tuple[Role, frozenset[str] | None]] = {
    "读者": (Role.READER, None),
    "常德": (Role.EVALUATOR, OWN),
    "湘潭": (Role.EVALUATOR, frozenset({"430300"})),
    "全省": (Role.EVALUATOR, None),
    "管理": (Role.ADMIN, None),
}


class Desk:
    """A service that writes, its callers, and its clock."""

    def __init__(self, store: Path) -> None:
        self.now = datetime(2026, 3, 2, 1, tzinfo=UTC)
        self.keys = {
            name: make_key(store, Wanted(name, role, subjects, None, MADE), lambda size, n=number: bytes([n]) * size)[0]
            for number, (name, (role, subjects)) in enumerate(CALLERS.items(), 1)
        }
        self.app = create_app(Settings(store, now=lambda: self.now))
        self.client = TestClient(self.app, "http://127.0.0.1", client=("127.0.0.1", 40000))

    def post(self, name: str, address: str, **body: Any) -> Any:
        return self.client.post(address, json=body, headers={"authorization": f"Bearer {self.keys[name]}"})

    def get(self, name: str, address: str) -> Any:
        return self.client.get(address, headers={"authorization": f"Bearer {self.keys[name]}"})

    def close(self) -> None:
        self.app.state.service.close()


@pytest.fixture
def desk(filled_store: Path, tmp_path: Path) -> Any:
    made = Desk(Path(shutil.copytree(filled_store, tmp_path / "store")))
    yield made
    made.close()


@pytest.fixture
def settled(tmp_path: Path) -> Any:
    """A desk over a made-up place whose grade is settled."""
    made = Desk(graded(tmp_path))
    yield made
    made.close()


def test_a_case_is_closed_by_its_evaluator_and_reopened_by_an_admin(desk: Desk) -> None:
    assert desk.post("湘潭", f"{CASE}/closing").status_code == 403
    assert desk.post("读者", f"{CASE}/closing").status_code == 403
    assert desk.post("常德", f"{CASE}/closing").json()["entry"]["actor"] == "常德"
    assert desk.post("常德", f"{CASE}/closing").json()["code"] == "STO-014"
    assert desk.get("常德", CASE).json()["closed"] is True
    assert desk.post("常德", f"{CASE}/reopening").status_code == 403
    assert desk.post("管理", f"{CASE}/reopening").status_code == 201


def test_from_draft_to_final(settled: Desk) -> None:
    desk, case = settled, "/v1/cases/990100/2022"
    ruling = {"ruling": "accepted", "record": REJECTED, "reason": "有公章"}
    assert desk.post("常德", f"/v1/submissions/{FILE}/rulings", **ruling).status_code == 201
    recorded = desk.post("常德", f"{case}/assessments", role="recommended")
    assert (recorded.status_code, recorded.json()["stage"]) == (201, "draft")
    assert desk.post("常德", f"{case}/assessments", role="recommended").status_code == 200
    turns = recorded.headers["location"] + "/turns"
    assert desk.get("读者", recorded.headers["location"]).status_code == 404
    assert desk.post("常德", turns, turn="panel", role="recommended", members=["赵"]).status_code == 403
    assert desk.post("管理", turns, turn="panel", role="recommended", members=["赵"]).json()["stage"] == "panel"
    days = {"first": "2026-03-02", "last": "2026-03-06"}
    public = desk.post("管理", turns, turn="publicise", role="recommended", **days)
    assert (public.status_code, public.json()["publicity"]) == (201, days)
    assert desk.get("读者", recorded.headers["location"]).status_code == 200
    objected = desk.post("读者", turns, turn="object", role="recommended", reason="口径不同")
    assert objected.json()["objections"] == [
        {"number": 1, "entry": objected.json()["history"][-1]["number"], "answer": None}
    ]
    desk.now = datetime(2026, 3, 9, 1, tzinfo=UTC)
    early = desk.post("管理", turns, turn="finalise", role="recommended", **FINAL)
    assert (early.status_code, early.json()["code"]) == (409, "STO-047")
    assert desk.post("常德", turns, turn="answer", role="recommended", objection=1, reason="已核").status_code == 201
    done = desk.post("管理", turns, turn="finalise", role="recommended", **FINAL).json()
    assert (done["stage"], done["reevaluation"]) == ("final", "2028-03-10")
    told = desk.get("读者", f"{case}/assessments").json()["assessments"]
    assert [one["stage"] for one in told] == ["final"]


def test_who_objected_is_told_inside_alone(settled: Desk) -> None:
    desk, case = settled, "/v1/cases/990100/2022"
    recorded = desk.get("管理", f"{case}/assessments").json()["assessments"][1]["assessment"]
    turns = f"/v1/assessments/{recorded}/turns"
    desk.post("管理", turns, turn="panel", role="recommended", members=["赵"])
    desk.post("管理", turns, turn="publicise", role="recommended", first="2026-03-02", last="2026-03-06")
    for name, words in (("湘潭", "湘潭的意见"), ("读者", "读者的意见")):
        answer = desk.post(name, turns, turn="object", role="recommended", reason=words)
        assert answer.status_code == 201
        assert "湘潭" not in answer.text and "意见" not in answer.text
    for address in (f"{case}/assessments", "/v1/ledger"):
        for name in ("读者", "湘潭"):
            told = desk.get(name, address).text
            assert '"objected"' in told and "湘潭" not in told and "意见" not in told, (name, address)
        for name in ("常德", "全省", "管理"):
            told = desk.get(name, address).text
            assert "湘潭的意见" in told and "读者的意见" in told, (name, address)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_becomes_final_without_one_grade(language: str, desk: Desk) -> None:
    turns = desk.post("常德", f"{CASE}/assessments", role="recommended").headers["location"] + "/turns"
    desk.post("管理", turns, turn="panel", role="recommended", members=["赵"])
    desk.post("管理", turns, turn="publicise", role="recommended", first="2026-03-02", last="2026-03-06")
    desk.now = datetime(2026, 3, 9, 1, tzinfo=UTC)
    said = desk.post("管理", f"{turns}?lang={language}", turn="finalise", role="recommended", **FINAL)
    assert (said.status_code, said.json()["code"]) == (409, "STO-059")
    assert said.json()["faults"][0]["found"] == "A, B, C, D"
    assert ("。" in said.json()["detail"]) is (language == "zh")


def test_turns_out_of_order_and_words_that_do_not_fit(desk: Desk) -> None:
    turns = desk.post("常德", f"{CASE}/assessments", role="recommended").headers["location"] + "/turns"
    short = {"first": "2026-03-02", "last": "2026-03-03"}
    for body, status, code in (
        ({"turn": "publicise", "role": "recommended", **short}, 409, "STO-040"),
        ({"turn": "publicise", "role": "recommended", "first": "2026-02-30", "last": "2026-03-03"}, 422, "STO-043"),
        ({"turn": "panel", "role": "confirmed", "members": ["赵"]}, 404, "STO-036"),
        ({"turn": "panel", "role": "recommended", "members": []}, 422, "API-422"),
        ({"turn": "jump", "role": "recommended"}, 422, "API-422"),
        ({"turn": "annul", "role": "recommended", "reason": "  "}, 422, "STO-006"),
    ):
        answer = desk.post("管理", turns, **body)
        assert (answer.status_code, answer.json()["code"]) == (status, code), body


def test_confirming_is_the_admins(desk: Desk) -> None:
    assert desk.post("常德", f"{CASE}/assessments", role="confirmed").status_code == 403
    assert desk.post("湘潭", f"{CASE}/assessments", role="self").status_code == 403
    assert desk.post("管理", f"{CASE}/assessments", role="confirmed").status_code == 201


def test_scores_stand_side_by_side(desk: Desk) -> None:
    none = desk.get("常德", f"{CASE}/sides")
    assert (none.status_code, none.json()["code"], none.json()["faults"][0]["found"]) == (404, "STO-051", "430700/2020")
    assert "POST /v1/cases/…/assessments" in none.json()["faults"][0]["remedy"]
    for role, name in (("self", "常德"), ("recommended", "常德"), ("confirmed", "管理")):
        desk.post(name, f"{CASE}/assessments", role=role)
    said = desk.get("常德", f"{CASE}/sides").json()
    assert set(said["assessments"]) == {"self", "recommended", "confirmed"}
    assert all(said["assessments"].values())
    assert len(desk.get("常德", f"{CASE}/sides.csv").text.splitlines()) == len(said["items"]) + 1
    assert desk.get("读者", f"{CASE}/sides").json() == none.json()  # what is hidden is as what there is not


def test_a_recorded_assessment_outlives_the_service(desk: Desk, tmp_path: Path) -> None:
    where = desk.post("常德", f"{CASE}/assessments", role="self").headers["location"]
    before = desk.get("常德", f"{where}/explanation")
    desk.close()
    app = create_app(Settings(tmp_path / "store", read_only=True, now=lambda: desk.now))
    client = TestClient(app, "http://127.0.0.1", client=("127.0.0.1", 40000))
    again = client.get(f"{where}/explanation", headers={"authorization": f"Bearer {desk.keys['常德']}"})
    assert again.content == before.content


def test_what_is_hidden_in_another_role_is_not_acted_on(settled: Desk) -> None:
    case = "/v1/cases/990100/2022"
    found = settled.get("管理", f"{case}/assessments").json()["assessments"][1]["assessment"]
    address = f"/v1/assessments/{found}/turns"
    for body in (
        {"turn": "panel", "members": ["赵"]},
        {"turn": "publicise", "first": "2026-03-02", "last": "2026-03-09"},
    ):
        assert settled.post("管理", address, role="recommended", **body).status_code == 201
    objection = {"turn": "object", "reason": "误", "role": "confirmed"}
    none = settled.post("读者", address, **objection)
    made = settled.post("管理", f"{case}/assessments", role="confirmed")
    assert (none.status_code, made.status_code, made.json()["assessment"]) == (404, 201, found)
    hidden = settled.post("读者", address, **objection)
    assert (hidden.status_code, hidden.json()) == (404, none.json())
    assert settled.post("管理", address, **objection).json()["code"] == "STO-040"  # a draft, to those who see it
