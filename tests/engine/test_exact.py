"""The number grammar, rounding after GB/T 8170, and spans."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.exact import (
    Span,
    decimal_text,
    first_day,
    is_decimal,
    last_day,
    least,
    parse_number,
    round_half_even,
    round_half_up,
)


def test_the_ends_of_a_year() -> None:
    assert (first_day(2022), last_day(2022)) == (date(2022, 1, 1), date(2022, 12, 31))


@pytest.mark.parametrize("text", ["95", "95.00", "-0.5", "94.9999999999999999", "123456789012.123456789012345678"])
def test_parse_number_takes_what_is_in_the_grammar(text: str) -> None:
    assert parse_number(text) == Fraction(text)


@pytest.mark.parametrize(
    "text",
    [
        "９５",
        "1e2",
        "9_5",
        " 95 ",
        "95 ",
        "+95",
        "95.",
        ".5",
        "",
        "NaN",
        "1,000",
        "٩٥",
        "0x5F",
        "1234567890123",
        "0." + "1" * 19,
        "95\n",
    ],
)
def test_parse_number_refuses_everything_else(text: str) -> None:
    assert parse_number(text) is None


def test_the_limit_itself() -> None:
    nearly, exactly, padded = (parse_number(text) for text in ("94.9999999999999999", "95", "95.00"))
    assert nearly is not None and nearly < 95 and exactly == padded == 95


@pytest.mark.parametrize(
    ("text", "digits", "rounded"),
    [
        ("2.5", 0, "2"),
        ("3.5", 0, "4"),
        ("0.125", 2, "0.12"),
        ("85.445", 2, "85.44"),
        ("1.005", 2, "1"),
        ("-2.5", 0, "-2"),
    ],
)
def test_round_half_even_as_gbt_8170(text: str, digits: int, rounded: str) -> None:
    assert round_half_even(Fraction(text), digits) == Fraction(rounded)


@pytest.mark.parametrize(("text", "rounded"), [("2.5", "3"), ("-2.5", "-3"), ("2.4", "2"), ("94.9656", "95")])
def test_round_half_up(text: str, rounded: str) -> None:
    assert round_half_up(Fraction(text), 0) == Fraction(rounded)


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (Fraction(95), None, "95"),
        (Fraction("95.50"), None, "95.5"),
        (Fraction("-0.05"), None, "-0.05"),
        (Fraction(1, 3), 2, "0.33"),
        (Fraction(-1, 3), 0, "0"),
        (Fraction("0.125"), 2, "0.12"),
        (Fraction(2, 3), None, "0." + "6" * 40),
    ],
)
def test_decimal_text(value: Fraction, places: int | None, text: str) -> None:
    assert decimal_text(value, places) == text


@given(st.fractions(min_value=0, max_value=100, max_denominator=10**12), st.decimals(0, 100, places=18))
def test_a_cut_decimal_compares_as_the_exact_quotient(value: Fraction, limit: object) -> None:
    cut, bound = Fraction(decimal_text(value)), Fraction(str(limit))
    assert ((cut >= bound), (cut > bound)) == ((value >= bound), (value > bound))


def test_is_decimal() -> None:
    assert is_decimal(Fraction(7, 40)) and not is_decimal(Fraction(310, 366))


def test_span_sum_keeps_open_ends() -> None:
    total = Span(Fraction(0), Fraction(1), False, True) + Span(Fraction(2), Fraction(3), True, False)
    assert total == Span(Fraction(2), Fraction(4), True, True)


def test_span_scaled_by_nothing_is_zero() -> None:
    assert Span(Fraction(1), Fraction(2), True, True).scaled(Fraction(0)) == Span.point(0)
    assert Span(Fraction(1), Fraction(2), True).scaled(Fraction(2)) == Span(Fraction(2), Fraction(4), True)


spans = st.builds(
    lambda low, width, a, b: Span(Fraction(low), Fraction(low + width), a and width > 0, b and width > 0),
    st.integers(0, 4),
    st.integers(0, 3),
    st.booleans(),
    st.booleans(),
)


def values(span: Span) -> set[Fraction]:
    steps = {span.low + Fraction(n, 4) for n in range(int((span.high - span.low) * 4) + 1)}
    return {v for v in steps if not (span.low_open and v == span.low) and not (span.high_open and v == span.high)}


@given(spans, spans)
def test_least_is_the_span_of_the_minimum(first: Span, second: Span) -> None:
    assert values(least(first, second)) == {min(x, y) for x in values(first) for y in values(second)}
