"""Assessments as linked data: EARL assertions, with PROV-O for what was used."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, PROV, XSD

from engine.build.waivers import covered
from engine.exact import is_decimal
from engine.model.assessment import Assessment
from engine.model.finding import Finding
from engine.report.plain import number, rests_on_assumption

BASE = "https://w3id.org/clausegraph/"
CG = Namespace(BASE + "def/")
EARL = Namespace("http://www.w3.org/ns/earl#")
SPDX = Namespace("http://spdx.org/rdf/terms#")
PREFIXES = {"cg": CG, "earl": EARL, "prov": PROV, "spdx": SPDX, "dcterms": DCTERMS, "xsd": XSD}


def graph_of(assessments: Sequence[Assessment]) -> Graph:
    """One EARL assertion for each finding that has an outcome; the assessment is the PROV activity that used edition and evidence.

    Findings and scores stand below the assessment, so that runs over the same case never share one.
    """
    graph = Graph()
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    for assessment in assessments:
        _add(graph, assessment)
    return graph


def _add(graph: Graph, assessment: Assessment) -> None:
    key = assessment.case.key
    run, case = (
        URIRef(f"{BASE}assessment/{assessment.digest}"),
        URIRef(f"{BASE}case/{key.edition}/{key.code}/{key.year}"),
    )
    edition = URIRef(f"{BASE}edition/{key.edition}")
    graph.add((run, RDF.type, PROV.Activity))
    graph.add((run, RDF.type, CG.Assessment))
    graph.add((run, PROV.used, edition))
    graph.add((run, CG.draft, Literal(assessment.edition.draft)))
    graph.add((case, RDF.type, CG.Case))
    graph.add((case, CG.subject, URIRef(f"{BASE}place/{key.code}")))
    graph.add((case, CG.year, Literal(key.year)))
    for file in (*assessment.files, *assessment.reference):
        _add_file(graph, run, file.digest, file.file)
    _add_waivers(graph, assessment, run)
    _add_scores(graph, assessment, run, case)
    for finding in assessment.findings.by_requirement.values():
        _add_finding(graph, assessment, (run, case), finding)


def _add_file(graph: Graph, run: URIRef, digest: str, name: str) -> None:
    file = URIRef(f"{BASE}evidence/{digest}")
    graph.add((run, PROV.used, file))
    graph.add((file, RDF.type, PROV.Entity))
    graph.add((file, DCTERMS.title, Literal(name)))
    _add_checksum(graph, file, digest)


def _add_checksum(graph: Graph, thing: URIRef, digest: str) -> None:
    checksum = URIRef(f"{thing}/checksum")
    graph.add((thing, SPDX.checksum, checksum))
    graph.add((checksum, SPDX.algorithm, SPDX.checksumAlgorithm_sha256))
    graph.add((checksum, SPDX.checksumValue, Literal(digest, datatype=XSD.hexBinary)))


def _add_waivers(graph: Graph, assessment: Assessment, run: URIRef) -> None:
    """Each waiver with all requirements that it frees the case from, and the entry of the ledger that granted it."""
    free = covered(assessment.edition, assessment.case.waivers)
    for place, one in enumerate(assessment.case.waivers, 1):
        waiver = URIRef(f"{run}/waiver/{place}")
        graph.add((run, PROV.used, waiver))
        graph.add((waiver, RDF.type, CG.Waiver))
        graph.add((waiver, CG.reason, Literal(one.reason)))
        graph.add((waiver, CG.approver, Literal(one.approver)))
        graph.add((waiver, CG.waivedUntil, Literal(one.until)))
        if one.number:
            graph.add((waiver, PROV.wasGeneratedBy, _entry(graph, one.number, one.hash)))
        for slug in (slug for slug, by in free.items() if by is one):
            graph.add((waiver, CG.waives, URIRef(f"{BASE}edition/{assessment.edition.name}/requirement/{slug}")))


def _entry(graph: Graph, number: int, digest: str) -> URIRef:
    """An entry of the ledger, by number and hash as its own linked form has them."""
    entry = URIRef(f"{BASE}ledger/{number}")
    graph.add((entry, RDF.type, PROV.Activity))
    graph.add((entry, DCTERMS.identifier, Literal(number)))
    _add_checksum(graph, entry, digest)
    return entry


def _add_scores(graph: Graph, assessment: Assessment, run: URIRef, case: URIRef) -> None:
    """The total with the grades still possible, and below it the score of each chapter and item."""
    scores, edition = assessment.scores, assessment.edition
    total = URIRef(f"{run}/score")
    _add_score(graph, run, total, (scores.total_low, scores.total_high, scores.possible), edition.grades_assumed)
    graph.add((total, CG.scoreOf, case))
    for slug in assessment.grade.possible:
        graph.add((total, CG.possibleGrade, URIRef(f"{BASE}edition/{edition.name}/grade/{slug}")))
    numbers = {clause.number: slug for slug, clause in edition.clauses.items()}
    for number_, found in scores.chapters.items():
        score = URIRef(f"{run}/score/chapter/{number_}")
        _add_score(graph, run, score, (found.low, found.high, found.possible), edition.points_assumed)
        graph.add((score, CG.scoreOf, URIRef(f"{BASE}edition/{edition.name}/clause/{numbers[number_]}")))
    for slug, item in scores.items.items():
        score = URIRef(f"{run}/score/item/{slug}")
        _add_score(graph, run, score, (item.low, item.high, item.possible), edition.items[slug].basis.assumed)
        graph.add((score, CG.scoreOf, URIRef(f"{BASE}edition/{edition.name}/item/{slug}")))


def _add_score(
    graph: Graph, run: URIRef, score: URIRef, points: tuple[Fraction, Fraction, Fraction], assumed: bool
) -> None:
    graph.add((score, RDF.type, CG.Score))
    graph.add((score, PROV.wasGeneratedBy, run))
    for name, value in zip(("low", "high", "points"), points, strict=True):
        graph.add((score, CG[name], _points(value)))
    if assumed:
        graph.add((score, CG.basis, CG.assumed))


def _points(value: Fraction) -> Literal:
    """A decimal in its canonical form (XSD 1.0: with a point), or a string `n/d` where there is no finite one."""
    text = number(value)
    if not is_decimal(value):
        return Literal(text)
    return Literal(text if "." in text else f"{text}.0", datatype=XSD.decimal)


def _add_finding(graph: Graph, assessment: Assessment, about: tuple[URIRef, URIRef], found: Finding) -> None:
    """A finding with its evidence: an assertion with its result, or, where it is scored only, the reason for having none."""
    (run, case), slug = about, found.requirement
    finding = URIRef(f"{run}/finding/{slug}")
    graph.add((finding, RDF.type, CG.Finding))
    graph.add((finding, EARL.subject, case))
    graph.add((finding, EARL.test, URIRef(f"{BASE}edition/{assessment.edition.name}/requirement/{slug}")))
    graph.add((finding, PROV.wasGeneratedBy, run))
    if rests_on_assumption(assessment, slug):
        graph.add((finding, CG.basis, CG.assumed))
    if found.outcome is None:
        graph.add((finding, CG.reason, Literal(found.reason)))
    else:
        _add_result(graph, finding, found.outcome.value, found.reason)
    for source in {
        source
        for premise in assessment.explanation.premises
        if premise.requirement == slug
        for source in premise.chosen
    }:
        graph.add((finding, PROV.wasDerivedFrom, URIRef(f"{BASE}evidence/{source.digest}")))


def _add_result(graph: Graph, finding: URIRef, outcome: str, reason: str) -> None:
    """A finding as an assertion of the engine, with its outcome."""
    result = URIRef(f"{finding}/result")
    graph.add((finding, RDF.type, EARL.Assertion))
    graph.add((finding, EARL.assertedBy, URIRef(f"{BASE}engine")))
    graph.add((finding, EARL.mode, EARL.automatic))
    graph.add((finding, EARL.result, result))
    graph.add((result, RDF.type, EARL.TestResult))
    graph.add((result, EARL.outcome, EARL[outcome]))
    graph.add((result, CG.reason, Literal(reason)))


def turtle(assessments: Sequence[Assessment]) -> str:
    """As Turtle, in a stable order."""
    return _turtle(graph_of(assessments))


def jsonld(assessments: Sequence[Assessment]) -> str:
    """As JSON-LD with its own context, subjects and values in order."""
    return _jsonld(graph_of(assessments))


def linked_parts(assessment: Assessment, parts: Iterable[str], form: str) -> str:
    """What an assessment says of parts of it and of all that stands below them, as `turtle` or `jsonld`.

    A part is the path below the assessment: `finding/air`, `score`.
    """
    whole, own = graph_of([assessment]), tuple(f"{BASE}assessment/{assessment.digest}/{part}/" for part in parts)
    graph = Graph(namespace_manager=whole.namespace_manager)
    for triple in whole:
        if f"{triple[0]}/".startswith(own):
            graph.add(triple)
    return WRITTEN[form](graph)


def _turtle(graph: Graph) -> str:
    return graph.serialize(format="longturtle", canon=True)


def _jsonld(graph: Graph) -> str:
    context = {prefix: str(namespace) for prefix, namespace in PREFIXES.items()}
    nodes = [_node(graph, subject) for subject in sorted(set(graph.subjects()), key=str)]
    return json.dumps({"@context": context, "@graph": nodes}, ensure_ascii=False, indent=1) + "\n"


WRITTEN = {"turtle": _turtle, "jsonld": _jsonld}


def _node(graph: Graph, subject: Any) -> dict[str, Any]:
    node: dict[str, Any] = {"@id": str(subject)}
    for predicate, value in sorted(graph.predicate_objects(subject), key=str):
        key = "@type" if predicate == RDF.type else graph.namespace_manager.normalizeUri(str(predicate))
        node.setdefault(key, []).append(_value(value, key))
    return node


def _value(value: Any, key: str) -> Any:
    if isinstance(value, URIRef):
        return str(value) if key == "@type" else {"@id": str(value)}
    if value.datatype is None:
        return str(value)
    return {"@value": str(value), "@type": str(value.datatype)}
