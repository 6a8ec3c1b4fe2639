"""Records of every kind as Turtle that the public reader reads back to the same facts."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from engine.model.evidence import EventState, Record
from engine.model.world import Concept, EvidenceKind, Qualifier
from engine.read.evidence import read_evidence
from engine.report import evidence_turtle
from tests.engine.build.made_up import (
    CITY,
    DIGEST,
    INDICATORS,
    LABEL,
    WORLD,
    YEAR,
    counted,
    happened,
    nil,
    observed,
    paper,
    rated,
    source,
    without,
)

HERE = replace(
    WORLD,
    indicators={slug: replace(one, unit="PERCENT") for slug, one in INDICATORS.items()},
    kinds={
        slug: EvidenceKind(slug, form, LABEL, LABEL)
        for slug, form in (("paper", "document"), ("events", "event"), ("mark", "judgement"))
    },
    units={"PERCENT": Concept("PERCENT", LABEL)},
    scopes={"whole": Concept("whole", LABEL), "urban": Concept("urban", LABEL)},
    populations={"large": Concept("large", LABEL)},
)
HALF = {"start": date(YEAR, 1, 1), "end": date(YEAR, 6, 30)}
RECORDS = {
    "a figure": observed("a", "95.30"),
    "a figure with everything": observed(
        "a",
        "95.3",
        qualifier=Qualifier.ABOUT,
        tolerance=Fraction("0.5"),
        scope="urban",
        population="large",
        final=False,
        issuer="统计局",
        citation='a "quoted"\ttext',
        note="two\nlines\\and\rmore",
    ),
    "counts": counted("a", "310/366"),
    "counts with a rate": counted("a", "310/366", "84.7"),
    "part of a year": observed("a", "95", **HALF),
    "a document": paper("a"),
    "a document with everything": paper(
        "a", level="government", in_force_to=date(2025, 12, 31), source_kind="bulletin", citation="x", note="y"
    ),
    "a document without day of issue": replace(paper("a"), issued=None),
    "a proven event": happened("a"),
    "a report": happened("a", EventState.REPORTED, source_kind="news", citation="x", note="y"),
    "a nil statement": nil("a"),
    "a nil statement for half a year": nil("a", **HALF),
    "a rating": rated("a", "x", "61.50"),
    "a rating with a note": replace(rated("a", "x", "61"), note="y"),
    "no object, indicator": without("a", "rate"),
    "no object, kind": replace(without("a", "paper"), reason="why", **HALF),
}


def read_back(records: list[Record], folder: Path) -> list[Record]:
    path = folder / "e.ttl"
    path.write_text(evidence_turtle(records, HERE), encoding="utf-8")
    return list(read_evidence([path], HERE, frozenset({CITY})).records)


def facts(record: Record) -> dict[str, object]:
    """All that a record says, apart from the place where it stands."""
    return {one.name: getattr(record, one.name) for one in fields(record) if one.name not in ("source", "corrects")}


@pytest.mark.parametrize("name", RECORDS)
def test_a_record_reads_back_to_the_same_facts(name: str, tmp_path: Path) -> None:
    (found,) = read_back([RECORDS[name]], tmp_path)
    assert type(found) is type(RECORDS[name]) and facts(found) == facts(RECORDS[name])
    assert found.source.id == "a"


def test_several_records_keep_their_order_and_ids(tmp_path: Path) -> None:
    records = [observed("b", "1"), paper("a"), rated("c", "x", "2")]
    assert {one.source.id for one in read_back(records, tmp_path)} == {"a", "b", "c"}
    text = evidence_turtle(records, HERE)
    assert [text.index(f"<#{name}>") for name in "bac"] == sorted(text.index(f"<#{name}>") for name in "bac")


def test_a_correction_points_to_the_record_in_the_same_file(tmp_path: Path) -> None:
    records = [observed("a", "1"), observed("b", "2", corrects=source("a").key)]
    found = {one.source.id: one for one in read_back(records, tmp_path)}
    assert found["b"].corrects == found["a"].source.key


def test_a_correction_of_an_upload_keeps_the_name_that_it_was_given() -> None:
    assert "cg:corrects <urn:upload:other>" not in evidence_turtle([observed("b", "2", corrects=f"{DIGEST}#a")], HERE)
    assert "cg:corrects <#a>" in evidence_turtle([observed("b", "2", corrects=f"{DIGEST}#a")], HERE)


def test_only_prefixes_that_are_used_are_declared() -> None:
    text = evidence_turtle([rated("a", "x", "1")], HERE)
    declared = [line.split()[1] for line in text.splitlines() if line.startswith("@prefix")]
    assert declared == ["cg:", "kind:", "place:", "xsd:"]


def test_no_record_is_an_empty_file() -> None:
    assert evidence_turtle([], HERE).strip() == ""
