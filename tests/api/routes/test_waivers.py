"""Waivers through the service: granted and withdrawn by admins, seen by those who see the case, refused by name."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.api.routes.test_course import Desk

CASE = "/v1/cases/430700/2020"
WAIVERS = f"{CASE}/waivers"
WISH = {"requirement": "air", "reason": "灾后重建", "approver": "省局", "until": "2021-12-31"}


@pytest.fixture
def desk(filled_store: Path, tmp_path: Path) -> Any:
    made = Desk(Path(shutil.copytree(filled_store, tmp_path / "store")))
    yield made
    made.close()


def send(desk: Desk, name: str, address: str, body: dict[str, Any], **headers: str) -> Any:
    return desk.client.post(address, json=body, headers={"authorization": f"Bearer {desk.keys[name]}", **headers})


def test_granted_seen_in_the_case_and_withdrawn(desk: Desk) -> None:
    before = desk.get("常德", CASE).json()
    made = desk.post("管理", WAIVERS, **WISH)
    assert made.status_code == 201
    entry = made.json()["entry"]
    assert (entry["kind"], entry["about"], entry["actor"], entry["details"]["approver"]) == (
        "waived",
        "430700/2020",
        "管理",
        "省局",
    )
    listed = desk.get("常德", WAIVERS).json()
    assert listed["waivers"] == [
        {
            "subject": "430700",
            "first_year": 2020,
            "last_year": 2021,
            "requirements": [{"requirement": "air", "label": {"zh": "大气环境", "en": "air"}}],
            "reason": "灾后重建",
            "approver": "省局",
            "until": "2021-12-31",
            "number": entry["number"],
            "hash": entry["hash"],
        }
    ]
    after = desk.get("常德", CASE).json()
    assert after["waivers"] == listed["waivers"] and after["assessment"] != before["assessment"]
    finding = desk.get("常德", f"/v1/assessments/{after['assessment']}/findings/air").json()
    assert (finding["outcome"], finding["reason"]) == ("inapplicable", "waived")
    told = desk.get("常德", f"/v1/assessments/{after['assessment']}/explanation?clause=air").text
    assert "经 省局 批准豁免" in told and entry["hash"] in told
    (change,) = desk.get("常德", f"/v1/changes?subject=430700&year=2020&after={entry['number'] - 1}").json()["items"]
    assert change["entry"]["number"] == entry["number"]
    assert {one["requirement"] for one in change["findings"]} >= {"air", "good-day-ratio"}
    gone = desk.post("管理", f"{WAIVERS}/{entry['number']}/withdrawal", reason="期满")
    assert (gone.status_code, gone.json()["entry"]["about"]) == (201, entry["hash"])
    assert desk.get("常德", WAIVERS).json()["waivers"] == []
    assert desk.get("常德", CASE).json()["assessment"] == before["assessment"]
    assert len(desk.get("常德", f"{WAIVERS}?as_known_at=2026-03-02T01:00:00Z").json()["waivers"]) == 0
    assert desk.post("管理", f"{WAIVERS}/{entry['number']}/withdrawal", reason="期满").status_code == 404


def test_a_waiver_as_known_before_it_was_granted(desk: Desk) -> None:
    desk.post("管理", WAIVERS, **WISH)
    assert desk.get("常德", f"{WAIVERS}?as_known_at=2026-02-01T00:00:00Z").json()["waivers"] == []
    assert len(desk.get("常德", f"{WAIVERS}?as_known_at=2026-03-02T01:00:00Z").json()["waivers"]) == 1
    assert len(desk.get("常德", "/v1/cases/430700/2021/waivers").json()["waivers"]) == 1
    assert desk.get("常德", "/v1/cases/430700/2022/waivers").json()["waivers"] == []
    assert desk.get("常德", f"{WAIVERS}?as_known_at=x").json()["code"] == "STO-007"


@pytest.mark.parametrize(("name", "status"), [("读者", 403), ("常德", 403), ("湘潭", 403), ("管理", 201)])
def test_only_an_admin_grants_and_withdraws(desk: Desk, name: str, status: int) -> None:
    assert desk.post(name, WAIVERS, **WISH).status_code == status
    number = desk.app.state.service.entries()[-1].number
    if status == 403:
        desk.post("管理", WAIVERS, **WISH)
        number = desk.app.state.service.entries()[-1].number
    assert desk.post(name, f"{WAIVERS}/{number}/withdrawal", reason="x").status_code == status


@pytest.mark.parametrize(("name", "status"), [("读者", 404), ("常德", 200), ("湘潭", 404), ("管理", 200)])
def test_who_sees_the_case_sees_its_waivers(desk: Desk, name: str, status: int) -> None:
    desk.post("管理", WAIVERS, **WISH)
    assert desk.get(name, WAIVERS).status_code == status
    seen = [one["kind"] for one in desk.get(name, "/v1/ledger").json()["items"]]
    assert ("waived" in seen) is (status == 200)


def test_a_waiver_before_any_evidence_is_not_told_to_strangers(desk: Desk) -> None:
    assert desk.post("管理", "/v1/cases/430600/2020/waivers", **WISH).status_code == 201
    kinds = {
        name: [one["kind"] for one in desk.get(name, "/v1/ledger").json()["items"]] for name in ("读者", "常德", "管理")
    }
    assert {name: "waived" in found for name, found in kinds.items()} == {"读者": False, "常德": False, "管理": True}


def test_a_waiver_before_any_evidence_is_seen_by_if_match(desk: Desk) -> None:
    address, subject = "/v1/cases/430600/2020/waivers", "/v1/subjects/430600"
    none = desk.get("管理", subject).json()["version"]
    assert none == "0" * 64
    assert send(desk, "管理", address, WISH, **{"if-match": f'"{none}"'}).status_code == 201
    again = send(desk, "管理", address, WISH | {"requirement": "noise"}, **{"if-match": f'"{none}"'})
    assert (again.status_code, again.json()["code"]) == (412, "API-412")
    version = desk.get("管理", subject).json()["version"]
    assert version == desk.app.state.service.entries()[-1].hash
    assert desk.get("管理", "/v1/subjects/430700").json()["version"] != version


@pytest.mark.parametrize(
    ("changed", "address", "status", "code"),
    [
        ({"requirement": "nosuch"}, WAIVERS, 404, "BLD-003"),
        ({"requirement": "food-safety-events"}, WAIVERS, 409, "BLD-004"),
        ({"requirement": "9.1 a)"}, WAIVERS, 409, "BLD-004"),
        ({"until": "2020-12-30"}, WAIVERS, 422, "STO-053"),
        ({"until": "2020-02-30"}, WAIVERS, 422, "STO-043"),
        ({"until": "明年"}, WAIVERS, 422, "API-422"),
        ({"reason": "  "}, WAIVERS, 422, "STO-006"),
        ({"reason": ""}, WAIVERS, 422, "API-422"),
        ({"approver": " "}, WAIVERS, 422, "STO-006"),
        ({"requirement": " "}, WAIVERS, 404, "BLD-003"),
        ({"more": "x"}, WAIVERS, 422, "API-422"),
        ({}, "/v1/cases/439999/2020/waivers", 404, "BLD-002"),
        ({}, "/v1/cases/430700/1900/waivers", 422, "API-422"),
    ],
)
def test_bad_words_are_refused_by_name_and_nothing_is_entered(
    desk: Desk, changed: dict[str, str], address: str, status: int, code: str
) -> None:
    before = len(desk.app.state.service.entries())
    answer = desk.post("管理", address, **{**WISH, **changed})
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert len(desk.app.state.service.entries()) == before
    english = send(desk, "管理", address, {**WISH, **changed}, **{"accept-language": "en"}).json()
    assert english["detail"] != answer.json()["detail"]


def test_the_same_is_granted_once_and_what_is_not_there_is_not_withdrawn(desk: Desk) -> None:
    number = desk.post("管理", WAIVERS, **WISH).json()["entry"]["number"]
    again = desk.post("管理", WAIVERS, **WISH)
    assert (again.status_code, again.json()["code"]) == (409, "STO-054")
    for address in (f"{WAIVERS}/1/withdrawal", f"/v1/cases/430700/2022/waivers/{number}/withdrawal"):
        assert desk.post("管理", address, reason="x").status_code == 404
    assert desk.post("管理", f"{WAIVERS}/0/withdrawal", reason="x").status_code == 422
    assert desk.post("管理", f"{WAIVERS}/{number}/withdrawal", reason=" ").json()["code"] == "STO-006"


def test_an_act_rests_on_the_version_of_the_subject(desk: Desk) -> None:
    version = desk.get("管理", "/v1/subjects/430700").json()["version"]
    assert send(desk, "管理", WAIVERS, WISH, **{"if-match": f'"{"0" * 64}"'}).status_code == 412
    made = send(desk, "管理", WAIVERS, WISH, **{"if-match": f'"{version}"'})
    assert made.status_code == 201
    assert desk.get("管理", "/v1/subjects/430700").json()["version"] == made.json()["entry"]["hash"]
    number = made.json()["entry"]["number"]
    gone = send(desk, "管理", f"{WAIVERS}/{number}/withdrawal", {"reason": "x"}, **{"if-match": f'"{version}"'})
    assert (gone.status_code, gone.json()["code"]) == (412, "API-412")
