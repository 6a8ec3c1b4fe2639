"""Editions by name, in every form."""

from __future__ import annotations

from starlette.testclient import TestClient

from engine import home, standard_for


def test_an_edition_is_what_its_files_say(web: TestClient) -> None:
    said = web.get("/v1/editions/2021-draft").json()
    edition = standard_for(home(), "2021-draft").edition
    assert (said["digest"], said["draft"], said["total"]) == (edition.digest, True, "1000")
    assert said["basis"]["assumed"] is True
    assert said["counts"]["requirements"] == len(edition.requirements)
    assert web.get("/v1/editions").json()["items"] == [said]


def test_linked_data_name_the_edition(web: TestClient) -> None:
    assert "https://w3id.org/clausegraph/edition/2021-draft" in web.get("/v1/editions/2021-draft.ttl").text
    assert web.get("/v1/editions/2021-draft.jsonld").json()


def test_an_edition_that_there_is_none_of(web: TestClient) -> None:
    assert web.get("/v1/editions/2020").status_code == 404
