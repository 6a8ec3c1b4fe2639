"""The SHACL report stays a W3C report; beside it each source shape that states something assumed is marked, with the reason."""

from __future__ import annotations

from dataclasses import replace

from rdflib import RDF, Graph, Literal, Namespace, URIRef

from engine import assess, home, order_of, read_case
from engine.model.text import Basis, BasisKind, Text
from engine.report import report
from engine.report.marks import report_marks
from tests.engine.explain.made_up import EDITION, RECORDS, assessed

CG = Namespace("https://w3id.org/clausegraph/def/")
SH = Namespace("http://www.w3.org/ns/shacl#")
SHAPE = "https://w3id.org/clausegraph/edition/made-up/shape/"
WHY = Basis(BasisKind.ASSUMED, reason=Text("因", "why"))
NOTE = Basis(BasisKind.DRAFTING_NOTE)


def result(slug: str) -> str:
    return f"_:{slug} <{SH.sourceShape}> <{SHAPE}{slug}> .\n"


def marks(*slugs: str, edition=EDITION) -> list[str]:
    one = replace(assessed(*RECORDS), edition=edition, report="".join(map(result, slugs)))
    return list(report_marks(one))


def test_an_assumed_limit_is_marked_on_its_shape_with_its_reason_and_the_standards_own_is_not() -> None:
    burden = replace(EDITION.parameters["burden"], basis=WHY)
    edition = replace(EDITION, parameters={**EDITION.parameters, "burden": burden})
    assert marks("rate-p", "burden-p", edition=edition) == [
        f"<{SHAPE}burden-p> <{CG.basis}> <{CG.assumed}> .\n",
        f'<{SHAPE}burden-p> <{CG.basisReason}> "因"@zh .\n',
        f'<{SHAPE}burden-p> <{CG.basisReason}> "why"@en .\n',
    ]


def test_a_shape_without_parameter_has_the_basis_of_its_requirement() -> None:
    bases = [Basis(BasisKind.ASSUMED), NOTE]
    leaves = [{**EDITION.requirements, "paper": replace(EDITION.requirements["paper"], basis=one)} for one in bases]
    found = [marks("paper-p", edition=replace(EDITION, requirements=one)) for one in leaves]
    assert found == [[f"<{SHAPE}paper-p> <{CG.basis}> <{CG.assumed}> .\n"], []]


def test_a_shape_that_the_report_does_not_name_is_not_marked() -> None:
    assert marks() == []


def test_the_report_of_a_case_is_marked_once_and_keeps_its_results() -> None:
    order = order_of(read_case(home() / "fixtures/cases/fictional-grade-b"))
    one = assess(home(), [order], report=True)[0]
    graph = Graph().parse(data=report([one, one], "shacl", "zh"), format="nt")
    plain = Graph().parse(data=one.report, format="nt")
    assert len(list(graph.subjects(RDF.type, SH.ValidationReport))) == 1
    added = {predicate for _, predicate, _ in graph} - {predicate for _, predicate, _ in plain}
    assert added == {CG.basis, CG.basisReason}
    shape = "https://w3id.org/clausegraph/edition/2021-draft/shape/"
    assert (URIRef(shape + "certificate-validity-rate-level"), CG.basis, CG.assumed) in graph
    assert (URIRef(shape + "product-supervision-pass-rate-level"), CG.basis, CG.assumed) not in graph
    reasons = list(graph.objects(URIRef(shape + "certificate-validity-rate-level"), CG.basisReason))
    assert sorted(one.language for one in reasons if isinstance(one, Literal)) == ["en", "zh"]
