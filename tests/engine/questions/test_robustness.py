"""Whole answers of made-up and of fixture cases, and what is said where there is no grade to ask about."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from engine.errors import PlanError
from engine.model.edition import SlotKind
from engine.questions import robustness as question
from engine.questions.robustness import Gradable, Observed, Robustness, Threshold, robustness
from engine.questions.robustness_draws import Samples
from engine.questions.robustness_search import Flip
from engine.questions.robustness_weights import Move, Standing, Watch, WeightFlip, Weights
from tests.engine.build.made_up import YEAR
from tests.engine.explain.made_up import FIRED, RECORDS, assessed
from tests.engine.questions.made_up_improve import fixture
from tests.engine.questions.made_up_robustness import HELD, SETTLED

F = Fraction
ZERO, HUNDRED = F(0), F(100)


def number(slot: str, raw: str, value: Fraction, flip: Flip | None, *, assumed: bool = False) -> Observed:
    """A percentage observed."""
    place = (slot, slot, YEAR, SlotKind.QUANTITY)
    return Observed(*place, raw, value, "PERCENT", ZERO, HUNDRED, flip, assumed)


def test_the_whole_answer_for_a_settled_grade() -> None:
    """81.9 points, 80 are asked for: burden loses 3 points a unit, a rating of 100 gives 7, aimed has a share of 1, rate of 17/41."""
    shares = {"rate": F(17, 41), "burden": F(18, 23), "aimed": F(1), "both": F(1)}
    watch = Watch(shares, F(819, 10), F(80), up=False, touching=False, grades=("b",))
    moves = (Move("aimed", F(-779, 240), F(1)), Move("rate", F(779, 240), F(17, 41)))
    lost = ("b",)
    assert robustness(SETTLED, seed=1, draws=100) == Robustness(
        case=SETTLED.case.key,
        assessment=SETTLED.digest,
        gradable=Gradable.ONE,
        grades=("a",),
        thresholds=(
            Threshold(
                "burden",
                ("burden",),
                F(35),
                "PERCENT",
                ZERO,
                HUNDRED,
                Flip(F(35) - F(19, 30), F(19, 30), False, F(687, 20), lost),
                True,
            ),
            Threshold("rate", ("rate",), F(95), "PERCENT", ZERO, HUNDRED, None, False),
        ),
        observations=(
            number(
                "burden",
                "110/300",
                F(110, 3),
                Flip(F(110, 3) + F(19, 30), F(19, 30), False, F(2239, 60), lost),
                assumed=True,
            ),
            Observed(
                "events",
                "events",
                YEAR,
                SlotKind.EVENT,
                "0",
                ZERO,
                "events",
                ZERO,
                None,
                Flip(F(1), F(1), True, F(1), ("c",)),
                False,
            ),
            number("rate", "94", F(94), Flip(F(90), F(4), False, F(45), lost)),
            number("aimed", "94", F(94), Flip(F(90), F(4), False, F(45), lost)),
            Observed(
                "mark",
                "mark",
                YEAR,
                SlotKind.JUDGEMENT,
                "60 / 80",
                F(70),
                "rating",
                ZERO,
                HUNDRED,
                Flip(F(300, 7), F(190, 7), False, F(150, 7), lost),
                False,
            ),
        ),
        weights=Weights(
            Standing.FLIPS,
            {"rate": F(41), "burden": F(23), "aimed": F(13), "both": F(29)},
            (watch, replace(watch, grades=("a", "b"))),
            WeightFlip(F(779, 120), False, moves, lost),
            held=False,
        ),
        samples=(Samples(1, 100, F(779, 120) * F(999, 1000), 100), Samples(1, 100, F(779, 60), 97)),
        assumed=True,
    )


def test_the_nearest_of_each_kind() -> None:
    found = robustness(SETTLED, draws=1)
    assert found.nearest_threshold is found.thresholds[0] and found.nearest_observation is found.observations[0]
    held = robustness(HELD, draws=1)
    assert held.nearest_threshold is None
    assert held.nearest_observation.flip == Flip(F(95), F(1), True, F(95), ("a",))


def test_of_several_grades_the_best_and_the_worst_are_asked_about() -> None:
    found = robustness(assessed(*RECORDS), draws=10)
    assert (found.gradable, found.grades) == (Gradable.SEVERAL, ("b", "c"))
    assert {one.slot: one.flip for one in found.observations} == {
        "rate": Flip(F(95), F(1), True, F(95), ("a", "c")),
        "burden": None,
        "aimed": None,
    }


@pytest.mark.parametrize("gradable", [Gradable.NOT_YET, Gradable.NO_SCORE])
def test_nothing_is_asked_where_all_grades_are_possible_or_none_is(gradable: Gradable) -> None:
    grades = ("a", "b", "c", "d") if gradable is Gradable.NOT_YET else ()
    city = fixture("yueyang-2022")
    one = replace(city, grade=replace(city.grade, possible=grades))
    assert city.grade.possible == ("a", "b", "c", "d")
    assert robustness(one) == Robustness(city.case.key, city.digest, gradable, grades, (), (), None, (), True)


def test_a_fired_veto_is_lifted_by_no_weight_but_by_one_event_less() -> None:
    found = robustness(assessed(*FIRED), draws=10)
    assert found.weights.held and found.weights.standing is Standing.HELD
    events = next(one for one in found.observations if one.slot == "events")
    assert (events.flip.value, events.flip.distance, events.flip.attained) == (F(0), F(1), True)


# Cases of the fixtures


def flips(found: Robustness) -> dict[str, tuple[str, bool, tuple[str, ...]]]:
    """What flips, with the distance as text."""
    seen = {f"{one.slot}/{one.year}": one.flip for one in found.observations}
    limits = {one.parameter: one.flip for one in found.thresholds}
    both = {**limits, **seen}
    return {name: (str(one.distance), one.attained, one.grades) for name, one in both.items() if one is not None}


def test_grade_b_is_lost_below_the_band_that_its_key_items_need() -> None:
    """865.35 points lie 34.65 below A: the least share of 60 % of a key item is 24 of 35, from 93 and from 95 on."""
    found = robustness(fixture("fictional-grade-b"), draws=100)
    assert (found.gradable, found.grades) == (Gradable.ONE, ("b",))
    assert flips(found) == {
        "product-safety-events/2022": ("1", True, ("d",)),
        "food-safety-events/2022": ("1", True, ("d",)),
        "product-supervision-pass-rate/2021": ("6/5", False, ("c",)),
        "key-food-sampling-pass-rate/2022": ("5", False, ("c",)),
        "product-supervision-pass-rate/2020": ("7", False, ("c",)),
        "product-supervision-pass-rate/2022": ("7", False, ("c",)),
    }
    moved = found.weights.flip
    assert (moved.distance, moved.attained, moved.grades) == (2 * F(3465, 100), True, ("a",))
    assert {move.share for move in moved.moves if move.points < 0} == {0}
    assert [one.kept for one in found.samples] == [100, 100]


def test_a_veto_is_undone_by_one_event_less_alone() -> None:
    found = robustness(fixture("fictional-veto"), draws=100)
    assert (found.grades, flips(found)) == (("d",), {"food-safety-events/2022": ("1", True, ("a",))})
    assert (found.weights.standing, found.weights.watches, found.samples) == (Standing.HELD, (), ())


def test_a_missed_key_item_is_mended_by_its_rate_or_by_its_threshold() -> None:
    """91 lies in the band of 12 points: 93 gives 24 of 35, and a threshold of 91 all of them."""
    found = robustness(fixture("fictional-key-item"), draws=100)
    assert (found.grades, found.weights.held) == (("c",), True)
    assert flips(found) == {
        "product-supervision-pass-rate": ("4", True, ("a",)),
        "product-safety-events/2022": ("1", True, ("d",)),
        "food-safety-events/2022": ("1", True, ("d",)),
        "product-supervision-pass-rate/2020": ("2", True, ("a",)),
    }


# Faults


def test_a_flip_that_all_steps_do_not_confirm_is_a_bug_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = Flip(F(36), F(1), True, F(36), ("c",))
    monkeypatch.setattr(question, "nearest_flip", lambda line: wrong)
    with pytest.raises(PlanError) as caught:
        robustness(SETTLED)
    (fault,) = caught.value.faults
    assert (fault.code, fault.where) == ("ROB-001", "36")


def test_draws_that_flip_inside_the_distance_are_a_bug_and_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(question, "samples", lambda moved, radius, seed, draws: Samples(seed, draws, radius, draws - 1))
    with pytest.raises(PlanError, match="ROB-001 weights"):
        robustness(SETTLED, draws=5)
