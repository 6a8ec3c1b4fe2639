"""Premises carried to the rules of another edition: what answers its slots, and what counts as missing."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from engine.model import edition as model
from engine.model.assessment import Assessment
from engine.model.case import Premise, State, TargetUse
from engine.questions.contrast_mixed import Share, carried, mixed_shares, own_shares, same_rules
from tests.engine.build.made_up import YEAR
from tests.engine.explain.made_up import EDITION, RECORDS, TARGETED, assessed
from tests.engine.questions.made_up_contrast import whole, with_limit
from tests.engine.run.made_up import shapes_for

F = Fraction
SHAPES = shapes_for(EDITION)
CITY = assessed(*RECORDS)


def under(**slots: model.Slot) -> Assessment:
    """The city's premises under an edition with other slots."""
    edition = replace(EDITION, name="other", slots={**EDITION.slots, **slots})
    return whole(edition, SHAPES, CITY.case, TARGETED)


def other(slug: str, **changed: object) -> Assessment:
    return under(**{slug: replace(EDITION.slots[slug], **changed)})


def premise(slug: str, rules: Assessment, year: int = YEAR) -> Premise:
    return carried(CITY, rules).premises[slug, year]


def test_own_shares_are_points_over_own_points() -> None:
    assert own_shares(CITY) == {
        "rate": Share(F(17, 41), F(17, 41)),
        "burden": Share(F(18, 23), F(18, 23)),
        "aimed": Share(F(1), F(1)),
        "both": Share(F(1, 2), F(1)),
        "mark": Share(F(0), F(1)),
    }


def test_an_item_without_points_has_no_share() -> None:
    items = {**EDITION.items, "aimed": replace(EDITION.items["aimed"], points=F(0))}
    free = whole(replace(EDITION, items=items), SHAPES, CITY.case, TARGETED)
    assert "aimed" not in own_shares(free) and "aimed" not in mixed_shares(CITY, free)


def test_under_the_same_rules_the_shares_stay_as_they_are() -> None:
    again = assessed()
    assert same_rules(CITY, again) and mixed_shares(CITY, again) == own_shares(CITY)


def test_under_another_limit_the_same_premises_earn_other_shares() -> None:
    edition, shapes = with_limit(EDITION, SHAPES, "burden", F(36))
    rules = whole(edition, shapes, assessed().case, TARGETED)
    assert not same_rules(CITY, rules)
    assert mixed_shares(CITY, rules) == {**own_shares(CITY), "burden": Share(F(21, 23), F(21, 23))}


def test_the_case_takes_key_slots_and_windows_of_the_other_edition_and_keeps_its_own_year() -> None:
    case = carried(CITY, other("rate", window=2))
    assert (case.key.edition, case.key.code, case.key.year) == ("other", CITY.case.key.code, YEAR)
    assert [key for key in case.premises if key[0] == "rate"] == [("rate", YEAR - 1), ("rate", YEAR)]
    assert case.premises["rate", YEAR] == replace(CITY.case.premises["rate", YEAR], case=case.key)
    assert {one.case for one in case.premises.values()} == {case.key}


def test_a_year_that_was_not_asked_for_is_missing() -> None:
    found = premise("rate", other("rate", window=2), YEAR - 1)
    assert (found.state, found.reason, found.known, found.target) == (State.MISSING, "not-delivered", None, None)


@pytest.mark.parametrize("changed", [{"indicator": "burden"}, {"evidence_kind": "other"}, {"target_from": "plan"}])
def test_a_slot_that_asks_for_something_else_is_missing(changed: dict[str, str]) -> None:
    assert premise("rate", other("rate", **changed)).known is None


def test_a_slot_that_the_own_edition_lacks_is_missing() -> None:
    premises = {key: one for key, one in CITY.case.premises.items() if key[0] != "mark"}
    slots = {slug: slot for slug, slot in EDITION.slots.items() if slug != "mark"}
    lean = replace(CITY, edition=replace(EDITION, slots=slots), case=replace(CITY.case, premises=premises))
    assert carried(lean, CITY).premises["mark", YEAR].state is State.MISSING
    assert mixed_shares(lean, CITY)["mark"] == Share(F(0), F(1))


def test_what_is_missing_against_a_settled_target_may_still_reach_it() -> None:
    found = premise("aimed", other("aimed", evidence_kind="other"))
    assert (found.state, found.target) == (State.MISSING, CITY.case.premises["aimed", YEAR].target)


def test_what_is_missing_against_no_target_is_undecided() -> None:
    found = premise("burden", other("burden", target_from="plan"))
    lacking = TargetUse(None, None, None, None, False, "target-none")
    assert (found.state, found.reason, found.target) == (State.UNDECIDED, "target-none", lacking)


def test_a_requirement_of_another_name_holds_the_same_slot() -> None:
    assert premise("rate", other("rate", requirement="burden")).requirement == "burden"
