"""The grade of a case: bands of the unrounded score, vetoes and key items, computed together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from engine.grade.options import Possible, firing, options, parts, worlds
from engine.grade.reach import Goal, Reach
from engine.model.case import Case, State
from engine.model.edition import Edition, Grade, KeyItem, Veto
from engine.model.finding import Findings, Verdicts
from engine.model.score import GradeResult, KeyState, Scores, VetoState
from engine.score import item_points, rescaling


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
    hits = {hit for world in worlds(findings.possibilities) for hit in _hits(edition, world, verdicts, scores)}
    scale = list(edition.grades.values())
    possible, band = _slugs(scale, {max(hit) for hit in hits}), _slugs(scale, {order for order, _ in hits})
    withheld = ("veto-unstated",) if case.closed and any(veto.unstated for veto in vetoes) else ()
    final = possible[0] if len(possible) == 1 and not withheld else None
    gradable = len(possible) < len(edition.grades)
    return GradeResult(case.key, final, possible, band, gradable, withheld, vetoes, keys)


def _hits(edition: Edition, possible: Possible, verdicts: Verdicts, scores: Scores) -> set[tuple[int, int]]:
    """Each band that the score can fall into, with each cap that can come about with it."""
    factors = _rescaled(edition, possible, verdicts, scores)
    if factors is None:
        return set()
    found = [options(edition, factors, possible, verdicts, part) for part in parts(edition)]
    reach = Reach([part for part in found if part], edition.bonus_cap)
    scale = list(edition.grades.values())
    caps = (0, *sorted(reach.caps[0] - {0}))
    return {(band.order, cap) for band in scale for cap in caps if reach.reaches(_goal(scale, band, cap))}


def _rescaled(edition: Edition, possible: Possible, verdicts: Verdicts, scores: Scores) -> Scores | None:
    """The scores with the factors of one world; None where nothing applies in it."""
    own = {slug: item_points(edition, item, possible, verdicts) for slug, item in edition.items.items()}
    if not any(own[slug] for slug, item in edition.items.items() if not item.bonus):
        return None
    factors = rescaling(edition, own)
    return replace(scores, items={slug: replace(one, factor=factors[slug]) for slug, one in scores.items.items()})


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
