"""Comparisons that pySHACL makes otherwise than SPARQL are known beforehand, and others are not refused."""

from __future__ import annotations

import numpy as np
import pytest

from engine.ladder.compared import otherwise
from engine.model.columns import Columns
from engine.model.shacl import Bound, InRange, Paired, Pairing
from tests.engine.ladder.small import XSD, columns, decimal, ex, integer


def found(data: Columns, one: InRange | Paired) -> bool:
    return otherwise(data, one, np.unique(data.relations[ex("p")].objects))


def limit(text: str, datatype: str = "") -> InRange:
    return InRange(Bound.MIN_INCLUSIVE, f'"{text}"^^<{XSD}{datatype}>' if datatype else f'"{text}"')


@pytest.mark.parametrize(
    ("values", "one", "wanted"),
    [
        ("1, 2.5", InRange(Bound.MAX_EXCLUSIVE, integer("5")), False),
        ("1e0, 2", InRange(Bound.MAX_EXCLUSIVE, integer("5")), False),
        ("1e0, 2.5", InRange(Bound.MAX_EXCLUSIVE, integer("5")), True),
        ("1e0", InRange(Bound.MAX_EXCLUSIVE, decimal("5.1")), True),
        ("1, ex:b, _:b", InRange(Bound.MAX_EXCLUSIVE, integer("5")), False),
        ('1, "a"', InRange(Bound.MAX_EXCLUSIVE, integer("5")), True),
        ('1, "x"^^xsd:integer', InRange(Bound.MAX_EXCLUSIVE, integer("5")), True),
        ('"NaN"^^xsd:double', InRange(Bound.MAX_EXCLUSIVE, integer("5")), True),
        ('"a", 1, true', limit("b"), False),
        ('"a"@en', limit("b"), True),
        ('"a"^^ex:own', limit("b"), True),
        ('"2024-01-01"^^xsd:date', limit("2024-01-02", "date"), False),
        ('"2024-01-01Z"^^xsd:date', limit("2024-01-02", "date"), True),
        ('"2024-01-01Z"^^xsd:date', limit("2024-01-02Z", "date"), True),
        ('"2024-01-01T00:00:00Z"^^xsd:dateTime', limit("2024-01-02T00:00:00Z", "dateTime"), False),
        ('"2024-01-01T00:00:00"^^xsd:dateTime', limit("2024-01-02T00:00:00Z", "dateTime"), True),
        ("1", limit("x", "integer"), True),
        ("ex:b", limit("x", "integer"), False),
    ],
)
def test_of_ranges(values: str, one: InRange, wanted: bool) -> None:
    assert found(columns(f"ex:a ex:p {values} ."), one) is wanted


@pytest.mark.parametrize(
    ("values", "others", "wanted"),
    [
        ("1, 2", "3.5", False),
        ("1e0", "3", False),
        ("1e0", "3.5", True),
        ("ex:b", "3", True),
        ("1", "ex:b", True),
        ("1", '"a"', True),
        ('"a"', '"b"', False),
        ('"a"@en', '"b"@en', True),
        ('"2024-01-01"^^xsd:date', '"2024-01-02"^^xsd:date', False),
        ('"2024-01-01Z"^^xsd:date', '"2024-01-02Z"^^xsd:date', True),
    ],
)
def test_of_pairs(values: str, others: str, wanted: bool) -> None:
    data = columns(f"ex:a ex:p {values} ; ex:q {others} .")
    assert found(data, Paired(Pairing.LESS_THAN, ex("q"))) is wanted
    assert found(data, Paired(Pairing.LESS_THAN_OR_EQUALS, ex("q"))) is wanted
    assert not found(data, Paired(Pairing.EQUALS, ex("q")))


@pytest.mark.parametrize(("values", "wanted"), [("1, ex:b", False), ("1, _:b", True)])
def test_a_blank_node_is_never_put_before_another_property(values: str, wanted: bool) -> None:
    assert found(columns(f"ex:a ex:p {values} ."), Paired(Pairing.LESS_THAN, ex("nowhere"))) is wanted
