"""One case explained: ledger, tree, and what to deliver first."""

from __future__ import annotations

from fractions import Fraction

from engine.explain.causes import Ground, Possible
from engine.explain.ledger import ledger
from engine.explain.tree import tree
from engine.model.case import Case, State
from engine.model.edition import Edition
from engine.model.explanation import Delivery, Explanation, Ledger
from engine.model.finding import Findings, Verdicts
from engine.model.score import GradeResult, Scores
from engine.model.shape import Shapes
from engine.model.world import World


def explain(
    world: World,
    edition: Edition,
    shapes: Shapes,
    case: Case,
    findings: Findings,
    verdicts: Verdicts,
    scores: Scores,
    grade: GradeResult,
    mended: Possible,
) -> Explanation:
    """Everything that explains one case.

    Shape: the ledger's three lists add up to the points possible, exactly. `mended` holds every declared value of each
    premise: what it could be if it were delivered anew.
    Source: design.md, section 5, “The ledger adds up”.
    """
    ground = Ground(world, edition, shapes, case, findings, verdicts, mended)
    found = ledger(ground, scores)
    return Explanation(
        case=case.key,
        ledger=found,
        tree=tree(ground, scores, grade),
        deliver_first=deliver_first(ground, found),
        premises=tuple(case.premises.values()),
    )


def deliver_first(ground: Ground, found: Ledger) -> tuple[Delivery, ...]:
    """Open slots by the points that they decide, those that feed a veto first; points of an item are shared by its slots."""
    points: dict[str, Fraction] = {}
    years: dict[str, tuple[int, ...]] = {}
    for line in (*found.open, *(line for line in found.bonus if line.list == "open")):
        slots = dict.fromkeys(cause.slot for cause in line.causes)
        for slot in slots:
            points[slot] = points.get(slot, Fraction(0)) + line.points / len(slots)
    for premise in ground.case.premises.values():
        if premise.state in (State.MISSING, State.UNDECIDED) and premise.slot in points:
            years[premise.slot] = (*years.get(premise.slot, ()), premise.year)
    vetoes = {veto.slot for veto in ground.edition.vetoes.values()}
    deliveries = [_delivery(ground, slot, years[slot], points[slot], slot in vetoes) for slot in years]
    return tuple(sorted(deliveries, key=lambda one: (not one.feeds_veto, -one.points, one.slot)))


def _delivery(ground: Ground, slug: str, years: tuple[int, ...], points: Fraction, veto: bool) -> Delivery:
    slot = ground.edition.slots[slug]
    kind = ground.world.kinds.get(slot.evidence_kind or "")
    return Delivery(slot.requirement, slug, years, points, kind.label if kind else slot.label, veto)
