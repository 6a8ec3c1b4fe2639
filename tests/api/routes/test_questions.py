"""Questions through the service give what the engine gives."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient


@pytest.fixture(scope="module")
def cases(web: TestClient) -> list[dict[str, Any]]:
    return web.get("/v1/cases?year=2020").json()["items"]


@pytest.fixture(scope="module")
def own(cases: list[dict[str, Any]]) -> str:
    return cases[2]["links"]["self"]


def test_whynot_names_the_premises_that_would_turn_a_requirement(web: TestClient, own: str) -> None:
    said = web.get(f"{own}/whynot/air").json()
    assert [one["requirement"] for one in said["answers"]] == ["air"]
    assert said["answers"][0]["outcome"] == "cantTell"
    assert said["answers"][0]["premises"]


def test_the_way_to_a_grade_is_proved(web: TestClient, own: str) -> None:
    said = web.get(f"{own}/improve?to=D").json()
    assert (said["grade"], said["reached"]) == ("d", True)
    assert web.get(f"{own}/improve?to=Z").json()["code"] == "IMV-001"


def test_a_case_without_a_grade_has_no_distance_yet(web: TestClient, own: str) -> None:
    said = web.get(f"{own}/robustness").json()
    assert said["weights"] is None
    assert len(said["grades"]) > 1


def test_a_contrast_changes_its_sign_when_swapped(web: TestClient, cases: list[dict[str, Any]]) -> None:
    one, other = cases[0]["assessment"], cases[2]["assessment"]
    said = web.get(f"/v1/contrast?first={one}&second={other}").json()
    back = web.get(f"/v1/contrast?first={other}&second={one}").json()
    assert said["difference"]["low"]["total"].lstrip("-") == back["difference"]["low"]["total"].lstrip("-")
    assert said["first"]["assessment"] == one


def impact(web: TestClient, **question: object) -> Any:
    return web.post("/v1/impact", json={"year": 2020, **question})


def test_a_change_is_tried_on_all_cases_of_a_year(web: TestClient) -> None:
    answer = impact(web, changes={"grade": ["A=990"]})
    assert (answer.status_code, answer.json()["cases"]) == (200, 3)
    assert impact(web, changes={"points": ["A.12.1=50"]}).json()["moved"] == 3


def test_what_nothing_can_be_tried_on_is_refused(web: TestClient) -> None:
    for question, status, code in (
        ({"changes": {}}, 422, "IMP-005"),
        ({"changes": {"set": ["nothing=1"]}}, 404, "IMP-001"),
        ({"changes": {"set": ["nothing"]}}, 422, "IMP-004"),
        ({"changes": {"grade": ["A=1"]}, "near": "-1"}, 422, "IMP-004"),
        ({"changes": {"grade": ["A=1"]}, "near": "1e2"}, 422, "API-422"),
        ({"changes": {"other": []}}, 422, "API-422"),
        ({"changes": {"grade": ["A=1"]}, "year": "2020"}, 422, "API-422"),
    ):
        answer = impact(web, **question)
        assert (answer.status_code, answer.json()["code"]) == (status, code), question


def test_the_lists_are_as_long_as_asked(web: TestClient) -> None:
    said = impact(web, changes={"points": ["A.12.1=50"]}, most=1).json()
    assert (said["moved"], len(said["effects"])) == (3, 1)
