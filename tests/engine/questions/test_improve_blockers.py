"""What blocks: the smallest sets of conditions, why a veto stands, and the most that can be had."""

from __future__ import annotations

from fractions import Fraction

import pytest

from engine.exact import Span
from engine.model.assessment import Assessment
from engine.model.case import Premise
from engine.questions.improve_blockers import Blocker, blockers_of, most_of
from engine.questions.improve_costs import Costs, Price
from engine.questions.improve_mendings import Ground, ground_of
from engine.questions.improve_options import Menu, Option
from tests.engine.build.made_up import EVENTS, PAPER, RATE
from tests.engine.explain.made_up import EDITION, assessment_of
from tests.engine.score.made_up import absent, between, case_of, known

F = Fraction


def city(*premises: Premise) -> Assessment:
    given = {premise.slot: premise for premise in (absent(RATE), absent(EVENTS), absent(PAPER), *premises)}
    return assessment_of(EDITION, case_of(*given.values()))


def ground(*premises: Premise, costs: Costs | None = None) -> Ground:
    return ground_of(city(*premises), costs, None)


def option(*met: str) -> Option:
    return Option(F(0), F(0), F(0), frozenset(met), ())


def test_each_condition_that_no_option_meets_blocks_by_itself() -> None:
    menu = Menu((), ("veto events", "key-item rate"), (option(),))
    assert [one.kind for one in blockers_of(ground(), [menu])] == ["veto", "key-item"]


def test_conditions_that_cannot_be_met_together_block_together() -> None:
    menu = Menu((), ("veto events", "key-item rate"), (option("veto events"), option("key-item rate")))
    assert [one.kind for one in blockers_of(ground(), [menu])] == ["veto", "key-item"]


def test_conditions_that_can_be_met_block_nothing() -> None:
    menus = [Menu((), ("veto events",), (option(), option("veto events"))), Menu((), (), (option(),))]
    assert blockers_of(ground(), menus) == ()


@pytest.mark.parametrize(
    ("premise", "reason"),
    [
        (known(EVENTS, 1), "fired"),
        (between(EVENTS, Span.point(0), Span.point(1)), "unproven"),
        (absent(EVENTS), "not-on-offer"),
    ],
)
def test_a_veto_says_why_it_stands(premise: Premise, reason: str) -> None:
    menu = Menu((), ("veto events",), (option(),))
    assert blockers_of(ground(premise), [menu]) == (Blocker("veto", "events", reason, None, None, True),)


def test_a_statement_that_is_missing_is_not_on_offer() -> None:
    menu = Menu((), ("statement events",), (option(),))
    assert blockers_of(ground(), [menu]) == (Blocker("statement", "events", "not-on-offer", None, None, True),)


def test_a_key_item_says_the_most_that_it_can_have() -> None:
    costs = Costs("c", {"rate": (Price("rate", F(1), F(91)), Price("rate", F(1), F(90)))})
    found = blockers_of(ground(costs=costs), [Menu((), ("key-item rate",), (option(),))])
    assert found == (Blocker("key-item", "rate", "too-few", F(17, 41), F(3, 5), True),)


def test_the_most_of_an_item_is_over_all_its_leaves() -> None:
    assert most_of(ground(), EDITION.items["both"]) == 29
    assert most_of(ground(known(EVENTS, 1)), EDITION.items["both"]) == F(29, 2)
    assert most_of(ground(), EDITION.items["rate"]) == 41
