"""Every method of the law on exact numbers: at the edge, just beside it, below the floor, over a window, and open."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from engine.exact import Span
from engine.model import edition as model
from engine.model.edition import Logic, Step
from engine.model.finding import Possibility
from engine.score import item_points
from engine.score.points import band_points, deducted, merged
from tests.engine.build.made_up import BASIS, BURDEN, EVENTS, LABEL, MARK, PAPER, RATE, YEAR
from tests.engine.score.made_up import F, absent, between, case_of, disputed, gone, item, known, scored, table, tree

HAIR = Fraction(1, 10**18)
LIMIT = model.Parameter("limit", LABEL, "rate-p", "minInclusive", F(95), BASIS)
CAP = model.Parameter("cap", LABEL, "burden-p", "maxInclusive", F(35), BASIS)
LIMITS = {"limit": LIMIT, "cap": CAP}
LAST = YEAR - 1
BANDS = model.Bands("rate", (model.Band(F(10), F(95)), model.Band(F(6), F(93))))


def own(method: model.Method, slot: model.Slot, *premises, points: int | str = 10, closed: bool = False):
    """The own points of one item on one slot."""
    edition = table((slot,), (item("i", slot.requirement, F(points), method),), parameters=LIMITS)
    return scored(edition, case_of(*premises, closed=closed)).items["i"].own


def points(*values: int | str | Fraction) -> tuple[Span, ...]:
    return tuple(Span.point(Fraction(value)) for value in values)


def spans(*written: str) -> tuple[Span, ...]:
    """Spans as written: `4` is a point, `(0 4]` an interval."""
    return tuple(_span(text) for text in written)


def _span(text: str) -> Span:
    if " " not in text:
        return Span.point(F(text))
    low, high = text[1:-1].split()
    return Span(F(low), F(high), text[0] == "(", text[-1] == ")")


@pytest.mark.parametrize(
    ("method", "premises", "earned"),
    [
        (model.AllOrNothing(), [disputed(RATE, 96)], spans("[0 10]")),
        (BANDS, [disputed(RATE, 96)], spans("[0 10]")),
        (BANDS, [disputed(RATE, 96), known(RATE, 94, LAST)], points(6)),
        (BANDS, [disputed(RATE, 90), known(RATE, 96, LAST)], points(0, 10)),
    ],
)
def test_an_item_that_may_have_no_object_has_all_points_open(method, premises, earned) -> None:
    assert own(method, replace(RATE, window=2), *premises) == earned


@pytest.mark.parametrize(
    ("premises", "earned"),
    [
        ([disputed(EVENTS, 1)], spans("[0 10]")),
        ([disputed(EVENTS, 1), known(EVENTS, 1, LAST)], points(2, 6)),
    ],
)
def test_events_of_a_year_that_may_have_no_object_are_summed_or_left_out(premises, earned) -> None:
    assert own(model.PerEvent("events", F(4), F(0)), replace(EVENTS, window=2), *premises) == earned


@pytest.mark.parametrize(
    ("method", "earned"),
    [
        (model.ShareMet({}), points(5, 10)),
        (model.PerMissingElement(F(4), F(0), False), points(6, 10)),
    ],
)
def test_a_member_that_may_have_no_object_drops_out_of_the_count(method, earned) -> None:
    slots = tuple(replace(PAPER, slug=name, requirement=name) for name in "xy")
    edition = table(slots, (item("i", "top", F(10), method),), (tree("top", Logic.ALL_OF, "x", "y"),))
    missing = replace(disputed(slots[0]), known=None, documents=())
    found = scored(edition, case_of(missing, known(slots[1], "")))
    assert found.items["i"].own == earned


@pytest.mark.parametrize(
    ("premise", "earned"),
    [
        (known(RATE, 95), points(10)),
        (known(RATE, F(95) - HAIR), points(0)),
        (absent(RATE), points(0, 10)),
        (between(RATE, Span(F(95), F(96))), points(10)),
        (between(RATE, Span.point(94), Span.point(96)), points(0, 10)),
        (gone(RATE), ()),
    ],
)
def test_all_or_nothing(premise, earned) -> None:
    assert own(model.AllOrNothing(), RATE, premise) == earned


RISING = model.Bands("rate", (model.Band(F(10), F(97)), model.Band(F(6), F(95)), model.Band(F(2), F(90))))
FALLING = model.Bands("burden", (model.Band(F(10), F(30)), model.Band(F(4), F(35))), upper=True)


@pytest.mark.parametrize(
    ("method", "slot", "value", "earned"),
    [
        (RISING, RATE, "100", 10),
        (RISING, RATE, "97", 10),
        (RISING, RATE, "96.999999999999999999", 6),
        (RISING, RATE, "95", 6),
        (RISING, RATE, "94.999999999999999999", 2),
        (RISING, RATE, "90", 2),
        (RISING, RATE, "89.999999999999999999", 0),
        (RISING, RATE, "0", 0),
        (FALLING, BURDEN, "0", 10),
        (FALLING, BURDEN, "30", 10),
        (FALLING, BURDEN, "30.000000000000000001", 4),
        (FALLING, BURDEN, "35", 4),
        (FALLING, BURDEN, "35.000000000000000001", 0),
    ],
)
def test_bands_include_their_edge(method: model.Bands, slot, value: str, earned: int) -> None:
    assert band_points(method, F(value)) == earned
    assert own(method, slot, known(slot, value)) == points(earned)


@pytest.mark.parametrize(
    ("premise", "earned"),
    [
        (between(RATE, Span(F(91), F(94))), points(2)),
        (between(RATE, Span(F(94), F(97))), points(2, 6, 10)),
        (between(RATE, Span(F(94), F(97), False, True)), points(2, 6)),
        (absent(RATE), points(0, 2, 6, 10)),
        (gone(RATE), ()),
    ],
)
def test_bands_over_a_range_earn_each_band_that_it_touches(premise, earned) -> None:
    assert own(RISING, RATE, premise) == earned


def test_a_failed_rate_may_still_earn_its_band() -> None:
    edition = table((RATE,), (item("i", "rate", 10, RISING),))
    scores = scored(edition, case_of(known(RATE, 91)))
    assert (scores.items["i"].outcome, scores.items["i"].low) == ("failed", 2)


LEVELS = model.Levels("paper", (model.Band(F(10), level="government"), model.Band(F(5), level="department")))


@pytest.mark.parametrize(("level", "earned"), [("government", 10), ("department", 5), ("office", 0), ("", 0)])
def test_levels_of_a_document(level: str, earned: int) -> None:
    assert own(LEVELS, PAPER, known(PAPER, level)) == points(earned)


def test_a_missing_document_may_earn_every_level() -> None:
    assert own(LEVELS, PAPER, absent(PAPER)) == points(0, 5, 10)
    assert own(LEVELS, PAPER, absent(PAPER), closed=True) == points(0)


def deduction(step: Step, floor: str = "0", slot: str = "rate", parameter: str = "limit") -> model.Deduction:
    """3 points for each 2 units."""
    return model.Deduction(slot, parameter, F(2), F(3), step, F(floor))


@pytest.mark.parametrize(
    ("step", "value", "earned"),
    [
        (Step.PROPORTIONAL, "96", "10"),
        (Step.PROPORTIONAL, "95", "10"),
        (Step.PROPORTIONAL, "94", "8.5"),
        (Step.PROPORTIONAL, "93", "7"),
        (Step.PROPORTIONAL, "94.999999999999999999", "9.9999999999999999985"),
        (Step.PROPORTIONAL, "0", "0"),
        (Step.FULL_UNIT, "95", "10"),
        (Step.FULL_UNIT, "93.000000000000000001", "10"),
        (Step.FULL_UNIT, "93", "7"),
        (Step.FULL_UNIT, "91", "4"),
        (Step.FULL_UNIT, "87", "0"),
        (Step.STARTED_UNIT, "95", "10"),
        (Step.STARTED_UNIT, "94.999999999999999999", "7"),
        (Step.STARTED_UNIT, "93", "7"),
        (Step.STARTED_UNIT, "92.999999999999999999", "4"),
        (Step.STARTED_UNIT, "87", "0"),
    ],
)
def test_a_deduction_counts_its_units_as_declared(step: Step, value: str, earned: str) -> None:
    assert own(deduction(step), RATE, known(RATE, value)) == points(earned)


@pytest.mark.parametrize(("value", "earned"), [("35", "10"), ("36", "8.5"), ("37", "7"), ("60", "1")])
def test_a_deduction_above_an_upper_limit_stops_at_its_floor(value: str, earned: str) -> None:
    method = deduction(Step.PROPORTIONAL, "1", "burden", "cap")
    assert own(method, BURDEN, known(BURDEN, value)) == points(earned)


def test_deducted_is_exact_for_a_rate_from_counts() -> None:
    edition = table((RATE,), (item("i", "rate", 10, deduction(Step.PROPORTIONAL)),), parameters=LIMITS)
    method = edition.items["i"].method
    assert deducted(edition, edition.items["i"], method, Fraction(28000, 300)) == 10 - Fraction(5, 2)


@pytest.mark.parametrize(
    ("step", "span", "earned"),
    [
        (Step.PROPORTIONAL, "[93 94]", spans("[7 8.5]")),
        (Step.PROPORTIONAL, "(93 94)", spans("(7 8.5)")),
        (Step.PROPORTIONAL, "[94 96]", spans("[8.5 10]")),
        (Step.PROPORTIONAL, "(93 100]", spans("(7 10]")),
        (Step.PROPORTIONAL, "[95 100]", spans("10")),
        (Step.FULL_UNIT, "[93 94]", spans("7", "10")),
        (Step.FULL_UNIT, "(93 94]", spans("10")),
        (Step.STARTED_UNIT, "[93 94]", spans("7")),
        (Step.STARTED_UNIT, "[94 95]", spans("7", "10")),
    ],
)
def test_a_deduction_over_a_range(step: Step, span: str, earned) -> None:
    assert own(deduction(step), RATE, between(RATE, _span(span))) == earned


@pytest.mark.parametrize(("premise", "earned"), [(absent(RATE), spans("0", "[2 10]")), (gone(RATE), ())])
def test_a_premise_not_supplied_earns_0_below_any_floor(premise, earned) -> None:
    assert own(deduction(Step.PROPORTIONAL, "2"), RATE, premise) == earned


@pytest.mark.parametrize(("counts", "earned"), [((0, 0), 10), ((1, 0), 6), ((1, 1), 2), ((2, 1), 1), ((9, 9), 1)])
def test_events_are_summed_over_the_window_down_to_the_floor(counts: tuple[int, int], earned: int) -> None:
    premises = [known(EVENTS, count, year) for count, year in zip(counts, (LAST, YEAR), strict=True)]
    assert own(model.PerEvent("events", F(4), F(1)), EVENTS, *premises) == points(earned)


@pytest.mark.parametrize(
    ("premises", "earned"),
    [
        ([known(EVENTS, 0, LAST), absent(EVENTS)], points(0, 1, 2, 6, 10)),
        ([known(EVENTS, 1, LAST), absent(EVENTS)], points(0, 1, 2, 6)),
        ([known(EVENTS, 1, LAST), gone(EVENTS)], points(6)),
        ([known(EVENTS, 0, LAST), between(EVENTS, Span.point(0), Span.point(1))], points(6, 10)),
        ([gone(EVENTS, LAST), gone(EVENTS)], ()),
    ],
)
@pytest.mark.parametrize("closed", [False, True])
def test_a_missing_event_leaves_points_open_when_the_case_is_closed_too(premises, earned, closed: bool) -> None:
    assert own(model.PerEvent("events", F(4), F(1)), EVENTS, *premises, closed=closed) == earned


@pytest.mark.parametrize(("mean", "earned"), [("0", "0"), ("60", "6"), ("59.9", "5.99"), ("100", "10")])
def test_a_judgement_earns_its_share_of_the_greatest_rating(mean: str, earned: str) -> None:
    assert own(model.Judged("mark"), MARK, known(MARK, mean)) == points(earned)


def test_a_judgement_on_another_scale_is_exact() -> None:
    assert own(model.Judged("mark"), replace(MARK, rating_high=F(9)), known(MARK, "7")) == points(Fraction(70, 9))


@pytest.mark.parametrize("closed", [False, True])
def test_too_few_ratings_stay_open_from_0(closed: bool) -> None:
    premise = replace(between(MARK), reason="too-few-ratings")
    assert own(model.Judged("mark"), MARK, premise, closed=closed) == spans("[0 10]")


def test_a_judgement_that_only_scores_earns_its_points_without_an_outcome() -> None:
    edition = table((MARK,), (item("i", "mark", 10, model.Judged("mark")),))
    leaf = replace(edition.requirements["mark"], score_only=True)
    scores = scored(replace(edition, requirements={"mark": leaf}), case_of(known(MARK, 80)))
    assert (scores.items["i"].outcome, scores.items["i"].low) == (None, 8)


@pytest.mark.parametrize(
    ("premises", "earned"),
    [
        ([known(RATE, 97, LAST), known(RATE, 95)], spans("6")),
        ([known(RATE, 90, LAST), known(RATE, 99)], spans("2")),
        ([gone(RATE, LAST), known(RATE, 99)], spans("10")),
        ([known(RATE, 95, LAST), absent(RATE)], spans("0", "2", "6")),
        ([gone(RATE, LAST), gone(RATE)], ()),
    ],
)
def test_the_worst_year_of_a_window_scores(premises, earned) -> None:
    assert own(RISING, replace(RATE, window=2), *premises) == earned


def test_the_worst_year_of_two_open_ones_is_exact_at_its_ends() -> None:
    first = between(RATE, Span(F(91), F(94), False, True), year=LAST)
    second = between(RATE, Span(F(93), F(94)))
    assert own(deduction(Step.PROPORTIONAL), RATE, first, second) == spans("[4 8.5)")


PAPERS = tuple(replace(PAPER, slug=name, requirement=name) for name in "xyz")


def over_papers(method: model.Method, *letters: str, points: int = 10, closed: bool = False):
    """The own points over three documents, each there (P), missing (U) or without object (I)."""
    edition = table(PAPERS, (item("i", "top", points, method),), (tree("top", Logic.ALL_OF, "x", "y", "z"),))
    made = {"P": lambda slot: known(slot, ""), "U": absent, "I": gone}
    premises = [made[letter](slot) for slot, letter in zip(PAPERS, letters, strict=True)]
    return scored(edition, case_of(*premises, closed=closed)).items["i"].own


@pytest.mark.parametrize(
    ("letters", "opened", "closed"),
    [
        ("PPP", points(10), points(10)),
        ("PPU", points(6, 10), points(6)),
        ("PUU", points(2, 6, 10), points(2)),
        ("UUU", points(1, 2, 6, 10), points(1)),
        ("PPI", points(10), points(10)),
        ("UII", points(6, 10), points(6)),
        ("III", (), ()),
    ],
)
def test_each_missing_element_costs_its_points_down_to_the_floor(letters: str, opened, closed) -> None:
    method = model.PerMissingElement(F(4), F(1), none_zero=False)
    assert over_papers(method, *letters) == opened
    assert over_papers(method, *letters, closed=True) == closed


@pytest.mark.parametrize(("letters", "earned"), [("PUU", points(2)), ("UUU", points(0)), ("UII", points(0))])
def test_none_at_all_scores_0_where_the_field_says_so(letters: str, earned) -> None:
    assert over_papers(model.PerMissingElement(F(4), F(1), none_zero=True), *letters, closed=True) == earned


@pytest.mark.parametrize(
    ("weights", "letters", "earned"),
    [
        ({}, "PPP", points(10)),
        ({}, "PPU", points(Fraction(20, 3))),
        ({}, "PUI", points(5)),
        ({}, "PII", points(10)),
        ({}, "UUU", points(0)),
        ({}, "III", ()),
        ({"x": F(2)}, "PUU", points(5)),
        ({"x": F(2)}, "UPP", points(5)),
        ({"x": F(2)}, "IPU", points(5)),
        ({"x": F(2), "y": F("0.5")}, "UPU", points(Fraction(10, 7))),
    ],
)
def test_the_weighted_share_of_the_children_met(weights, letters: str, earned) -> None:
    assert over_papers(model.ShareMet(weights), *letters, closed=True) == earned


def test_an_open_share_may_be_any_sum_of_its_children() -> None:
    assert over_papers(model.ShareMet({"x": F(2)}), *"UUP") == points("2.5", "5", "7.5", "10")


@pytest.mark.parametrize("method", [model.ShareMet(), model.PerMissingElement(F(10), F(0), none_zero=False)])
@pytest.mark.parametrize(("premise", "earned"), [(known(PAPER, ""), 10), (absent(PAPER), 0)])
def test_a_leaf_is_its_own_only_child(method, premise, earned: int) -> None:
    assert own(method, PAPER, premise, closed=True) == points(earned)


def test_share_counts_direct_children_only() -> None:
    trees = (tree("top", Logic.ALL_OF, "x", "pair"), tree("pair", Logic.ALL_OF, "y", "z"))
    edition = table(PAPERS, (item("i", "top", 10, model.ShareMet()),), trees)
    premises = known(PAPERS[0], ""), known(PAPERS[1], ""), absent(PAPERS[2])
    assert scored(edition, case_of(*premises, closed=True)).items["i"].own == points(5)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ([], []),
        (["3", "1", "3"], ["1", "3"]),
        (["[0 2]", "[1 3]"], ["[0 3]"]),
        (["[0 2)", "2"], ["[0 2]"]),
        (["[0 2)", "(2 3]"], ["[0 2)", "(2 3]"]),
        (["(0 2)", "[0 1]"], ["[0 2)"]),
        (["(0 2)", "(0 2]", "5"], ["(0 2]", "5"]),
        (["[0 9]", "(3 4)"], ["[0 9]"]),
    ],
)
def test_merged_spans_are_ascending_and_disjoint(written, expected) -> None:
    assert merged(spans(*written)) == spans(*expected)


def test_a_way_without_anything_supplied_earns_0_whatever_the_method() -> None:
    edition = table((RATE,), (item("i", "rate", 10, RISING),))
    nothing = {("rate", YEAR): (Possibility(None, None, "failed"),)}
    assert item_points(edition, edition.items["i"], nothing, None) == points(0)
