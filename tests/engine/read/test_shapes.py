"""Shapes are plain SHACL Core over premises, one for each slot; anything else is refused by name."""

from pathlib import Path

import pytest

from engine.errors import ShapeError
from engine.read.shapes import read_shapes
from tests.engine.read import small

XSD = "http://www.w3.org/2001/XMLSchema#"
INEXACT = [  # two libraries read each of these differently, or take another number for it
    *(f'"{text}"^^<{XSD}decimal>' for text in ("９５", "1e2", "9_5", " 95 ", "1E999999999", "NaN")),
    *(f'"{text}"^^<{XSD}double>' for text in ("94.99999999999999999999", "95")),
    "9.5e1",
    "95.0000000000000000001",
    "1234567890123",
    "'95'",
    "true",
]


def test_read_shapes_by_slot(tmp_path: Path) -> None:
    shapes = read_shapes(small.write(tmp_path), "small")
    rate = shapes.by_slot["rate"]
    assert (rate.slug, rate.requirement, rate.limits()) == ("rate", "rate", (95,))
    level = rate.properties[0]
    assert (level.path, level.severity, level.order) == ("value", "Violation", 1)
    assert dict(level.constraints) == {"minCount": "1", "minInclusive": "95"}
    assert level.message.en == "9.1 a) shall reach 95 %"
    assert "minInclusive" in shapes.ntriples and len(shapes.digest) == 64


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("sh:minInclusive 95", "sh:mininclusive 95", "SHP-002"),
        ("sh:minInclusive 95", 'sh:sparql "ASK {}"', "SHP-002"),
        ("sh:minInclusive 95", 'sh:pattern "^(a+)+$"', "SHP-002"),  # takes Python's engine for ever
        *(("sh:minInclusive 95", f"sh:minInclusive {found}", "SHP-008") for found in INEXACT),
        ("sh:minCount 1 ; sh:minInclusive", "sh:minCount '1' ; sh:minInclusive", "SHP-008"),
        ("sh:targetObjectsOf slot:plan", "sh:targetObjectsOf slot:plan , slot:more", "SHP-003"),
        ("cg:verifies req:plan ; sh:targetObjectsOf", "sh:targetObjectsOf", "SHP-003"),
        ("sh:path cg:document ; sh:minCount 1", "sh:path cg:document", "SHP-004"),
        ("sh:path cg:document", "sh:path cg:documents", "SHP-005"),
        ("sh:targetObjectsOf slot:plan", "sh:targetObjectsOf slot:rate", "SHP-006"),
        ("sh:targetObjectsOf slot:plan ; sh:property shp:plan-there", "sh:targetObjectsOf slot:plan", "SHP-007"),
        ('"9 应有规划"@zh , ', "", "ONT-007"),
        ("sh:order 2 ;\n    sh:severity sh:Violation", "sh:order 2", "ONT-005"),
    ],
)
def test_read_shapes_names_the_fault(tmp_path: Path, old: str, new: str, code: str) -> None:
    assert old in small.SHAPES
    with pytest.raises(ShapeError) as error:
        read_shapes(small.write(tmp_path, shapes=small.SHAPES.replace(old, new)), "small")
    assert code in {fault.code for fault in error.value.faults}


def test_no_shapes_is_an_error_and_never_a_pass(tmp_path: Path) -> None:
    with pytest.raises(ShapeError) as error:
        read_shapes(tmp_path, "small")
    assert error.value.faults[0].code == "SHP-001"


def test_broken_turtle_names_line_and_column(tmp_path: Path) -> None:
    root = small.write(tmp_path, shapes="shp:rate a sh:NodeShape ,, .")
    with pytest.raises(ShapeError) as error:
        read_shapes(root, "small")
    assert error.value.faults[0].code == "ONT-002" and error.value.faults[0].where.startswith("shapes.ttl:")
