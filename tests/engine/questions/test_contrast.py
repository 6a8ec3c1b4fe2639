"""Contrasts of made-up and of real cases: whole results, and each kind of change by itself."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from engine import assess, home, order_of, read_case
from engine.model import edition as model
from engine.model.assessment import Assessment
from engine.model.finding import Outcome
from engine.questions.contrast import Contrast, Differing, ItemContrast, Parts, Seen, contrast, shapley
from tests.engine.build.made_up import RATE, YEAR, EventState, happened, observed
from tests.engine.explain.made_up import EDITION, NOTE, RECORDS, TARGETED, assessed
from tests.engine.questions.made_up_contrast import whole, with_limit
from tests.engine.run.made_up import shapes_for
from tests.engine.score.made_up import gone

F = Fraction
NOTHING = Parts()
SHAPES = shapes_for(EDITION)
OPEN = assessed(*RECORDS)
FIRE = assessed(*RECORDS, happened("e", EventState.PROVEN))


def under(edition: model.Edition, one: Assessment = OPEN, shapes=SHAPES) -> Assessment:
    """The premises of an assessment under another edition and shapes."""
    return whole(edition, shapes, one.case, TARGETED)


def moved(found: Contrast) -> dict[str, tuple[Parts, Parts]]:
    """The items that contribute."""
    return {one.item: (one.low, one.high) for one in found.items if (one.low, one.high) != (NOTHING, NOTHING)}


# The whole of one


def test_a_proven_event_takes_points_from_the_greatest_total_as_evidence() -> None:
    lost = Parts(evidence=F(-29, 2))
    before = Seen(YEAR, Outcome.UNTESTED, "not-delivered", "", None, None)
    after = Seen(YEAR, Outcome.FAILED, "shape", "1", None, None)
    event = Differing("events", "events", before, after)
    items = tuple(
        ItemContrast(
            item=slug,
            first=OPEN.scores.items[slug],
            second=FIRE.scores.items[slug],
            low=NOTHING,
            high=lost if slug == "both" else NOTHING,
            premises=(event,) if slug == "both" else (),
            assumed=True,
        )
        for slug in EDITION.items
    )
    assert contrast(OPEN, FIRE) == Contrast(
        first=OPEN.case.key,
        second=FIRE.case.key,
        first_totals=(F(125, 2), F(82)),
        second_totals=(F(125, 2), F(135, 2)),
        low=NOTHING,
        high=lost,
        cap_low=F(0),
        cap_high=F(0),
        items=items,
        first_grades=("b", "c"),
        second_grades=("c",),
        same_subject=True,
        assumed=True,
    )
    assert event.turned


# Each kind of change


def test_more_points_for_an_item_are_weight_alone() -> None:
    heavier = replace(EDITION, items={**EDITION.items, "both": replace(EDITION.items["both"], points=F(39))})
    found = contrast(under(EDITION), under(heavier))
    assert moved(found) == {"both": (Parts(weight=F(5)), Parts(weight=F(10)))}
    assert (found.low, found.high) == (Parts(weight=F(5)), Parts(weight=F(10)))


def test_another_limit_is_rule_alone() -> None:
    strict = with_limit(EDITION, SHAPES, "burden", F(30))
    found = contrast(under(EDITION), under(strict[0], shapes=strict[1]))
    # 3 points for each unit above the limit: 36.67 lies 5/3 above 35 and 20/3 above 30, which reaches the floor of 2 over 7 units
    assert moved(found) == {"burden": (Parts(rule=F(-15)), Parts(rule=F(-15)))}
    (one,) = [each for each in found.items if each.item == "burden"]
    assert [(each.first.limit, each.second.limit, each.turned) for each in one.premises] == [(F(35), F(30), False)]


def test_another_method_is_rule_alone() -> None:
    strict = replace(
        EDITION, items={**EDITION.items, "both": replace(EDITION.items["both"], method=model.AllOrNothing())}
    )
    found = contrast(under(EDITION), under(strict))
    assert moved(found) == {"both": (Parts(rule=F(-29, 2)), NOTHING)}


def test_evidence_and_points_that_change_together_share_what_they_do_together() -> None:
    heavier = replace(EDITION, items={**EDITION.items, "both": replace(EDITION.items["both"], points=F(39))})
    found = contrast(under(EDITION), under(heavier, FIRE))
    # shares 1 and 1/2, weights 29 and 39: evidence -1/2 × (29 + 39)/2, weight 10 × (1 + 1/2)/2
    assert moved(found)["both"][1] == Parts(evidence=F(-17), weight=F(15, 2))
    assert found.high.total == F(39, 2) - 29


def test_losing_its_object_is_weight_alone_and_the_rest_gain_by_rescaling() -> None:
    without = replace(OPEN.case, premises={**OPEN.case.premises, ("burden", YEAR): gone(replace(RATE, slug="burden"))})
    second = whole(EDITION, SHAPES, without, TARGETED)
    found = contrast(under(EDITION), second)
    assert moved(found)["burden"] == (Parts(weight=F(-18)), Parts(weight=F(-18)))
    assert {slug for slug, parts in moved(found).items() if parts[0].evidence or parts[0].rule} == set()
    assert moved(found)["aimed"] == (Parts(weight=second.scores.items["aimed"].low - 13),) * 2


def test_an_item_that_only_one_edition_has_brings_its_points() -> None:
    fewer = replace(EDITION, items={slug: item for slug, item in EDITION.items.items() if slug != "aimed"})
    found = contrast(under(fewer), under(EDITION))
    assert moved(found) == {"aimed": (Parts(weight=F(13)), Parts(weight=F(13)))}
    (one,) = [each for each in found.items if each.item == "aimed"]
    assert (one.first, one.second, [each.first for each in one.premises]) == (
        None,
        under(EDITION).scores.items["aimed"],
        [None],
    )


def test_the_bonus_cap_is_weight_beside_the_items() -> None:
    rated = assessed(*RECORDS, edition=replace(EDITION, bonus_cap=F(3)))
    found = contrast(OPEN, rated)
    assert (moved(found), found.cap_low, found.cap_high) == ({}, F(0), F(-2))
    assert (found.low, found.high) == (NOTHING, Parts(weight=F(-2)))


def test_what_is_no_longer_asked_is_none_on_that_side() -> None:
    one = contrast(OPEN, under(replace(EDITION, items={"rate": EDITION.items["rate"]}))).items[3]
    assert (one.item, one.second, {each.second for each in one.premises}) == ("both", None, {None})


# Years and cases


def test_the_years_of_a_window_stand_by_their_place_in_it() -> None:
    window = replace(EDITION, slots={**EDITION.slots, "rate": replace(EDITION.slots["rate"], window=2)})
    first = assessed(observed("a", "96", year=YEAR - 1), observed("b", "97"), edition=window)
    second = assessed(observed("a", "96", year=YEAR - 1), observed("b", "94"), edition=window)
    one = contrast(first, second).items[0]
    limit = (F(95), NOTE)
    assert one.premises == (
        Differing(
            "rate",
            "rate",
            Seen(YEAR, Outcome.PASSED, "shape", "97", *limit),
            Seen(YEAR, Outcome.FAILED, "shape", "94", *limit),
        ),
    )


@pytest.fixture(scope="module")
def cases() -> dict[str, Assessment]:
    names = ("zhuzhou-2021", "zhuzhou-2022", "fictional-grade-b", "fictional-grade-c", "fictional-district")
    orders = [order_of(read_case(home() / "fixtures/cases" / name)) for name in names]
    return dict(zip(names, assess(home(), orders), strict=True))


def test_two_years_of_a_city_that_decide_no_point_differ_in_a_figure_and_in_what_is_known_of_targets(cases) -> None:
    found = contrast(cases["zhuzhou-2021"], cases["zhuzhou-2022"])
    assert (found.low, found.high, moved(found), found.same_subject) == (NOTHING, NOTHING, {}, True)
    assert (found.first_totals, found.second_totals) == ((F(0), F(1030)), (F(0), F(1030)))
    sides = {
        one.item: [
            (each.first.observed, each.first.reason, each.second.observed, each.second.reason) for each in one.premises
        ]
        for one in found.items
        if one.premises
    }
    assert sides == {
        "air": [
            ("84.9 ≈ 84.93", "target-not-in-force", "", "target-vague"),
            ("", "target-not-in-force", "", "part-year-only"),
        ],
        "drinking-water-attainment-ratio": [("", "target-not-in-force", "", "not-delivered")],
    }


def test_grade_b_against_grade_c_is_evidence_item_by_item(cases) -> None:
    found = contrast(cases["fictional-grade-b"], cases["fictional-grade-c"])
    assert (found.low, found.high) == (Parts(evidence=F(-7117, 50)),) * 2
    assert {slug: low.evidence for slug, (low, _) in moved(found).items()} == {
        "post-norms-appraisal": F(-6),
        "quality-month": F(-13),
        "service-platforms": F(-10),
        "compulsory-verification-rate": F(-6),
        "working-mechanism": F(-20),
        "key-food-sampling-pass-rate": F(-11),
        "equipment-accidents": F(-5),
        "works-equipment": F(-10),
        "producer-service-system": F(-96, 25),
        "programme-participation": F(-15, 2),
        "surface-water": F(-15),
        "drinking-water-attainment-ratio": F(-25),
        "dossier": F(-10),
    }
    assert (found.first_grades, found.second_grades) == (("b",), ("c",))


def test_a_district_without_object_for_some_items_gains_by_rescaling(cases) -> None:
    found = contrast(cases["fictional-grade-b"], cases["fictional-district"])
    items = {one.item: one for one in found.items}
    assert items["export-inspection-pass-rate"].low == Parts(weight=F(-15))
    assert items["licence-coverage"].low == Parts(weight=F(10, 11))
    assert (found.low.total, found.low.rule, found.same_subject) == (
        F("1023.3") - F(17307, 20),
        0,
        False,
    )


def test_a_milder_parameter_and_lighter_points_of_the_real_edition_split(cases) -> None:
    one = cases["fictional-grade-c"]
    edition, shapes = with_limit(one.edition, one.shapes, "product-supervision-pass-rate", F(94))
    item = edition.items["licence-coverage"]
    lighter = replace(edition, items={**edition.items, item.slug: replace(item, points=item.points / 2)})
    parts = moved(contrast(one, whole(lighter, shapes, one.case, one.world)))
    assert parts == {
        "product-supervision-pass-rate": (Parts(rule=F(11)),) * 2,  # its worst year, 94.2, now reaches the best band
        "licence-coverage": (Parts(weight=F(-5)),) * 2,
    }


# The mean over orders


@pytest.mark.parametrize(
    ("value", "parts"),
    [
        (lambda at: F(0), NOTHING),
        (lambda at: F(7 * at[0]), Parts(evidence=F(7))),
        (lambda at: F(at[0] * at[1]), Parts(F(1, 2), F(1, 2), F(0))),
        (lambda at: F(at[0] * at[1] * at[2]), Parts(F(1, 3), F(1, 3), F(1, 3))),
        (lambda at: F(max(at)), Parts(F(1, 3), F(1, 3), F(1, 3))),
        (lambda at: (1 + F(at[0])) * (2 - F(at[2])), Parts(F(3, 2), F(0), F(-3, 2))),
    ],
)
def test_each_part_is_the_mean_gain_over_all_orders(value, parts: Parts) -> None:
    assert shapley(value) == parts


def test_parts_add_and_their_total_is_their_sum() -> None:
    assert Parts(F(1), F(2), F(3)) + Parts(weight=F(-6)) == Parts(F(1), F(2), F(-3))
    assert Parts(F(1), F(2), F(-3)).total == 0
