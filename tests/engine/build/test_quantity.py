"""A quantity is exact, vague, in conflict, waiting or missing; counts decide before a published rate."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from engine.build.quantity import compared, compared_span, is_rounding, quantity, shown, values_of
from engine.exact import Span
from engine.model.case import EvidenceMode, Reading, State
from engine.model.edition import Comparison
from engine.model.evidence import Ruling
from engine.model.world import Qualifier
from tests.engine.build.made_up import INDICATORS, RATE, YEAR, chosen, counted, observed, put_aside, ruled, setting_of

UP = INDICATORS["rate"]
ROUNDED = replace(RATE, comparison=Comparison.ROUNDED, limit_digits=0)


def span(low: int, high: int, ends: str = "[]") -> Span:
    return Span(Fraction(low), Fraction(high), ends[0] == "(", ends[1] == ")")


@pytest.mark.parametrize(
    ("qualifier", "tolerance", "expected"),
    [
        (Qualifier.EXACTLY, None, Span.point(94)),
        (Qualifier.AT_LEAST, None, span(94, 100)),
        (Qualifier.MORE_THAN, None, span(94, 100, "(]")),
        (Qualifier.AT_MOST, None, span(0, 94)),
        (Qualifier.LESS_THAN, None, span(0, 94, "[)")),
        (Qualifier.ABOUT, 2, span(92, 96)),
        (Qualifier.ABOUT, 10, span(84, 100)),
        (Qualifier.ABOUT, None, span(0, 100)),
    ],
)
def test_a_qualifier_makes_its_range(qualifier: Qualifier, tolerance: int | None, expected: Span) -> None:
    tolerated = None if tolerance is None else Fraction(tolerance)
    assert values_of(observed("a", "94", qualifier=qualifier, tolerance=tolerated), UP) == (expected,)


def test_a_range_that_only_the_end_of_the_scale_is_left_of_is_known() -> None:
    known = quantity(setting_of(observed("a", "100", qualifier=Qualifier.AT_LEAST)), RATE, YEAR)
    assert (known.state, known.reading) == (State.KNOWN, Reading("rate", value=Fraction(100)))


@pytest.mark.parametrize(
    ("counts", "published", "values"),
    [
        ("31/366", "", (Fraction(3100, 366),)),
        ("31/366", "8.47", (Fraction(3100, 366),)),
        ("31/366", "8.5", (Fraction(3100, 366),)),
        ("31/366", "8.46", (Fraction(3100, 366), Fraction("8.46"))),
        ("1/8", "12.5", (Fraction("12.5"),)),
        ("1/8", "12", (Fraction("12.5"),)),
        ("1/8", "13", (Fraction("12.5"),)),
        ("1/8", "12.6", (Fraction("12.5"), Fraction("12.6"))),
        ("0/8", "0", (Fraction(0),)),
        ("8/8", "100", (Fraction(100),)),
    ],
)
def test_counts_decide_and_a_rate_that_is_not_their_rounding_stands_against_them(counts, published, values) -> None:
    assert values_of(counted("a", counts, published), UP) == tuple(Span.point(value) for value in values)


def test_counts_of_an_indicator_that_is_no_percentage_are_a_plain_quotient() -> None:
    assert values_of(counted("a", "7/4"), replace(UP, unit="POINTS")) == (Span.point(Fraction(7, 4)),)


@pytest.mark.parametrize(
    ("published", "exact", "expected"),
    [
        ("0.2", "0.25", True),
        ("0.3", "0.25", True),
        ("0.25", "0.25", True),
        ("0.250", "0.25", True),
        ("0.4", "0.25", False),
    ],
)
def test_is_rounding_takes_half_to_even_and_half_up(published: str, exact: str, expected: bool) -> None:
    assert is_rounding(Fraction(published), published, Fraction(exact)) is expected


@pytest.mark.parametrize(
    ("raw", "digits", "expected"),
    [
        ("94.5", 0, "94"),
        ("95.5", 0, "96"),
        ("94.500000000000000001", 0, "95"),
        ("94.49", 0, "94"),
        ("94.95", 1, "95"),
        ("94.85", 1, "94.8"),
        ("94.949", 1, "94.9"),
    ],
)
def test_a_rounded_comparison_rounds_once_half_to_even(raw: str, digits: int, expected: str) -> None:
    slot = replace(ROUNDED, limit_digits=digits)
    assert compared(slot, Fraction(raw)) == Fraction(expected)
    assert compared(RATE, Fraction(raw)) == Fraction(raw)


def test_an_exact_rate_is_rounded_once_not_through_its_published_form() -> None:
    known = quantity(setting_of(counted("a", "9445/10000", "94.5")), ROUNDED, YEAR)
    assert (known.state, known.reading) == (State.KNOWN, Reading("rate", value=Fraction(94)))


def test_rounding_closes_the_ends_of_a_range() -> None:
    assert compared_span(ROUNDED, Span(Fraction("94.2"), Fraction("99.5"), True, True)) == span(94, 100)
    assert compared_span(RATE, span(94, 100, "(]")) == span(94, 100, "(]")


@pytest.mark.parametrize(
    ("slot", "first", "second", "reason", "ranges"),
    [
        (RATE, "94", "96", "conflict", (Span.point(94), Span.point(96))),
        (ROUNDED, "94.4", "95.6", "conflict", (Span.point(94), Span.point(96))),
    ],
)
def test_two_values_left_are_a_conflict(slot, first: str, second: str, reason: str, ranges) -> None:
    known = quantity(setting_of(observed("a", first), observed("b", second)), slot, YEAR)
    assert (known.state, known.reason, known.ranges) == (State.UNDECIDED, reason, ranges)
    assert (known.raw, chosen(known)) == (f"{first} / {second}", ["a", "b"])


@pytest.mark.parametrize(("slot", "second"), [(RATE, "94.0"), (ROUNDED, "94.3")])
def test_two_sources_of_one_value_as_compared_agree(slot, second: str) -> None:
    known = quantity(setting_of(observed("a", "94"), observed("b", second)), slot, YEAR)
    assert (known.state, known.reading, chosen(known)) == (State.KNOWN, Reading("rate", value=Fraction(94)), ["a", "b"])


@pytest.mark.parametrize(
    ("first", "second", "hull"),
    [
        (("90", Qualifier.AT_LEAST), ("95", Qualifier.AT_MOST), span(0, 100)),
        (("90", Qualifier.AT_LEAST), ("95", Qualifier.MORE_THAN), span(90, 100)),
        (("90", Qualifier.MORE_THAN), ("95", Qualifier.MORE_THAN), span(90, 100, "(]")),
        (("90", Qualifier.MORE_THAN), ("90", Qualifier.AT_LEAST), span(90, 100)),
        (("90", Qualifier.LESS_THAN), ("95", Qualifier.LESS_THAN), span(0, 95, "[)")),
        (("95", Qualifier.LESS_THAN), ("95", Qualifier.AT_MOST), span(0, 95)),
    ],
)
def test_several_vague_values_make_the_hull_of_their_ranges(first, second, hull: Span) -> None:
    records = [observed(name, raw, qualifier=how) for name, (raw, how) in zip("ab", (first, second), strict=True)]
    known = quantity(setting_of(*records), RATE, YEAR)
    assert (known.state, known.reason, known.ranges) == (State.UNDECIDED, "vague", (hull,))


@pytest.mark.parametrize(
    ("records", "reason"),
    [
        ((), "not-delivered"),
        ((observed("a", "96", YEAR - 1),), "not-delivered"),
        ((observed("a", "96", end=date(YEAR, 6, 30)),), "part-year-only"),
        ((observed("a", "96", scope="urban"),), "other-scope-only"),
        ((observed("a", "96", indicator="other-rate"),), "other-indicator-only"),
        ((observed("a", "96", scope="urban"), observed("b", "96", end=date(YEAR, 6, 30))), "part-year-only"),
        ((observed("a", "96", indicator="burden"),), "not-delivered"),
    ],
)
def test_a_missing_quantity_says_why(records, reason: str) -> None:
    known = quantity(setting_of(*records), RATE, YEAR)
    assert (known.state, known.reason, known.reading, known.ranges) == (State.MISSING, reason, None, ())


def test_a_missing_quantity_whose_only_record_is_withdrawn() -> None:
    known = quantity(setting_of(observed("a", "96"), decisions=(ruled("a", Ruling.WITHDRAWN),)), RATE, YEAR)
    assert (known.state, known.reason) == (State.MISSING, "all-set-aside")


def test_a_similar_indicator_is_shown_and_never_used() -> None:
    known = quantity(setting_of(observed("a", "96"), observed("b", "99", indicator="other-rate")), RATE, YEAR)
    assert (chosen(known), put_aside(known)) == (["a"], [("b", "other-indicator")])


@pytest.mark.parametrize(
    ("accept", "state", "picked", "aside"),
    [
        ((), State.UNDECIDED, ["a", "b"], []),
        (("a",), State.KNOWN, ["a"], [("b", "not-accepted")]),
        (("a", "b"), State.UNDECIDED, ["a", "b"], []),
        ((None,), State.UNDECIDED, ["a", "b"], []),
    ],
)
def test_only_accepted_evidence_counts_where_the_mode_says_so(accept, state, picked, aside) -> None:
    decisions = tuple(ruled(name, Ruling.ACCEPTED) for name in accept)
    records = observed("a", "96"), observed("b", "97")
    known = quantity(setting_of(*records, mode=EvidenceMode.ACCEPTED, decisions=decisions), RATE, YEAR)
    assert (known.state, chosen(known), put_aside(known)) == (state, picked, aside)
    assert known.reason == {0: "not-accepted-yet", 1: "known", 2: "conflict"}[len(accept) if None not in accept else 2]


def test_evidence_that_waits_has_no_range_of_its_own() -> None:
    known = quantity(setting_of(observed("a", "96"), mode=EvidenceMode.ACCEPTED), RATE, YEAR)
    assert (known.raw, known.reading, known.ranges) == ("96", None, ())


@pytest.mark.parametrize(("value", "text"), [("94.995", "95.00"), ("94.985", "94.98"), ("0.005", "0.00")])
def test_shown_rounds_half_to_even_at_two_places(value: str, text: str) -> None:
    assert shown(Fraction(value)) == text
