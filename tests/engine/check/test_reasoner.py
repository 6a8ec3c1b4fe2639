"""The reasoner: what it is given, what it says, and that nothing is concluded where it cannot run."""

from __future__ import annotations

import importlib.util
import subprocess
from pathlib import Path

import pyoxigraph as ox
import pytest

from engine.check import reason, reasoner
from engine.check.reasoner import missing_tools, projection, reason_over
from engine.errors import EngineError
from tests.engine.read.small import write

PREFIXES = """
@prefix cg: <https://w3id.org/clausegraph/def/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix : <urn:x:> .
"""
DECLARED = "cg:scope a owl:ObjectProperty . cg:unit a owl:DatatypeProperty ."


def triples(text: str) -> list[ox.Triple]:
    return [quad.triple for quad in ox.parse(PREFIXES + text, format=ox.RdfFormat.TURTLE)]


def kept(text: str) -> set[str]:
    """What the projection keeps of a text, beside the declaration that it always adds."""
    always = {str(one) for one in projection([])}
    return {str(one) for one in projection(triples(text))} - always


def said(monkeypatch: pytest.MonkeyPatch, code: int, text: str) -> None:
    monkeypatch.setattr(reasoner, "missing_tools", lambda: "")
    monkeypatch.setattr(reasoner, "_run", lambda _: (code, text))


@pytest.mark.parametrize(
    ("statement", "stays"),
    [
        (":a a cg:Document .", True),
        (":a a owl:Class .", True),
        (":a a owl:Ontology .", False),
        (":a a skos:Concept .", False),
        (":a rdfs:subClassOf :b .", True),
        (":a owl:disjointWith :b .", True),
        (":a owl:differentFrom :b .", True),
        (":a rdfs:label 'x'@en .", False),
        (":a cg:scope :b .", True),
        (":a cg:scope 'text' .", False),
        (":a cg:unit 'text' .", True),
        (":a cg:unit 'text'@en .", False),
        (":a cg:unit :b .", False),
        (":a cg:undeclared :b .", False),
    ],
)
def test_the_projection_keeps_axioms_types_and_declared_properties(statement: str, stays: bool) -> None:
    assert bool(kept(DECLARED + statement) - kept(DECLARED)) is stays


def test_a_calendar_day_becomes_a_string() -> None:
    (found,) = kept(":a dcterms:issued '2020-01-01'^^xsd:date .")
    assert found.endswith('"2020-01-01"') and "XMLSchema" not in found


def test_another_number_stays_what_it_is() -> None:
    (found,) = kept(DECLARED + ":a cg:unit 1.5 .") - kept(DECLARED)
    assert "XMLSchema#decimal" in found


@pytest.mark.parametrize(
    ("java", "spec", "missing"),
    [(None, None, "java"), ("/usr/bin/java", None, "owlready2"), ("/usr/bin/java", "there", "")],
)
def test_what_is_missing_is_named(
    java: str | None, spec: str | None, missing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reasoner.shutil, "which", lambda _: java)
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: spec)
    assert missing_tools() == missing


def test_without_a_reasoner_nothing_is_concluded_and_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reasoner, "missing_tools", lambda: "java")
    (problem,) = reason_over([])
    assert (problem.code, problem.level, problem.found) == ("EDN-031", "info", "java")


def test_a_reasoner_that_is_required_and_missing_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reasoner, "missing_tools", lambda: "java")
    with pytest.raises(EngineError) as error:
        reason_over([], required=True)
    (fault,) = error.value.faults
    assert (fault.code, fault.where, fault.found) == ("ENV-001", "HermiT", "java")


@pytest.mark.parametrize(("text", "found"), [("cg.Document", "cg.Document"), ("", "inconsistent")])
def test_an_inconsistency_is_a_problem(text: str, found: str, monkeypatch: pytest.MonkeyPatch) -> None:
    said(monkeypatch, reasoner.INCONSISTENT, text)
    (problem,) = reason_over([])
    assert (problem.code, problem.level, problem.found) == ("EDN-030", "error", found)


def test_consistency_is_no_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    said(monkeypatch, 0, "")
    assert reason_over([]) == ()


def test_a_reasoner_that_fails_is_an_error_and_never_a_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    said(monkeypatch, 1, "out of memory")
    with pytest.raises(EngineError) as error:
        reason_over([])
    assert (error.value.faults[0].code, error.value.faults[0].found) == ("RUN-002", "out of memory")


def test_a_reasoner_that_takes_too_long_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def late(*_: object, **__: object) -> None:
        raise subprocess.TimeoutExpired("java", 1)

    monkeypatch.setattr(reasoner, "missing_tools", lambda: "")
    monkeypatch.setattr(reasoner.subprocess, "run", late)
    with pytest.raises(EngineError) as error:
        reason_over([])
    assert (error.value.faults[0].code, error.value.faults[0].found) == ("RUN-002", "120 s")


@pytest.mark.parametrize(("out", "err", "found"), [("said\n", "", "said"), ("", "x" * 400 + "end", "end")])
def test_what_the_child_says_is_passed_on(out: str, err: str, found: str, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        seen.append(Path(command[-1]).read_text(encoding="utf-8"))
        return subprocess.CompletedProcess(command, 9, out, err)

    monkeypatch.setattr(reasoner, "missing_tools", lambda: "")
    monkeypatch.setattr(reasoner.subprocess, "run", run)
    (problem,) = reason_over(triples(":a a cg:Document ."))
    assert problem.found.endswith(found) and len(problem.found) <= 300
    assert "<urn:x:a>" in seen[0] and seen[0].endswith(" .\n")


def test_an_edition_is_read_with_its_world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    monkeypatch.setattr(reasoner, "missing_tools", lambda: "")
    monkeypatch.setattr(reasoner, "_run", lambda text: (seen.append(text), (0, ""))[1])
    assert reason(write(tmp_path), "small") == ()
    assert "edition/small/requirement/rate" in seen[0] and "place/990100" in seen[0]
