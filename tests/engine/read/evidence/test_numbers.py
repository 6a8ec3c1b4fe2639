"""The number in a cell, by its text and by the format of the cell."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from engine.read.evidence.numbers import day_of, is_date, plain, written_number


@pytest.mark.parametrize("text", ["95", "-0.5", "9.5E1", "1e-7", "0" * 40])
def test_written_number_as_excel_writes_it(text: str) -> None:
    assert written_number(text) == Decimal(text)


@pytest.mark.parametrize(
    "text", ["", "９５", "9_5", " 95", "NaN", "sNaN", "Infinity", "1E999999999", "0" * 41, "+1", ".5"]
)
def test_written_number_that_is_none(text: str) -> None:
    assert written_number(text) is None


@pytest.mark.parametrize(
    ("number", "form", "text"),
    [("0.953", "0.00%", "95.3"), ("95.30", "General", "95.3"), ("1E+2", "0", "100"), ("1E-7", "0.0", "0.0000001")],
)
def test_plain_by_format(number: str, form: str, text: str) -> None:
    assert plain(Decimal(number), form) == text


@pytest.mark.parametrize(
    ("serial", "day"),
    [("1", date(1900, 1, 1)), ("59", date(1900, 2, 28)), ("61", date(1900, 3, 1)), ("44562", date(2022, 1, 1))],
)
def test_day_of_a_serial(serial: str, day: date) -> None:
    assert day_of(Decimal(serial)) == day


@pytest.mark.parametrize("serial", ["0", "60", "100001", "-1", "44562.5"])
def test_day_of_what_is_no_day(serial: str) -> None:
    assert day_of(Decimal(serial)) is None


@pytest.mark.parametrize(("form", "date_format"), [("yyyy-mm-dd", True), ("General", False), ("0.00%", False)])
def test_is_date_by_format(form: str, date_format: bool) -> None:
    assert is_date(form) is date_format
