"""Cases assessed whole from their premises: the fast lane on the shapes given, for questions between assessments."""

from __future__ import annotations

from engine import fast
from engine.build.possibilities import mended, possibilities
from engine.explain import explain
from engine.grade import grade
from engine.model.assessment import Assessment
from engine.model.case import Case
from engine.model.edition import Edition
from engine.model.shape import Shapes
from engine.model.world import World
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
