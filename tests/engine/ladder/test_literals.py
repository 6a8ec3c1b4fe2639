"""Literals that a store does not hand back as written."""

import numpy as np
import pytest

from engine.ladder.literals import changed, owned, returned, spelling
from tests.engine.ladder.small import EX, XSD, columns, decimal, ex, integer

P, Q = ex("p"), ex("q")


@pytest.mark.parametrize(
    ("text", "form"),
    [
        (decimal("95.00"), decimal("95")),
        (integer("095"), integer("95")),
        (f'"5"^^<{XSD}int>', integer("5")),
        (f'"1"^^<{XSD}boolean>', f'"true"^^<{XSD}boolean>'),
        ('"a"@EN-gb', '"a"@en-gb'),
        (f'"2024-01-01+08:00"^^<{XSD}date>', f'"2024-01-01+08:00"^^<{XSD}date>'),
        ('"a\\nb"', '"a\\nb"'),
        (integer("99999999999999999999"), integer("99999999999999999999")),
    ],
)
def test_returned(text: str, form: str) -> None:
    assert returned([text]) == [form]


@pytest.mark.parametrize(
    "written",
    [
        "95.0",
        "095",
        '"5"^^xsd:int',
        '"1"^^xsd:boolean',
        '"1.0"^^xsd:double',
        '"24:00:00"^^xsd:time',
        '"2024-01-01T24:00:00Z"^^xsd:dateTime',
        '"2024-01-01T00:00:00.0Z"^^xsd:dateTime',
        '"2024-01-01T00:00:00+00:00"^^xsd:dateTime',
        '"P12M"^^xsd:yearMonthDuration',
        '"-0"^^xsd:integer',
    ],
)
def test_every_change_is_known(written: str) -> None:
    data = columns(f"ex:a ex:p {written} .")
    text = data.terms.text[int(data.relations[P].objects[0])]
    assert returned([text]) != [text]
    assert changed(data).ids.tolist() == data.relations[P].objects.tolist()


@pytest.mark.parametrize(
    "written", ["95", "0.5", "-7", "true", '"a"', '"a"@en', '"2024-02-03"^^xsd:date', '"2024"^^xsd:gYear']
)
def test_what_is_kept_is_known(written: str) -> None:
    assert not len(changed(columns(f"ex:a ex:p {written} .")).ids)


@pytest.mark.parametrize(
    ("written", "lost"),
    [
        ('"99999999999999999999"^^xsd:integer', True),
        ('"0.1234567890123456789"^^xsd:decimal', True),
        ('"300"^^xsd:byte', True),
        ('"abc"^^xsd:integer', False),
        ("95.0", False),
    ],
)
def test_lost(written: str, lost: bool) -> None:
    data = columns(f"ex:a ex:p {written} .")
    assert spelling(data, frozenset([P])).lost is lost
    assert not spelling(data, frozenset([Q])).lost


def test_one_way_to_write_is_given_back() -> None:
    data = columns("ex:a ex:p 95.00 . ex:b ex:p 0.5 .")
    found = spelling(data, frozenset([P]))
    assert found.written == {decimal("95"): decimal("95.00")}
    assert not len(found.merged)


def test_two_ways_to_write_are_merged_where_both_are_reached() -> None:
    data = columns('ex:a ex:p 95.00 . ex:b ex:q 95.0 . ex:c ex:q "95"^^xsd:decimal .')
    assert not len(spelling(data, frozenset([P])).merged)
    assert len(spelling(data, frozenset([Q])).merged) == 2
    both = spelling(data, frozenset([P, Q]))
    assert len(both.merged) == 3
    assert both.written == {}
    assert np.array_equal(spelling(data, None).merged, both.merged)
    assert not both.collapsed


def test_two_values_of_one_subject_collapse() -> None:
    assert spelling(columns("ex:a ex:p 95.00, 95.0 ."), None).collapsed
    assert not spelling(columns("ex:a ex:p 95.00, 96.0 ."), None).collapsed


def test_how_a_subject_has_its_value_written() -> None:
    data = columns("ex:a ex:p 95.00 . ex:b ex:p 95.0 .")
    assert owned(data, P) == {
        (f"<{EX}a>", decimal("95")): decimal("95.00"),
        (f"<{EX}b>", decimal("95")): decimal("95.0"),
    }
    assert owned(data, Q) == {}
