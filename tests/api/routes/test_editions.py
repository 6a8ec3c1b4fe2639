"""Editions by name, in every form."""

from __future__ import annotations

import io

import openpyxl
import pytest
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


@pytest.mark.parametrize(
    ("language", "headers", "place"),
    [("zh", ["编号", "评价对象", "指标", "年度"], "常德市"), ("en", ["id", "subject", "indicator", "year"], "Changde")],
)
def test_the_template_of_evidence_is_fetched(web: TestClient, language: str, headers: list[str], place: str) -> None:
    address, asked = "/v1/editions/2021-draft/template.xlsx?subject=430700&year=2020", {"accept-language": language}
    answer = web.get(address, headers=asked)
    rows = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[1].iter_rows(max_col=4, values_only=True)
    assert list(next(rows)) == headers
    assert {(row[1], row[3]) for row in rows} >= {(place, "2020")}
    again = web.get(address, headers=asked | {"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_template_for_a_place_or_an_edition_that_there_is_none_of(web: TestClient) -> None:
    assert web.get("/v1/editions/2020/template.xlsx").json()["code"] == "API-404"
    none = web.get("/v1/editions/2021-draft/template.xlsx?subject=999999")
    assert (none.status_code, none.json()["code"]) == (404, "BLD-002")
