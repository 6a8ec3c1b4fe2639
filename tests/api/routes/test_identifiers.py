"""Every IRI of ours leads somewhere."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient

from api.linked import BASE
from engine import Described, home


def followed(web: TestClient, name: str, follow: bool = False) -> tuple[int, str]:
    answer = web.get(f"/id/{name}", follow_redirects=follow)
    return answer.status_code, answer.headers.get("location", "")


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("edition/2021-draft", "/v1/editions/2021-draft"),
        ("edition/2021-draft/requirement/air", "/v1/editions/2021-draft/requirements/air"),
        ("edition/2021-draft/requirement/air.ttl", "/v1/editions/2021-draft/requirements/air.ttl"),
        ("place/430700", "/v1/subjects/430700"),
        ("case/2021-draft/430700/2020", "/v1/cases/430700/2020"),
        ("assessment/" + "a" * 64 + "/finding/air", "/v1/assessments/" + "a" * 64 + "/findings/air"),
        ("assessment/" + "a" * 64 + "/score/item/air", "/v1/assessments/" + "a" * 64 + "/scores"),
        ("evidence/" + "b" * 64, "/v1/submissions/" + "b" * 64),
    ],
)
def test_what_has_a_resource_leads_there(web: TestClient, name: str, address: str) -> None:
    assert followed(web, name) == (303, address)


def test_what_the_standard_says_is_told(web: TestClient) -> None:
    said = web.get("/id/def/Requirement").json()
    assert said["iri"] == BASE + "def/Requirement"
    assert any(one["language"] == "zh" for one in said["statements"])
    turtle = web.get("/id/def/Requirement.ttl")
    assert len(list(ox.parse(turtle.content, format=ox.RdfFormat.TURTLE))) == len(said["statements"])


def test_every_iri_of_the_standard_leads_to_an_answer(web: TestClient) -> None:
    names = sorted(iri.removeprefix(BASE) for iri in Described(home()).names() if iri.startswith(BASE))
    assert len(names) > 1500
    for name in names[::23]:
        assert followed(web, name, follow=True)[0] == 200, name


def test_an_iri_that_there_is_none_of(web: TestClient) -> None:
    assert followed(web, "def/Nothing")[0] == 404
    assert followed(web, "edition/none/clause/x", follow=True)[0] == 404
