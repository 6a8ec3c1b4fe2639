"""Trees: a member once, no cycle, a number with atLeast, no slots at a node."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.check.rules.logic import problems
from engine.model.edition import Edition, Logic
from tests.engine.check.made_up import EDITION, checked, said
from tests.engine.score.made_up import tree


def with_trees(*trees, **leaves) -> Edition:
    return replace(EDITION, requirements={**EDITION.requirements, **{one.slug: one for one in trees}, **leaves})


def test_a_member_of_two_wholes_is_found() -> None:
    assert said(problems(checked(with_trees(tree("more", Logic.ANY_OF, "paper", "rate"))))) == [("paper", "2")]


@pytest.mark.parametrize("least", [None, 0, 3])
def test_at_least_needs_a_number_that_its_members_can_reach(least: int | None) -> None:
    edition = with_trees(tree("both", Logic.AT_LEAST, "paper", "events", least=least))
    assert said(problems(checked(edition))) == [("both", f"least {least}")]


@pytest.mark.parametrize("least", [1, 2])
def test_at_least_with_a_fitting_number_is_sound(least: int) -> None:
    assert said(problems(checked(with_trees(tree("both", Logic.AT_LEAST, "paper", "events", least=least))))) == []


@pytest.mark.parametrize(
    "spoilt",
    [
        {"logic": None, "members": ("paper", "events")},
        {"logic": Logic.ALL_OF, "members": ()},
        {"logic": Logic.ALL_OF, "members": ("paper", "events"), "slots": ("rate",)},
    ],
)
def test_a_node_has_logic_and_members_and_no_slots(spoilt) -> None:
    edition = with_trees(replace(EDITION.requirements["both"], **spoilt))
    assert said(problems(checked(edition))) == [("both", "logic / member / slot")]


def test_a_cycle_is_found_at_each_of_its_nodes() -> None:
    edition = with_trees(tree("one", Logic.ALL_OF, "two"), tree("two", Logic.ALL_OF, "one"))
    assert said(problems(checked(edition))) == [("one", "cycle"), ("two", "cycle")]


def test_a_node_above_a_cycle_is_in_none() -> None:
    cycle = (tree("one", Logic.ALL_OF, "two"), tree("two", Logic.ALL_OF, "one", "both"))
    edition = with_trees(*cycle, tree("top", Logic.ALL_OF, "one"))
    assert ("top", "cycle") not in said(problems(checked(edition)))


def test_a_member_that_is_not_there_is_no_matter_of_logic() -> None:
    assert said(problems(checked(with_trees(tree("both", Logic.ALL_OF, "paper", "lost"))))) == []
