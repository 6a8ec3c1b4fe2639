"""Impact on the fixture cities: who moves, who flips, what is near, and windows that need evidence."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

import pytest

from engine import built_cases, home, order_of, read_case
from engine.assess import Built
from engine.errors import UsageError
from engine.matrix import grade_all, matrix_of
from engine.model.case import CaseKey
from engine.model.change import BandEdge, Change, ClauseOff, GradeEdge, ItemPoints, Threshold, Window
from engine.questions.impact import Effect, Impact, ItemEffect, impact, impact_on

RATE = "product-supervision-pass-rate"
GRADES = ("a", "b", "c", "d")


@cache
def built() -> tuple[Built, ...]:
    folders = [home() / "fixtures/cases" / f"fictional-grade-{grade}" for grade in GRADES]
    return tuple(built_cases(home(), [order_of(read_case(folder)) for folder in folders]))


def tried(*changes: Change) -> Impact:
    (found,) = impact_on(built(), changes)
    return found


def point(value: str) -> tuple[Fraction, Fraction]:
    return Fraction(value), Fraction(value)


def test_a_lower_threshold_gives_points_to_those_that_missed_it() -> None:
    found = tried(Threshold(RATE, Fraction(92)))
    keys = [one.case.key for one in built()]
    assert [effect.case for effect in found.effects()] == [keys[1], keys[2]]
    assert found.effect(1) == Effect(
        case=CaseKey("2021-draft", "990200", 2022),
        before=point("865.35"),
        after=point("876.35"),
        grades_before=("b",),
        grades_after=("b",),
        items=(ItemEffect(RATE, point("24"), point("35")),),
        near=Fraction("23.65"),
    )
    assert found.moved.tolist() == [False, True, True, False] and not found.flipped.any()


@pytest.mark.parametrize(
    "change",
    [
        Threshold(RATE, Fraction(92)),
        GradeEdge("b", Fraction(870)),
        ClauseOff("environment-quality"),
        ItemPoints("air", Fraction(50)),
    ],
    ids=lambda one: type(one).__name__,
)
def test_the_items_of_an_effect_are_all_those_whose_points_differ(change: Change) -> None:
    found = tried(change)
    for place in range(len(found.matrix)):
        every = [found._item(slug, place) for slug in found.after.edition.items]
        assert found.effect(place).items == tuple(one for one in every if one.before != one.after)


def test_a_higher_edge_flips_the_grade_of_those_below_it() -> None:
    found = tried(GradeEdge("b", Fraction(870)))
    assert [(effect.case.code, effect.grades_before, effect.grades_after) for effect in found.effects()] == [
        ("990200", ("b",), ("c",))
    ]
    assert [effect.flips for effect in found.effects()] == [True] and not found.moved.any()


def test_near_are_those_whose_grade_stays_close_to_an_edge() -> None:
    found = tried(GradeEdge("b", Fraction(870)))
    assert [effect.case.code for effect in found.near(Fraction(60))] == ["990400"]
    assert list(found.near(Fraction(0))) == []


def test_a_clause_off_is_carried_by_the_rest_of_its_chapter() -> None:
    found = tried(ClauseOff("environment-quality"))
    effect = found.effect(0)
    gone = {item.item for item in effect.items if item.after == point("0")}
    numbers = {slug: found.after.edition.items[slug].number for slug in gone}
    assert numbers and all(number.startswith("A.12") for number in numbers.values())
    assert found.after.edition == found.before.edition


def test_a_longer_window_asks_the_evidence_and_without_it_is_refused() -> None:
    found = tried(Window(RATE, 4))
    assert found.effect(0).items == (ItemEffect(RATE, point("35"), point("0")),)
    matrix = matrix_of(built()[0].standard.edition, [one.case for one in built()])
    standard = built()[0].standard
    before = grade_all(matrix, standard.edition, standard.shapes, standard.world)
    with pytest.raises(UsageError) as error:
        impact(matrix, before, standard.world, [Window(RATE, 4)])
    assert [(fault.code, fault.where, fault.found) for fault in error.value.faults] == [("IMP-003", RATE, "4")]
    shorter = impact(matrix, before, standard.world, [Window(RATE, 1)])
    assert shorter.effect(1).items == tried(Window(RATE, 1)).effect(1).items != ()


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (Threshold(RATE, Fraction("100.1")), RATE),
        (Threshold("improvement-effect", Fraction(-1)), "improvement-effect"),
        (BandEdge(RATE, 1, Fraction(101)), RATE),
    ],
)
def test_a_limit_that_no_value_can_have_is_refused(change: Change, where: str) -> None:
    """A rate has no value above 100, a rating none below 0: what is stated of the indicator and of the slot counts."""
    with pytest.raises(UsageError) as error:
        tried(change)
    (fault,) = error.value.faults
    assert (fault.code, fault.where, fault.fields()["wanted"]) == ("IMP-002", where, "0 … 100")


def test_a_limit_at_the_end_of_its_range_is_tried() -> None:
    assert tried(Threshold(RATE, Fraction(100))).after.edition.parameters[RATE].value == 100


def test_no_change_moves_nobody() -> None:
    found = tried()
    assert list(found.effects()) == [] and not found.moved.any() and not found.flipped.any()


def test_one_impact_for_each_standard() -> None:
    real = built_cases(home(), [order_of(read_case(home() / "fixtures/cases/changde-2020"))])
    found = impact_on([*built(), *real], [Threshold(RATE, Fraction(92))])
    assert [len(one.matrix) for one in found] == [4, 1]
