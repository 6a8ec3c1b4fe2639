"""Corrections and experts' ratings through the service: entered as by the command, by those who may."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from engine import EvidenceMode, verify
from tests.api.routes.desk import MINE, THEIRS, digest, in_both, opened, statuses
from tests.api.town import OTHER, OWN, Town
from tests.engine.store.made_up import row

AT = f"/v1/submissions/{digest(MINE)}/corrections"
RATED = f"/v1/cases/{OWN}/2020/judgements"
NONE = "0" * 64
BETTER = row("91.2")
WISH = {"kind": "brand-results", "expert": "周岚", "rating": "8.5", "on": "2026-02-20"}


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    made = opened(tmp_path)
    yield made
    made.app.state.service.close()


def sent(town: Town, who: str = "evaluator", at: str = AT, content: bytes = BETTER, **more: Any) -> Any:
    data = {"subject": more.pop("subject", [OWN]), "reason": more.pop("reason", "改正一处"), **more.pop("also", {})}
    return town.ask(who, "POST", at, files={"file": ("better.csv", content)}, data=data, **more)


def rated(town: Town, who: str = "evaluator", at: str = RATED, **more: Any) -> Any:
    headers = more.pop("headers", {})
    return town.ask(who, "POST", at, json=WISH | more, headers=headers)


def figures(town: Town) -> list[str]:
    """The values that the case rests on, as written."""
    service = town.app.state.service
    found = service.assessment(service.asked(OWN, 2020, EvidenceMode.DELIVERED))
    return [one.raw for one in found.case.premises.values() if one.raw and one.known]


def test_a_correction_takes_the_place_of_what_it_corrects(town: Town) -> None:
    assert figures(town) == ["84.7"]
    done = sent(town)
    said = done.json()
    assert (done.status_code, done.headers["location"]) == (201, f"/v1/submissions/{digest(BETTER)}")
    assert (said["corrects"], said["new"], said["warnings"]) == (digest(MINE), True, [])
    assert (said["entry"]["kind"], said["entry"]["actor"], said["entry"]["reason"]) == (
        "corrected",
        "evaluator",
        "改正一处",
    )
    assert figures(town) == ["91.2"]
    for name in (digest(MINE), digest(BETTER)):
        assert town.ask("evaluator", "GET", f"/v1/submissions/{name}").json()["corrections"] == [said["entry"]]
    again = sent(town)
    assert (again.status_code, again.json()) == (200, said | {"new": False})
    assert verify(town.store).faults == ()
    withdrawn = {"ruling": "withdrawn", "reason": "更正有误"}
    town.ask("evaluator", "POST", done.headers["location"] + "/rulings", json=withdrawn)
    assert figures(town) == ["84.7"]


def test_a_record_alone_may_be_corrected(town: Town) -> None:
    assert sent(town, also={"record": "o1"}).json()["corrects"] == f"{digest(MINE)}#o1"
    none = sent(town, also={"record": "none"})
    assert (none.status_code, none.json()["code"]) == (422, "CAS-009")


def test_corrections_are_entered_by_those_who_act_for_all_its_places(town: Town) -> None:
    assert statuses(town, "POST", AT, files={"file": ("b.csv", BETTER)}, data={"subject": [OWN], "reason": "x"}) == {
        "nobody": 401,
        "reader": 403,
        "stranger": 403,
        "evaluator": 201,
        "editor": 200,
        "admin": 200,
    }
    assert sent(town, subject=[OWN, OTHER]).status_code == 403
    told = [sent(town, at=AT.replace(digest(MINE), name)) for name in (digest(THEIRS), NONE)]
    assert [one.status_code for one in told] == [404, 404]
    assert told[0].text.replace(digest(THEIRS), NONE) == told[1].text


def test_a_correction_rests_on_the_version_that_was_seen(town: Town) -> None:
    version = town.ask("evaluator", "GET", f"/v1/subjects/{OWN}").json()["version"]
    assert sent(town, headers={"if-match": f'"{NONE}"'}).json()["code"] == "API-412"
    assert sent(town, headers={"if-match": f'"{version}"'}).status_code == 201
    assert sent(town, headers={"if-match": f'"{version}"'}).status_code == 412


@pytest.mark.parametrize(
    ("more", "status", "code"),
    [
        ({"reason": " "}, 422, "STO-006"),
        ({"reason": ""}, 422, "API-422"),
        ({"subject": []}, 422, "API-422"),
        ({"content": MINE}, 422, "STO-021"),
        ({"content": row("９５")}, 422, "EVI-008"),
        ({"content": THEIRS}, 422, "EVI-011"),
    ],
)
def test_corrections_that_cannot_be_entered(town: Town, more: dict[str, Any], status: int, code: str) -> None:
    before = (town.store / "ledger.jsonl").read_bytes()
    answer = sent(town, **more)
    assert answer.status_code == status and answer.json()["code"] == code, answer.text
    in_both(answer, lambda headers: sent(town, headers=headers, **more))
    assert (town.store / "ledger.jsonl").read_bytes() == before and verify(town.store).left == ()


def test_a_rating_is_entered_as_evidence_of_its_own(town: Town) -> None:
    done = rated(town)
    said = done.json()
    assert (done.status_code, done.headers["location"]) == (201, f"/v1/submissions/{said['evidence']}")
    assert {name: said[name] for name in WISH if name != "on"} == {n: w for n, w in WISH.items() if n != "on"}
    assert (said["record"], said["subject"], said["year"], said["new"], said["rulings"]) == ("r1", OWN, 2020, True, [])
    assert (said["entry"]["kind"], said["entry"]["actor"]) == ("judged", "evaluator")
    assert (rated(town).status_code, rated(town).json()) == (200, said | {"new": False})
    ruled = {"ruling": "accepted", "record": "r1", "reason": "已核"}
    town.ask("evaluator", "POST", done.headers["location"] + "/rulings", json=ruled)
    (listed,) = town.ask("evaluator", "GET", RATED).json()["items"]
    assert [one["kind"] for one in listed["rulings"]] == ["accepted"]
    assert listed | {"rulings": []} == {name: one for name, one in said.items() if name != "new"}
    assert town.ask("evaluator", "GET", RATED.replace("2020", "2021")).json()["items"] == []
    assert verify(town.store).faults == ()


def test_the_day_of_a_rating_is_today_unless_it_is_said(town: Town) -> None:
    said = town.ask("evaluator", "POST", RATED, json={name: word for name, word in WISH.items() if name != "on"})
    content = town.ask("evaluator", "GET", said.headers["location"] + "/content").text
    assert "2026-03-01" in content


def test_ratings_are_for_those_who_act_for_the_place(town: Town) -> None:
    allowed = {"nobody": 401, "reader": 403, "stranger": 403, "evaluator": 201, "editor": 200, "admin": 200}
    assert statuses(town, "POST", RATED, json=WISH) == allowed
    shown = {"nobody": 401, "reader": 404, "stranger": 404, "evaluator": 200, "editor": 200, "admin": 200}
    assert statuses(town, "GET", RATED) == shown
    assert rated(town, headers={"if-match": f'"{NONE}"'}).json()["code"] == "API-412"


@pytest.mark.parametrize(
    ("more", "status", "code"),
    [
        ({"kind": "good-days"}, 422, "STO-022"),
        ({"rating": "８.5"}, 422, "STO-023"),
        ({"rating": "1000000"}, 422, "EVI-013"),
        ({"expert": " "}, 422, "STO-006"),
        ({"on": "2026-02-30"}, 422, "STO-043"),
        ({"on": "yesterday"}, 422, "API-422"),
        ({"rating": 8}, 422, "API-422"),
        ({"by": "x"}, 422, "API-422"),
    ],
)
def test_ratings_that_cannot_be_entered(town: Town, more: dict[str, Any], status: int, code: str) -> None:
    answer = rated(town, **more)
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text
    in_both(answer, lambda headers: rated(town, headers=headers, **more))


def test_a_place_that_there_is_none_of_has_no_ratings(town: Town) -> None:
    answer = rated(town, "admin", RATED.replace(OWN, "999999"))
    assert (answer.status_code, answer.json()["code"]) == (404, "BLD-002")


def test_a_reader_process_takes_neither(tmp_path: Path) -> None:
    reading = opened(tmp_path, read_only=True)
    assert [sent(reading).json()["code"], rated(reading).json()["code"]] == ["SRV-002", "SRV-002"]
    reading.app.state.service.close()
