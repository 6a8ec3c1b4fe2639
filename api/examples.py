"""The examples of the OpenAPI document: what the service answered about the case of Changde 2020, long lists cut short.

They stand in `examples.json`, which `python -m tests.contract.examples` writes; a test keeps them true.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

KEPT = Path(__file__).with_name("examples.json")
SUMMARY = "常德市 2020 年（公开数据）；长列表只留开头 Changde 2020, public figures; long lists cut short"
JSON, FORM = "application/json", "multipart/form-data"
PROBLEM = "Problem"
Data = dict[str, Any]
Forms = Mapping[str, Data]


@cache
def kept() -> Mapping[str, Any]:
    """The examples by operation, and a problem; empty while the file is not written."""
    found: Mapping[str, Any] = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.is_file() else {}
    return found


def add_examples(document: Data) -> None:
    """Put the examples into a document: at parameters, at what is sent and answered, and at every form that occurs in them."""
    forms, found = document["components"]["schemas"], dict[str, Any]()
    told = kept().get("operations", {})
    for operation in (one for methods in document["paths"].values() for one in methods.values()):
        example = told.get(operation["operationId"])
        if example is not None:
            _put(operation, example)
            for schema, value in _said(operation, example):
                _find(schema, value, forms, found)
    if "problem" in kept():
        _find({"$ref": f"#/components/schemas/{PROBLEM}"}, kept()["problem"], forms, found)
    for name, value in found.items():
        forms[name].setdefault("examples", [value])


def _put(operation: Data, example: Mapping[str, Any]) -> None:
    for parameter in operation.get("parameters", ()):
        if parameter["name"] in example["parameters"]:
            parameter["schema"].pop("examples", None)
            parameter["example"] = example["parameters"][parameter["name"]]
    for media, value in _media(operation, example):
        media["examples"] = {"changde": {"summary": SUMMARY, "value": value}}
    for name, one in example.get("requests", {}).items():
        shown = {"summary": f"{name} → {one['status']}", "value": one["value"]}
        operation["requestBody"]["content"][JSON]["examples"][name] = shown


def _said(operation: Data, example: Mapping[str, Any]) -> Iterator[tuple[Data, Any]]:
    yield from ((media.get("schema", {}), value) for media, value in _media(operation, example))
    for one in example.get("requests", {}).values():
        yield operation["requestBody"]["content"][JSON]["schema"], one["value"]


def _media(operation: Data, example: Mapping[str, Any]) -> Iterator[tuple[Data, Any]]:
    """What is sent and what is answered, each with its example."""
    sent = operation.get("requestBody", {}).get("content", {})
    answered = operation["responses"].get(example["status"], {}).get("content", {})
    if "request" in example:
        yield from ((sent[media], example["request"]) for media in (JSON, FORM) if media in sent)
    if "answer" in example and JSON in answered:
        yield answered[JSON], example["answer"]


def _find(schema: Data, value: Any, forms: Forms, found: Data) -> None:
    """The first value of every form that occurs in a value."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        if _fits(forms[name], value):
            found.setdefault(name, value)
            _find(forms[name], value, forms, found)
        return
    for part in (*schema.get("anyOf", ()), *schema.get("oneOf", ())):
        _find(part, value, forms, found)
    if isinstance(value, list):
        for one in value:
            _find(schema.get("items", {}), one, forms, found)
    elif isinstance(value, dict):
        others = schema.get("additionalProperties")
        for name, one in value.items():
            part = schema.get("properties", {}).get(name, others)
            _find(part if isinstance(part, dict) else {}, one, forms, found)


def _fits(form: Data, value: Any) -> bool:
    """Whether a value can have a form, as far as names and fixed words tell."""
    if not isinstance(value, dict):
        return form.get("type") != "object"
    parts = form.get("properties", {})
    fixed = all(value.get(name, part["const"]) == part["const"] for name, part in parts.items() if "const" in part)
    return fixed and set(form.get("required", ())) <= set(value) <= set(parts)
