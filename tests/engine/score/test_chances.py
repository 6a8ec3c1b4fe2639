"""The outcomes that some completion gives equal those found by trying every completion in plain loops."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from engine.build.possibilities import ABSENT, NO_OBJECT, possibilities
from engine.model.edition import Logic
from engine.run.find import outcome_of
from engine.run.outcomes import FAILED, INAPPLICABLE, PASSED, combined
from engine.score.chances import chances, leaf_slots
from tests.engine.build.made_up import MARK, PAPER, WORLD
from tests.engine.run.made_up import shapes_for
from tests.engine.score.made_up import absent, case_of, disputed, gone, known, plain_verdicts, table, tree

SLOTS = tuple(replace(PAPER, slug=name, requirement=name) for name in "xyz")
MADE = {
    "passed": lambda slot: known(slot, ""),
    "open": absent,
    "failed": lambda slot: replace(absent(slot), reason="closed"),
    "none": gone,
    "passed or none": disputed,
    "failed or none": lambda slot: replace(disputed(slot), raw="fails"),
}


def ways_of(states, edition):
    """Possibilities and verdicts; `failed` is a document that can no longer come."""
    premises = [MADE[state](slot) for slot, state in zip(SLOTS, states, strict=True)]
    possible = possibilities(case_of(*premises), edition, shapes_for(edition), WORLD)
    for premise in premises:
        if premise.reason == "closed":
            possible[premise.key] = possible[premise.key][:1]
        if premise.raw == "fails":
            possible[premise.key] = (ABSENT, NO_OBJECT)
    return possible, plain_verdicts(possible)


@pytest.mark.parametrize("states", list(product(MADE, repeat=3)), ids="-".join)
@pytest.mark.parametrize(
    ("logic", "least"), [(Logic.ALL_OF, None), (Logic.ANY_OF, None), (Logic.AT_LEAST, 1), (Logic.AT_LEAST, 2)]
)
def test_a_tree_can_have_what_some_completion_gives(states, logic: Logic, least: int | None) -> None:
    edition = table(SLOTS, (), (tree("top", logic, "x", "y", "z", least=least),))
    possible, verdicts = ways_of(states, edition)
    tried = {
        combined(logic, least, [outcome_of(way, verdicts) for way in choice]) for choice in product(*possible.values())
    }
    assert chances(edition, edition.requirements["top"], possible, verdicts) == tried


def test_a_nested_tree_is_taken_from_the_leaves_up() -> None:
    trees = (tree("top", Logic.ANY_OF, "x", "pair"), tree("pair", Logic.ALL_OF, "y", "z"))
    edition = table(SLOTS, (), trees)
    assert chances(edition, edition.requirements["top"], *ways_of(("failed", "open", "passed"), edition)) == {
        PASSED,
        FAILED,
    }
    assert chances(edition, edition.requirements["top"], *ways_of(("failed", "open", "failed"), edition)) == {FAILED}
    assert leaf_slots(edition, "top") == ("x", "y", "z")


@pytest.mark.parametrize("logic", Logic)
def test_a_score_only_leaf_takes_no_part(logic: Logic) -> None:
    edition = table((MARK,), (), (tree("top", logic, "mark", least=1),))
    leaf = replace(edition.requirements["mark"], score_only=True)
    edition = replace(edition, requirements={**edition.requirements, "mark": leaf})
    possible = possibilities(case_of(known(MARK, 50)), edition, shapes_for(edition), WORLD)
    assert chances(edition, edition.requirements["top"], possible, plain_verdicts(possible)) == frozenset()


def test_at_least_over_nothing_applicable() -> None:
    edition = table(SLOTS, (), (tree("top", Logic.AT_LEAST, "x", "y", "z", least=2),))
    assert chances(edition, edition.requirements["top"], *ways_of(("none",) * 3, edition)) == {INAPPLICABLE}
