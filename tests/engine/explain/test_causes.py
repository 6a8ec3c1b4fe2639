"""Causes: what was expected, what was observed and how far apart, from the premise and never from the report."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from engine.exact import Span
from engine.explain.causes import (
    by_year,
    cause,
    expected_of,
    limit_of,
    margin_of,
    observed_in_full,
    observed_of,
    parameter_of,
    reason_of,
)
from engine.model.case import CaseKey, Premise, Reading, State
from engine.model.edition import SlotKind
from engine.model.finding import Outcome
from engine.model.shape import Shapes
from tests.engine.build.made_up import (
    BURDEN,
    EVENTS,
    LABEL,
    MARK,
    PAPER,
    RATE,
    YEAR,
    rated,
)
from tests.engine.explain.made_up import EDITION, FIRED, NOTE, RECORDS, assessed, city_world, ground_of
from tests.engine.run.made_up import build_case
from tests.engine.score.made_up import absent, case_of, gone, known

F = Fraction
GROUND = ground_of(EDITION, assessed(*RECORDS).case)
CLOSED = ground_of(EDITION, assessed(*FIRED, closed=True).case)


def premise(slot: str, ground=GROUND) -> Premise:
    return ground.case.premises[slot, YEAR]


def written(premise: Premise, raw: str) -> Premise:
    return replace(premise, raw=raw)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (written(known(RATE, 94), "94"), "94"),
        (written(known(RATE, "94.50"), "94.50"), "94.50 = 94.5"),
        (written(known(RATE, 94), "93.96"), "93.96 = 94"),
        (written(replace(known(RATE, 94), known=Reading("rate", value=F(110, 3))), "110/300"), "110/300 ≈ 36.67"),
        (written(known(MARK, "67.5"), "60, 75"), "60, 75 = 67.5"),
        (written(known(PAPER, ""), "a plan"), "a plan"),
        (written(known(EVENTS, 2), "2"), "2"),
        (absent(RATE), ""),
    ],
)
def test_observed_is_as_written_with_the_exact_value_where_that_says_more(found: Premise, said: str) -> None:
    assert observed_of(found) == said


@pytest.mark.parametrize(
    ("found", "closed", "reason"),
    [
        (known(RATE, 94), False, "shape"),
        (known(RATE, 94), True, "shape"),
        (absent(RATE), False, "made up"),
        (absent(RATE), True, "not-supplied-by-cutoff"),
        (absent(PAPER), True, "not-supplied-by-cutoff"),
        (absent(MARK), True, "not-supplied-by-cutoff"),
        (absent(EVENTS), True, "no-statement"),
        (gone(RATE), True, "made up"),
    ],
)
def test_the_reason_of_a_premise_follows_its_state_and_the_closing(found: Premise, closed: bool, reason: str) -> None:
    assert reason_of(found, closed) == reason


def test_the_limit_of_a_slot_is_its_parameter_with_its_basis() -> None:
    assert limit_of(GROUND, premise("rate")) == (95, NOTE)
    limit, basis = limit_of(GROUND, premise("burden"))
    assert limit == 35 and basis is not None and basis.assumed


def test_the_limit_of_a_slot_with_a_target_is_the_target() -> None:
    assert limit_of(GROUND, premise("aimed")) == (90, None)


def test_an_unsettled_target_is_no_limit() -> None:
    ground = ground_of(EDITION, build_case(EDITION, *RECORDS, world=city_world()), city_world())
    assert limit_of(ground, premise("aimed", ground)) == (None, None)


@pytest.mark.parametrize("slot", ["paper", "events", "mark"])
def test_a_slot_without_parameter_has_no_limit(slot: str) -> None:
    assert limit_of(GROUND, premise(slot)) == (None, None)


def test_a_slot_without_shape_has_no_parameter_and_expects_its_label() -> None:
    bare = replace(
        GROUND,
        shapes=Shapes("made-up", {}, "", ""),
        edition=replace(EDITION, slots={**EDITION.slots, "rate": replace(RATE, label=replace(LABEL, en="as named"))}),
    )
    assert parameter_of(bare.edition, bare.shapes, "rate") is None
    assert expected_of(bare, premise("rate")).en == "as named"


def test_what_is_expected_is_the_message_of_the_shape() -> None:
    assert expected_of(GROUND, premise("rate")) == GROUND.shapes.by_slot["rate"].properties[0].message


@pytest.mark.parametrize(
    ("found", "limit", "margin"),
    [
        (known(RATE, 94), F(95), F(-1)),
        (known(RATE, 97), F(95), F(2)),
        (known(BURDEN, 40), F(35), F(-5)),
        (known(BURDEN, 30), F(35), F(5)),
        (known(MARK, 70), F(60), F(10)),
        (known(RATE, 94), None, None),
        (absent(RATE), F(95), None),
        (known(PAPER, ""), F(1), None),
        (known(EVENTS, 2), F(0), None),
    ],
)
def test_the_margin_is_positive_on_the_good_side(
    found: Premise, limit: Fraction | None, margin: Fraction | None
) -> None:
    assert margin_of(GROUND, found, limit) == margin


def test_a_cause_says_everything_about_its_premise() -> None:
    found = cause(GROUND, EDITION.items["rate"], premise("rate"), F(1), lost=True)
    assert (found.requirement, found.slot, found.kind, found.year) == ("rate", "rate", SlotKind.QUANTITY, YEAR)
    assert (found.outcome, found.reason, found.observed) == (Outcome.FAILED, "shape", "94")
    assert (found.limit, found.limit_basis, found.margin, found.back) == (95, NOTE, -1, 24)
    assert [one.id for one in found.evidence] == ["a"]
    assert [(source.id, rule, raw) for source, rule, raw in found.set_aside] == [("c", "place-and-scope", "89")]


def test_a_cause_of_points_that_are_not_lost_gives_nothing_back() -> None:
    assert cause(GROUND, EDITION.items["rate"], premise("rate"), F(1), lost=False).back == 0


def test_what_a_cause_gives_back_is_rescaled_as_its_item() -> None:
    assert cause(GROUND, EDITION.items["rate"], premise("rate"), F(3, 2), lost=True).back == 36


def test_a_cause_cites_what_its_requirement_cites() -> None:
    cited = {**EDITION.requirements, "rate": replace(EDITION.requirements["rate"], cites=("plan",))}
    ground = replace(GROUND, edition=replace(EDITION, requirements=cited))
    assert cause(ground, EDITION.items["rate"], premise("rate"), F(1), lost=True).cites == ("plan",)


def test_mending_changes_nothing_where_there_is_no_object() -> None:
    case = case_of(gone(RATE))
    ground = ground_of(replace(EDITION, slots={"rate": RATE}, items={"rate": EDITION.items["rate"]}), case)
    assert ground.high(EDITION.items["rate"], case.premises.values()) == 0


def test_mending_changes_nothing_while_the_target_is_not_settled() -> None:
    ground = ground_of(EDITION, build_case(EDITION, *RECORDS, world=city_world()), city_world())
    aimed = premise("aimed", ground)
    assert ground.high(EDITION.items["aimed"], [aimed]) == ground.high(EDITION.items["aimed"], []) == 13


def test_mending_a_known_value_reaches_the_best_that_is_declared() -> None:
    assert GROUND.high(EDITION.items["burden"], []) == 18
    assert GROUND.high(EDITION.items["burden"], [premise("burden")]) == 23


def test_the_premises_of_an_item_are_those_of_all_leaves_below_it() -> None:
    assert [one.slot for one in GROUND.premises(EDITION.items["both"])] == ["paper", "events"]


@pytest.mark.parametrize(
    ("slot", "outcome"), [("rate", Outcome.FAILED), ("aimed", Outcome.PASSED), ("events", Outcome.UNTESTED)]
)
def test_the_outcome_of_a_premise_is_that_of_the_law(slot: str, outcome: Outcome) -> None:
    assert GROUND.outcome(premise(slot)) is outcome


def test_the_outcome_of_a_missing_event_of_a_closed_case_is_cant_tell() -> None:
    ground = ground_of(EDITION, assessed(*RECORDS, closed=True).case)
    assert ground.outcome(premise("events", ground)) is Outcome.CANT_TELL


@pytest.mark.parametrize(
    ("records", "outcome"), [((), Outcome.UNTESTED), ((rated("r", "x", "10"), rated("s", "y", "20")), Outcome.PASSED)]
)
def test_a_premise_that_is_only_scored_counts_as_passed_once_it_is_known(records, outcome: Outcome) -> None:
    only = {**EDITION.requirements, "mark": replace(EDITION.requirements["mark"], score_only=True)}
    edition = replace(EDITION, requirements=only)
    ground = ground_of(edition, build_case(edition, *records, world=city_world()), city_world())
    assert ground.outcome(premise("mark", ground)) is outcome


def test_causes_of_one_leaf_stand_together() -> None:
    causes = [
        cause(GROUND, EDITION.items["both"], one, F(1), lost=False) for one in GROUND.premises(EDITION.items["both"])
    ]
    assert {name: len(found) for name, found in by_year([*causes, causes[0]]).items()} == {"paper": 2, "events": 1}


@pytest.mark.parametrize(
    ("raw", "reason", "ranges", "shown"),
    [
        ("94", "vague", [Span(F(94), F(100))], "≥ 94 ∈ 94..100"),
        ("94", "vague", [Span(F(94), F(100), True)], "> 94 ∈ 94..100"),
        ("94", "vague", [Span(F(0), F(94))], "≤ 94 ∈ 0..94"),
        ("94", "vague", [Span(F(0), F(94), False, True)], "< 94 ∈ 0..94"),
        ("83", "vague", [Span(F(82), F(84))], "83 ∈ 82..84"),
        ("94.89", "rate-against-counts", [Span.point(F("94.89")), Span.point(F(124500, 1311))], "94.89 ≈ 94.97"),
        ("94 / 95", "vague", [Span(F(94), F(100))], "94 / 95"),
        ("94 / 96", "conflict", [Span.point(94), Span.point(96)], "94 / 96"),
        ("96", "not-accepted-yet", [], "96"),
    ],
)
def test_what_was_observed_shows_what_it_leaves_open(raw: str, reason: str, ranges, shown: str) -> None:
    key = CaseKey("made-up", "990100", 2022)
    premise = Premise(key, "rate", "rate", SlotKind.QUANTITY, 2022, State.UNDECIDED, reason, raw, ranges=tuple(ranges))
    assert observed_in_full(premise) == shown
