"""Corrections that lead back to where they began are found, each record once; those that lead somewhere are not."""

from __future__ import annotations

import pytest

from engine.read.evidence.circles import in_circles


@pytest.mark.parametrize(
    ("corrects", "found"),
    [
        ({}, ()),
        ({"a": "b", "b": "c"}, ()),  # c corrects nothing
        ({"a": "a"}, ("a",)),
        ({"a": "b", "b": "a"}, ("a", "b")),
        ({"x": "a", "a": "b", "b": "a"}, ("a", "b")),  # x leads into the circle and is not of it
        ({"a": "b", "b": "a", "x": "b"}, ("a", "b")),
        ({"a": "b", "b": "a", "c": "d", "d": "c", "e": "elsewhere"}, ("a", "b", "c", "d")),
    ],
)
def test_what_is_in_a_circle(corrects: dict[str, str], found: tuple[str, ...]) -> None:
    assert in_circles(corrects) == found


def test_a_long_way_is_walked_once() -> None:
    way = {str(number): str(number + 1) for number in range(100_000)}
    assert in_circles(way) == ()
    assert len(in_circles(way | {"99999": "50000"})) == 50_000
