"""The ledger of points: possible = awarded + lost + open, exactly, each line with its causes."""

from __future__ import annotations

from engine.explain.causes import Ground, cause
from engine.explain.way_back import way_back
from engine.model.case import Premise, State
from engine.model.edition import ScoreItem
from engine.model.explanation import Ledger, Line
from engine.model.finding import Outcome
from engine.model.score import ItemScore, Scores


def ledger(ground: Ground, scores: Scores) -> Ledger:
    """Three lists of lines, dearest first; bonus items stand beside."""
    lines = [line for item in scores.items.values() for line in _lines(ground, item)]
    lines.sort(key=lambda line: (-line.points, line.item))
    bonus = {slug for slug, item in scores.items.items() if item.bonus}
    base = [line for line in lines if line.item not in bonus]
    return Ledger(
        possible=scores.possible,
        awarded=tuple(line for line in base if line.list == "awarded"),
        lost=tuple(line for line in base if line.list == "lost"),
        open=tuple(line for line in base if line.list == "open"),
        bonus=tuple(line for line in lines if line.item in bonus),
    )


def _lines(ground: Ground, score: ItemScore) -> list[Line]:
    parts = {"awarded": score.low, "lost": score.lost, "open": score.open}
    return [_line(ground, score, name) for name, points in parts.items() if points]


def _line(ground: Ground, score: ItemScore, name: str) -> Line:
    item = ground.edition.items[score.item]
    requirement = ground.edition.requirements[item.requirement]
    clause = ground.edition.clauses[requirement.clause]
    behind = behind_line(ground, item, name)
    causes = tuple(cause(ground, item, premise, score.factor, lost=name == "lost") for premise in behind)
    points = {"awarded": score.low, "lost": score.lost, "open": score.open}[name]
    whole = (ground.high(item, behind) - ground.high(item, ())) * score.factor
    return Line(
        list=name,
        points=points,
        item=score.item,
        requirement=item.requirement,
        clause=clause.slug,
        number=clause.number,
        outcome=score.outcome,
        basis=item.basis,
        causes=causes,
        back=whole if name == "lost" else points,
        way_back=way_back(ground, score, behind, name),
    )


def behind_line(ground: Ground, item: ScoreItem, name: str) -> list[Premise]:
    """The premises behind a line: failed ones where points are lost (else all that are known), open ones, passed ones."""
    premises = [premise for premise in ground.premises(item) if premise.state is not State.NO_OBJECT]
    wanted = {
        "awarded": (Outcome.PASSED,),
        "lost": (Outcome.FAILED,),
        "open": (Outcome.CANT_TELL, Outcome.UNTESTED),
    }[name]
    found = [premise for premise in premises if ground.outcome(premise) in wanted]
    return found or [premise for premise in premises if premise.state is State.KNOWN] or premises
