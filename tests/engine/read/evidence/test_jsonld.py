"""JSON-LD keeps every key: none is fetched for, dropped, doubled or rounded in silence."""

from __future__ import annotations

import json

import pytest

from engine.errors import EvidenceError
from engine.read.evidence.columns import SHEETS
from engine.read.evidence.jsonld import CONTEXT_IRI, UNKNOWN, json_context, prepared


def refused(text: str) -> list[tuple[str, str]]:
    with pytest.raises(EvidenceError) as error:
        prepared("e.jsonld", text)
    return [(fault.code, fault.found) for fault in error.value.faults]


def context_of(text: str) -> list[object]:
    found: list[object] = json.loads(prepared("e.jsonld", text))["@context"]
    return found


def test_prepared_puts_our_context_in_place_of_its_name() -> None:
    assert context_of(json.dumps({"@context": CONTEXT_IRI})) == [{"@vocab": UNKNOWN}, json_context()]


def test_prepared_with_a_plain_context_in_a_list() -> None:
    said = {"@context": [CONTEXT_IRI, {"x": "urn:x"}]}
    assert context_of(json.dumps(said)) == [{"@vocab": UNKNOWN}, json_context(), {"x": "urn:x"}]


def test_prepared_without_context_names_what_is_unknown() -> None:
    assert context_of('{"a": 1}') == [{"@vocab": UNKNOWN}]


def test_prepared_of_several_objects() -> None:
    found = json.loads(prepared("e.jsonld", '[{"a": [1, "x"]}, "b"]'))
    assert found == [{"a": [1, "x"], "@context": [{"@vocab": UNKNOWN}]}, "b"]


@pytest.mark.parametrize("text", ["null", '"x"', "7"])
def test_prepared_of_what_is_no_object(text: str) -> None:
    assert prepared("e.jsonld", text) == text


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("{", [("EVI-003", "Expecting property name enclosed in double quotes: line 1 column 2 (char 1)")]),
        ('{"a": 1, "a": 2, "b": 1}', [("EVI-022", "a")]),
        ('{"a": 1.5}', [("EVI-023", "1.5")]),
        ('{"a": 1e2}', [("EVI-023", "1e2")]),
        ('{"a": NaN}', [("EVI-023", "NaN")]),
        ('{"a": -Infinity}', [("EVI-023", "-Infinity")]),
        ('{"a": ' + "9" * 5000 + "}", [("EVI-023", "9" * 5000)]),
        ('{"a": "\\ud800"}', [("EVI-019", "U+D800")]),
        ('{"@context": "https://example.org/"}', [("EVI-025", '"https://example.org/"')]),
        ('{"@context": null}', [("EVI-025", "null")]),
        ('{"@context": {"@import": "x"}}', [("EVI-025", '{"@import": "x"}')]),
        ('{"@context": {"a": {"@context": {}}}}', [("EVI-025", '{"a": {"@context": {}}}')]),
        ('{"@context": {"value": null}}', [("EVI-025", '{"value": null}')]),
        ('{"@context": {"a": {"@type": [null]}}}', [("EVI-025", '{"a": {"@type": [null]}}')]),
        ('{"a": {"@context": "x"}}', [("EVI-025", '"x"')]),
    ],
)
def test_prepared_refuses(text: str, faults: list[tuple[str, str]]) -> None:
    assert refused(text) == faults


def test_context_names_every_class_and_term() -> None:
    terms = {column.term for sheet in SHEETS for column in sheet.columns if column.term}
    assert terms | {sheet.kind for sheet in SHEETS} | {"@vocab"} == set(json_context())
