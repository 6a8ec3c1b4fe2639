"""Cases as the ledger knows them, one by one and all at once."""

from __future__ import annotations

from pathlib import Path

from starlette.testclient import TestClient

from engine import EvidenceMode, assess, home, order_at


def test_a_case_is_the_assessment_that_the_ledger_gives(web: TestClient, filled_store: Path) -> None:
    said = web.get("/v1/cases/430700/2020").json()
    found = assess(home(), [order_at(filled_store, "430700", 2020, None, EvidenceMode.DELIVERED)])[0]
    assert said["assessment"] == found.digest
    assert said["known"] == 3
    assert [one["grade"] for one in said["grade"]["possible"]] == list(found.grade.possible)


def test_what_counts_changes_the_assessment(web: TestClient) -> None:
    delivered, accepted = (web.get(f"/v1/cases/430700/2020?mode={mode}").json() for mode in ("delivered", "accepted"))
    assert delivered["assessment"] != accepted["assessment"]
    assert accepted["mode"] == "accepted"


def test_all_subjects_of_a_year_come_in_one_go(web: TestClient) -> None:
    said = web.get("/v1/cases?year=2020").json()["items"]
    assert [one["case"]["subject"] for one in said] == ["430100", "430300", "430700"]
    assert said[2] == web.get("/v1/cases/430700/2020").json()


def test_pages_of_cases_follow_each_other(web: TestClient) -> None:
    first = web.get("/v1/cases?year=2020&limit=2").json()
    second = web.get(first["next"]).json()
    assert [one["case"]["subject"] for one in second["items"]] == ["430700"]
    assert second["next"] is None


def test_before_the_submission_there_was_no_case(web: TestClient, filled_store: Path) -> None:
    early = web.get("/v1/cases/430700/2020?as_known_at=2026-01-05T07:59:59Z")
    then = web.get("/v1/cases/430700/2020?as_known_at=2026-01-05T08:00:00Z")
    assert (early.status_code, early.json()["code"], then.status_code) == (404, "STO-015", 200)
    assert str(filled_store) not in early.text


def test_words_that_do_not_fit_are_refused_at_their_place(web: TestClient) -> None:
    for address, where in (
        ("/v1/cases/43070/2020", "path.subject"),
        ("/v1/cases/430700/20", "path.year"),
        ("/v1/cases/430700/2020?mode=all", "query.mode"),
        ("/v1/cases/430700/2020?as_known_at=yesterday", "as_known_at"),
        ("/v1/cases", "query.year"),
    ):
        answer = web.get(address)
        assert (answer.status_code, answer.json()["faults"][0]["where"]) == (422, where), address
