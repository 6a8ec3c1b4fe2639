"""An assessment by its hash: its parts agree with each other and with the engine, and may be kept for ever."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from starlette.testclient import TestClient


@pytest.fixture(scope="module")
def case(web: TestClient) -> dict[str, Any]:
    return web.get("/v1/cases/430700/2020").json()


def part(web: TestClient, case: dict[str, Any], name: str, query: str = "") -> dict[str, Any]:
    answer = web.get(case["links"][name] + query)
    assert answer.status_code == 200
    assert "immutable" in answer.headers["cache-control"]
    return answer.json()


def test_the_points_add_up_exactly(web: TestClient, case: dict[str, Any]) -> None:
    points = part(web, case, "points")
    total = sum(Fraction(line["points"]) for name in ("lost", "open", "awarded") for line in points[name])
    assert total == Fraction(points["possible"]) == 1000


def test_points_of_one_standing_only(web: TestClient, case: dict[str, Any]) -> None:
    points = part(web, case, "points", "?standing=open")
    assert set(points) == {"possible", "open"}
    assert {line["standing"] for line in points["open"]} == {"open"}


def test_chapters_add_up_to_the_totals(web: TestClient, case: dict[str, Any]) -> None:
    scores = part(web, case, "scores")
    for bound in ("possible", "low", "high"):
        assert sum(Fraction(one[bound]) for one in scores["chapters"]) == Fraction(scores[bound])
        assert scores[bound] == case["totals"][bound]


def test_findings_are_listed_and_found_one_by_one(web: TestClient, case: dict[str, Any]) -> None:
    listed = part(web, case, "findings", "?limit=500")["items"]
    own = web.get(case["links"]["findings"] + "/air").json()
    assert own in listed
    assert (own["outcome"], own["clause"], own["points"]["item"]) == ("cantTell", "12.1", "A.12.1")
    assert len(web.get(case["links"]["findings"] + ".csv").text.splitlines()) == len(listed) + 1


def test_an_explanation_leads_to_the_cell(web: TestClient, case: dict[str, Any]) -> None:
    tree = web.get(case["links"]["explanation"] + "?clause=12.1").text
    assert "观测值!G2" in tree
    assert "湘政办发〔2021〕61号" in tree
    whole = part(web, case, "explanation")
    assert whole["grounds"][0]["subject"] == "grade"


def test_the_same_explanation_has_the_same_bytes(web: TestClient, case: dict[str, Any]) -> None:
    one, two = (web.get(case["links"]["explanation"]) for _ in range(2))
    assert one.content == two.content
    assert one.headers["etag"] == two.headers["etag"]


def test_linked_data_name_the_assessment(web: TestClient, case: dict[str, Any]) -> None:
    text = web.get(case["links"]["self"] + ".ttl").text
    assert f"assessment/{case['assessment']}" in text


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("{self}/findings/nothing", "API-404"),
        ("{self}/explanation?clause=99", "EXP-001"),
        ("/v1/assessments/" + "0" * 64, "API-404"),
    ],
)
def test_what_there_is_none_of(web: TestClient, case: dict[str, Any], path: str, code: str) -> None:
    answer = web.get(path.format(self=case["links"]["self"]))
    assert (answer.status_code, answer.json()["code"]) == (404, code)
