"""The evidence of one assessment under the rules of another: premises carried over, judged and scored anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from engine import fast
from engine.build import assessed_slots
from engine.build.possibilities import possibilities
from engine.build.targets import target_for
from engine.build.waivers import WAIVED, covered
from engine.model.assessment import Assessment
from engine.model.case import Case, CaseKey, Premise, State
from engine.model.edition import Slot
from engine.model.score import ItemScore
from engine.score import item_points


@dataclass(frozen=True, slots=True)
class Share:
    """The least and the greatest part of its own points that an item earns: points over points, before rescaling."""

    low: Fraction
    high: Fraction


Shares = Mapping[str, Share]


def own_shares(assessment: Assessment) -> Shares:
    """The shares of an assessment as it stands, by item; an item without object or without points has none."""
    items = assessment.edition.items
    found = {slug: _share(score, items[slug].points) for slug, score in assessment.scores.items.items()}
    return {slug: share for slug, share in found.items() if share is not None}


def _share(score: ItemScore, points: Fraction) -> Share | None:
    return Share(score.own[0].low / points, score.own[-1].high / points) if score.own and points else None


def mixed_shares(evidence: Assessment, rules: Assessment) -> Shares:
    """The shares that the premises of `evidence` earn by shapes, parameters and methods of `rules`, by item.

    Unknowns: a slot that the edition of `evidence` does not have, or asks of another kind, indicator or target, counts as
    missing, open or closed as that case is. What the evidence was taken for (selection, rounding, targets) stays as it is.
    Same rules on both sides: the shares of `evidence` as it stands, exactly.
    """
    if same_rules(evidence, rules):
        return own_shares(evidence)
    case = carried(evidence, rules)
    possible = possibilities(case, rules.edition, rules.shapes, rules.world)
    verdicts = fast.judge(rules.shapes, [case], [possible]).verdicts
    found: dict[str, Share] = {}
    for slug, item in rules.edition.items.items():
        own = item_points(rules.edition, item, possible, verdicts)
        if own and item.points:
            found[slug] = Share(own[0].low / item.points, own[-1].high / item.points)
    return found


def same_rules(one: Assessment, other: Assessment) -> bool:
    """Whether two assessments judge by the same edition and shapes, in every part of them."""
    return one.edition == other.edition and one.shapes == other.shapes


def carried(evidence: Assessment, rules: Assessment) -> Case:
    """The case of `evidence` with the slots and windows that the edition of `rules` asks for."""
    year = evidence.case.key.year
    key = CaseKey(rules.edition.name, evidence.case.key.code, year)
    free = covered(rules.edition, evidence.case.waivers)
    premises = (
        _carried(evidence, slot, one, key, slot.requirement in free)
        for slot in assessed_slots(rules.edition)
        for one in range(year - slot.window + 1, year + 1)
    )
    return replace(evidence.case, key=key, premises={premise.key: premise for premise in premises})


def _carried(evidence: Assessment, slot: Slot, year: int, key: CaseKey, waived: bool) -> Premise:
    found = evidence.case.premises.get((slot.slug, year))
    if waived and found is None:
        return Premise(key, slot.requirement, slot.slug, slot.kind, year, State.NO_OBJECT, WAIVED)
    if found is None or not _asks_the_same(evidence.edition.slots[slot.slug], slot):
        return _missing(evidence, slot, year, key)
    return replace(found, case=key, requirement=slot.requirement)


def _asks_the_same(one: Slot, other: Slot) -> bool:
    """Whether what is known for one slot answers the other."""
    return _asked(one) == _asked(other)


def _asked(slot: Slot) -> tuple[object, ...]:
    return slot.kind, slot.indicator, slot.evidence_kind, slot.target_from, slot.since, slot.yearly


def _missing(evidence: Assessment, slot: Slot, year: int, key: CaseKey) -> Premise:
    """Nothing known: missing, or undecided where the target that it would be compared with is not settled."""
    missing = Premise(key, slot.requirement, slot.slug, slot.kind, year, State.MISSING, "not-delivered")
    if not slot.has_target:
        return missing
    target = target_for(evidence.world, slot, key.code, year)
    if target.settled:
        return replace(missing, target=target)
    return replace(missing, state=State.UNDECIDED, reason=target.reason, target=target)
