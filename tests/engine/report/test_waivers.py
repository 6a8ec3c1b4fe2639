"""Waivers as data of every form: JSON, CSV, Turtle and JSON-LD."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest
from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, PROV

from engine.model.entry import Act, Entry, Kind
from engine.model.waiver import Waiver
from engine.report import report
from engine.report.plain import assessment_data
from engine.report.served import explanation_part, finding_part, summary_data
from engine.report.waivers import waiver_data, waivers_data
from engine.store.projections.graph_linked import entries_linked
from tests.engine.build.made_up import CITY, YEAR
from tests.engine.explain.made_up import EDITION, RECORDS, assessed

CG = Namespace("https://w3id.org/clausegraph/def/")
SPDX = Namespace("http://spdx.org/rdf/terms#")
LEDGER_7 = URIRef("https://w3id.org/clausegraph/ledger/7")
RUN = f"https://w3id.org/clausegraph/assessment/{'1' * 64}"
LEDGER = Waiver(CITY, YEAR, ("paper",), "灾后重建", "省局", date(YEAR + 1, 12, 31), 7, "ab" * 32)
FOLDER = Waiver(CITY, YEAR, ("aimed", "gone"), "试点", "市局", date(YEAR, 12, 31))
ONE = assessed(*RECORDS, waivers=(LEDGER,))
DATA = {
    "subject": CITY,
    "first_year": YEAR,
    "last_year": YEAR + 1,
    "requirements": [{"requirement": "paper", "label": {"zh": "示例", "en": "example"}}],
    "reason": "灾后重建",
    "approver": "省局",
    "until": "2023-12-31",
    "number": 7,
    "hash": "ab" * 32,
}


def test_every_field_is_there() -> None:
    assert waiver_data(LEDGER, EDITION) == DATA
    stated = waiver_data(FOLDER, EDITION)
    assert (stated["number"], stated["hash"], stated["last_year"]) == (None, None, YEAR)
    assert stated["requirements"][1] == {"requirement": "gone", "label": None}
    assert waivers_data((LEDGER, LEDGER), EDITION) == [DATA, DATA]


def test_an_assessment_and_its_summary_say_it_and_one_without_is_as_it_was() -> None:
    assert assessment_data(ONE)["waivers"] == summary_data(ONE)["waivers"] == [DATA]
    plain = assessed(*RECORDS)
    assert "waivers" not in assessment_data(plain) and summary_data(plain)["waivers"] == []


def test_the_finding_and_its_explanation_say_it() -> None:
    finding = finding_part(ONE, "paper")
    assert (finding["outcome"], finding["reason"], finding["reason_text"]) == (
        "inapplicable",
        "waived",
        {"zh": "经批准豁免", "en": "waived"},
    )
    (ground,) = explanation_part(ONE, "paper")["grounds"]
    waiver = ground["children"][0]
    assert (waiver["subject"], waiver["values"]["number"], waiver["values"]["hash"]) == ("waiver", "7", "ab" * 32)
    assert waiver["text"]["zh"] == "经 省局 批准豁免，有效至 2023-12-31，理由：灾后重建（账目第 7 条，abababababab）"


def test_the_table_gives_it_as_the_reason() -> None:
    rows = {row["requirement"]: row for row in csv.DictReader(io.StringIO(report([ONE], "csv", "en").lstrip("\ufeff")))}
    assert (rows["paper"]["outcome"], rows["paper"]["reason"]) == ("inapplicable", "waived")
    lines = [json.loads(line) for line in report([ONE], "jsonl", "en").splitlines()]
    assert [one["requirement"] for one in lines if one["reason"] == "waived"] == ["paper"]


@pytest.mark.parametrize(("form", "parser"), [("ttl", "turtle"), ("jsonld", "json-ld")])
def test_linked_data_name_the_waiver_that_the_run_used(form: str, parser: str) -> None:
    graph = Graph().parse(data=report([ONE], form, "zh"), format=parser)
    waiver = URIRef(f"{RUN}/waiver/1")
    assert (URIRef(RUN), PROV.used, waiver) in graph
    assert dict(graph.predicate_objects(waiver)) == {
        RDF.type: CG.Waiver,
        CG.waives: URIRef("https://w3id.org/clausegraph/edition/made-up/requirement/paper"),
        CG.reason: Literal("灾后重建"),
        CG.approver: Literal("省局"),
        CG.waivedUntil: Literal(date(YEAR + 1, 12, 31)),
        PROV.wasGeneratedBy: LEDGER_7,
    }


def test_the_entry_of_a_waiver_is_named_as_the_ledger_names_it() -> None:
    graph = Graph().parse(data=report([ONE], "ttl", "zh"), format="turtle")
    act = Act("2026-01-05T08:00:00Z", "王敏", Kind.WAIVED, f"{CITY}/{YEAR}", "灾后重建")
    entry = Graph().parse(data=entries_linked([Entry(7, act, "cd" * 32, "ab" * 32)], "turtle"), format="turtle")
    for predicate in (RDF.type, DCTERMS.identifier, SPDX.checksum):
        assert graph.value(LEDGER_7, predicate) == entry.value(LEDGER_7, predicate) is not None
    checksum = entry.value(LEDGER_7, SPDX.checksum)
    assert set(graph.predicate_objects(checksum)) == set(entry.predicate_objects(checksum))
