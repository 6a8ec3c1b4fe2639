"""The world is read whole, reference files add to it and nothing else, and every fault is named."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from engine.errors import EvidenceError, OntologyError
from engine.model.text import Basis, BasisKind, Text
from engine.model.world import Direction, Qualifier
from engine.read.ontology import read_world
from tests.engine.read import small


def codes(error: pytest.ExceptionInfo[OntologyError]) -> list[tuple[str, str]]:
    return [(fault.code, fault.found) for fault in error.value.faults]


def test_read_world_holds_every_noun(tmp_path: Path) -> None:
    world = read_world(small.write(tmp_path))
    assert world.places["990100"].parent == "990000" and world.places["990100"].fictional
    rate = world.indicators["rate"]
    assert (rate.unit, rate.direction, rate.low, rate.high) == ("PERCENT", Direction.HIGHER, 0, 100)
    assert rate.not_same_as == ("other",) and rate.numerator is not None and rate.numerator.en == "passed"
    plan = world.documents["plan"]
    assert plan.issued == date(2021, 1, 2) and plan.issuer is not None and plan.issuer.zh == "办公室"
    assert plan.paragraphs[0].number == "1" and world.documents["goals"].carries_out == ("plan",)
    assert world.documents["goals"].presumably_carries_out == ("plan",)
    assert world.documents["goals"].issuer is not None and world.documents["goals"].issuer.zh == "unlabelled"
    target = world.targets[0]
    assert (target.value, target.qualifier, target.tolerance) == (Fraction("97.5"), Qualifier.ABOUT, Fraction("0.5"))
    assert world.kinds["plan"].form == "document" and world.source_kinds["bulletin"].rank == 1
    assert world.source_kinds["bulletin"].basis == Basis(BasisKind.ASSUMED, reason=Text("次序", "the order"))
    assert world.kinds and all(indicator.basis is None for indicator in world.indicators.values())


def test_read_world_collects_all_faults(tmp_path: Path) -> None:
    world = (
        small.WORLD.replace(
            "cg:rangeHigh 100 ; cg:scope scope:whole ;", 'cg:rangeHigh "１００" ; cg:scope scope:nowhere ;'
        )
        .replace("cg:direction cg:lowerIsBetter", "cg:direction cg:sideways")
        .replace('"2021-01-02"^^xsd:date', '"2021-02-30"^^xsd:date')
        .replace("cg:qualifier cg:approximately", "cg:qualifier cg:perhaps")
    )
    with pytest.raises(OntologyError) as error:
        read_world(small.write(tmp_path, world=world))
    assert set(codes(error)) == {
        ("ONT-008", "１００"),
        ("ONT-010", "sideways"),
        ("ONT-009", "2021-02-30"),
        ("ONT-010", "perhaps"),
        ("ONT-013", "nowhere"),
    }


def test_reference_file_adds_a_target(tmp_path: Path) -> None:
    extra = tmp_path / "extra.ttl"
    extra.write_text(
        small.HEAD
        + "target:more a cg:Target ; cg:setBy document:plan ; cg:indicator indicator:rate ; cg:place place:990100 ; "
        "cg:year 2022 ; cg:targetValue 96 .",
        encoding="utf-8",
    )
    world = read_world(small.write(tmp_path / "root"), [extra])
    assert [target.slug for target in world.targets] == ["rate-2025", "more"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("indicator:new a cg:Indicator .", "ONT-011"),
        ("req:rate cg:weight 3 .", "ONT-011"),
        ("place:990100 a cg:Place ; cg:fictional false .", "ONT-012"),
        ('place:other a cg:Place ; cg:code "990100" .', "ONT-012"),
        ("<https://example.org/plan> a cg:Document .", "ONT-012"),
    ],
)
def test_reference_file_never_rewrites_the_standard(tmp_path: Path, text: str, code: str) -> None:
    extra = tmp_path / "extra.ttl"
    extra.write_text(small.HEAD + text, encoding="utf-8")
    with pytest.raises(EvidenceError) as error:
        read_world(small.write(tmp_path / "root"), [extra])
    line = small.HEAD.count("\n") + 1
    assert (code, f"extra.ttl line {line}") in {(fault.code, fault.where) for fault in error.value.faults}


def test_reference_file_is_named_where_no_line_begins_with_its_subject(tmp_path: Path) -> None:
    extra = tmp_path / "extra.ttl"
    extra.write_text(small.HEAD + "  indicator:new a cg:Indicator .", encoding="utf-8")
    with pytest.raises(EvidenceError) as error:
        read_world(small.write(tmp_path / "root"), [extra])
    assert ("ONT-011", "extra.ttl") in {(fault.code, fault.where) for fault in error.value.faults}
