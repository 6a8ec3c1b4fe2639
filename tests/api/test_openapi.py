"""The OpenAPI document: every operation is documented, named once, and refuses with a problem."""

from __future__ import annotations

import re

from starlette.testclient import TestClient


def operations(web: TestClient) -> list[dict[str, object]]:
    paths = web.get("/v1/openapi.json").json()["paths"]
    return [operation for path in paths.values() for operation in path.values()]


def test_operations_have_names_of_their_own_and_words_in_both_languages(web: TestClient) -> None:
    found = operations(web)
    names = [str(one["operationId"]) for one in found]
    assert len(set(names)) == len(names) >= 4
    for one in found:
        said = str(one["description"])
        assert said.isascii() is False and any(word.isascii() and word.isalpha() for word in said.split()), one


def test_every_operation_documents_the_problems_that_any_request_can_meet(web: TestClient) -> None:
    for one in operations(web):
        assert {"406", "422", "500", "503"} <= set(one["responses"]), one["operationId"]  # type: ignore[call-overload]


def test_the_document_holds_no_form_that_is_never_sent(web: TestClient) -> None:
    schemas = web.get("/v1/openapi.json").json()["components"]["schemas"]
    assert "HTTPValidationError" not in schemas
    assert set(schemas["Problem"]["required"]) == {
        "type",
        "title",
        "status",
        "detail",
        "instance",
        "code",
        "count",
        "faults",
    }


def test_every_header_that_is_named_is_stated_and_none_besides(web: TestClient) -> None:
    document = web.get("/v1/openapi.json").json()
    named = {
        header["$ref"].rpartition("/")[2]
        for path in document["paths"].values()
        for one in path.values()
        for answer in one["responses"].values()
        for header in answer.get("headers", {}).values()
        if "$ref" in header
    }
    assert named == set(document["components"]["headers"])


def test_every_group_of_operations_is_described(web: TestClient) -> None:
    document = web.get("/v1/openapi.json").json()
    used = {tag for path in document["paths"].values() for operation in path.values() for tag in operation["tags"]}
    assert used == {tag["name"] for tag in document["tags"]}
    assert all(re.search(r"[\u4e00-\u9fff].* [a-z]", tag["description"]) for tag in document["tags"])
