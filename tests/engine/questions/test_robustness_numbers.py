"""The numbers that may change: their ranges, where anything may change along them, and what they change."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from engine.model import edition as model
from engine.model.case import State
from engine.model.edition import Comparison
from engine.questions.robustness import robustness
from engine.questions.robustness_numbers import (
    ObservationLine,
    observations,
    range_of,
    slots_with,
    thresholds,
)
from engine.questions.robustness_regrade import Regrading
from engine.questions.robustness_search import Flip, nearest_flip
from tests.engine.build.made_up import aim, observed
from tests.engine.explain.made_up import EDITION, RECORDS, TARGETED, assessed, city_world
from tests.engine.questions.made_up_contrast import whole, with_limit
from tests.engine.questions.made_up_robustness import FREE, FULL, HELD, SETTLED

F = Fraction


def line_of(one, slot: str) -> ObservationLine:
    return next(line for line in observations(Regrading(one)) if line.premise.slot == slot)


def test_every_known_number_is_a_line_and_every_parameter() -> None:
    regrading = Regrading(SETTLED)
    seen = [(line.premise.slot, line.start, line.low, line.high) for line in observations(regrading)]
    assert sorted(seen) == [
        ("aimed", F(94), F(0), F(100)),
        ("burden", F(110, 3), F(0), F(100)),
        ("events", F(0), F(0), F(1)),
        ("mark", F(70), F(0), F(100)),
        ("rate", F(94), F(0), F(100)),
    ]
    limits = [(line.parameter.slug, line.start, line.slots) for line in thresholds(regrading)]
    assert limits == [("rate", F(95), frozenset({"rate"})), ("burden", F(35), frozenset({"burden"}))]
    assert range_of(regrading, "events") == (F(0), F(1))


def test_a_line_is_cut_at_limits_targets_floors_and_the_least_share_of_a_key_item() -> None:
    assert {F(90), F(95)} <= set(line_of(SETTLED, "rate").cuts())
    assert F(90) in set(line_of(SETTLED, "aimed").cuts())
    assert {F(35), F(42)} <= set(line_of(SETTLED, "burden").cuts())  # 21 points over the floor, 3 for each unit
    key = model.KeyItem("burden", EDITION.label, "burden", F(14, 23), "b", EDITION.basis)
    keyed = assessed(*FULL, closed=True, edition=replace(FREE, key_items={"burden": key}))
    assert F(38) in set(line_of(keyed, "burden").cuts())  # 14 of 23 points: 3 units


@pytest.mark.parametrize("slot", ["rate", "burden", "aimed", "mark", "events"])
def test_parts_scored_anew_say_what_all_steps_say(slot: str) -> None:
    for one in (SETTLED, HELD):
        line = line_of(one, slot)
        for value in (F(0), F(1)) if slot == "events" else map(F, range(0, 101, 7)):
            assert line.grades(value) == line.whole(value)


@pytest.mark.parametrize("slug", ["rate", "burden"])
@pytest.mark.parametrize("value", [F(0), F(35), F(94), F("36.625"), F("0.375"), F(100)])
def test_a_threshold_moved_says_what_all_steps_say(slug: str, value: Fraction) -> None:
    for one in (SETTLED, HELD, assessed(*RECORDS)):
        line = next(line for line in thresholds(Regrading(one)) if line.parameter.slug == slug)
        edition, shapes = with_limit(one.edition, one.shapes, slug, value)
        assert line.grades(value) == line.whole(value) == whole(edition, shapes, one.case, TARGETED).grade.possible


@pytest.mark.parametrize("closed", [True, False])
def test_below_a_target_that_is_not_due_yet_a_premise_is_undecided_or_has_no_object(closed: bool) -> None:
    world = city_world(aim("90", year=2025))
    one = assessed(*FULL, closed=closed, edition=FREE, world=world)
    line = line_of(one, "aimed")
    missed, met = line.changed(F(89)), line.changed(F(90))
    assert (missed.state, missed.reason) == (State.NO_OBJECT if closed else State.UNDECIDED, "target-not-due")
    assert (met.state, met.known.value) == (State.KNOWN, F(90))
    assert line.grades(F(89)) == line.whole(F(89)) and line.grades(F(90)) == line.whole(F(90))


def test_a_value_is_changed_before_it_is_rounded() -> None:
    """As compared at one digit 36.7 stands for 110/3; the grade is lost above 37.3, so from 37.35 on or beyond it."""
    slots = {
        slug: replace(slot, comparison=Comparison.ROUNDED, limit_digits=1) if slug == "burden" else slot
        for slug, slot in FREE.slots.items()
    }
    one = assessed(*FULL, closed=True, edition=replace(FREE, slots=slots))
    line = line_of(one, "burden")
    assert (line.rounded, line.start, line.exact()) == (True, F(367, 10), F(110, 3))
    found = next(each for each in robustness(one, draws=1).observations if each.slot == "burden")
    # 37.35 is half between 37.3 and 37.4 and goes to 37.4, the even one
    flip = Flip(F(3735, 100), F(3735, 100) - F(110, 3), True, F(374, 10), ("b",))
    assert (found.value, found.flip) == (F(110, 3), flip)


def test_where_no_record_fits_the_value_as_compared_stands_for_itself() -> None:
    assert line_of(SETTLED, "rate").exact() == F(94)
    bare = replace(SETTLED, case=replace(SETTLED.case, records={}))
    assert line_of(bare, "burden").exact() == F(110, 3)


def test_the_worst_year_decides_and_a_better_one_flips_nothing() -> None:
    slots = {slug: replace(slot, window=2) if slug == "burden" else slot for slug, slot in FREE.slots.items()}
    before = observed("b2", "30", 2021, indicator="burden")
    one = assessed(*FULL, before, closed=True, edition=replace(FREE, slots=slots))
    lines = {line.premise.year: line for line in observations(Regrading(one)) if line.premise.slot == "burden"}
    assert {year: nearest_flip(line).value for year, line in lines.items()} == {2022: F(373, 10), 2021: F(373, 10)}
    assert nearest_flip(lines[2021]).distance == F(73, 10)


def test_slots_with_a_parameter_are_those_of_its_shape_and_of_items_that_name_it() -> None:
    rate, burden = EDITION.parameters["rate"], EDITION.parameters["burden"]
    assert slots_with(EDITION, SETTLED.shapes, rate) == {"rate"}
    elsewhere = replace(EDITION.items["burden"].method, slot="rate")
    items = {**EDITION.items, "burden": replace(EDITION.items["burden"], method=elsewhere)}
    assert slots_with(replace(EDITION, items=items), SETTLED.shapes, burden) == {"burden", "rate"}
    bands = model.Bands("aimed", (model.Band(F(13), F(95), "rate"),))
    items = {**EDITION.items, "aimed": replace(EDITION.items["aimed"], method=bands)}
    assert slots_with(replace(EDITION, items=items), SETTLED.shapes, rate) == {"aimed", "rate"}


def test_open_premises_stay_open_while_a_threshold_moves() -> None:
    """Nothing known of burden: whatever the limit, it may be met or not, and the grades stay."""
    one = assessed(*(record for record in FULL if getattr(record, "indicator", "") != "burden"), edition=FREE)
    line = next(line for line in thresholds(Regrading(one)) if line.parameter.slug == "burden")
    assert one.case.premises[("burden", 2022)].state is State.MISSING
    for value in (F(10), F(42), F(100)):
        assert line.grades(value) == line.whole(value)
