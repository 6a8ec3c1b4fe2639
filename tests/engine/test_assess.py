"""From files to explained grades: orders, years, subjects, editions and the hash that names a run."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from engine import EvidenceError, EvidenceMode, Order, assess, home, order_of, orders_of, read_case, standard_for
from engine.errors import EngineError, Fault, OntologyError
from engine.model.evidence import Decision, Ruling
from engine.model.finding import Lane
from tests.engine.read.small import write

CITY = "990100"
HEAD = "id,subject,indicator,year,value,unit\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write(tmp_path / "root")


def rows(folder: Path, *lines: str, name: str = "e.csv") -> Path:
    path = folder / name
    path.write_text(HEAD + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def order(*files: Path, **more) -> Order:
    return replace(Order(CITY, 2022, files), **more)


GOOD = ("a,990100,rate,2020,96,PERCENT", "b,990100,rate,2021,96,PERCENT", "c,990100,rate,2022,96,PERCENT")


def test_an_order_becomes_one_assessment_with_all_its_parts(root: Path, tmp_path: Path) -> None:
    (one,) = assess(root, [order(rows(tmp_path, *GOOD))])
    assert (one.edition.name, one.case.key.code, one.case.key.year) == ("small", CITY, 2022)
    assert [file.file for file in one.files] == ["e.csv"] and len(one.digest) == 64
    assert one.findings.by_requirement["plan"].outcome == "untested" and one.explanation.ledger.possible == 100


def test_each_subject_of_the_evidence_is_assessed_where_none_is_named(root: Path, tmp_path: Path) -> None:
    path = rows(tmp_path, "a,990100,other,2022,5,PERCENT", "b,990000,other,2022,6,PERCENT")
    found = assess(root, [Order(None, 2022, (path,))])
    assert [one.case.key.code for one in found] == ["990000", "990100"]


def test_assessments_stand_in_the_order_of_their_orders(root: Path, tmp_path: Path) -> None:
    path = rows(tmp_path, *GOOD)
    orders = [order(path, year=2021), order(path, year=2022), order(path, year=2021, closed=True)]
    found = assess(root, orders)
    assert [(one.case.key.year, one.case.closed) for one in found] == [(2021, False), (2022, False), (2021, True)]


def test_without_a_year_the_last_year_of_the_evidence_counts(root: Path, tmp_path: Path) -> None:
    (one,) = assess(root, [order(rows(tmp_path, *GOOD[:2]), year=None)])
    assert one.case.key.year == 2021


def turtle(folder: Path, text: str) -> Path:
    path = folder / "e.ttl"
    prefixes = {
        "cg": "https://w3id.org/clausegraph/def/",
        "place": "https://w3id.org/clausegraph/place/",
        "kind": "https://w3id.org/clausegraph/kind/",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
    head = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in prefixes.items())
    path.write_text(head + text, encoding="utf-8")
    return path


def test_a_document_speaks_of_the_year_in_which_it_comes_into_force(root: Path, tmp_path: Path) -> None:
    text = '<#a> a cg:DocumentRecord ; cg:subject place:990100 ; cg:kind kind:plan ; cg:title "x" ; cg:inForceFrom "2020-05-01"^^xsd:date .'
    (one,) = assess(root, [order(turtle(tmp_path, text), year=None)])
    assert one.case.key.year == 2020 and one.findings.by_requirement["plan"].outcome == "passed"


@pytest.mark.parametrize("subject", [None, CITY])
def test_no_files_are_refused_where_the_year_or_the_subject_hangs_on_them(subject: str | None, root: Path) -> None:
    with pytest.raises(EvidenceError) as error:
        assess(root, [Order(subject, None, ())])
    assert [(fault.code, fault.found) for fault in error.value.faults] == [("CAS-005", "0")]


def test_a_file_without_a_record_is_refused(root: Path, tmp_path: Path) -> None:
    with pytest.raises(EvidenceError) as error:
        assess(root, [order(rows(tmp_path))])
    assert [(fault.code, fault.where) for fault in error.value.faults] == [("EVI-054", "e.csv")]


def test_no_files_are_nothing_delivered_where_subject_and_year_are_named(root: Path) -> None:
    (one,) = assess(root, [order()])
    assert {premise.state for premise in one.case.premises.values()} == {"noObject", "missing"}


def test_a_subject_that_speaks_for_itself_only_may_not_speak_for_another(root: Path, tmp_path: Path) -> None:
    with pytest.raises(EvidenceError) as error:
        assess(root, [order(rows(tmp_path, "a,990000,other,2022,5,PERCENT"), speaks_for=frozenset({CITY}))])
    assert error.value.faults[0].code == "EVI-011"


def test_one_subject_is_picked_out_of_a_table_of_several(root: Path, tmp_path: Path) -> None:
    other = rows(tmp_path, *GOOD, "z,990000,other,2022,5,PERCENT")
    (one,) = assess(root, [order(other, year=None)])
    (alone,) = assess(root, [order(rows(tmp_path, *GOOD, name="alone.csv"))])
    assert (one.case.key.code, one.findings) == (CITY, alone.findings)


@pytest.mark.parametrize(("subject", "near"), [("甲市", "990100 甲市"), ("§", "-")])
def test_a_subject_that_is_no_code_is_refused_with_the_code_of_the_nearest_place(
    subject: str, near: str, root: Path, tmp_path: Path
) -> None:
    with pytest.raises(EvidenceError) as error:
        assess(root, [order(rows(tmp_path, *GOOD), subject=subject, speaks_for=frozenset({subject}))])
    assert error.value.faults == (Fault("CAS-008", "subject", subject, (("nearest", near),)),)


def test_a_subject_of_which_the_files_say_nothing_is_refused(root: Path, tmp_path: Path) -> None:
    path = rows(tmp_path, "a,990000,other,2022,5,PERCENT")
    with pytest.raises(EvidenceError) as error:
        assess(root, [order(path)])
    assert error.value.faults == (Fault("CAS-006", str(path), CITY, (("known", "990000"),)),)


def test_a_province_may_be_allowed_to_speak_for_its_cities(root: Path, tmp_path: Path) -> None:
    path = rows(tmp_path, "a,990100,other,2022,5,PERCENT")
    (one,) = assess(root, [order(path, speaks_for=frozenset({"990000"}))])
    assert one.case.key.code == CITY


def test_an_edition_that_there_is_none_of_is_refused(root: Path, tmp_path: Path) -> None:
    with pytest.raises(OntologyError) as error:
        assess(root, [order(rows(tmp_path, *GOOD), edition="smal")])
    assert (error.value.faults[0].code, error.value.faults[0].found) == ("ONT-014", "smal")


def digests(root: Path, path: Path, **more) -> str:
    return assess(root, [order(path, **more)])[0].digest


def test_the_same_inputs_have_the_same_name(root: Path, tmp_path: Path) -> None:
    path = rows(tmp_path, *GOOD)
    assert digests(root, path) == digests(root, path)


DECISION = Decision("x", Ruling.ACCEPTED, "someone", date(2023, 1, 1))


@pytest.mark.parametrize(
    "more",
    [
        {"year": 2021},
        {"closed": True},
        {"mode": EvidenceMode.ACCEPTED},
        {"approver": "someone"},
        {"decisions": (DECISION,)},
        {"decisions": (replace(DECISION, reason="y"),)},
    ],
    ids="-".join,
)
def test_whatever_goes_in_changes_the_name(more: dict, root: Path, tmp_path: Path) -> None:
    path = rows(tmp_path, *GOOD)
    plain = digests(root, path)
    assert digests(root, path, **more) != plain
    if "decisions" in more:
        assert digests(root, path, decisions=(replace(DECISION, reason="z"),)) != digests(root, path, **more)


def test_other_bytes_of_evidence_and_of_the_standard_change_the_name(root: Path, tmp_path: Path) -> None:
    path = rows(tmp_path, *GOOD)
    first = digests(root, path)
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    second = digests(root, path)
    world = root / "ontology/world.ttl"
    world.write_text(world.read_text(encoding="utf-8") + "\n# more\n", encoding="utf-8")
    assert len({first, second, digests(root, path)}) == 3


def test_the_name_of_a_file_is_no_part_of_the_name_of_a_run(root: Path, tmp_path: Path) -> None:
    assert digests(root, rows(tmp_path, *GOOD)) == digests(root, rows(tmp_path, *GOOD, name="f.csv"))


@pytest.mark.parametrize("lane", Lane)
def test_each_lane_gives_the_same_findings_and_bears_its_name(lane: Lane, root: Path, tmp_path: Path) -> None:
    path = rows(tmp_path, *GOOD[:2], "c,990100,rate,2022,94,PERCENT")
    (one,), (other,) = (assess(root, [order(path)], lane=used, cross_check=True) for used in (lane, Lane.REFERENCE))
    assert one.lane == lane and one.findings.by_requirement == other.findings.by_requirement


def test_lanes_that_differ_are_an_error_and_give_no_result(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from engine import assess as function
    from engine.reference import judge

    def contrary(*words, **named):
        found = judge(*words, **named)
        verdicts = replace(found.verdicts, violating=found.verdicts.judged - found.verdicts.violating)
        return replace(found, verdicts=verdicts)

    module = sys.modules[function.__module__]
    monkeypatch.setattr(module, "LANES", {Lane.FAST: contrary, Lane.REFERENCE: judge})
    with pytest.raises(EngineError) as error:
        assess(root, [order(rows(tmp_path, *GOOD))], cross_check=True)
    (fault,) = error.value.faults
    assert fault.code == "RUN-005" and fault.where.startswith("small ")


@pytest.mark.parametrize("report_wanted", [True, False])
def test_the_shacl_report_comes_where_it_is_asked_for(report_wanted: bool, root: Path, tmp_path: Path) -> None:
    (one,) = assess(root, [order(rows(tmp_path, *GOOD))], report=report_wanted)
    assert bool(one.report) is report_wanted


def test_reference_files_join_the_standard_with_their_hash_and_approver(root: Path, tmp_path: Path) -> None:
    reference = tmp_path / "more.ttl"
    reference.write_text(
        "@prefix cg: <https://w3id.org/clausegraph/def/> .\n@prefix place: <https://w3id.org/clausegraph/place/> .\n"
        "@prefix level: <https://w3id.org/clausegraph/level/> .\n@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        'place:990200 a cg:Place ; rdfs:label "乙市"@zh , "Yi"@en ; cg:code "990200" ; cg:placeLevel level:prefecture .\n',
        encoding="utf-8",
    )
    plain = standard_for(root, "small")
    more = standard_for(root, "small", [reference])
    assert more.digest != plain.digest and "990200" in more.world.places and "990200" not in plain.world.places
    assert [(file.file, file.form, len(file.digest)) for file in more.reference] == [("more.ttl", "ttl", 64)]
    path = rows(tmp_path, "a,990200,other,2022,5,PERCENT")
    (one,) = assess(root, [order(path, subject="990200", reference=(reference,), approver="someone")])
    assert (one.approver, one.reference) == ("someone", more.reference)


def test_folders_are_orders_of_their_own_and_loose_files_are_one_together(tmp_path: Path) -> None:
    folder = home() / "fixtures/cases/changde-2020"
    loose = [tmp_path / "a.csv", tmp_path / "b.csv"]
    found = orders_of([loose[0], folder, loose[1]])
    assert found == (order_of(read_case(folder)), Order(None, None, tuple(loose)))


def test_folders_alone_leave_no_loose_order() -> None:
    folder = home() / "fixtures/cases/changde-2020"
    assert orders_of([folder]) == (order_of(read_case(folder)),) and orders_of([]) == ()


def test_a_folder_without_its_case_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EvidenceError) as error:
        orders_of([tmp_path])
    assert error.value.faults[0].code == "CAS-001"


def test_the_order_of_a_case_lets_its_subject_speak_for_itself() -> None:
    case = read_case(home() / "fixtures/cases/fictional-veto")
    found = order_of(case)
    assert (found.subject, found.year, found.speaks_for) == (case.subject, case.year, frozenset({case.subject}))
    assert (found.closed, found.approver, found.reference) == (case.closed, case.approver, case.reference)
