"""The first place where bytes differ is named: by path in JSON, by line in other texts."""

from __future__ import annotations

import json

import pytest

from engine.errors import Fault
from engine.store.differing import difference, first_difference


@pytest.mark.parametrize(
    ("kept", "made", "found"),
    [
        ({"a": [1, {"b": "2"}]}, {"a": [1, {"b": "3"}]}, ("a/1/b", "2", "3")),
        ({"a": "1", "b": "1"}, {"a": "1"}, ("b", "1", "-")),
        ({"a": ["x"]}, {"a": ["x", "y"]}, ("a/1", "-", "y")),
        ({"a": {"b": 1}}, {"a": ["b"]}, ("a", '{"b": 1}', '["b"]')),
        ({"a": 1}, None, ("-", '{"a": 1}', "null")),
    ],
)
def test_a_value_is_named_by_its_path(kept: object, made: object, found: tuple[str, str, str]) -> None:
    assert first_difference(kept, made) == found


def test_the_same_bytes_have_no_difference() -> None:
    assert difference("x a.json", b'{"a":1}', b'{"a":1}') is None


def test_json_is_compared_by_path_and_text_by_line() -> None:
    kept, made = (json.dumps({"grade": grade}).encode() for grade in ("a", "b"))
    assert difference("x a.json", kept, made) == Fault(
        "STO-038", "x a.json", "b", (("property", "grade"), ("wanted", "a"))
    )
    assert difference("x a.md", b"one\ntwo\n", b"one\ntoo\n") == Fault(
        "STO-038", "x a.md", "too", (("property", "line 2"), ("wanted", "two"))
    )
    assert difference("x a.md", b"one", b"") == Fault(
        "STO-038", "x a.md", "-", (("property", "line 1"), ("wanted", "one"))
    )


def test_a_long_value_is_cut() -> None:
    assert first_difference({"a": "x" * 900}, {"a": "y"})[1] == "x" * 80
