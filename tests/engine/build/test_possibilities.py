"""Each state of a premise leaves its ways open, and a number that is open is cut at every limit that reads it."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from engine.build.possibilities import ABSENT, NO_OBJECT, Scale, mended, possibilities, readings
from engine.exact import Span
from engine.model import edition as model
from engine.model.case import Reading, State, TargetUse
from engine.model.edition import Step
from engine.model.finding import Outcome
from engine.run.outcomes import FAILED, INAPPLICABLE, PASSED
from tests.engine.build.made_up import AIMED, BASIS, EVENTS, LABEL, MARK, PAPER, RATE, WORLD, YEAR
from tests.engine.run.made_up import shapes_for
from tests.engine.score.made_up import F, absent, between, case_of, gone, item, known, table

ALL = model.AllOrNothing()
LIMIT = model.Parameter("limit", LABEL, "rate-p", "minInclusive", Fraction(95), BASIS)
SETTLED = TargetUse("t", Fraction(90), YEAR, "plan", True)
UNKNOWN = TargetUse(None, None, None, None, False, "target-none")


def edition_with(*items: model.ScoreItem, slots=(RATE, AIMED, PAPER, EVENTS, MARK)) -> model.Edition:
    return table(slots, items, parameters={"limit": LIMIT})


PLAIN = edition_with()


def ways(premise, edition=PLAIN, *, closed=False):
    found = possibilities(case_of(premise, closed=closed), edition, shapes_for(edition), WORLD)
    return found[premise.key]


def pieces(premise, edition=PLAIN) -> list[str]:
    """The spans of the ways as text: `[a, b)`; a point is `a`."""
    return [written(way.span) for way in ways(premise, edition) if way.span is not None]


def written(span: Span) -> str:
    if span.is_point:
        return str(span.low)
    return f"{'(' if span.low_open else '['}{span.low}, {span.high}{')' if span.high_open else ']'}"


@pytest.mark.parametrize(
    ("slot", "content", "span"),
    [
        (RATE, "94", Span.point(94)),
        (PAPER, "government", None),
        (EVENTS, 2, Span.point(2)),
        (MARK, "60", Span.point(60)),
    ],
)
@pytest.mark.parametrize("closed", [False, True])
def test_a_known_premise_is_as_it_is(slot, content, span, closed: bool) -> None:
    premise = known(slot, content)
    (way,) = ways(premise, closed=closed)
    assert (way.reading, way.span, way.forced) == (premise.known, span, None)


@pytest.mark.parametrize("slot", [RATE, PAPER, EVENTS, MARK], ids=lambda slot: slot.slug)
@pytest.mark.parametrize("closed", [False, True])
def test_a_premise_without_object_is_inapplicable(slot, closed: bool) -> None:
    assert ways(gone(slot), closed=closed) == (NO_OBJECT,)


@pytest.mark.parametrize("slot", [RATE, PAPER, MARK], ids=lambda slot: slot.slug)
def test_closing_leaves_a_missing_premise_absent(slot) -> None:
    assert ways(absent(slot), closed=True) == (ABSENT,)
    assert ways(absent(slot))[0] == ABSENT and len(ways(absent(slot))) > 1


def test_closing_leaves_a_missing_event_as_open_as_it_was() -> None:
    counts = [way.reading and way.reading.count for way in ways(absent(EVENTS), closed=True)]
    assert counts == [None, 0, 1] and ways(absent(EVENTS), closed=True) == ways(absent(EVENTS))


BANDS = item("bands", "rate", 10, model.Bands("rate", (model.Band(F(10), F(97)), model.Band(F(4), F(90)))))


def deduction(step: Step, unit="2", unit_points="3", floor="0") -> model.ScoreItem:
    method = model.Deduction("rate", "limit", F(unit), F(unit_points), step, F(floor))
    return item("deduction", "rate", 10, method)


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ((), ["0", "(0, 95)", "95", "(95, 100)", "100"]),
        ((BANDS,), ["0", "(0, 90)", "90", "(90, 95)", "95", "(95, 97)", "97", "(97, 100)", "100"]),
        ((deduction(Step.PROPORTIONAL),), ["0", "(0, 265/3)", "265/3", "(265/3, 95)", "95", "(95, 100)", "100"]),
        (
            (deduction(Step.FULL_UNIT, floor="4"),),
            ["0", "(0, 91)", "91", "(91, 93)", "93", "(93, 95)", "95", "(95, 100)", "100"],
        ),
        (
            (deduction(Step.STARTED_UNIT, floor="5"),),
            ["0", "(0, 91)", "91", "(91, 93)", "93", "(93, 95)", "95", "(95, 100)", "100"],
        ),
    ],
)
def test_a_missing_quantity_is_cut_at_limits_edges_and_steps(items, expected) -> None:
    assert pieces(absent(RATE), edition_with(*items)) == expected


def test_a_deduction_from_an_upper_limit_steps_upwards() -> None:
    above = replace(LIMIT, constraint="maxInclusive", value=F(30))
    edition = table((RATE,), (deduction(Step.FULL_UNIT, floor="4"),), parameters={"limit": above})
    assert pieces(absent(RATE), edition)[2:7] == ["30", "(30, 32)", "32", "(32, 34)", "34"]


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        (Span(F(94), F(96)), ["94", "(94, 95)", "95", "(95, 96)", "96"]),
        (Span(F(94), F(96), True, True), ["(94, 95)", "95", "(95, 96)"]),
        (Span(F(95), F(96), True, False), ["(95, 96)", "96"]),
        (Span(F(94), F(95), False, True), ["94", "(94, 95)"]),
        (Span(F(95), F(95)), ["95"]),
        (Span(F(96), F(97)), ["96", "(96, 97)", "97"]),
    ],
)
def test_an_excluded_end_is_approached_and_never_judged_itself(span: Span, expected) -> None:
    assert pieces(between(RATE, span)) == expected


def test_the_reading_of_an_interval_is_a_value_inside_it() -> None:
    values = [way.reading.value for way in ways(between(RATE, Span(F(94), F(96))))]
    assert values == [F(94), F("94.5"), F(95), F("95.5"), F(96)]


def test_several_alternatives_are_kept_apart() -> None:
    assert pieces(between(RATE, Span.point(94), Span.point(96))) == ["94", "96"]


def test_an_open_judgement_runs_from_0_to_the_greatest_rating() -> None:
    assert pieces(absent(MARK), edition_with(slots=(replace(MARK, rating_high=F(80)),))) == [
        "0",
        "(0, 60)",
        "60",
        "(60, 80)",
        "80",
    ]


@pytest.mark.parametrize("closed", [False, True])
def test_too_few_ratings_stay_open_and_are_never_absent(closed: bool) -> None:
    premise = replace(absent(MARK), state=State.UNDECIDED, reason="too-few-ratings", ratings=1)
    assert [written(way.span) for way in ways(premise, closed=closed)] == ["0", "(0, 60)", "60", "(60, 100)", "100"]


@pytest.mark.parametrize("slot", [RATE, EVENTS, MARK], ids=lambda slot: slot.slug)
def test_evidence_that_waits_leaves_the_whole_range_open_and_may_fall_away(slot) -> None:
    premise = replace(absent(slot), state=State.UNDECIDED, reason="not-accepted-yet")
    assert ways(premise, closed=True) == ways(absent(slot))


DOCUMENT = Reading("paper", document="delivered", level="government")


@pytest.mark.parametrize(
    ("reason", "known", "expected"),
    [
        ("not-accepted-yet", None, [(None, FAILED), ("government", None)]),
        ("object-disputed", DOCUMENT, [("government", None), (None, INAPPLICABLE)]),
        ("object-disputed", None, [(None, FAILED), ("government", None), (None, INAPPLICABLE)]),
    ],
)
def test_a_document_that_waits_may_fall_away_and_one_that_is_disputed_may_have_no_object(
    reason: str, known, expected
) -> None:
    premise = replace(absent(PAPER), state=State.UNDECIDED, reason=reason, known=known, documents=(DOCUMENT,))
    assert [(way.reading and way.reading.level, way.forced) for way in ways(premise)] == expected


@pytest.mark.parametrize(("early", "outcomes"), [(False, [None, INAPPLICABLE]), (True, [PASSED, FAILED, INAPPLICABLE])])
def test_a_value_beside_a_statement_that_there_is_no_object(early: bool, outcomes) -> None:
    target = TargetUse("t", F(90), 2025, "plan", True, early=early)
    reading = Reading("aimed", value=F(80))
    found = {"known": reading, "ranges": (Span.point(80),), "target": target}
    premise = replace(absent(AIMED), state=State.UNDECIDED, reason="object-disputed", **found)
    assert [way.forced for way in ways(premise)] == outcomes


def test_a_missing_document_may_have_every_level_that_a_band_tells_apart() -> None:
    bands = tuple(model.Band(F(n), level=level) for n, level in enumerate(("department", "government")))
    edition = edition_with(item("levels", "paper", 1, model.Levels("paper", bands)))
    readings_ = [way.reading for way in ways(absent(PAPER), edition)]
    assert readings_[0] is None and [one.level for one in readings_[1:]] == [None, "department", "government"]


@pytest.mark.parametrize(
    ("points", "each", "floor", "most"), [(10, 3, 0, 4), (10, 5, 0, 2), (10, 5, 6, 1), (10, 20, 0, 1), (10, 3, 1, 3)]
)
def test_a_missing_event_may_happen_until_more_changes_nothing(points, each, floor, most: int) -> None:
    edition = edition_with(item("per", "events", points, model.PerEvent("events", F(each), F(floor))))
    counts = [way.reading.count for way in ways(absent(EVENTS), edition) if way.reading]
    assert counts == list(range(most + 1))


@pytest.mark.parametrize(
    ("premise", "outcomes"),
    [
        (known(AIMED, "100"), [Outcome.PASSED, Outcome.FAILED]),
        (between(AIMED, Span.point(100)), [Outcome.PASSED, Outcome.FAILED]),
    ],
)
def test_an_unsettled_target_leaves_both_outcomes_whatever_the_value(premise, outcomes) -> None:
    found = ways(replace(premise, state=State.UNDECIDED, reason="target-none", target=UNKNOWN))
    assert [(way.span, way.forced) for way in found] == [(Span.point(100), outcome) for outcome in outcomes]


def test_an_unsettled_target_without_a_value_may_also_stay_absent() -> None:
    found = ways(replace(absent(AIMED), state=State.UNDECIDED, reason="target-none", target=UNKNOWN))
    assert ABSENT in found
    assert {way.forced for way in found if way.reading} == {Outcome.PASSED, Outcome.FAILED}


def test_a_target_not_due_leaves_both_outcomes_beside_the_value_read_without_it() -> None:
    early = replace(SETTLED, early=True, year=YEAR + 3)
    found = ways(replace(known(AIMED, "80"), state=State.UNDECIDED, reason="target-not-due", target=early))
    assert [(way.reading.value, way.forced) for way in found] == [(80, Outcome.PASSED), (80, Outcome.FAILED)]


def test_a_settled_target_is_a_limit_and_stands_in_every_reading() -> None:
    premise = replace(between(AIMED, Span(F(85), F(94))), target=SETTLED)
    assert pieces(premise) == ["85", "(85, 90)", "90", "(90, 94)", "94"]
    assert {way.reading.target for way in ways(premise)} == {F(90)}


def test_readings_are_those_that_a_shape_must_be_asked_about() -> None:
    forced = replace(known(AIMED, "80"), state=State.UNDECIDED, reason="target-none", target=UNKNOWN)
    case = case_of(known(RATE, "94"), gone(PAPER), forced, between(EVENTS, Span.point(0), Span.point(1)))
    found = readings(possibilities(case, PLAIN, shapes_for(PLAIN), WORLD))
    assert found == {Reading("rate", value=F(94)), Reading("events", count=0), Reading("events", count=1)}


def test_mended_is_every_declared_value_of_a_premise_delivered_anew() -> None:
    case = case_of(known(RATE, "94"), gone(EVENTS), closed=True)
    anew = mended(case, PLAIN, shapes_for(PLAIN), WORLD)
    assert [written(way.span) for way in anew["rate", YEAR]] == ["0", "(0, 95)", "95", "(95, 100)", "100"]
    assert [way.reading.count for way in anew["events", YEAR]] == [0, 1]


def test_a_slot_that_no_shape_and_no_item_reads_has_no_limits() -> None:
    scale = Scale(PLAIN, replace(shapes_for(PLAIN), by_slot={}), WORLD)
    assert (scale.limits("rate"), scale.levels("paper"), scale.most_events("events")) == ((), (), 1)


def test_a_shape_that_asks_for_a_level_makes_it_a_possibility() -> None:
    shapes = shapes_for(PLAIN)
    shape = shapes.by_slot["paper"]
    level = "https://w3id.org/clausegraph/document-level/government"
    asked = replace(shape.properties[0], path="level", constraints=(("hasValue", level),))
    by_slot = {"paper": replace(shape, properties=(asked,))}
    assert Scale(PLAIN, replace(shapes, by_slot=by_slot), WORLD).levels("paper") == ("government",)
