"""Menus of parts: the cheapest plan for each number of points by every method, conditions, shared leaves, limits."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from engine.errors import EngineError
from engine.model import edition as model
from engine.model.assessment import Assessment
from engine.model.case import Premise
from engine.model.edition import Edition, Logic
from engine.questions import improve_options
from engine.questions.improve_costs import Costs, Price
from engine.questions.improve_mendings import ground_of
from engine.questions.improve_options import NOTHING, Menu, Option, goal_of, joined, menus, unbeaten
from tests.engine.build.made_up import EVENTS, LABEL, MARK, RATE
from tests.engine.explain.made_up import EDITION, assessment_of
from tests.engine.score.made_up import absent, case_of, grades, item, known, table, tree

F = Fraction
RATES = tuple(replace(RATE, slug=slug, requirement=slug) for slug in ("one", "two", "three"))
SCALE = {"grades": grades(10, None)}
EVENT = {"events": model.Veto("events", LABEL, "events", "b", EDITION.basis)}
PRICES = {"one": "3", "two": "1", "three": "2", "events": "4", "rate": "5", "mark": "6"}
COSTS = Costs("c", {slug: (Price(slug, F(cost)),) for slug, cost in PRICES.items()})


def city(edition: Edition, *premises: Premise, closed: bool = False) -> Assessment:
    return assessment_of(edition, case_of(*premises, closed=closed))


def menus_of(one: Assessment, grade: str = "a") -> list[Menu]:
    ground = ground_of(one, COSTS, None)
    return menus(ground, one.scores, goal_of(one.edition, one.edition.grades[grade]))


def offered(menu: Menu) -> list[tuple[int, int, tuple[str, ...]]]:
    """Cost, points and leaves of every option."""
    return [
        (option.cost, option.base + option.bonus, tuple(sorted(one.requirement for one in option.mendings)))
        for option in menu.options
    ]


def over(method: model.Method, logic: Logic, least: int | None = None) -> Edition:
    """An edition of one item of 12 points over three rates."""
    return table(
        RATES,
        (item("all", "all", 12, method),),
        (tree("all", logic, "one", "two", "three", least=least),),
        **SCALE,
    )


OPEN = [absent(slot) for slot in RATES]
HALF = [known(RATES[1], "96"), absent(RATES[0]), absent(RATES[2])]


@pytest.mark.parametrize(
    ("logic", "least", "premises", "expected"),
    [
        (Logic.ALL_OF, None, OPEN, [(0, 0, ()), (6, 12, ("one", "three", "two"))]),
        (Logic.ANY_OF, None, OPEN, [(0, 0, ()), (1, 12, ("two",))]),
        (Logic.AT_LEAST, 2, OPEN, [(0, 0, ()), (3, 12, ("three", "two"))]),
        (Logic.ALL_OF, None, HALF, [(0, 0, ()), (5, 12, ("one", "three"))]),
        (Logic.ANY_OF, None, HALF, [(0, 12, ())]),
        (Logic.AT_LEAST, 2, HALF, [(0, 0, ()), (2, 12, ("three",))]),
        (Logic.AT_LEAST, 4, OPEN, [(0, 0, ())]),
    ],
)
def test_all_or_nothing_takes_the_cheapest_plan_that_passes(logic, least, premises, expected) -> None:
    (menu,) = menus_of(city(over(model.AllOrNothing(), logic, least), *premises))
    assert offered(menu) == expected


def test_a_share_has_the_cheapest_plan_for_each_weight() -> None:
    (menu,) = menus_of(city(over(model.ShareMet({"one": F(2)}), Logic.ALL_OF), *OPEN))
    assert offered(menu) == [
        (0, 0, ()),
        (1, 3, ("two",)),
        (3, 6, ("one",)),  # as cheap as the two others, and fewer
        (4, 9, ("one", "two")),
        (6, 12, ("one", "three", "two")),
    ]


def test_missing_elements_are_counted() -> None:
    (menu,) = menus_of(city(over(model.PerMissingElement(F(5), F(1), True), Logic.ALL_OF), *OPEN))
    assert offered(menu) == [
        (0, 0, ()),
        (1, 2, ("two",)),
        (3, 7, ("three", "two")),
        (6, 12, ("one", "three", "two")),
    ]


def test_an_item_of_one_leaf_has_its_levels() -> None:
    bands = model.Bands("rate", (model.Band(F(12), F(95)), model.Band(F(7), F(90))))
    edition = table((RATE,), (item("rate", "rate", 12, bands),), **SCALE)
    levels = Costs("c", {"rate": (Price("rate", F(5)), Price("rate", F(2), F(90)))})
    one = city(edition, known(RATE, "80"))
    (menu,) = menus(ground_of(one, levels, None), one.scores, goal_of(edition, edition.grades["a"]))
    assert offered(menu) == [(0, 0, ()), (2, 7, ("rate",)), (5, 12, ("rate",))]


def test_a_leaf_that_several_items_read_costs_once() -> None:
    items = (item("rate", "rate", 12, model.AllOrNothing()), item("again", "rate", 5, model.AllOrNothing(), bonus=True))
    (menu,) = menus_of(city(table((RATE,), items, **SCALE), absent(RATE)))
    assert [(one.cost, one.base, one.bonus) for one in menu.options] == [(0, 0, 0), (5, 12, 5)]


def test_a_key_item_is_a_condition_of_its_part() -> None:
    key = {"rate": model.KeyItem("rate", LABEL, "rate", F(3, 5), "b", EDITION.basis)}
    edition = table((RATE,), (item("rate", "rate", 12, model.AllOrNothing()),), key_items=key, **SCALE)
    (menu,) = menus_of(city(edition, known(RATE, "80")))
    assert (menu.conditions, [sorted(one.met) for one in menu.options]) == (("key-item rate",), [[], ["key-item rate"]])
    assert offered(Menu((), (), menu.allowed(menu.conditions))) == [(5, 12, ("rate",))]
    assert menus_of(city(edition, known(RATE, "80")), "b")[0].conditions == ()


@pytest.mark.parametrize(
    ("closed", "conditions"), [(False, ("veto events",)), (True, ("veto events", "statement events"))]
)
def test_a_veto_and_its_statement_are_conditions_though_no_item_reads_the_slot(closed, conditions) -> None:
    edition = table((EVENTS, RATE), (item("rate", "rate", 12, model.AllOrNothing()),), vetoes=EVENT, **SCALE)
    found = menus_of(city(edition, absent(EVENTS), known(RATE, "96"), closed=closed))
    (menu,) = (one for one in found if one.conditions)
    assert menu.conditions == conditions
    assert [(one.cost, one.met) for one in menu.options] == [(0, frozenset()), (4, frozenset(conditions))]


def test_a_slot_without_an_item_leaves_nothing_to_choose() -> None:
    edition = table((MARK,), (item("rate", "mark", 12, model.Judged("mark"), bonus=True),), **SCALE)
    (menu,) = menus_of(city(edition, absent(MARK)))
    assert [(one.cost, one.bonus) for one in menu.options] == [(0, 0), (6, 12)]


# Options as such


def option(cost: int, base: int, bonus: int = 0, met: str = "") -> Option:
    return Option(F(cost), F(base), F(bonus), frozenset(met), ())


def test_beaten_options_are_left_out() -> None:
    better = [option(0, 0), option(1, 5), option(2, 5, 1), option(3, 1, 0, "k")]
    assert unbeaten([option(2, 5), *better, option(4, 5, 1), option(3, 1)]) == better


def test_sums_take_one_option_from_each() -> None:
    assert joined([]) == [NOTHING]
    assert joined([[option(0, 0), option(1, 2)], [option(0, 1, 0, "v")]]) == [
        option(0, 1, 0, "v"),
        option(1, 3, 0, "v"),
    ]


def test_too_many_options_are_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(improve_options, "MOST", 1)
    with pytest.raises(EngineError) as refused:
        unbeaten([option(0, 0), option(1, 1)])
    assert [(one.code, one.found) for one in refused.value.faults] == [("IMV-010", "2")]
    edition = table((EVENTS,), (item("e", "events", 12, model.AllOrNothing()),), vetoes=EVENT, **SCALE)
    with pytest.raises(EngineError) as refused:
        menus_of(city(edition, absent(EVENTS)))
    assert [(one.code, one.where, one.found) for one in refused.value.faults] == [("IMV-010", "events", "2")]
