"""Why not: the smallest sets of premises that would turn a failed or undecided requirement, and what would turn each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from engine.build.waivers import WAIVED
from engine.explain.causes import (
    Ground,
    expected_of,
    limit_of,
    margin_of,
    observed_of,
    parameter_of,
    reason_of,
)
from engine.model.assessment import Assessment
from engine.model.case import CaseKey, Premise, State
from engine.model.edition import SlotKind
from engine.model.finding import Finding, Outcome, Verdicts
from engine.model.text import Basis, Text
from engine.model.world import Direction
from engine.questions.whynot_sets import MOST_SETS, NEVER, Sets, minimal_sets
from engine.render.why import requirements_at
from engine.report.plain import rests_on_assumption

Key = tuple[str, int]


class Standing(StrEnum):
    """How a requirement stands to the question: a message key."""

    PASSED = "passed"
    INAPPLICABLE = "inapplicable"
    WAIVED = "waived"
    SCORE_ONLY = "scoreOnly"
    NOT_JUDGED = "notJudged"  # it speaks to the evaluating body
    TURNABLE = "turnable"
    FIXED = "fixed"  # every set that turns it holds a premise that no one can turn
    IMPOSSIBLE = "impossible"  # no set at all: too few members have an object


class Way(StrEnum):
    """What would turn a premise: a message key."""

    REACH = "reach"
    SUPPLY = "supply"
    SETTLE = "settle"
    ACCEPT = "accept"
    DECIDE = "decide"
    DOCUMENT = "document"
    LEVEL = "level"
    STATEMENT = "statement"
    CLEAR = "clear"
    RATINGS = "ratings"
    TARGET = "target"
    PROVEN = "proven"


FIXED = frozenset({Way.TARGET, Way.PROVEN})
UNDECIDED = {
    "not-accepted-yet": Way.ACCEPT,
    "object-disputed": Way.DECIDE,
    "too-few-ratings": Way.RATINGS,
    "unproven-report": Way.CLEAR,
    "target-not-due": Way.REACH,
}
MISSING = {
    SlotKind.QUANTITY: Way.SUPPLY,
    SlotKind.DOCUMENT: Way.DOCUMENT,
    SlotKind.EVENT: Way.STATEMENT,
    SlotKind.JUDGEMENT: Way.RATINGS,
}
BOUNDS = {"minInclusive": "atLeast", "maxInclusive": "atMost", "minExclusive": "moreThan", "maxExclusive": "lessThan"}


@dataclass(frozen=True, slots=True)
class Turn:
    """One premise that is not passed, and what would turn it.

    `limit` is the number to reach on the side that `bound` names (`atLeast`, `atMost`, `moreThan`, `lessThan`), None where
    there is none or no one knows it. `missing` is how far a known number lies from it, exactly. `ratings` counts the
    ratings still wanted. `delivery` names the kind of evidence. `assumed`: the limit or the requirement is.
    """

    requirement: str
    slot: str
    year: int
    kind: SlotKind
    outcome: Outcome
    reason: str
    way: Way
    expected: Text
    observed: str
    limit: Fraction | None
    limit_basis: Basis | None
    bound: str
    missing: Fraction | None
    ratings: int
    delivery: Text
    assumed: bool

    @property
    def fixed(self) -> bool:
        """Whether no one can turn it: a proven event, or a target that is not known."""
        return self.way in FIXED


@dataclass(frozen=True, slots=True)
class Turning:
    """The answer for one requirement of one case.

    `turns` holds every premise that some set names, in the order of the case. `sets` can be turned; `apart` are those that
    need a premise that no one can turn. Each set is whole and minimal. `count` and `count_apart` say how many there are; where
    `truncated` only the smallest are held.
    """

    case: CaseKey
    requirement: str
    outcome: Outcome | None
    standing: Standing
    turns: Mapping[Key, Turn]
    sets: tuple[tuple[Key, ...], ...] = ()
    apart: tuple[tuple[Key, ...], ...] = ()
    count: int = 0
    count_apart: int = 0
    truncated: bool = False
    assumed: bool = False


def whynot_at(assessment: Assessment, word: str, most: int = MOST_SETS) -> tuple[Turning, ...]:
    """The answers for the topmost requirements that a number, title or slug names, in the order of the edition.

    Raises: UsageError EXP-001 for a word that names none, with the nearest number or title.
    """
    requirements = assessment.edition.requirements
    if word in requirements:
        return (whynot(assessment, word, most),)
    found = requirements_at(assessment, word)
    below = {member for slug in found for member in requirements[slug].members}
    return tuple(whynot(assessment, slug, most) for slug in requirements if slug in found - below)


def whynot(assessment: Assessment, requirement: str, most: int = MOST_SETS) -> Turning:
    """The smallest sets of premises that would turn a requirement to passed: each whole set does, no part of it does.

    Unknowns: a premise that failed, that no one can tell or that is untested has to be turned; one without object drops
    out. A requirement that passed, has no object or is not judged has no sets, and `standing` says so.
    At most `most` sets are held, the smallest; `count` says how many there are.
    Source: design.md, sections 5 and 8.
    """
    finding = assessment.findings.by_requirement.get(requirement)
    outcome = None if finding is None else finding.outcome
    if standing := _settled(finding, outcome):
        return Turning(
            assessment.case.key, requirement, outcome, standing, {}, assumed=_assumed(assessment, requirement)
        )
    return _turning(assessment, requirement, outcome, most)


def _settled(finding: Finding | None, outcome: Outcome | None) -> Standing | None:
    """The standing where there is nothing to turn."""
    if finding is None:
        return Standing.NOT_JUDGED
    if finding.reason == WAIVED:
        return Standing.WAIVED
    if outcome is None:
        return Standing.SCORE_ONLY
    return {Outcome.PASSED: Standing.PASSED, Outcome.INAPPLICABLE: Standing.INAPPLICABLE}.get(outcome)


def _assumed(assessment: Assessment, requirement: str) -> bool:
    return rests_on_assumption(assessment, requirement)


def _turning(assessment: Assessment, requirement: str, outcome: Outcome | None, most: int) -> Turning:
    keys = list(assessment.case.premises)
    turns = _turns(assessment)
    premises = {
        slug: tuple((1 << keys.index(key), one) for key, one in finding.premises)
        for slug, finding in assessment.findings.by_requirement.items()
    }
    free = sum(1 << keys.index(key) for key, turn in turns.items() if not turn.fixed)
    able = minimal_sets(assessment.edition, requirement, premises, free, most)
    every = minimal_sets(assessment.edition, requirement, premises, (1 << len(keys)) - 1, most)
    apart = Sets(tuple(one for one in every.held if one & ~free), every.count - able.count, every.truncated)
    sets, others = _named(able, keys), _named(apart, keys)
    return Turning(
        case=assessment.case.key,
        requirement=requirement,
        outcome=outcome,
        standing=_standing(able, every),
        turns={key: turns[key] for key in keys if any(key in one for one in (*sets, *others))},
        sets=sets,
        apart=others,
        count=able.count,
        count_apart=apart.count,
        truncated=able.truncated or len(apart.held) < apart.count,
        assumed=_assumed(assessment, requirement),
    )


def _named(sets: Sets, keys: Sequence[Key]) -> tuple[tuple[Key, ...], ...]:
    return tuple(tuple(key for n, key in enumerate(keys) if one >> n & 1) for one in sets.held)


def _standing(able: Sets, every: Sets) -> Standing:
    if able != NEVER:
        return Standing.TURNABLE
    return Standing.IMPOSSIBLE if every == NEVER else Standing.FIXED


def _turns(assessment: Assessment) -> dict[Key, Turn]:
    """Every premise of a leaf in logic that is neither passed nor without object."""
    ground = ground_of(assessment)
    done = (Outcome.PASSED, Outcome.INAPPLICABLE)
    return {
        key: _turn(ground, assessment, assessment.case.premises[key], outcome)
        for finding in assessment.findings.by_requirement.values()
        for key, outcome in finding.premises
        if outcome not in done
    }


def ground_of(assessment: Assessment) -> Ground:
    """What limits and observations are drawn from; outcomes stand in the findings, so no verdict is asked for."""
    verdicts = Verdicts(frozenset(), frozenset(), assessment.lane)
    parts = (assessment.world, assessment.edition, assessment.shapes, assessment.case, assessment.findings)
    return Ground(*parts, verdicts, {})


def _turn(ground: Ground, assessment: Assessment, premise: Premise, outcome: Outcome) -> Turn:
    limit, basis = limit_of(ground, premise)
    margin = margin_of(ground, premise, limit)
    slot = ground.edition.slots[premise.slot]
    kind = ground.world.kinds.get(slot.evidence_kind or "")
    return Turn(
        requirement=premise.requirement,
        slot=premise.slot,
        year=premise.year,
        kind=premise.kind,
        outcome=outcome,
        reason=reason_of(premise, ground.case.closed),
        way=way_of(premise, outcome),
        expected=expected_of(ground, premise),
        observed=observed_of(premise),
        limit=limit,
        limit_basis=basis,
        bound=_bound(ground, premise) if limit is not None else "",
        missing=None if margin is None else max(-margin, Fraction(0)),
        ratings=max(slot.least_ratings - premise.ratings, 0) if premise.kind is SlotKind.JUDGEMENT else 0,
        delivery=kind.label if kind else slot.label,
        assumed=_assumed(assessment, premise.requirement),
    )


def way_of(premise: Premise, outcome: Outcome) -> Way:
    """What would turn a premise that is not passed: first its target, then its events, then what is known of it.

    An event that fails is a proven one: no statement undoes it. A target that is not settled is for its setter to settle.
    """
    if premise.target is not None and not premise.target.settled:
        return Way.TARGET
    if premise.kind is SlotKind.EVENT and outcome is Outcome.FAILED:
        return Way.PROVEN
    match premise.state:
        case State.MISSING:
            return MISSING[premise.kind]
        case State.UNDECIDED:
            return UNDECIDED.get(premise.reason, Way.SETTLE)
        case _:
            return Way.LEVEL if premise.kind is SlotKind.DOCUMENT else Way.REACH


def _bound(ground: Ground, premise: Premise) -> str:
    """On which side of the limit the number has to lie."""
    if premise.target is not None:
        indicator = ground.world.indicators.get(ground.edition.slots[premise.slot].indicator or "")
        return "atMost" if indicator is not None and indicator.direction is Direction.LOWER else "atLeast"
    parameter = parameter_of(ground.edition, ground.shapes, premise.slot)
    return BOUNDS.get(parameter.constraint, "") if parameter else ""
