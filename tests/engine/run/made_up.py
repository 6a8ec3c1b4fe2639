"""A made-up edition with a shape for each kind of slot, and the way from records to findings."""

from __future__ import annotations

from dataclasses import replace

import pyoxigraph as ox

from engine.build import build
from engine.build.possibilities import possibilities
from engine.model.case import Case, CaseKey, EvidenceMode
from engine.model.edition import Edition, Slot
from engine.model.evidence import Evidence
from engine.model.finding import Findings, Verdicts
from engine.model.shape import Shapes
from engine.model.world import World
from engine.read.shapes import shapes_of
from engine.reference import judge
from engine.run import find
from tests.engine.build.made_up import AIMED, BURDEN, CITY, EVENTS, MARK, PAPER, RATE, WORLD, YEAR, edition_of

PREFIXES = """
@prefix cg: <https://w3id.org/clausegraph/def/> .
@prefix req: <https://w3id.org/clausegraph/edition/made-up/requirement/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix shp: <https://w3id.org/clausegraph/edition/made-up/shape/> .
@prefix slot: <https://w3id.org/clausegraph/edition/made-up/slot/> .
"""
RATE_SHAPE = "sh:path cg:value ; sh:minCount 1 ; sh:minInclusive 95"
TESTS = {
    "rate": RATE_SHAPE,
    "burden": "sh:path cg:value ; sh:minCount 1 ; sh:maxInclusive 35",
    "aimed": "sh:path cg:target ; sh:minCount 1 ; sh:lessThanOrEquals cg:value",
    "paper": "sh:path cg:document ; sh:minCount 1",
    "events": "sh:path cg:count ; sh:minCount 1 ; sh:maxInclusive 0",
    "mark": "sh:path cg:rating ; sh:minCount 1 ; sh:minInclusive 60",
}
SLOTS = (RATE, BURDEN, AIMED, PAPER, EVENTS, MARK)


def shapes_for(edition: Edition) -> Shapes:
    """The shape of every slot of the edition; a slot named otherwise is shaped as `rate`."""
    text = "".join(_shape(slot) for slot in edition.slots.values())
    return shapes_of(list(ox.parse((PREFIXES + text).encode(), format=ox.RdfFormat.TURTLE)), edition.name)


def _shape(slot: Slot) -> str:
    return f"""
shp:{slot.slug} a sh:NodeShape ; cg:verifies req:{slot.requirement} ;
    sh:targetObjectsOf slot:{slot.slug} ; sh:property shp:{slot.slug}-p .
shp:{slot.slug}-p a sh:PropertyShape ; cg:verifies req:{slot.requirement} ; {TESTS.get(slot.slug, RATE_SHAPE)} ;
    sh:order 1 ; sh:severity sh:Violation ; sh:message "示例"@zh , "example"@en .
"""


def build_case(
    edition: Edition,
    *records,
    world: World = WORLD,
    mode: EvidenceMode = EvidenceMode.DELIVERED,
    closed: bool = False,
    decisions: tuple = (),
    waivers: tuple = (),
) -> Case:
    """The city's case from records."""
    key, evidence = CaseKey(edition.name, CITY, YEAR), Evidence((), records, decisions)
    return build(key, edition, world, evidence, mode, closed, waivers)


def found_in(edition: Edition, case: Case, world: World = WORLD) -> tuple[Findings, Verdicts]:
    """The findings of a case by the shapes of the edition, and the verdicts that they rest on."""
    shapes = shapes_for(edition)
    possible = possibilities(case, edition, shapes, world)
    verdicts = judge(shapes, [case], [possible]).verdicts
    return find(edition, case, possible, verdicts), verdicts


def one_leaf(slot: Slot, **more) -> Edition:
    """An edition with one leaf."""
    return edition_of(replace(slot, **more))
