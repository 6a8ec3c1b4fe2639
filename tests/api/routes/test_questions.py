"""Questions through the service give what the engine gives."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from engine import finish_day, improve, improvement_data, read_costs


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


def test_the_cheapest_way_in_time_is_what_the_command_says(web: TestClient, own: str, tmp_path: Path) -> None:
    rows = [
        ("product-supervision-pass-rate", "12.5", "", "2027-01-01"),
        ("pm25", "1", "", "2028-01-01"),
        ("plan-targets", "3", "", ""),
    ]
    costs = [dict(zip(("requirement", "cost", "reach", "by"), row, strict=True)) for row in rows]
    said = web.post(f"{own}/improve", json={"to": "D", "costs": costs, "finish_before": "2027-06-30"})
    (tmp_path / "costs").write_text("requirement,cost,reach,by\n" + "\n".join(map(",".join, rows)), encoding="utf-8")
    found = web.app.state.service.find(own.partition("~")[0].rpartition("/")[2])
    table = read_costs(tmp_path / "costs", found.edition, found.world)
    wanted = improvement_data(found, improve(found, "D", table, finish_day("2027-06-30")))
    assert (said.status_code, said.json()) == (200, wanted)
    assert (said.json()["costs"], said.json()["finish_before"], said.json()["late"]) == (
        "costs",
        "2027-06-30",
        ["pm25"],
    )
    plain = web.post(f"{own}/improve", json={"to": "D"}).json()
    assert plain == web.get(f"{own}/improve?to=D").json()


def test_costs_that_do_not_fit_are_refused_at_their_row(web: TestClient, own: str) -> None:
    good = {"requirement": "pm25", "cost": "1", "by": "2027-01-01"}
    for question, status, code, where in (
        ({"to": "D", "costs": [good, good | {"cost": "-1"}]}, 422, "IMV-005", "costs[1]"),
        ({"to": "D", "costs": [{"requirement": "nothing", "cost": "1"}]}, 422, "IMV-004", "costs[0]"),
        ({"to": "D", "costs": [good, good]}, 422, "IMV-008", "costs[1]"),
        ({"to": "D", "costs": [good | {"by": "soon"}]}, 422, "IMV-006", "costs[0]"),
        ({"to": "D", "finish_before": "2027-01-01"}, 422, "IMV-002", "improve"),
        ({"to": "D", "costs": [good], "finish_before": "2027-13-1"}, 422, "IMV-006", "--before"),
        ({"to": "Z"}, 404, "IMV-001", "2021-draft"),
        ({"to": "D", "costs": [good | {"cost": 1}]}, 422, "API-422", "body.costs.0.cost"),
        ({"to": "D", "cost": []}, 422, "API-422", "body.cost"),
    ):
        answer = web.post(f"{own}/improve", json=question)
        said = answer.json()
        assert (answer.status_code, said["code"], said["faults"][0]["where"]) == (status, code, where), question
        english = web.post(f"{own}/improve?lang=en", json=question).json()
        assert english["detail"] != said["detail"]


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


def test_every_answer_names_its_case_as_the_case_does(web: TestClient, cases: list[dict[str, Any]], own: str) -> None:
    one, other = (cases[place]["links"]["self"].rpartition("/")[2] for place in (2, 1))
    told = [
        web.get(f"{own}/{part}").json()["case"] for part in ("whynot/air", "improve?to=D", "robustness", "explanation")
    ]
    sides = web.get(f"/v1/contrast?first={one}&second={other}").json()
    effects = web.post("/v1/impact", json={"year": 2020, "changes": {"points": ["A.12.1=1"]}, "near": "1000"}).json()
    assert [*told, sides["first"]["case"]] == [cases[2]["case"]] * 5 and sides["second"]["case"] == cases[1]["case"]
    named = [effect["case"] for key in ("effects", "nearly") for effect in effects[key]]
    assert named and all(case in [every["case"] for every in cases] for case in named)
