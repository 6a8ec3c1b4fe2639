"""Assessments as linked data, parsed back by rdflib: EARL outcomes, the PROV-O run, hashes of files, marks."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from rdflib import RDF, XSD, BNode, Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCTERMS, PROV

from engine.model.assessment import Assessment
from engine.model.evidence import Delivered
from engine.read.home import home
from engine.report import report
from engine.report.linked import linked_parts
from engine.report.report import report_parts
from tests.engine.explain.made_up import EDITION, FIRED, NOTE, RECORDS, assessed

BASE = "https://w3id.org/clausegraph/"
CG, EARL, SPDX = (
    Namespace(BASE + "def/"),
    Namespace("http://www.w3.org/ns/earl#"),
    Namespace("http://spdx.org/rdf/terms#"),
)
ONLY = {**EDITION.requirements, "mark": replace(EDITION.requirements["mark"], score_only=True)}
REFERENCE = (Delivered("goals.ttl", "ab" * 32, 9, "ttl"),)
ONE = replace(assessed(*RECORDS, edition=replace(EDITION, requirements=ONLY)), reference=REFERENCE)
TWO = replace(assessed(*FIRED, closed=True), digest="2" * 64)
FORMS = pytest.mark.parametrize(("form", "parser"), [("ttl", "turtle"), ("jsonld", "json-ld")])
RUN = URIRef(f"{BASE}assessment/{'1' * 64}")
CASE = URIRef(f"{BASE}case/made-up/990100/2022")


def parsed(form: str, parser: str, *assessments: Assessment) -> Graph:
    return Graph().parse(data=report(assessments or (ONE,), form, "zh"), format=parser)


@FORMS
def test_every_requirement_with_an_outcome_is_asserted_once(form: str, parser: str) -> None:
    graph = parsed(form, parser)
    said = {
        str(graph.value(one, EARL.test)).rpartition("/")[2]: graph.value(graph.value(one, EARL.result), EARL.outcome)
        for one in graph.subjects(RDF.type, EARL.Assertion)
    }
    findings = {slug: one.outcome for slug, one in ONE.findings.by_requirement.items() if one.outcome is not None}
    assert said == {slug: EARL[outcome.value] for slug, outcome in findings.items()}
    assert "mark" not in said and len(said) == 6


@FORMS
def test_what_is_only_scored_is_a_finding_with_its_mark_and_no_assertion(form: str, parser: str) -> None:
    graph, mark = parsed(form, parser), URIRef(f"{RUN}/finding/mark")
    assert set(graph.subjects(RDF.type, CG.Finding)) == {
        URIRef(f"{RUN}/finding/{slug}") for slug in ONE.findings.by_requirement
    }
    assert (mark, CG.basis, CG.assumed) in graph and graph.value(mark, EARL.result) is None
    assert (graph.value(mark, EARL.subject), graph.value(mark, PROV.wasGeneratedBy)) == (CASE, RUN)
    assert str(graph.value(mark, CG.reason)) == ONE.findings.by_requirement["mark"].reason == "score-only"
    assert list(linked_parts_of(mark)) != []


def linked_parts_of(finding: URIRef) -> Graph:
    part = str(finding).removeprefix(f"{RUN}/")
    return Graph().parse(data=linked_parts(ONE, [part], "turtle"), format="turtle")


@FORMS
def test_every_assertion_is_about_the_case_and_made_by_the_run(form: str, parser: str) -> None:
    graph = parsed(form, parser)
    for one in graph.subjects(RDF.type, EARL.Assertion):
        assert (graph.value(one, EARL.subject), graph.value(one, EARL.mode)) == (CASE, EARL.automatic)
        assert graph.value(one, PROV.wasGeneratedBy) == RUN


@FORMS
def test_every_result_says_its_reason(form: str, parser: str) -> None:
    graph = parsed(form, parser)
    said = {
        str(graph.value(one, EARL.test)).rpartition("/")[2]: str(graph.value(graph.value(one, EARL.result), CG.reason))
        for one in graph.subjects(RDF.type, EARL.Assertion)
    }
    assert said == {slug: one.reason for slug, one in ONE.findings.by_requirement.items() if one.outcome is not None}


@FORMS
def test_the_run_is_an_activity_that_used_edition_evidence_and_reference(form: str, parser: str) -> None:
    graph = parsed(form, parser)
    assert (RUN, RDF.type, PROV.Activity) in graph and (RUN, RDF.type, CG.Assessment) in graph
    used = {str(one) for one in graph.objects(RUN, PROV.used)}
    assert used == {f"{BASE}edition/made-up", f"{BASE}evidence/{'0' * 64}", f"{BASE}evidence/{'ab' * 32}"}
    assert graph.value(RUN, CG.draft).toPython() is True


@FORMS
def test_every_file_has_its_name_and_hash(form: str, parser: str) -> None:
    graph = parsed(form, parser)
    for file in (*ONE.files, *ONE.reference):
        node = URIRef(f"{BASE}evidence/{file.digest}")
        checksum = graph.value(node, SPDX.checksum)
        assert graph.value(node, DCTERMS.title) == Literal(file.file)
        assert graph.value(checksum, SPDX.checksumValue) == Literal(file.digest, datatype=XSD.hexBinary)
        assert graph.value(checksum, SPDX.algorithm) == SPDX.checksumAlgorithm_sha256


@FORMS
def test_the_score_is_exact_decimals_with_grades_and_mark(form: str, parser: str) -> None:
    graph = parsed(form, parser)
    score = URIRef(f"{RUN}/score")
    found = [graph.value(score, CG[name]) for name in ("low", "high")]
    assert [(one.toPython(), one.datatype) for one in found] == [
        (Decimal("62.5"), XSD.decimal),
        (Decimal(82), XSD.decimal),
    ]
    grades = {str(one).rpartition("/")[2] for one in graph.objects(score, CG.possibleGrade)}
    assert grades == set(ONE.grade.possible) and (score, CG.basis, CG.assumed) in graph


@FORMS
def test_no_mark_stands_where_the_standard_gives_the_numbers(form: str, parser: str) -> None:
    parts = {
        name: {slug: replace(one, basis=NOTE) for slug, one in getattr(EDITION, name).items()}
        for name in ("items", "grades", "requirements", "parameters")
    }
    graph = parsed(form, parser, assessed(*RECORDS, edition=replace(EDITION, **parts)))
    assert list(graph.subjects(CG.basis, CG.assumed)) == []


@FORMS
def test_a_finding_that_rests_on_an_assumption_is_marked(form: str, parser: str) -> None:
    texts = {slug: replace(one, basis=NOTE) for slug, one in EDITION.requirements.items()}
    graph = parsed(form, parser, assessed(*RECORDS, edition=replace(EDITION, requirements=texts)))
    marked = set(graph.subjects(CG.basis, CG.assumed))
    assert {one for one in marked if (one, RDF.type, EARL.Assertion) in graph} == {URIRef(f"{RUN}/finding/burden")}


@FORMS
def test_every_chapter_and_item_has_its_score(form: str, parser: str) -> None:
    graph = parsed(form, parser)
    edition = f"{BASE}edition/{EDITION.name}"
    chapters = {
        f"{edition}/clause/{slug}": ONE.scores.chapters[one.number]
        for slug, one in EDITION.clauses.items()
        if one.number in ONE.scores.chapters
    }
    items = {f"{edition}/item/{slug}": item for slug, item in ONE.scores.items.items()}
    said = {
        str(of): tuple(Fraction(str(graph.value(score, CG[name]))) for name in ("low", "high", "points"))
        for score, of in graph.subject_objects(CG.scoreOf)
    }
    wanted = {of: (one.low, one.high, one.possible) for of, one in (chapters | items).items()}
    assert len(chapters) == len(ONE.scores.chapters)
    assert said == wanted | {str(CASE): (Fraction("62.5"), Fraction(82), ONE.scores.possible)}


@FORMS
def test_points_without_a_finite_decimal_are_text(form: str, parser: str) -> None:
    third = {slug: replace(one, low=Fraction(1, 3)) for slug, one in ONE.scores.items.items()}
    graph = parsed(form, parser, replace(ONE, scores=replace(ONE.scores, items=third)))
    said = {graph.value(URIRef(f"{RUN}/score/item/{slug}"), CG.low) for slug in third}
    assert said == {Literal("1/3")}


@FORMS
def test_two_runs_over_one_case_share_no_finding_and_no_score(form: str, parser: str) -> None:
    graph = parsed(form, parser, ONE, TWO)
    made = (CG.Finding, CG.Score)
    runs = {
        one: list(graph.objects(one, PROV.wasGeneratedBy)) for kind in made for one in graph.subjects(RDF.type, kind)
    }
    assert {len(found) for found in runs.values()} == {1} and {found[0] for found in runs.values()} > {RUN}
    assert all(str(one).startswith(f"{found[0]}/") for one, found in runs.items())
    results = [list(graph.objects(one, EARL.outcome)) for one in graph.subjects(RDF.type, EARL.TestResult)]
    assert {len(found) for found in results} == {1}


@FORMS
def test_every_term_of_ours_stands_in_the_vocabulary(form: str, parser: str) -> None:
    vocabulary = Graph()
    for path in sorted((home() / "ontology").glob("vocabulary*.ttl")):
        vocabulary.parse(path)
    used = {term for triple in parsed(form, parser, ONE, TWO) for term in triple if str(term).startswith(str(CG))}
    assert [term for term in sorted(used) if (term, None, None) not in vocabulary] == []


@FORMS
def test_a_finding_is_derived_from_the_file_of_its_evidence(form: str, parser: str) -> None:
    graph = parsed(form, parser)
    derived = {str(one).rpartition("/")[2]: str(file) for one, file in graph.subject_objects(PROV.wasDerivedFrom)}
    assert derived == dict.fromkeys(("rate", "burden", "aimed", "paper"), f"{BASE}evidence/{'0' * 64}")


def test_both_forms_say_the_same_graph() -> None:
    assert isomorphic(parsed("ttl", "turtle", ONE, TWO), parsed("jsonld", "json-ld", ONE, TWO))


def test_several_assessments_stand_in_one_graph() -> None:
    runs = set(parsed("ttl", "turtle", ONE, TWO).subjects(RDF.type, PROV.Activity))
    assert runs == {RUN, URIRef(f"{BASE}assessment/{'2' * 64}")}


def test_json_ld_has_its_own_context_and_sorted_subjects() -> None:
    said = json.loads(report([ONE], "jsonld", "zh"))
    names = [node["@id"] for node in said["@graph"]]
    assert names == sorted(names) and len(names) == len(set(names))
    assert set(said["@context"]) == {"cg", "earl", "prov", "spdx", "dcterms", "xsd"}


@FORMS
def test_no_blank_node_is_written(form: str, parser: str) -> None:
    assert [term for triple in parsed(form, parser) for term in triple if isinstance(term, BNode)] == []


@pytest.mark.parametrize(("form", "parser"), [("turtle", "turtle"), ("jsonld", "json-ld")])
@pytest.mark.parametrize("part", ["score", "finding", "finding/rate"])
def test_a_part_is_what_the_whole_says_of_it(form: str, parser: str, part: str) -> None:
    whole = parsed("ttl", "turtle")
    said = Graph().parse(data=report_parts(ONE, (part,), form), format=parser)
    below = [one for one in whole if f"{one[0]}/".startswith(f"{RUN}/{part}/")]
    assert below and set(said) == set(below)


def test_several_parts_are_what_each_says() -> None:
    parts = ("finding/rate", "score")
    together = Graph().parse(data=report_parts(ONE, parts, "turtle"), format="turtle")
    each = [Graph().parse(data=report_parts(ONE, (part,), "turtle"), format="turtle") for part in parts]
    assert set(together) == {triple for graph in each for triple in graph}


def test_a_part_that_there_is_none_of_says_nothing() -> None:
    assert len(Graph().parse(data=report_parts(ONE, ("finding/none",), "turtle"), format="turtle")) == 0
