"""Each link of the edition is cut once, and the cut is found with its code and its place."""

from pathlib import Path

import pytest

from engine import ClausegraphError, home, read_world
from engine.check.check import meta_problems, rule_problems
from tests.ontology.cutting import EDITION, NAME, SHAPES, cut

CHAPTER = f"{EDITION}/09-product-quality.ttl"
ITEMS = f"{EDITION}/annex-a-09.ttl"
SCALE = f"{EDITION}/annex-a.ttl"
TOP = f"{EDITION}/edition.ttl"
SHAPE = f"{SHAPES}/09-product-quality.ttl"
INDICATOR = "ontology/indicators/09-product-quality.ttl"
RATE = "product-supervision-pass-rate"

RULES = [
    ("EDN-001", RATE, CHAPTER, f"req:{RATE}", "cg:responsible agency:", "cg:responsible agency:lost-"),
    ("EDN-001", RATE, CHAPTER, f"req:{RATE}", f"cg:derivedFrom prv:{RATE}", "cg:derivedFrom prv:lost"),
    ("EDN-001", RATE, CHAPTER, f"slot:{RATE}", f"cg:indicator indicator:{RATE}", "cg:indicator indicator:lost"),
    ("EDN-001", RATE, CHAPTER, f"cls:{RATE}", "cg:partOf cls:producers", "cg:partOf cls:lost"),
    ("EDN-001", RATE, SCALE, f"key:{RATE}", f"cg:item item:{RATE}", "cg:item item:lost"),
    ("EDN-001", "food-safety-events", SCALE, "veto:food-safety-events", "cg:slot slot:food", "cg:slot slot:lost-food"),
    ("EDN-002", "certificate-coverage", CHAPTER, "cls:certificate-coverage", '"9.1 b)"', '"9.1 d)"'),
    ("EDN-002", "food-and-agriculture", CHAPTER, "cls:food-and-agriculture", '"9.2"', '"9.1"'),
    ("EDN-002", "trade-goods", CHAPTER, "cls:trade-goods", '"9.3"', '"8.3"'),
    ("EDN-003", "certificate-coverage", CHAPTER, "req:certificate-coverage", "    cg:logic cg:allOf ;\n", ""),
    ("EDN-003", "special-equipment", CHAPTER, "req:special-equipment", "cg:logic cg:allOf", "cg:logic cg:atLeast"),
    ("EDN-004", RATE, SHAPE, f"shp:{RATE}", f"sh:targetObjectsOf slot:{RATE}", "sh:targetObjectsOf slot:lost"),
    ("EDN-004", RATE, SHAPE, f"shp:{RATE}", f"cg:verifies req:{RATE}", "cg:verifies req:licence-coverage"),
    ("EDN-005", f"{RATE}-level", SHAPE, f"shp:{RATE}-level", "sh:Violation", "sh:Warning"),
    ("EDN-005", f"{RATE}-level", CHAPTER, f"prv:{RATE}", "cg:shall", "cg:should"),
    ("EDN-006", f"{RATE}-level", SHAPE, f"shp:{RATE}-level", "应稳定在95%以上", "应稳定在90%以上"),
    ("EDN-006", f"{RATE}-level", SHAPE, f"shp:{RATE}-level", "sh:minInclusive 95 ", "sh:minInclusive 96 "),
    ("EDN-006", f"{RATE}-level", SHAPE, f"shp:{RATE}-level", '"9.1 a) 生产企业', '"9.2 a) 生产企业'),
    ("EDN-007", RATE, CHAPTER, f"prv:{RATE}", "cg:shall", "cg:may"),
    ("EDN-008", RATE, ITEMS, f"item:{RATE}", f"cg:requirement req:{RATE}", "cg:requirement req:licence-coverage"),
    ("EDN-008", "licence-coverage", ITEMS, f"item:{RATE}", f"req:{RATE}", "req:licence-coverage"),
    ("EDN-009", NAME, ITEMS, f"item:{RATE}", "cg:points 35", "cg:points 36"),
    ("EDN-009", NAME, TOP, f"edition:{NAME}", "cg:bonusCap 30", "cg:bonusCap 300"),
    ("EDN-010", RATE, ITEMS, f"item:{RATE}", "cg:points 35", "cg:points 36"),
    ("EDN-010", RATE, ITEMS, f"item:{RATE}-band-2", "cg:points 24", "cg:points 12"),
    ("EDN-010", RATE, ITEMS, f"item:{RATE}-band-2", "cg:lowerEdge 93", "cg:lowerEdge 97"),
    ("EDN-010", RATE, ITEMS, f"item:{RATE}", f"cg:reads slot:{RATE}", "cg:reads slot:licence-coverage"),
    ("EDN-011", RATE, INDICATOR, f"indicator:{RATE}", "cg:higherIsBetter", "cg:lowerIsBetter"),
    ("EDN-012", NAME, SCALE, "grade:b", "cg:lowerEdge 800", "cg:lowerEdge 950"),
    ("EDN-012", NAME, SCALE, "grade:d", "cg:order 4", "cg:order 4 ;\n    cg:lowerEdge 100"),
    ("EDN-013", NAME, TOP, "policy:select-correction", "cg:rule cg:correction", "cg:rule cg:hearsay"),
    ("EDN-014", "stable", TOP, "reading:stable-2", "cg:chosen false", "cg:chosen true"),
    ("EDN-014", "stable", TOP, "question:stable", "cg:about req:product", "cg:about req:lost-product"),
]


@pytest.mark.parametrize(("code", "where", "file", "subject", "old", "new"), RULES)
def test_a_cut_is_found_by_its_rule(
    tmp_path: Path, code: str, where: str, file: str, subject: str, old: str, new: str
) -> None:
    found = rule_problems(cut(tmp_path, file, subject, old, new), NAME)
    assert (code, where) in {(problem.code, problem.where) for problem in found}


def test_nothing_is_found_where_nothing_is_cut() -> None:
    assert rule_problems(home(), NAME) == ()


def test_every_rule_has_its_cut() -> None:
    assert {row[0] for row in RULES} == {f"EDN-{number:03}" for number in range(1, 15)}


READERS = [
    ("ONT-005", f"requirement/{RATE}", CHAPTER, f"req:{RATE}", f"    cg:clause cls:{RATE} ;\n", ""),
    ("ONT-005", f"item/{RATE}", ITEMS, f"item:{RATE}", "    cg:points 35 ;\n", ""),
    ("ONT-017", RATE, CHAPTER, f"req:{RATE}", f"    cg:slot slot:{RATE} ;\n", ""),
    ("ONT-013", f"item/{RATE}", ITEMS, f"item:{RATE}", f"cg:requirement req:{RATE}", "cg:requirement req:lost"),
    ("ONT-013", f"item/{RATE}-band-1", ITEMS, f"item:{RATE}-band-1", f"par:{RATE}", "par:lost"),
    ("ONT-018", f"parameter/{RATE}", CHAPTER, f"par:{RATE}", f"shp:{RATE}-level", "shp:lost"),
    ("SHP-003", f"shape/{RATE}", SHAPE, f"shp:{RATE}", f"    cg:verifies req:{RATE} ;\n", ""),
    ("SHP-002", f"shape/{RATE}-level", SHAPE, f"shp:{RATE}-level", "sh:minInclusive 95", "sh:minCertainly 95"),
    ("ONT-018", f"parameter/{RATE}", SHAPE, f"shp:{RATE}-level", "sh:minInclusive 95", "sh:minExclusive 95"),
]


@pytest.mark.parametrize(("code", "where", "file", "subject", "old", "new"), READERS)
def test_a_cut_that_cannot_even_be_read_is_refused(
    tmp_path: Path, code: str, where: str, file: str, subject: str, old: str, new: str
) -> None:
    with pytest.raises(ClausegraphError) as error:
        rule_problems(cut(tmp_path, file, subject, old, new), NAME)
    assert (code, where) in {(fault.code, short(fault.where)) for fault in error.value.faults}


def short(iri: str) -> str:
    return "/".join(iri.split("/")[-2:])


def test_a_place_whose_whole_is_not_there_is_refused(tmp_path: Path) -> None:
    file, subject = "ontology/places/hunan-1.ttl", "place:430102"
    with pytest.raises(ClausegraphError) as error:
        read_world(cut(tmp_path, file, subject, "cg:partOf place:430100", "cg:partOf place:439999"))
    assert [(fault.code, fault.where, fault.found) for fault in error.value.faults] == [("ONT-013", "430102", "439999")]


META = [
    (f"clause/{RATE}", CHAPTER, f"cls:{RATE}", "    cg:basis cg:draftingNote ;\n", ""),
    (f"provision/{RATE}", CHAPTER, f"prv:{RATE}", "    cg:provisionType cg:shall ;\n", ""),
    (
        f"indicator/{RATE}",
        INDICATOR,
        f"indicator:{RATE}",
        "    cg:unit unit:PERCENT ;\n",
        "    cg:unit unit:PERCENT , unit:POINTS ;\n",
    ),
]


@pytest.mark.parametrize(("where", "file", "subject", "old", "new"), META)
def test_a_cut_is_found_by_the_meta_shapes(
    tmp_path: Path, where: str, file: str, subject: str, old: str, new: str
) -> None:
    found = list(meta_problems(cut(tmp_path, file, subject, old, new), NAME))
    assert ("EDN-020", where) in {(problem.code, short(problem.where)) for problem in found}
