"""An edition is read whole, with parameters from their one home, and every fault is named."""

from fractions import Fraction
from pathlib import Path

import pytest

from engine.errors import OntologyError
from engine.model.edition import Comparison, Edition, Logic, ShareMet, SlotKind
from engine.read.edition import edition_for, read_edition
from engine.read.shapes import read_shapes
from tests.engine.read import small


def read(root: Path) -> Edition:
    return read_edition(root, "small", read_shapes(root, "small"))


def faults(root: Path) -> set[tuple[str, str]]:
    with pytest.raises(OntologyError) as error:
        read(root)
    return {(fault.code, fault.found) for fault in error.value.faults}


def test_read_edition_holds_every_noun(tmp_path: Path) -> None:
    edition = read(small.write(tmp_path))
    assert edition.draft and not edition.exercise and edition.total == 100 and edition.bonus_cap == 5
    assert edition.clauses["rate"].chapter == "9" and edition.clauses["rate"].parent == "products"
    assert edition.requirements["all"].logic is Logic.ALL_OF and edition.requirements["rate"].is_leaf
    slot = edition.slots["rate"]
    assert (slot.kind, slot.requirement, slot.window) == (SlotKind.QUANTITY, "rate", 3)
    assert (slot.comparison, slot.limit_digits) == (Comparison.ROUNDED, 1) and not slot.has_target
    assert edition.parameters["rate"].value == 95 and edition.parameters["rate"].peers == (("乙市", Fraction(96)),)
    assert edition.items["all"].method == ShareMet({"rate": Fraction(2)})
    assert list(edition.grades) == ["a", "b"] and edition.grades["b"].lower_edge is None
    assert edition.selection == ("place-and-scope", "full-period")
    said = [(step.rule, step.order, step.label.en, step.basis.assumed) for step in edition.selection_steps]
    assert said == [("place-and-scope", 1, "place", True), ("full-period", 2, "the year", True)]
    assert edition.policies["inapplicablePoints"].choice == "rescaleWithinChapter"
    assert [reading.chosen for reading in edition.questions["q"].readings] == [True, False]


def test_digest_changes_with_a_shape_and_with_a_clause(tmp_path: Path) -> None:
    first = read(small.write(tmp_path / "1")).digest
    shape = read(small.write(tmp_path / "2", shapes=small.SHAPES.replace("minInclusive 95", "minInclusive 96"))).digest
    clause = read(small.write(tmp_path / "3", edition=small.EDITION.replace("cg:total 100", "cg:total 101"))).digest
    assert len({first, shape, clause}) == 3 and first == read(small.write(tmp_path / "4")).digest


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("cg:slot slot:plan ; cg:basis", "cg:slot slot:rate ; cg:basis", ("ONT-017", "rate, plan")),
        ("cg:slot slot:plan ; cg:basis", "cg:slot slot:gone ; cg:basis", ("ONT-013", "gone")),
        ("cg:constraint sh:minInclusive", "cg:constraint sh:maxInclusive", ("ONT-018", "rate-level maxInclusive")),
        ("cg:method cg:shareMet", "cg:method cg:guess", ("ONT-010", "guess")),
        ("cg:logic cg:allOf", "cg:logic cg:mostOf", ("ONT-010", "mostOf")),
        ("cg:choice cg:rescaleWithinChapter", "cg:choice cg:rescaleNowhere", ("ONT-010", "rescaleNowhere")),
        ("cg:policyKey cg:inapplicablePoints", "cg:policyKey cg:hearsay", ("ONT-010", "hearsay")),
        ('"乙市: 96"', '"乙市 96"', ("ONT-008", "乙市 96")),
        ('"全部"@zh , "all"@en ; cg:clause', '"全部"@zh ; cg:clause', ("ONT-007", "zh")),
        ("cg:requirement req:all", "cg:requirement req:none", ("ONT-013", "none")),
        ("cg:draftingNote ; cg:basisPlace", "cg:rumour ; cg:basisPlace", ("ONT-010", "rumour")),
        ("cg:points 100", "cg:points 100 , 90", ("ONT-006", "100, 90")),
        ("cg:windowYears 3", "cg:windowYears 2.5", ("ONT-008", "5/2")),
        ('cg:version "1" ;', "", ("ONT-005", "version")),
    ],
)
def test_read_edition_names_the_fault(tmp_path: Path, old: str, new: str, fault: tuple[str, str]) -> None:
    assert old in small.EDITION
    assert fault in faults(small.write(tmp_path, edition=small.EDITION.replace(old, new)))


POLICY = "cg:policyKey cg:inapplicablePoints ; cg:choice cg:rescaleWithinChapter"


@pytest.mark.parametrize(
    ("key", "carried_out", "refused"),
    [
        ("inapplicablePoints", "noRescale", "rescaleOverall"),
        ("comparison", "fullValue", "rounded"),
        ("inclusiveWords", "included", "excluded"),
        ("worstYear", "worst", "mean"),
        ("unstatedScope", "asDefined", "refused"),
        ("roundingForDisplay", "halfEvenTwo", "halfUpTwo"),
    ],
)
def test_a_policy_is_a_choice_that_is_carried_out_or_is_refused_by_name(
    tmp_path: Path, key: str, carried_out: str, refused: str
) -> None:
    def declared(name: str, choice: str) -> Path:
        said = small.EDITION.replace(POLICY, f"cg:policyKey cg:{key} ; cg:choice cg:{choice}")
        return small.write(tmp_path / name, edition=said)

    assert POLICY in small.EDITION
    assert read(declared("good", carried_out)).policies[key].choice == carried_out
    assert faults(declared("bad", refused)) == {("ONT-010", refused)}


BANDS = (
    "item:all a cg:ScoreItem ; rdfs:label '全部'@zh , 'all'@en ; cg:number 'A.1' ; cg:requirement req:all ; cg:points 100 ; "
    "cg:method cg:bands ; cg:reads slot:rate ; cg:band item:b1 , item:b2 ; cg:basis cg:assumed . "
    "item:b1 cg:lowerEdge 90 ; cg:points 50 . item:b2 cg:parameter par:rate ; cg:points 100 ."
)


def without_item() -> str:
    start = small.EDITION.index("item:all a")
    return small.EDITION[:start] + small.EDITION[small.EDITION.index("grade:b a") :]


def test_bands_take_their_edge_from_a_parameter(tmp_path: Path) -> None:
    edition = read(small.write(tmp_path, edition=without_item() + BANDS))
    bands = edition.items["all"].method.bands  # type: ignore[union-attr]
    assert [(band.points, band.edge, band.parameter) for band in bands] == [(100, 95, "rate"), (50, 90, None)]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("cg:lowerEdge 90", "cg:lowerEdge 90 ; cg:parameter par:rate", ("ONT-019", "1")),
        ("item:b1 cg:lowerEdge 90 ;", "item:b1", ("ONT-019", "0")),
        ("cg:parameter par:rate", "cg:parameter par:none", ("ONT-013", "none")),
    ],
)
def test_a_band_has_exactly_one_edge(tmp_path: Path, old: str, new: str, fault: tuple[str, str]) -> None:
    assert fault in faults(small.write(tmp_path, edition=without_item() + BANDS.replace(old, new)))


DEDUCTION = BANDS.split("cg:method")[0] + (
    "cg:method cg:deduction ; cg:reads slot:rate ; cg:parameter par:rate ; cg:perUnit 1 ; cg:unitPoints 5 ; cg:step cg:startedUnit ; "
    "cg:floor 0 ; cg:basis cg:assumed ."
)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("cg:startedUnit", "cg:anyUnit", ("ONT-010", "anyUnit")),
        ("cg:parameter par:rate", "cg:parameter par:none", ("ONT-013", "none")),
    ],
)
def test_a_deduction_declares_its_step_and_parameter(
    tmp_path: Path, old: str, new: str, fault: tuple[str, str]
) -> None:
    assert fault in faults(small.write(tmp_path, edition=without_item() + DEDUCTION.replace(old, new)))


@pytest.mark.parametrize(
    "method",
    [
        DEDUCTION.split("cg:method")[1],
        "cg:levels ; cg:reads slot:plan ; cg:band item:b1 ; cg:basis cg:assumed . item:b1 cg:level level:x ; cg:points 1 .",
        "cg:perMissingElement ; cg:elementPoints 5 ; cg:floor 0 ; cg:noneScoresZero true ; cg:basis cg:assumed .",
        "cg:perEvent ; cg:reads slot:plan ; cg:eventPoints 5 ; cg:floor 0 ; cg:basis cg:assumed .",
        "cg:judged ; cg:reads slot:plan ; cg:basis cg:assumed .",
        "cg:allOrNothing ; cg:basis cg:assumed .",
    ],
)
def test_every_method_is_read(tmp_path: Path, method: str) -> None:
    text = BANDS.split("cg:method")[0] + "cg:method " + method.removeprefix(" ")
    text = text.replace("cg:method cg:method", "cg:method")
    name = method.split()[0].removeprefix("cg:")
    found = read(small.write(tmp_path, edition=without_item() + text)).items["all"].method
    assert type(found).__name__.lower() == name.lower()


def test_unknown_edition_names_those_that_there_are(tmp_path: Path) -> None:
    root = small.write(tmp_path)
    shapes = read_shapes(root, "small")
    with pytest.raises(OntologyError) as error:
        read_edition(root, "smal", shapes)
    assert error.value.faults[0].fields()["known"] == "small"


def test_edition_for_prefers_the_one_in_force_over_the_default(tmp_path: Path) -> None:
    root = small.write(tmp_path)
    published = small.EDITION.replace("edition:small", "edition:real").replace(
        "cg:draft true ; cg:isDefault true", 'cg:draft false ; cg:inForceFrom "2022-06-01"^^xsd:date'
    )
    small.write(root, edition=published, name="real")
    assert (edition_for(root, 2021), edition_for(root, 2022)) == ("small", "real")


def test_edition_for_refuses_none_and_two(tmp_path: Path) -> None:
    with pytest.raises(OntologyError) as none:
        edition_for(tmp_path, 2021)
    root = small.write(tmp_path)
    small.write(root, edition=small.EDITION.replace("edition:small", "edition:two"), name="two")
    with pytest.raises(OntologyError) as two:
        edition_for(root, 2021)
    assert (none.value.faults[0].code, two.value.faults[0].code) == ("ONT-016", "ONT-015")
