"""The examples of the document are true answers of today, have their forms, and nothing of the document is without one."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.examples import add_examples, kept
from tests.api.test_forms import fits
from tests.api.town import make_town
from tests.contract.examples import examples, masked

CHINESE, ENGLISH = re.compile("[\u4e00-\u9fff]"), re.compile("[A-Za-z]{2}")
AGAIN = "write them again: python -m tests.contract.examples"


@pytest.fixture(scope="module")
def document(web: TestClient) -> dict[str, Any]:
    return web.get("/v1/openapi.json").json()


def operations(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for methods in document["paths"].values():
        yield from methods.values()


def media(operation: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """What an operation takes, and what it answers where all goes well, where that is data."""
    taken = operation.get("requestBody", {}).get("content", {})
    told = [one for status, one in operation["responses"].items() if status[0] == "2"]
    found = [taken, *(one.get("content", {}) for one in told[:1])]
    for content in found:
        for name, one in content.items():
            if name in ("application/json", "multipart/form-data"):
                yield f"{operation['operationId']} {name}", one


def shown(one: dict[str, Any]) -> list[Any]:
    return [said["value"] for said in one.get("examples", {}).values()]


def test_every_operation_has_examples(document: dict[str, Any]) -> None:
    names = {one["operationId"] for one in operations(document)}
    assert sorted(names ^ set(kept()["operations"])) == [], AGAIN
    for operation in operations(document):
        told = kept()["operations"][operation["operationId"]]
        assert told["status"] in operation["responses"], operation["operationId"]
        if "requestBody" in operation:
            assert told.get("request") is not None or not operation["requestBody"].get("required"), AGAIN


def test_every_example_has_its_form(document: dict[str, Any]) -> None:
    seen = 0
    for operation in operations(document):
        for name, one in media(operation):
            for value in shown(one):
                seen += 1
                assert fits(document, one["schema"], value) == [], name
    assert seen >= 60


def test_every_form_shows_an_example_that_fits(document: dict[str, Any]) -> None:
    forms = document["components"]["schemas"]
    assert sorted(name for name, form in forms.items() if "examples" not in form and "enum" not in form) == []
    for name, form in forms.items():
        for value in form.get("examples", ()):
            assert fits(document, {"$ref": f"#/components/schemas/{name}"}, value) == [], name


def test_every_parameter_is_described_in_both_languages_and_has_an_example(document: dict[str, Any]) -> None:
    for operation in operations(document):
        for one in operation.get("parameters", ()):
            where, schema = (operation["operationId"], one["name"]), one["schema"]
            said = one.get("description", "")
            assert CHINESE.search(said) and ENGLISH.search(said), where
            found = [one["example"]] if "example" in one else schema.get("examples", [])
            assert found or "default" in schema, where
            for value in found:
                assert fits(document, schema, typed(schema, value)) == [], where


def typed(schema: dict[str, Any], value: Any) -> Any:
    """A value of an address as it is read."""
    kinds = [schema, *schema.get("anyOf", ())]
    return int(value) if any(one.get("type") == "integer" for one in kinds) else value


def test_every_field_is_described_in_chinese(document: dict[str, Any]) -> None:
    bare = [
        f"{name}.{field}"
        for name, form in document["components"]["schemas"].items()
        for field, part in form.get("properties", {}).items()
        if not CHINESE.search(part.get("description", "")) and part.get("description") != "IRI"
    ]
    assert bare == []


def test_the_examples_are_what_the_service_answers_now(tmp_path: Path) -> None:
    with make_town(tmp_path) as town:
        now = examples(town)
    assert set(now["operations"]) == set(kept()["operations"]), AGAIN
    for name, told in now["operations"].items():
        assert masked(told) == masked(kept()["operations"][name]), f"{name}: {AGAIN}"
    assert masked(now["problem"]) == masked(kept()["problem"]), AGAIN


def test_an_example_that_does_not_fit_is_seen(document: dict[str, Any]) -> None:
    assert fits(document, {"$ref": "#/components/schemas/Edition"}, {"name": "2021-draft"})


def test_adding_them_twice_changes_nothing(document: dict[str, Any]) -> None:
    again = copy.deepcopy(document)
    add_examples(again)
    assert json.dumps(again, sort_keys=True) == json.dumps(document, sort_keys=True)
