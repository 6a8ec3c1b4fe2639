"""Which outcomes a requirement can still have, by set algebra: the leaves of a tree share no premise."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import reduce

from engine.model.edition import Edition, Logic, Requirement
from engine.model.finding import Outcome, Possibility, Verdicts
from engine.run.find import outcome_of
from engine.run.outcomes import FAILED, INAPPLICABLE, PASSED, all_of, any_of

Possible = Mapping[tuple[str, int], tuple[Possibility, ...]]
Outcomes = frozenset[Outcome]


def leaf_slots(edition: Edition, requirement: str) -> tuple[str, ...]:
    """The slots of all leaves at or below a requirement."""
    found = edition.requirements[requirement]
    return found.slots + tuple(slot for member in found.members for slot in leaf_slots(edition, member))


def chances(edition: Edition, requirement: Requirement, possible: Possible, verdicts: Verdicts) -> Outcomes:
    """The outcomes that some completion gives; empty where only score-only leaves stand below."""
    if requirement.is_leaf:
        return _leaf_chances(requirement, possible, verdicts)
    members = [chances(edition, edition.requirements[slug], possible, verdicts) for slug in requirement.members]
    members = [found for found in members if found]
    if requirement.logic is Logic.AT_LEAST:
        return _at_least(requirement.least or 0, members)
    return _folded(all_of if requirement.logic is Logic.ALL_OF else any_of, members)


def _leaf_chances(leaf: Requirement, possible: Possible, verdicts: Verdicts) -> Outcomes:
    if leaf.score_only:
        return frozenset()
    found = [
        frozenset(outcome_of(one, verdicts) for one in ways)
        for (slot, _), ways in possible.items()
        if slot in leaf.slots
    ]
    return _folded(all_of, found)


def _folded(combine: Callable[[tuple[Outcome, Outcome]], Outcome], members: Iterable[Outcomes]) -> Outcomes:
    """The outcomes of a combination that may be taken two at a time."""

    def both(first: Outcomes, second: Outcomes) -> Outcomes:
        return frozenset(combine((one, other)) for one in first for other in second)

    found = list(members)
    return reduce(both, found) if found else frozenset()


def _at_least(least: int, members: list[Outcomes]) -> Outcomes:
    """What `least` of members can come to; a member that may be without object drops out where it is."""
    fewest = sum(found == {PASSED} for found in members)
    most = sum(PASSED in found for found in members)
    failing = fewest > 0 or any(FAILED in found for found in members) or (most > 0 and least > 1)
    chances = {
        PASSED: most >= least and any(found != {INAPPLICABLE} for found in members),
        FAILED: fewest < least and failing,
        INAPPLICABLE: bool(members) and all(INAPPLICABLE in found for found in members),
    }
    return frozenset(outcome for outcome, can in chances.items() if can)
