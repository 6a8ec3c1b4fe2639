"""An assessment by its hash: its parts agree with each other and with the engine, and may be kept for ever."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from tests.api.conftest import NOW
from tests.api.routes.desk import opened, statuses
from tests.api.town import OWN


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
        ("/v1/assessments/" + "0" * 64, "API-457"),
    ],
)
def test_what_there_is_none_of(web: TestClient, case: dict[str, Any], path: str, code: str) -> None:
    answer = web.get(path.format(self=case["links"]["self"]))
    assert (answer.status_code, answer.json()["code"]) == (404, code)


@pytest.fixture
def beside(filled_store: Path) -> Iterator[TestClient]:
    """Another process over the same store, which was never asked for a case."""
    app = create_app(Settings(filled_store, read_only=True, now=lambda: NOW))
    with TestClient(app, "http://127.0.0.1", client=("127.0.0.1", 40000)) as client:
        yield client


def test_the_addresses_of_a_case_lead_to_the_same_bytes_in_every_process(web: TestClient, beside: TestClient) -> None:
    for asked in ("", "?mode=accepted", "?as_known_at=2026-01-05T08:00:00Z"):
        links = web.get(f"/v1/cases/430700/2020{asked}").json()["links"]
        assert links["self"].startswith("/v1/assessments/")
        for address in links.values():
            here, there = web.get(address), beside.get(address)
            assert (there.status_code, there.content, there.headers["etag"]) == (
                200,
                here.content,
                here.headers["etag"],
            )
            assert "immutable" in there.headers["cache-control"]
            again = beside.get(address, headers={"if-none-match": here.headers["etag"]})
            assert (again.status_code, again.content) == (304, b"")
        assert beside.get(links["self"]).json()["links"] == links


def test_two_addresses_are_set_against_each_other_in_every_process(web: TestClient, beside: TestClient) -> None:
    one, other = (
        web.get(f"/v1/cases/{code}/2020").json()["links"]["self"].rpartition("/")[2] for code in ("430700", "430300")
    )
    address = f"/v1/contrast?first={one}&second={other}"
    assert beside.get(address).content == web.get(address).content
    assert beside.get(f"/v1/assessments/{one}/whynot/air").status_code == 200


def test_an_address_that_does_not_lead_to_its_hash_leads_nowhere(web: TestClient, beside: TestClient) -> None:
    own = web.get("/v1/cases/430700/2020").json()
    digest, asked = own["assessment"], own["links"]["self"].partition("~")[2]
    for text, code in (
        (digest, "API-457"),
        (f"{digest}~{asked.replace('430700', '430300')}", "API-457"),
        (f"{digest}~{asked.replace('2020', '2019')}", "API-457"),
        (f"{digest}~{asked.replace('delivered', 'accepted')}", "API-457"),
        (f"{'0' * 64}~{asked}", "API-457"),
        (f"{digest}~430700~2020~delivered~0", "STO-015"),
    ):
        for part in ("", "/explanation"):
            answer = beside.get(f"/v1/assessments/{text}{part}")
            assert (answer.status_code, answer.json()["code"]) == (404, code), text
            english = beside.get(f"/v1/assessments/{text}{part}?lang=en").json()
            assert english["detail"] != answer.json()["detail"]
    assert beside.get(f"/v1/assessments/{digest}~x").json()["code"] == "API-422"


def test_how_to_ask_is_told_where_an_assessment_is_not_known(beside: TestClient) -> None:
    said = beside.get(f"/v1/assessments/{'0' * 64}?lang=en").json()
    assert "/v1/cases/SUBJECT/YEAR" in said["faults"][0]["remedy"]


def test_an_address_is_no_way_around_rights(tmp_path: Path) -> None:
    town = opened(tmp_path)
    links = town.ask("evaluator", "GET", f"/v1/cases/{OWN}/2020").json()["links"]
    allowed = {"nobody": 401, "reader": 404, "stranger": 404, "evaluator": 200, "editor": 200, "admin": 200}
    for address in (links["self"], links["explanation"]):
        for _ in range(2):  # the second time from kept bytes
            assert statuses(town, "GET", address) == allowed
    own, none = links["self"], links["self"].replace(OWN, "430300")
    hidden = [town.ask("stranger", "GET", address) for address in (own, none)]
    assert hidden[0].text.replace(own.rpartition("/")[2], "") == hidden[1].text.replace(none.rpartition("/")[2], "")
    town.app.state.service.close()
