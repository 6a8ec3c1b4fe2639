"""The outcomes of requirements over all cases: the tables of `engine.run`, a whole column at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from itertools import product

import numpy as np

from engine.matrix.verdicts import CHANCE, RANK, SEVERITY, SlotVerdicts, Small, bits, by_year, outcomes_of
from engine.model.edition import Edition, Logic, Requirement
from engine.model.finding import Outcome
from engine.run.outcomes import FAILED, INAPPLICABLE, PASSED, all_of, any_of

Pair = Callable[[tuple[Outcome, Outcome]], Outcome]
EMPTY = 0  # the chances of what takes no part in logic


def _pairs(combine: Pair) -> Small:
    """What two sets of chances give together, from the table for two outcomes."""
    found = np.zeros((8, 8), dtype=np.uint8)
    for one, other in product(range(8), repeat=2):
        both = (combine((first, second)) for first in outcomes_of(one) for second in outcomes_of(other))
        found[one, other] = (one or other) if not one or not other else bits(both)
    return found


ALL, ANY = _pairs(all_of), _pairs(any_of)
# `anyOf` is the greatest of its members in this order.
ANY_ORDER = (INAPPLICABLE, FAILED, Outcome.UNTESTED, Outcome.CANT_TELL, PASSED)
TO_ANY = np.array([ANY_ORDER.index(outcome) for outcome in SEVERITY], dtype=np.uint8)
FROM_ANY = np.array([RANK[outcome] for outcome in ANY_ORDER], dtype=np.uint8)


def leaf_outcome(verdicts: Mapping[str, SlotVerdicts], leaf: Requirement, size: int) -> Small:
    """The outcome of a leaf for every case, as places in SEVERITY."""
    found: Small = by_year(verdicts, leaf.slots, "outcome", RANK[INAPPLICABLE], size).max(axis=1, initial=0)
    return found


def tree_outcome(requirement: Requirement, members: Sequence[Small], size: int) -> Small:
    """The outcome of a tree for every case; `members` are those of its members that take part in logic."""
    rows = np.concatenate([np.zeros((0, size), dtype=np.uint8), *(one[None] for one in members)])
    match requirement.logic:
        case Logic.ALL_OF:
            found: Small = rows.max(axis=0, initial=0)
            return found
        case Logic.ANY_OF:
            best: Small = FROM_ANY[TO_ANY[rows].max(axis=0, initial=0)]
            return best
        case _:
            return _at_least(requirement.least or 0, rows)


def _at_least(least: int, rows: Small) -> Small:
    left = (rows != RANK[INAPPLICABLE]).sum(axis=0)
    passed, failed = ((rows == RANK[one]).sum(axis=0) for one in (PASSED, FAILED))
    unsure = np.where((rows == RANK[Outcome.CANT_TELL]).any(axis=0), RANK[Outcome.CANT_TELL], RANK[Outcome.UNTESTED])
    decided = [left == 0, passed >= least, left - failed < least]
    return np.select(decided, [RANK[INAPPLICABLE], RANK[PASSED], RANK[FAILED]], unsure).astype(np.uint8)


def leaf_chances(verdicts: Mapping[str, SlotVerdicts], leaf: Requirement, size: int) -> Small:
    """What a leaf can come to, for every case, as bits of CHANCE."""
    slots = () if leaf.score_only else leaf.slots
    return _folded(ALL, list(by_year(verdicts, slots, "chances", EMPTY, size).T), size)


def tree_chances(requirement: Requirement, members: Sequence[Small], size: int) -> Small:
    """What a tree can come to, for every case."""
    if requirement.logic is Logic.AT_LEAST:
        return _at_least_chances(requirement.least or 0, np.stack(members))
    return _folded(ALL if requirement.logic is Logic.ALL_OF else ANY, members, size)


def _folded(table: Small, members: Sequence[Small], size: int) -> Small:
    return reduce(lambda one, other: table[one, other], members, np.zeros(size, dtype=np.uint8))


def _at_least_chances(least: int, rows: Small) -> Small:
    member = rows != EMPTY
    fewest = (rows == CHANCE[PASSED]).sum(axis=0)
    most = ((rows & CHANCE[PASSED]) > 0).sum(axis=0)
    failing = (fewest > 0) | ((rows & CHANCE[FAILED]) > 0).any(axis=0) | ((most > 0) & (least > 1))
    passed = (most >= least) & (member & (rows != CHANCE[INAPPLICABLE])).any(axis=0)
    nothing = member.any(axis=0) & (~member | ((rows & CHANCE[INAPPLICABLE]) > 0)).all(axis=0)
    found = passed * CHANCE[PASSED] + (failing & (fewest < least)) * CHANCE[FAILED] + nothing * CHANCE[INAPPLICABLE]
    return np.asarray(found, dtype=np.uint8)


def in_order(edition: Edition) -> list[Requirement]:
    """Every requirement, members before the tree that they belong to."""
    done: dict[str, Requirement] = {}

    def add(requirement: Requirement) -> None:
        for member in requirement.members:
            add(edition.requirements[member])
        done.setdefault(requirement.slug, requirement)

    for requirement in edition.requirements.values():
        add(requirement)
    return list(done.values())
