"""Sets of premises over small trees: what each logic needs, what no one can turn, and what is cut short."""

from __future__ import annotations

from math import comb

import pytest

from engine.model import edition as model
from engine.model.edition import Edition, Logic
from engine.model.finding import Outcome
from engine.questions.whynot_sets import DONE, MOST_SETS, NEVER, Sets, minimal_sets
from tests.engine.build.made_up import BASIS, LABEL, edition_of
from tests.engine.score.made_up import tree

PASSED, FAILED, CANT = Outcome.PASSED, Outcome.FAILED, Outcome.CANT_TELL
UNTESTED, GONE = Outcome.UNTESTED, Outcome.INAPPLICABLE
ALL = (1 << 40) - 1


def leaf(slug: str) -> model.Requirement:
    return model.Requirement(slug, "4", LABEL, BASIS, model.Addressee.APPLICANT, "office", slots=(slug,))


def over(logic: Logic, outcomes: list[Outcome], least: int | None = None) -> tuple[Edition, dict]:
    """A tree `root` over leaves `0`, `1` … of one premise each, and those premises."""
    slugs = [str(n) for n in range(len(outcomes))]
    root = tree("root", logic, *slugs, least=least)
    edition = edition_of(requirements={"root": root, **{slug: leaf(slug) for slug in slugs}})
    return edition, {slug: ((1 << n, one),) for n, (slug, one) in enumerate(zip(slugs, outcomes, strict=True))}


def sets(logic: Logic, outcomes: list[Outcome], least: int | None = None, turnable: int = ALL, **more: int) -> Sets:
    return minimal_sets(*_split(over(logic, outcomes, least)), turnable, **more)


def _split(made: tuple[Edition, dict]):
    return made[0], "root", made[1]


@pytest.mark.parametrize(
    ("logic", "least", "outcomes", "held"),
    [
        (Logic.ALL_OF, None, [FAILED, PASSED, CANT, UNTESTED], (0b1101,)),
        (Logic.ALL_OF, None, [PASSED, GONE], (0,)),
        (Logic.ALL_OF, None, [GONE, GONE], ()),
        (Logic.ANY_OF, None, [FAILED, UNTESTED, GONE], (0b01, 0b10)),
        (Logic.ANY_OF, None, [FAILED, PASSED], (0,)),
        (Logic.AT_LEAST, 2, [FAILED, CANT, UNTESTED], (0b011, 0b101, 0b110)),
        (Logic.AT_LEAST, 2, [PASSED, CANT, UNTESTED], (0b010, 0b100)),
        (Logic.AT_LEAST, 1, [PASSED, FAILED], (0,)),
        (Logic.AT_LEAST, 3, [FAILED, FAILED, GONE], ()),
        (Logic.AT_LEAST, 3, [PASSED, PASSED, GONE], ()),
    ],
)
def test_a_tree_needs_what_its_logic_says(logic, least, outcomes, held) -> None:
    assert sets(logic, outcomes, least) == Sets(held, len(held))


@pytest.mark.parametrize(("logic", "held"), [(Logic.ALL_OF, ()), (Logic.ANY_OF, (0b10,))])
def test_a_premise_that_may_not_be_turned_is_in_no_set(logic, held) -> None:
    assert sets(logic, [FAILED, FAILED], turnable=0b10) == Sets(held, len(held))


def test_the_years_of_a_leaf_are_all_needed() -> None:
    edition = edition_of(requirements={"root": leaf("root")})
    years = {"root": ((1, FAILED), (2, PASSED), (4, GONE), (8, UNTESTED))}
    assert minimal_sets(edition, "root", years, ALL) == Sets((0b1001,), 1)


def test_a_leaf_without_premises_in_logic_has_no_set() -> None:
    assert minimal_sets(edition_of(requirements={"root": leaf("root")}), "root", {}, ALL) == NEVER


def test_a_set_that_holds_another_is_left_out_where_a_leaf_stands_twice() -> None:
    nodes = {"root": tree("root", Logic.ANY_OF, "both", "a"), "both": tree("both", Logic.ALL_OF, "a", "b")}
    edition = edition_of(requirements={**nodes, "a": leaf("a"), "b": leaf("b")})
    assert minimal_sets(edition, "root", {"a": ((1, FAILED),), "b": ((2, FAILED),)}, ALL) == Sets((1,), 1)


def test_too_many_sets_are_counted_whole_and_only_the_smallest_held() -> None:
    found = sets(Logic.AT_LEAST, [FAILED] * 20, 10)
    assert (found.count, found.truncated, len(found.held)) == (comb(20, 10), True, MOST_SETS)
    assert {one.bit_count() for one in found.held} == {10}


def test_what_is_cut_short_on_a_way_that_leads_nowhere_is_not_cut_short() -> None:
    nodes = {"root": tree("root", Logic.ALL_OF, "any", "never"), "any": tree("any", Logic.ANY_OF, "a", "b", "c")}
    edition = edition_of(requirements={**nodes, **{slug: leaf(slug) for slug in ("a", "b", "c", "never")}})
    premises = {slug: ((1 << n, FAILED),) for n, slug in enumerate(("a", "b", "c", "never"))}
    assert minimal_sets(edition, "root", premises, 0b0111, most=2) == NEVER


def test_smaller_sets_are_held_first() -> None:
    nodes = {"root": tree("root", Logic.ANY_OF, "three", "one"), "three": tree("three", Logic.ALL_OF, "a", "b", "c")}
    edition = edition_of(requirements={**nodes, **{slug: leaf(slug) for slug in ("a", "b", "c", "one")}})
    premises = {slug: ((1 << n, FAILED),) for n, slug in enumerate(("a", "b", "c", "one"))}
    assert minimal_sets(edition, "root", premises, ALL) == Sets((0b1000, 0b0111), 2)
    assert minimal_sets(edition, "root", premises, ALL, most=1) == Sets((0b1000,), 2, True)


def test_what_has_passed_needs_the_empty_set_alone() -> None:
    assert sets(Logic.ALL_OF, [PASSED, PASSED]) == DONE
