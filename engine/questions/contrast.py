"""Contrast: the difference between two assessments in contributions of evidence, rules and weights that add up exactly."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import permutations

from engine.explain.causes import limit_of, observed_of, reason_of
from engine.model.assessment import Assessment
from engine.model.case import CaseKey, Premise
from engine.model.finding import Outcome
from engine.model.score import ItemScore, Scores
from engine.model.text import Basis
from engine.questions.contrast_mixed import Share, Shares, mixed_shares, own_shares
from engine.questions.decided import check_decided
from engine.questions.whynot import ground_of
from engine.score import leaf_slots
from engine.score.score import POLICY

ZERO = Fraction(0)
Side = int  # 0 the first assessment, 1 the second
Value = Callable[[tuple[Side, Side, Side]], Fraction]


@dataclass(frozen=True, slots=True)
class Parts:
    """A difference of points, second less first, in three contributions whose sum it is."""

    evidence: Fraction = ZERO
    rule: Fraction = ZERO
    weight: Fraction = ZERO

    @property
    def total(self) -> Fraction:
        """The whole difference."""
        return self.evidence + self.rule + self.weight

    def __add__(self, other: Parts) -> Parts:
        return Parts(self.evidence + other.evidence, self.rule + other.rule, self.weight + other.weight)


@dataclass(frozen=True, slots=True)
class Seen:
    """One premise as one side has it; `outcome` is None for a leaf that is only scored."""

    year: int
    outcome: Outcome | None
    reason: str
    observed: str
    limit: Fraction | None
    limit_basis: Basis | None


@dataclass(frozen=True, slots=True)
class Differing:
    """A premise that the two sides have otherwise; None on the side that does not ask for it."""

    requirement: str
    slot: str
    first: Seen | None
    second: Seen | None

    @property
    def turned(self) -> bool:
        """Whether the outcome differs."""
        outcomes = [None if one is None else one.outcome for one in (self.first, self.second)]
        return outcomes[0] is not outcomes[1]


@dataclass(frozen=True, slots=True)
class ItemContrast:
    """The contributions of one item: `low` to the difference of the least totals, `high` to that of the greatest.

    `first` and `second` are its scores, None on the side that has no such item. `premises` are those that differ.
    """

    item: str
    first: ItemScore | None
    second: ItemScore | None
    low: Parts
    high: Parts
    premises: tuple[Differing, ...]
    assumed: bool


@dataclass(frozen=True, slots=True)
class Contrast:
    """Why the second assessment has other points than the first.

    Unit: points of the graded score, bonus included. `low` and `high` sum all items and the bonus cap, whose own effect
    `cap_low` and `cap_high` count as weight: second.total_low - first.total_low = low.total, and high likewise. `assumed`:
    what some item counts is.
    """

    first: CaseKey
    second: CaseKey
    first_totals: tuple[Fraction, Fraction]
    second_totals: tuple[Fraction, Fraction]
    low: Parts
    high: Parts
    cap_low: Fraction
    cap_high: Fraction
    items: tuple[ItemContrast, ...]
    first_grades: tuple[str, ...]
    second_grades: tuple[str, ...]
    same_subject: bool
    assumed: bool


def contrast(first: Assessment, second: Assessment) -> Contrast:
    """The difference second less first, for each item split between evidence, rules and weights.

    An item's points are its share (points earned over its own points) times its weight (own points times rescaling; 0
    without object). The share hangs on evidence (premises, their targets, open or closed) and rules (shapes, parameters, methods). Each
    contribution is the Shapley value: the mean over all six orders in which the three can change, so no order is preferred
    and swapping the sides changes the signs only.
    Unknowns: least totals are compared with least, greatest with greatest. Where evidence has no object for an item, the
    share is the other evidence's, so that gaining or losing an object is all weight; an item that a side's rules lack
    takes the share by the other's.
    Raises: UsageError EXP-003 while an object is disputed; EngineError RUN-001 or RUN-004 where the shapes of one side cannot
    be run.
    Source: design.md, sections 1 and 8.
    """
    check_decided(first, "contrast")
    check_decided(second, "contrast")
    shares = {
        (0, 0): own_shares(first),
        (0, 1): mixed_shares(first, second),
        (1, 0): mixed_shares(second, first),
        (1, 1): own_shares(second),
    }
    items = tuple(_item(first, second, shares, slug) for slug in _items(first, second))
    cap_low, cap_high = _cap(second, "low") - _cap(first, "low"), _cap(second, "high") - _cap(first, "high")
    return Contrast(
        first=first.case.key,
        second=second.case.key,
        first_totals=_totals(first.scores),
        second_totals=_totals(second.scores),
        low=sum((one.low for one in items), Parts(weight=cap_low)),
        high=sum((one.high for one in items), Parts(weight=cap_high)),
        cap_low=cap_low,
        cap_high=cap_high,
        items=items,
        first_grades=first.grade.possible,
        second_grades=second.grade.possible,
        same_subject=first.case.key.code == second.case.key.code,
        assumed=any(one.assumed for one in items),
    )


def _items(first: Assessment, second: Assessment) -> list[str]:
    """The items of both editions, those of the first in its order, then what only the second has."""
    return list(dict.fromkeys((*first.edition.items, *second.edition.items)))


def _totals(scores: Scores) -> tuple[Fraction, Fraction]:
    return scores.total_low, scores.total_high


def _cap(assessment: Assessment, end: str) -> Fraction:
    """What the bonus cap takes off the sum of the bonus items: 0 or less."""
    bonus = sum((getattr(item, end) for item in assessment.scores.items.values() if item.bonus), ZERO)
    capped: Fraction = getattr(assessment.scores, f"bonus_{end}")
    return capped - bonus


def _item(first: Assessment, second: Assessment, shares: Mapping[tuple[Side, Side], Shares], slug: str) -> ItemContrast:
    scores = (first.scores.items.get(slug), second.scores.items.get(slug))
    weights = tuple(ZERO if one is None else one.possible for one in scores)
    found = {sides: _share(shares, slug, *sides) for sides in shares}
    return ItemContrast(
        item=slug,
        first=scores[0],
        second=scores[1],
        low=shapley(lambda at: found[at[0], at[1]].low * weights[at[2]]),
        high=shapley(lambda at: found[at[0], at[1]].high * weights[at[2]]),
        premises=tuple(_differing(first, second, slug)),
        assumed=any(weight_assumed(one, slug) for one in (first, second)),
    )


def weight_assumed(assessment: Assessment, item: str) -> bool:
    """Whether what an item counts is assumed: its points, or the policy that rescales them where it does."""
    edition = assessment.edition
    if item not in edition.items:
        return False
    policy = edition.policies.get(POLICY)
    rescaled = assessment.scores.items[item].factor != 1
    return edition.items[item].basis.assumed or (rescaled and (policy is None or policy.basis.assumed))


def _share(shares: Mapping[tuple[Side, Side], Shares], slug: str, evidence: Side, rules: Side) -> Share:
    """The share of an item; where there is none that of the other evidence, then that by the other rules."""
    sides = ((evidence, rules), (1 - evidence, rules), (evidence, 1 - rules), (1 - evidence, 1 - rules))
    return next((shares[one][slug] for one in sides if slug in shares[one]), Share(ZERO, ZERO))


def shapley(value: Value) -> Parts:
    """What each of the three contributes to value((1, 1, 1)) - value((0, 0, 0)): its mean gain over all six orders.

    >>> shapley(lambda at: Fraction(at[0] * at[1] + 3 * at[2]))
    Parts(evidence=Fraction(1, 2), rule=Fraction(1, 2), weight=Fraction(3, 1))
    """
    gains = [ZERO, ZERO, ZERO]
    orders = list(permutations(range(3)))
    for order in orders:
        at = [0, 0, 0]
        for place in order:
            before = value((at[0], at[1], at[2]))
            at[place] = 1
            gains[place] += value((at[0], at[1], at[2])) - before
    return Parts(*(gain / len(orders) for gain in gains))


def _differing(first: Assessment, second: Assessment, item: str) -> Iterator[Differing]:
    """The premises of an item's leaves that differ in outcome, observation or limit; years stand by their place in the window."""
    sides = [_seen(one, item) for one in (first, second)]
    for place in dict.fromkeys((*sides[0], *sides[1])):
        one, other = (side.get(place) for side in sides)
        if _told(one) != _told(other):
            slots = next(each.edition.slots for each in (first, second) if place[0] in each.edition.slots)
            yield Differing(slots[place[0]].requirement, place[0], one, other)


def _told(seen: Seen | None) -> tuple[object, ...]:
    return () if seen is None else (seen.outcome, seen.observed, seen.limit)


def _seen(assessment: Assessment, item: str) -> dict[tuple[str, int], Seen]:
    """Every premise below an item, by slot and years before the assessed one."""
    if item not in assessment.edition.items:
        return {}
    slots = set(leaf_slots(assessment.edition, assessment.edition.items[item].requirement))
    year = assessment.case.key.year
    premises = [one for one in assessment.case.premises.values() if one.slot in slots]
    return {(one.slot, year - one.year): _one_seen(assessment, one) for one in premises}


def _one_seen(assessment: Assessment, premise: Premise) -> Seen:
    outcomes = dict(assessment.findings.by_requirement[premise.requirement].premises)
    limit, basis = limit_of(ground_of(assessment), premise)
    reason = reason_of(premise, assessment.case.closed)
    return Seen(premise.year, outcomes.get(premise.key), reason, observed_of(premise), limit, basis)
