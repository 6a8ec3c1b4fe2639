"""The contract of the API, asked briefly and always alike; `python3 dev.py contract` asks at length."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest

from tests.api.town import Town, make_town
from tests.contract.run import Run

EXAMPLES, EDGES, SEED = 2, 8, 20_260_101


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A town that writes, of its own."""
    with make_town(tmp_path_factory.mktemp("contract")) as made:
        yield made


@pytest.fixture(scope="module")
def document(town: Town) -> dict[str, Any]:
    return town.ask("", "GET", "/v1/openapi.json").json()


def test_every_operation_does_what_the_document_says(town: Town, document: dict[str, Any]) -> None:
    tally = Run(town, EXAMPLES, SEED, EDGES).all()
    assert tally.good, str(tally)
    wanted = {f"{method.upper()} {path}" for path, methods in document["paths"].items() for method in methods}
    assert set(tally.cases) == wanted
    assert {200, 401, 403, 404, 422} <= set(tally.statuses)


def lying(document: dict[str, Any], path: str, **changed: Any) -> dict[str, Any]:
    """The document with another say on what an operation answers."""
    other = copy.deepcopy(document)
    responses = other["paths"][path]["get"]["responses"]
    for status, said in changed.items():
        responses[status.strip("_")] = said
    return {**other, "paths": {path: other["paths"][path]}}


def test_a_status_that_is_not_documented_is_found(town: Town, document: dict[str, Any]) -> None:
    other = lying(document, "/v1/editions/{edition}")
    del other["paths"]["/v1/editions/{edition}"]["get"]["responses"]["404"]
    assert "UndefinedStatusCode" in kinds(town, other)


def test_a_form_that_is_not_kept_is_found(town: Town, document: dict[str, Any]) -> None:
    form = {"type": "object", "required": ["nothing"]}
    other = lying(document, "/v1/errors", _200={"description": "x", "content": {"application/json": {"schema": form}}})
    assert "JsonSchemaError" in kinds(town, other)


def test_a_media_type_that_is_not_documented_is_found(town: Town, document: dict[str, Any]) -> None:
    other = lying(document, "/v1/errors", _200={"description": "x", "content": {"text/csv": {"schema": {}}}})
    assert "UndefinedContentType" in kinds(town, other)


def test_a_header_that_is_not_sent_is_found(town: Town, document: dict[str, Any]) -> None:
    header = {"X-Nothing": {"required": True, "schema": {"type": "string"}}}
    other = lying(document, "/v1/errors", _200={"description": "x", "headers": header})
    assert "MissingHeaders" in kinds(town, other)


def kinds(town: Town, document: dict[str, Any]) -> set[str]:
    """The kinds of findings over another document."""
    return {one.kind for one in Run(town, 6, SEED, 30, document).all().findings.values()}
