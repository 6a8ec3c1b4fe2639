"""The grade of a case: bands of the unrounded score, vetoes and key items, computed together."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from engine.grade.options import firing, options, parts
from engine.grade.reach import Goal, Reach
from engine.model.case import Case, State
from engine.model.edition import Edition, Grade, KeyItem, Veto
from engine.model.finding import Findings, Verdicts
from engine.model.score import GradeResult, KeyState, Scores, VetoState


def grade(edition: Edition, case: Case, findings: Findings, verdicts: Verdicts, scores: Scores) -> GradeResult:
    """The grades that some completion reaches, best first, with the state of every veto and key item.

    Unknowns: completions range over every open premise; a missing event that feeds a veto withholds the final grade.
    Raises: EngineError SCO-002 or SCO-003 where the search passes its limit.
    Source: design.md, section 5, “Grades” and “Sets”.
    """
    vetoes = tuple(_veto_state(case, findings, veto) for veto in edition.vetoes.values())
    keys = tuple(_key_state(edition, scores, key) for key in edition.key_items.values())
    if not any(item.applicable and not item.bonus for item in scores.items.values()):
        return GradeResult(case.key, None, (), (), False, (), vetoes, keys)
    found = [options(edition, scores, dict(findings.possibilities), verdicts, part) for part in parts(edition)]
    reach = Reach([part for part in found if part], edition.bonus_cap)
    possible, band = _possible(edition, reach)
    withheld = ("veto-unstated",) if case.closed and any(veto.unstated for veto in vetoes) else ()
    final = possible[0] if len(possible) == 1 and not withheld else None
    gradable = len(possible) < len(edition.grades)
    return GradeResult(case.key, final, possible, band, gradable, withheld, vetoes, keys)


def _possible(edition: Edition, reach: Reach) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Grades that can come about, and grades that the score alone can give."""
    scale = list(edition.grades.values())
    caps = (0, *sorted(reach.caps[0] - {0}))
    hits = {(band.order, cap) for band in scale for cap in caps if reach.reaches(_goal(scale, band, cap))}
    worst = {max(order, cap) for order, cap in hits}
    bands = {order for order, _ in hits}
    return _slugs(scale, worst), _slugs(scale, bands)


def _slugs(scale: Sequence[Grade], orders: set[int]) -> tuple[str, ...]:
    return tuple(found.slug for found in scale if found.order in orders)


def _goal(scale: Sequence[Grade], band: Grade, cap: int) -> Goal:
    place = scale.index(band)
    below: Fraction | None = scale[place - 1].lower_edge if place else None
    return Goal(band.lower_edge, below, cap)


def _veto_state(case: Case, findings: Findings, veto: Veto) -> VetoState:
    fires = firing(findings.possibilities, veto.slot)
    unstated = any(premise.state is State.MISSING for premise in case.premises.values() if premise.slot == veto.slot)
    return VetoState(veto.slug, fires == {True}, True in fires, unstated)


def _key_state(edition: Edition, scores: Scores, key: KeyItem) -> KeyState:
    item, own = edition.items[key.item], scores.items[key.item].own
    if not own:
        return KeyState(key.slug, False, False, False, Fraction(0), Fraction(0))
    edge = key.minimum_share * item.points
    missed = own[-1].high < edge or (own[-1].high == edge and own[-1].high_open)
    return KeyState(key.slug, True, missed, own[0].low < edge, own[0].low / item.points, own[-1].high / item.points)
