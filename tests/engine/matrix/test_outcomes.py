"""Whole columns of outcomes against the tables for one case: every triple of members, every logic, every set of chances."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from engine.matrix.outcomes import in_order, tree_chances, tree_outcome
from engine.matrix.verdicts import CHANCE, RANK, SEVERITY, bits, outcomes_of
from engine.model.edition import Logic, Requirement
from engine.model.finding import Outcome
from engine.run.outcomes import FAILED, INAPPLICABLE, PASSED, combined
from tests.oracle.generated import made_up

LOGICS = [(Logic.ALL_OF, None), (Logic.ANY_OF, None), *((Logic.AT_LEAST, least) for least in (1, 2, 3))]
DECIDED = (PASSED, FAILED, INAPPLICABLE)


def tree(logic: Logic, least: int | None) -> Requirement:
    edition, _, _ = made_up(0)
    any_one = next(iter(edition.requirements.values()))
    return Requirement(
        "t",
        "4",
        any_one.label,
        any_one.basis,
        any_one.addressee,
        "x",
        logic=logic,
        least=least,
        members=("a", "b", "c"),
    )


@pytest.mark.parametrize(("logic", "least"), LOGICS)
def test_every_triple_of_outcomes_is_combined_as_for_one_case(logic: Logic, least: int | None) -> None:
    triples = list(product(SEVERITY, repeat=3))
    columns = [np.array([RANK[triple[place]] for triple in triples], dtype=np.uint8) for place in range(3)]
    found = tree_outcome(tree(logic, least), columns, len(triples))
    assert [SEVERITY[one] for one in found] == [combined(logic, least, triple) for triple in triples]


@pytest.mark.parametrize(("logic", "least"), LOGICS)
def test_no_member_is_inapplicable(logic: Logic, least: int | None) -> None:
    assert [SEVERITY[one] for one in tree_outcome(tree(logic, least), [], 2)] == [Outcome.INAPPLICABLE] * 2


@pytest.mark.parametrize(("logic", "least"), LOGICS)
def test_chances_are_what_every_choice_gives(logic: Logic, least: int | None) -> None:
    """Members are independent, and a member's chances hold inapplicable alone or not at all, as a premise's do."""
    kinds = [CHANCE[INAPPLICABLE], *(bits(some) for some in ((PASSED,), (FAILED,), (PASSED, FAILED)))]
    triples = list(product(kinds, repeat=3))
    columns = [np.array([triple[place] for triple in triples], dtype=np.uint8) for place in range(3)]
    found = tree_chances(tree(logic, least), columns, len(triples))
    for triple, one in zip(triples, found, strict=True):
        choices = product(*(outcomes_of(chances) for chances in triple))
        assert outcomes_of(int(one)) == {combined(logic, least, choice) for choice in choices}


@pytest.mark.parametrize("outcomes", [(), (PASSED,), DECIDED, (FAILED, INAPPLICABLE)])
def test_bits_and_outcomes_are_the_same(outcomes: tuple[Outcome, ...]) -> None:
    assert outcomes_of(bits(outcomes)) == frozenset(outcomes)


def test_severity_puts_all_of_at_its_greatest() -> None:
    assert [combined(Logic.ALL_OF, None, pair) for pair in product(SEVERITY, repeat=2)] == [
        SEVERITY[max(RANK[one] for one in pair)] for pair in product(SEVERITY, repeat=2)
    ]


@pytest.mark.parametrize("seed", range(5))
def test_members_stand_before_their_tree(seed: int) -> None:
    edition, _, _ = made_up(seed)
    order = [one.slug for one in in_order(edition)]
    assert sorted(order) == sorted(edition.requirements)
    assert all(
        order.index(member) < order.index(slug) for slug, one in edition.requirements.items() for member in one.members
    )
