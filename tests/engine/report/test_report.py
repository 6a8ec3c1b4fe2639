"""Assessments in the forms that programs read, parsed back with a library and compared fact by fact."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from fractions import Fraction

import pytest
from rdflib import RDF, SH, Graph

from engine.build.possibilities import mended, possibilities
from engine.errors import UsageError
from engine.model.case import State
from engine.model.finding import Outcome
from engine.reference import judge
from engine.report import FORMS, report, snapshot
from engine.report.plain import number
from engine.report.report import HEAD, POINTS, finding_table, safe, table_text
from tests.engine.build.made_up import nil, observed, rated
from tests.engine.explain.made_up import EDITION, FIRED, RECORDS, TARGETED, assessed
from tests.engine.run.made_up import shapes_for

OPEN, CLOSED = assessed(*RECORDS), assessed(*FIRED, closed=True)
BOTH = [OPEN, CLOSED]


def rows_of(text: str) -> list[dict[str, str]]:
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_json_reads_back_to_every_finding_and_premise() -> None:
    said = json.loads(report(BOTH, "json", "zh"))["assessments"]
    assert len(said) == 2
    for one, data in zip(BOTH, said, strict=True):
        found = {finding["requirement"]: finding["outcome"] for finding in data["findings"]}
        assert found == {slug: finding.outcome for slug, finding in one.findings.by_requirement.items()}
        states = {(premise["slot"], premise["year"]): premise["state"] for premise in data["premises"]}
        assert states == {key: premise.state for key, premise in one.case.premises.items()}


def test_json_holds_no_binary_float_anywhere() -> None:
    def refuse(text: str) -> None:
        raise AssertionError(text)

    assert json.loads(report(BOTH, "json", "zh"), parse_float=refuse)
    for line in report(BOTH, "jsonl", "zh").splitlines():
        assert json.loads(line, parse_float=refuse)


def test_the_ledger_in_json_adds_up_as_exact_decimals() -> None:
    for data in json.loads(report(BOTH, "json", "zh"))["assessments"]:
        ledger = data["ledger"]
        parts = [Fraction(line["points"]) for name in ("awarded", "lost", "open") for line in ledger.get(name, ())]
        assert sum(parts) == Fraction(ledger["possible"]) == 106


def test_json_says_the_grades_possible_and_the_interval() -> None:
    (data, _) = json.loads(report(BOTH, "json", "zh"))["assessments"]
    assert data["grade"]["possible"] == list(OPEN.grade.possible)
    assert (Fraction(data["scores"]["total_low"]), Fraction(data["scores"]["total_high"])) == (
        OPEN.scores.total_low,
        OPEN.scores.total_high,
    )


def test_json_lines_are_one_finding_each() -> None:
    lines = [json.loads(line) for line in report(BOTH, "jsonl", "zh").splitlines()]
    wanted = [
        (slug, finding.outcome, finding.reason) for one in BOTH for slug, finding in one.findings.by_requirement.items()
    ]
    assert [(line["requirement"], line["outcome"], line["reason"]) for line in lines] == wanted
    assert {(line["schema"], line["assessment"]) for line in lines} == {("clausegraph/finding/1", "1" * 64)}


@pytest.mark.parametrize(("language", "label"), [("zh", "示例"), ("en", "example")])
def test_csv_reads_back_to_every_finding_with_its_label(language: str, label: str) -> None:
    rows = rows_of(report([OPEN], "csv", language))
    assert tuple(rows[0]) == HEAD and {row["label"] for row in rows} == {label}
    found = {row["requirement"]: (row["outcome"], row["reason"]) for row in rows}
    assert found == {slug: (one.outcome, one.reason) for slug, one in OPEN.findings.by_requirement.items()}
    assert {(row["code"], row["year"]) for row in rows} == {("990100", "2022")}


def test_csv_says_of_every_finding_whether_it_is_assumed() -> None:
    rows = rows_of(report([OPEN], "csv", "zh"))
    lines = [json.loads(line) for line in report([OPEN], "jsonl", "zh").splitlines()]
    assert [row["assumed"] == "true" for row in rows] == [line["assumed"] for line in lines]


def test_csv_and_json_lines_give_each_item_its_points_with_mark() -> None:
    for one in BOTH:
        items = {item.requirement: (item, one.scores.items[slug]) for slug, item in EDITION.items.items()}
        rows = {row["requirement"]: row for row in rows_of(report([one], "csv", "zh"))}
        lines = [json.loads(line) for line in report([one], "jsonl", "zh").splitlines()]
        wanted = {
            slug: {
                "item": item.number,
                "bonus": item.bonus,
                "possible": number(score.possible),
                "low": number(score.low),
                "high": number(score.high),
                "assumed": item.basis.assumed,
            }
            for slug, (item, score) in items.items()
        }
        assert {line["requirement"]: line["points"] for line in lines if "points" in line} == wanted
        said = {slug: tuple(row[name] for name in POINTS) for slug, row in rows.items()}
        assert {slug: said[slug] for slug in wanted} == {
            slug: tuple(str(value).lower() if isinstance(value, bool) else value for value in points.values())
            for slug, points in wanted.items()
        }
        assert {said[slug] for slug in said if slug not in wanted} <= {("",) * len(POINTS)}


def test_the_points_in_csv_add_up_to_the_score() -> None:
    rows = rows_of(report([CLOSED], "csv", "zh"))
    low = sum(Fraction(row["low"]) for row in rows if row["bonus"] == "false")
    assert low == CLOSED.scores.low


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@x", "'@x"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("x=1", "x=1"),
        ("", ""),
    ],
)
def test_no_spreadsheet_takes_a_cell_for_a_formula(cell: str, said: str) -> None:
    assert safe(cell) == said


def test_cells_with_commas_quotes_and_lines_read_back() -> None:
    rows = [["a,b", 'c"d', "e\nf"], ["甲", "", "x"]]
    assert list(csv.reader(io.StringIO(table_text(rows)))) == rows


def test_a_form_that_there_is_none_of_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UsageError) as error:
        report(BOTH, "xml", "zh")
    (fault,) = error.value.faults
    assert (fault.code, fault.where, fault.found) == ("EXP-002", "report", "xml")
    assert fault.fields()["known"] == "json, jsonl, csv, ttl, jsonld, shacl" == ", ".join(FORMS)


def test_the_shacl_report_is_said_once_for_cases_of_one_run() -> None:
    same = [replace(one, report="<urn:a> <urn:b> <urn:c> .\n") for one in BOTH]
    assert report(same, "shacl", "zh") == "<urn:a> <urn:b> <urn:c> .\n"


def shacl_of(*records) -> tuple[Graph, list[str], set[str]]:
    """The parsed SHACL report of a case, its focus nodes, and the premises that fail or hold nothing to be judged."""
    one = assessed(*records)
    shapes = shapes_for(EDITION)
    possible = [ways(one.case, EDITION, shapes, TARGETED) for ways in (possibilities, mended)]
    graph = Graph().parse(data=judge(shapes, [one.case], possible, report=True).report, format="nt")
    results = graph.subjects(RDF.type, SH.ValidationResult)
    focus = ["/".join(str(graph.value(result, SH.focusNode)).split("/")[-2:]) for result in results]
    outcomes = dict(pair for finding in one.findings.by_requirement.values() for pair in finding.premises)
    wanted = {
        f"{slot}/{year}"
        for (slot, year), premise in one.case.premises.items()
        if premise.state is not State.KNOWN or outcomes[slot, year] is Outcome.FAILED
    }
    return graph, focus, wanted


@pytest.mark.parametrize(
    "records", [RECORDS, FIRED, (observed("a", "80"),), ()], ids=["two fail", "three fail", "one fails", "nothing"]
)
def test_the_shacl_report_has_one_result_for_each_premise_that_fails_or_holds_nothing(records) -> None:
    _, focus, wanted = shacl_of(*records)
    assert sorted(focus) == sorted(wanted) and wanted


def test_the_shacl_report_conforms_where_every_premise_is_known_and_passes() -> None:
    full = (observed("a", "96"), observed("b", "30", indicator="burden"), RECORDS[3], nil("n"))
    graph, _, failing = shacl_of(*full, rated("x", "x", "70"), rated("y", "y", "70"))
    (top,) = graph.subjects(RDF.type, SH.ValidationReport)
    assert failing == set() and graph.value(top, SH.conforms).toPython() is True
    assert list(graph.subjects(RDF.type, SH.ValidationResult)) == []


def test_the_shacl_report_does_not_conform_where_a_premise_fails() -> None:
    graph, _, _ = shacl_of(*RECORDS)
    (top,) = graph.subjects(RDF.type, SH.ValidationReport)
    assert graph.value(top, SH.conforms).toPython() is False
    assert set(graph.objects(top, SH.result)) == set(graph.subjects(RDF.type, SH.ValidationResult))


def test_the_record_of_a_case_is_complete_and_nameless() -> None:
    found = snapshot(OPEN)
    assert list(found) == ["findings.csv", "premises.csv", "scores.json", "explanation.zh.md", "explanation.en.md"]
    assert not any("1" * 12 in text for text in found.values())
    assert found["explanation.en.md"].count("assessment 000000000000") == 1


def test_the_record_of_a_case_has_a_row_for_each_finding_and_premise() -> None:
    found = snapshot(OPEN)
    findings = list(csv.DictReader(io.StringIO(found["findings.csv"])))
    premises = {row["slot"]: row for row in csv.DictReader(io.StringIO(found["premises.csv"]))}
    assert [row["requirement"] for row in findings] == list(EDITION.requirements)
    assert premises["burden"] | {"reason": ""} == {
        "slot": "burden",
        "year": "2022",
        "state": "known",
        "reason": "",
        "raw": "110/300",
        "value": "110/3",
    }
    assert (premises["events"]["value"], premises["paper"]["value"]) == ("", "")


def test_the_record_of_an_event_and_of_a_level_holds_what_is_known() -> None:
    leveled = (*FIRED[:3], replace(RECORDS[3], level="government"), FIRED[4])
    premises = {
        row["slot"]: row["value"] for row in csv.DictReader(io.StringIO(snapshot(assessed(*leveled))["premises.csv"]))
    }
    assert (premises["events"], premises["paper"]) == ("1", "government")


def test_a_table_of_some_findings_has_the_columns_and_rows_of_the_whole() -> None:
    whole = report([OPEN], "csv", "zh").splitlines()
    some = [row["requirement"] for row in rows_of(report([OPEN], "csv", "zh"))][:1]
    assert finding_table(OPEN, some, "zh").splitlines() == whole[:2]
    assert finding_table(OPEN, (), "zh").splitlines() == whole[:1]
