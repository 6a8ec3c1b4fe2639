"""The reasoner: the edition is consistent, and an inconsistency planted in a document or an indicator is found."""

import pyoxigraph as ox
import pytest

from engine import home
from engine.check.reasoner import missing_tools, projection, reason, reason_over
from engine.read.edition import edition_files
from engine.read.facts import parse_turtle
from engine.read.ontology import world_files

NAME = "2021-draft"
MISSING = missing_tools()
needs_hermit = pytest.mark.skipif(bool(MISSING), reason=f"HermiT needs {MISSING}, which is not on this machine")
PREFIXES = """
@prefix cg: <https://w3id.org/clausegraph/def/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix document: <https://w3id.org/clausegraph/document/> .
@prefix indicator: <https://w3id.org/clausegraph/indicator/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
PLANTED = {
    "a document that was issued on two days": 'document:guidance-opinion-2012 dcterms:issued "1999-01-01"^^xsd:date .',
    "an indicator that is better both ways": "indicator:good-day-ratio cg:direction cg:lowerIsBetter .",
    "an indicator that is a document": "indicator:good-day-ratio a cg:Document .",
}


def standing() -> list[ox.Triple]:
    files = [*world_files(home()), *edition_files(home(), NAME)]
    return [triple for path in files for triple in parse_turtle(path)]


def stated(text: str) -> list[ox.Triple]:
    return [quad.triple for quad in ox.parse(PREFIXES + text, format=ox.RdfFormat.TURTLE)]


@needs_hermit
def test_the_edition_is_consistent() -> None:
    assert reason(home(), NAME, required=True) == ()


@needs_hermit
@pytest.mark.parametrize("statement", PLANTED.values(), ids=PLANTED.keys())
def test_a_planted_inconsistency_is_found(statement: str) -> None:
    (problem,) = reason_over([*standing(), *stated(statement)], required=True)
    assert (problem.code, problem.level) == ("EDN-030", "error")


def test_the_projection_has_no_calendar_literal() -> None:
    kinds = {one.object.datatype.value for one in projection(standing()) if isinstance(one.object, ox.Literal)}
    assert {kind.rpartition("#")[2] for kind in kinds} & {"date", "gYear", "dateTime"} == set()


def test_the_projection_keeps_two_days_apart() -> None:
    planted = stated('document:x dcterms:issued "2020-01-01"^^xsd:date , "2020-01-02"^^xsd:date .')
    days = {one.object.value for one in projection(planted) if isinstance(one.object, ox.Literal)}
    assert days == {"2020-01-01", "2020-01-02"}
