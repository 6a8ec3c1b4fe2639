"""Cases assessed whole from their premises, and editions with another limit: what questions between assessments need."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

import pyoxigraph as ox

from engine import fast
from engine.build.possibilities import mended, possibilities
from engine.exact import decimal_text
from engine.explain import explain
from engine.grade import grade
from engine.model.assessment import Assessment
from engine.model.case import Case
from engine.model.edition import Bands, Edition, ScoreItem
from engine.model.shape import Shapes
from engine.model.world import World
from engine.read.shapes import shapes_of
from engine.run import find
from engine.score import score


def whole(edition: Edition, shapes: Shapes, case: Case, world: World) -> Assessment:
    """The assessment of a case of premises, judged by the compiled shapes."""
    possible, anew = (way(case, edition, shapes, world) for way in (possibilities, mended))
    verdicts = fast.judge(shapes, [case], [possible, anew]).verdicts
    findings = find(edition, case, possible, verdicts)
    scores = score(edition, case, findings, verdicts)
    graded = grade(edition, case, findings, verdicts, scores)
    explained = explain(world, edition, shapes, case, findings, verdicts, scores, graded, anew)
    named = {"digest": f"{case.key.code}-{case.key.year}", "lane": verdicts.lane, "files": ()}
    parts = {"world": world, "edition": edition, "shapes": shapes, "case": case}
    return Assessment(**named, **parts, findings=findings, scores=scores, grade=graded, explanation=explained)


def with_limit(edition: Edition, shapes: Shapes, slug: str, limit: Fraction) -> tuple[Edition, Shapes]:
    """Edition and shapes with another value of a parameter, in the shape, the parameter and the bands that name it."""
    parameter = edition.parameters[slug]
    line = re.compile(rf'(/shape/{parameter.shape}> <http://www.w3.org/ns/shacl#{parameter.constraint}> ")[^"]*"\S+')
    decimal = rf'\g<1>{decimal_text(limit)}"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    text, found = line.subn(decimal, shapes.ntriples)
    assert found == 1
    triples = list(ox.parse(text.encode(), format=ox.RdfFormat.N_TRIPLES))
    items = {name: _with_edge(item, slug, limit) for name, item in edition.items.items()}
    parameters = {**edition.parameters, slug: replace(parameter, value=limit)}
    return replace(edition, items=items, parameters=parameters), shapes_of(triples, shapes.edition)


def _with_edge(item: ScoreItem, parameter: str, limit: Fraction) -> ScoreItem:
    if not isinstance(item.method, Bands):
        return item
    bands = tuple(replace(band, edge=limit) if band.parameter == parameter else band for band in item.method.bands)
    return replace(item, method=replace(item.method, bands=bands))
