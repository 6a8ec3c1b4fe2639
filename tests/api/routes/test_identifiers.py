"""Every IRI of ours leads somewhere."""

from __future__ import annotations

import re

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
        ("evidence/" + "b" * 64 + "/checksum", "/v1/submissions/" + "b" * 64),
        ("assessment/" + "a" * 64 + "/finding/air/result", "/v1/assessments/" + "a" * 64 + "/findings/air"),
        ("indicator/good-day-ratio", "/v1/indicators/good-day-ratio"),
        ("document/hunan-eco-plan-145.ttl", "/v1/documents/hunan-eco-plan-145.ttl"),
        ("ledger/7", "/v1/ledger/7"),
        ("ledger/7/checksum.jsonld", "/v1/ledger/7.jsonld"),
        ("ledger/agent/" + "c" * 64, "/v1/agents/" + "c" * 64),
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


LINKED = (
    *("/v1/ledger", "/v1/submissions", "/v1/editions", "/v1/indicators", "/v1/documents", "/v1/subjects"),
    *("/v1/cases/430700/2020", "/v1/editions/2021-draft/clauses?limit=20", "/v1/editions/2021-draft/items?limit=20"),
)
ALIKE = re.compile("(?<=finding/)[^/]+|(?<=score/item/)[^/]+")


@pytest.mark.parametrize("address", LINKED)
def test_every_iri_that_an_answer_names_leads_to_an_answer(web: TestClient, address: str) -> None:
    said = ox.parse(web.get(address, headers={"Accept": "text/turtle"}).content, format=ox.RdfFormat.TURTLE)
    terms = {str(term.value) for one in said for term in one.triple if isinstance(term, ox.NamedNode)}
    names = {one.removeprefix(BASE).partition("#")[0] for one in terms if one.startswith(BASE)}
    for name in {ALIKE.sub("*", one): one for one in sorted(names)}.values():
        assert followed(web, name, follow=True)[0] == 200, name


def test_every_iri_of_the_standard_leads_to_an_answer(web: TestClient) -> None:
    names = sorted(iri.removeprefix(BASE) for iri in Described(home()).names() if iri.startswith(BASE))
    assert len(names) > 1500
    for name in names[::23]:
        assert followed(web, name, follow=True)[0] == 200, name


def test_an_iri_that_there_is_none_of(web: TestClient) -> None:
    assert followed(web, "def/Nothing")[0] == 404
    assert followed(web, "edition/none/clause/x", follow=True)[0] == 404
