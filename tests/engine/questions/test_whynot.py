"""Why not: the sets of made-up and of real cases, what would turn each premise, and who cannot."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from engine import UsageError, assess, home, order_of, read_case
from engine.exact import Span
from engine.model import edition as model
from engine.model.assessment import Assessment
from engine.model.case import Premise, State, TargetUse
from engine.model.edition import Logic, SlotKind
from engine.model.evidence import EventState
from engine.model.finding import Outcome
from engine.model.text import Basis, BasisKind, Text
from engine.model.waiver import Waiver
from engine.questions.whynot import Standing, Turn, Turning, Way, way_of, whynot, whynot_at
from engine.questions.whynot_text import whynot_text
from tests.engine.build.made_up import CITY, EVENTS, LABEL, MARK, PAPER, RATE, YEAR, happened, rated
from tests.engine.explain.made_up import EDITION, FIRED, NOTE, RECORDS, accepted_only, assessed
from tests.engine.score.made_up import absent, known, tree

F = Fraction
ASSUMED = Basis(BasisKind.ASSUMED)
MESSAGE = Text("示例", "example")


def turn(slot: model.Slot, outcome: Outcome, reason: str, way: Way, observed: str = "", **more: object) -> Turn:
    """A turn of the made-up city, with what most of them share."""
    shared = {"limit": None, "limit_basis": None, "bound": "", "missing": None, "ratings": 0}
    named = {"expected": MESSAGE, "delivery": LABEL, "assumed": True}
    return Turn(
        slot.requirement, slot.slug, YEAR, slot.kind, outcome, reason, way, observed=observed, **shared | named | more
    )


OPEN = assessed(*RECORDS)
EVENT = assessed(*FIRED)


def test_a_failed_rate_has_to_reach_its_limit_and_the_distance_is_exact() -> None:
    key = ("rate", YEAR)
    limit = {"limit": F(95), "limit_basis": NOTE, "bound": "atLeast", "missing": F(1)}
    turns = {key: turn(RATE, Outcome.FAILED, "shape", Way.REACH, "94", **limit)}
    expected = Turning(
        OPEN.case.key, "rate", Outcome.FAILED, Standing.TURNABLE, turns, ((key,),), count=1, assumed=True
    )
    assert whynot(OPEN, "rate") == expected


def test_a_distance_that_has_no_finite_decimal_is_kept_as_a_fraction() -> None:
    found = whynot(OPEN, "burden").turns["burden", YEAR]
    assert (found.limit, found.bound, found.missing) == (F(35), "atMost", F(110, 3) - 35)
    assert (found.limit_basis, found.observed, found.way) == (ASSUMED, "110/300 ≈ 36.67", Way.REACH)


def test_a_tree_needs_each_member_that_is_open() -> None:
    key = ("events", YEAR)
    turns = {key: turn(EVENTS, Outcome.UNTESTED, "not-delivered", Way.STATEMENT)}
    expected = Turning(
        OPEN.case.key, "both", Outcome.UNTESTED, Standing.TURNABLE, turns, ((key,),), count=1, assumed=True
    )
    assert whynot(OPEN, "both") == expected


def test_a_proven_event_is_fixed_and_its_set_stands_apart() -> None:
    key = ("events", YEAR)
    turns = {key: turn(EVENTS, Outcome.FAILED, "shape", Way.PROVEN, "1")}
    expected = Turning(
        EVENT.case.key, "both", Outcome.FAILED, Standing.FIXED, turns, apart=((key,),), count_apart=1, assumed=True
    )
    assert whynot(EVENT, "both") == expected and turns[key].fixed


def either(*members: str) -> Assessment:
    """The city with the proven event, under an edition in which `both` asks for one of its members."""
    trees = {"both": tree("both", Logic.ANY_OF, *members)}
    return assessed(*FIRED[:3], FIRED[-1], edition=replace(EDITION, requirements={**EDITION.requirements, **trees}))


def test_sets_that_can_be_turned_stand_before_those_that_no_one_can() -> None:
    found = whynot(either("events", "paper"), "both")
    assert (found.sets, found.apart) == (((("paper", YEAR),),), ((("events", YEAR),),))
    assert (found.count, found.count_apart, found.standing) == (1, 1, Standing.TURNABLE)
    assert list(found.turns) == [("paper", YEAR), ("events", YEAR)]


def test_more_sets_than_may_be_held_are_counted_and_said_to_be_cut_short() -> None:
    city = either("rate", "burden", "paper", "events")
    found = whynot(city, "both", most=2)
    assert (len(found.sets), found.count, found.count_apart, found.truncated) == (2, 3, 1, True)
    assert (whynot(city, "both").count, whynot(city, "both").truncated) == (3, False)


@pytest.mark.parametrize("slug", ["paper", "aimed"])
def test_what_has_passed_says_so_and_has_no_sets(slug: str) -> None:
    assert whynot(OPEN, slug) == Turning(OPEN.case.key, slug, Outcome.PASSED, Standing.PASSED, {}, assumed=True)


def test_what_is_waived_says_so() -> None:
    held = Waiver(CITY, YEAR, ("aimed",), "pilot", "approver", date(YEAR, 12, 31))
    one = assessed(*RECORDS, waivers=(held,))
    found = whynot(one, "aimed")
    assert (found.standing, found.outcome, found.sets) == (Standing.WAIVED, Outcome.INAPPLICABLE, ())
    assert "It is waived and not judged" in whynot_text(one, [found], "en")
    assert "已获批准豁免" in whynot_text(one, [found], "zh")


def test_what_has_no_object_is_only_scored_or_speaks_to_others_says_so() -> None:
    leaf = EDITION.requirements["mark"]
    edition = replace(EDITION, requirements={**EDITION.requirements, "mark": replace(leaf, score_only=True)})
    assert whynot(assessed(*RECORDS, edition=edition), "mark").standing is Standing.SCORE_ONLY
    other = replace(leaf, addressee=model.Addressee.EVALUATING_BODY)
    findings = {slug: one for slug, one in OPEN.findings.by_requirement.items() if slug != "mark"}
    silent = replace(OPEN, findings=replace(OPEN.findings, by_requirement=findings))
    spoken = replace(silent, edition=replace(EDITION, requirements={**EDITION.requirements, "mark": other}))
    assert whynot(spoken, "mark").standing is Standing.NOT_JUDGED
    without = {**OPEN.findings.by_requirement}
    without["rate"] = replace(without["rate"], outcome=Outcome.INAPPLICABLE)
    assert whynot(replace(OPEN, findings=replace(OPEN.findings, by_requirement=without)), "rate").standing == (
        Standing.INAPPLICABLE
    )


def test_too_few_members_with_an_object_cannot_be_turned() -> None:
    trees = {"both": tree("both", Logic.AT_LEAST, "paper", "events", least=3)}
    city = assessed(*RECORDS, edition=replace(EDITION, requirements={**EDITION.requirements, **trees}))
    found = whynot(city, "both")
    assert (found.standing, found.sets, found.apart, found.turns) == (Standing.IMPOSSIBLE, (), (), {})


def test_ratings_that_are_wanted_are_counted() -> None:
    found = whynot(assessed(*RECORDS, rated("e", "one", "70")), "mark").turns["mark", YEAR]
    assert (found.way, found.ratings, found.outcome) == (Way.RATINGS, 1, Outcome.CANT_TELL)


def test_evidence_that_waits_has_to_be_accepted() -> None:
    found = whynot(accepted_only(*RECORDS), "rate").turns["rate", YEAR]
    assert (found.way, found.outcome, found.reason) == (Way.ACCEPT, Outcome.CANT_TELL, "not-accepted-yet")


def test_a_reported_event_has_to_be_cleared() -> None:
    found = whynot(assessed(*RECORDS, happened("r", EventState.REPORTED)), "events")
    assert (found.turns["events", YEAR].way, found.standing) == (Way.CLEAR, Standing.TURNABLE)


def open_for(slot: model.Slot, reason: str, **more: object) -> Premise:
    return replace(absent(slot), state=State.UNDECIDED, reason=reason, **more)


LACKING = TargetUse(None, None, None, None, False, "target-none")
SETTLED = TargetUse("t", F(90), YEAR, "plan", True)


@pytest.mark.parametrize(
    ("premise", "outcome", "way"),
    [
        (known(RATE, 94), Outcome.FAILED, Way.REACH),
        (known(MARK, 50), Outcome.FAILED, Way.REACH),
        (known(PAPER, ""), Outcome.FAILED, Way.LEVEL),
        (known(EVENTS, 1), Outcome.FAILED, Way.PROVEN),
        (open_for(EVENTS, "unproven-report", ranges=(Span.point(1), Span.point(2))), Outcome.FAILED, Way.PROVEN),
        (open_for(EVENTS, "unproven-report"), Outcome.CANT_TELL, Way.CLEAR),
        (absent(EVENTS), Outcome.CANT_TELL, Way.STATEMENT),
        (absent(RATE), Outcome.UNTESTED, Way.SUPPLY),
        (absent(PAPER), Outcome.FAILED, Way.DOCUMENT),
        (absent(MARK), Outcome.FAILED, Way.RATINGS),
        (open_for(MARK, "too-few-ratings"), Outcome.CANT_TELL, Way.RATINGS),
        (open_for(RATE, "conflict"), Outcome.CANT_TELL, Way.SETTLE),
        (open_for(RATE, "vague"), Outcome.CANT_TELL, Way.SETTLE),
        (open_for(RATE, "rate-against-counts"), Outcome.CANT_TELL, Way.SETTLE),
        (open_for(RATE, "not-accepted-yet"), Outcome.CANT_TELL, Way.ACCEPT),
        (open_for(RATE, "object-disputed"), Outcome.CANT_TELL, Way.DECIDE),
        (open_for(RATE, "target-not-due", target=SETTLED), Outcome.CANT_TELL, Way.REACH),
        (open_for(RATE, "target-none", target=LACKING), Outcome.CANT_TELL, Way.TARGET),
        (replace(absent(RATE), target=LACKING), Outcome.UNTESTED, Way.TARGET),
    ],
)
def test_what_would_turn_a_premise_follows_its_target_its_events_and_its_state(
    premise: Premise, outcome: Outcome, way: Way
) -> None:
    assert way_of(premise, outcome) is way


# Real and fictional cases.


@pytest.fixture(scope="module")
def cases() -> dict[str, Assessment]:
    names = ("zhuzhou-2022", "fictional-grade-c", "changde-2020")
    orders = [order_of(read_case(home() / "fixtures/cases" / name)) for name in names]
    return dict(zip(names, assess(home(), orders), strict=True))


def test_of_a_window_only_the_year_below_the_limit_has_to_be_turned(cases) -> None:
    found = whynot(cases["fictional-grade-c"], "product-supervision-pass-rate")
    key = ("product-supervision-pass-rate", 2021)
    assert (found.sets, found.apart, found.outcome) == (((key,),), (), Outcome.FAILED)
    one = found.turns[key]
    assert (one.limit, one.observed, one.missing, one.bound) == (F(95), "94.2", F(4, 5), "atLeast")
    assert (one.limit_basis.kind, one.assumed, one.kind) == (BasisKind.DRAFTING_NOTE, False, SlotKind.QUANTITY)


def test_a_target_that_is_not_settled_holds_the_whole_set_apart(cases) -> None:
    (found,) = whynot_at(cases["zhuzhou-2022"], "12.1")
    keys = (("good-day-ratio", 2022), ("pm25", 2022))
    assert (found.standing, found.sets, found.apart) == (Standing.FIXED, (), (keys,))
    assert [(found.turns[key].way, found.turns[key].fixed, found.turns[key].limit) for key in keys] == [
        (Way.TARGET, True, None),
        (Way.SUPPLY, False, F(42)),
    ]


def test_a_chapter_names_its_topmost_requirements_in_order(cases) -> None:
    found = whynot_at(cases["changde-2020"], "12")
    numbers = [cases["changde-2020"].edition.requirements[one.requirement].clause for one in found]
    assert [cases["changde-2020"].edition.clauses[slug].number for slug in numbers] == ["12.1", "12.2", "12.3", "12.4"]


def test_a_slug_names_its_requirement_alone_and_an_unknown_word_is_refused(cases) -> None:
    assert [one.requirement for one in whynot_at(cases["changde-2020"], "pm25")] == ["pm25"]
    with pytest.raises(UsageError) as refused:
        whynot_at(cases["changde-2020"], "99.9")
    assert [fault.code for fault in refused.value.faults] == ["EXP-001"]
