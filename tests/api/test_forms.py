"""Every answer that can be fetched is what the OpenAPI document says of it: status, media type, form."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from engine import (
    Hand,
    Journal,
    Plea,
    Role,
    agent_hash,
    appeal,
    home,
    panel,
    publicise,
    query_graphs,
    read_world,
    record,
    take_over,
)
from tests.api.conftest import NOW

WORLD = (home() / "fixtures" / "world" / "fictional.ttl").read_bytes()

NAMES = {
    "edition": "2021-draft",
    "code": "EVI-012",
    "subject": "430700",
    "year": "2020",
    "requirement": "air",
    "name": "def/Requirement",
    "number": "1",
    "agent": agent_hash("王敏"),
    "clause": "air",
    "parameter": "product-supervision-pass-rate",
    "item": "air",
    "indicator": "good-day-ratio",
    "document": "hunan-eco-plan-145",
    "reference": hashlib.sha256(WORLD).hexdigest(),
}
STATEMENTS = {"text/turtle", "application/n-triples", "application/ld+json"}
CONSTRUCT = "?query=CONSTRUCT%20%7B%3Curn:a%3E%20%3Curn:b%3E%20%3Curn:c%3E%7D%20WHERE%20%7B%7D"
QUERIES = {
    "/sparql": "?query=ASK%20%7B%7D",
    "/v1/cases": "?year=2020",
    "/v1/changes": "?subject=430700&year=2020",
    "/v1/assessments/{assessment}/improve": "?to=B",
    "/v1/contrast": "?first={assessment}&second={assessment}",
}


def settle(store: Path) -> Path:
    """Have every kind of thing in a store that can be fetched."""
    with Journal(store) as journal:
        take_over(journal, home(), "world.ttl", WORLD, "陈明", Hand("王敏", "2026-01-06T08:00:00Z"))
        for role in Role:
            one = record(journal, home(), "430700", 2020, role, Hand("王敏", "2026-01-06T08:00:00Z")).recorded
        hand = Hand("李强", "2026-01-28T08:00:00Z")
        panel(journal, one, ["赵"], hand)
        publicise(journal, one, date(2026, 2, 2), date(2026, 2, 10), hand)
        hand = Hand("王敏", "2026-02-03T08:00:00Z")
        appeal(journal, one, Plea(("air",), "口径不同"), hand, read_world(home(), ()))
    query_graphs(store, home())  # what a process that writes would have left
    return store


@pytest.fixture(scope="module")
def web(filled_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A service over a store in which every kind of thing can be fetched."""
    store = settle(Path(shutil.copytree(filled_store, tmp_path_factory.mktemp("forms") / "store")))
    app = create_app(Settings(store, read_only=True, now=lambda: NOW))
    with TestClient(app, "http://127.0.0.1", client=("127.0.0.1", 40000)) as client:
        yield client


@pytest.fixture(scope="module")
def document(web: TestClient) -> dict[str, Any]:
    return web.get("/v1/openapi.json").json()


@pytest.fixture(scope="module")
def names(web: TestClient) -> dict[str, str]:
    """An example for each name that stands in a path."""
    return names_of(web.get("/v1/cases/430700/2020").json(), web.get("/v1/appeals").json())


def names_of(case: dict[str, Any], appeals: dict[str, Any]) -> dict[str, str]:
    """An example for each name, by the answers for a case and for appeals."""
    made = str(appeals["items"][0]["number"])
    return NAMES | {"appeal": made, "assessment": case["assessment"], "evidence": case["files"][0]["digest"]}


def filled(path: str, names: dict[str, str], media: str = "application/json") -> str:
    """A path with an example in place of each name, and the words that it must be asked with for a form."""
    query = CONSTRUCT if path == "/sparql" and media in STATEMENTS else QUERIES.get(path, "")
    return re.sub(r"{(\w+)}", lambda found: names[found[1]], path + query)


def fits(document: dict[str, Any], schema: dict[str, Any], data: object) -> list[str]:
    """What is wrong with data by a schema of the document."""
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", "components": document["components"], **schema}
    return [str(error.message) for error in jsonschema_rs.validator_for(whole).iter_errors(data)]


def test_every_answer_has_its_form(web: TestClient, document: dict[str, Any], names: dict[str, str]) -> None:
    for path, operations in document["paths"].items():
        if "get" not in operations:
            continue
        answer = web.get(filled(path, names))
        assert answer.status_code == 200, (path, answer.text)
        forms = operations["get"]["responses"]["200"]["content"]
        if "application/json" in forms:
            assert fits(document, forms["application/json"]["schema"], answer.json()) == [], path


def test_every_other_form_that_is_documented_is_there(
    web: TestClient, document: dict[str, Any], names: dict[str, str]
) -> None:
    for path, operations in document["paths"].items():
        for media in operations.get("get", {"responses": {"200": {}}})["responses"]["200"].get("content", ()):
            answer = web.get(filled(path, names, media), headers={"accept": media})
            assert answer.headers["content-type"].split(";")[0] == media, path
            assert answer.content


def test_a_form_that_is_not_kept_is_seen(document: dict[str, Any]) -> None:
    schema = {"$ref": "#/components/schemas/Edition"}
    assert fits(document, schema, {"name": 1})


def test_every_problem_has_its_form(web: TestClient, document: dict[str, Any]) -> None:
    for address in ("/v1/editions/none", "/nowhere", "/v1/editions?limit=x", "/v1/cases/430800/2020"):
        assert fits(document, {"$ref": "#/components/schemas/Problem"}, web.get(address).json()) == []
