"""Every code has its page, and a problem leads to it."""

from __future__ import annotations

from starlette.testclient import TestClient

from engine import known_codes


def test_a_problem_leads_to_the_page_of_its_code(web: TestClient) -> None:
    found = web.get(web.get("/v1/editions/none").json()["type"])
    assert (found.status_code, found.json()["code"]) == (200, "API-404")
    assert set(found.json()["problem"]) == {"zh", "en"}


def test_all_codes_are_listed_page_by_page(web: TestClient) -> None:
    address, found = "/v1/errors?limit=100", []
    while address:
        said = web.get(address).json()
        found += [one["code"] for one in said["items"]]
        address = said["next"]
    assert found == list(known_codes())


def test_a_code_that_there_is_none_of(web: TestClient) -> None:
    assert web.get("/v1/errors/XYZ-1").status_code == 404
