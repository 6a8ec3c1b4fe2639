"""What a command line has wrong is found in its own words."""

from __future__ import annotations

import pytest

from api.cli.usage import value_of


@pytest.mark.parametrize(
    ("words", "value"),
    [
        (["assess", "--year", "x"], "x"),
        (["assess", "--year=x"], "x"),
        (["assess", "--year="], ""),
        (["assess", "--year"], ""),
        (["assess", "--yearly", "x"], "assess --yearly x"),
        (["assess", "--format", "md", "--year", "x"], "x"),
    ],
)
def test_value_of_an_option_is_what_stands_after_it(words: list[str], value: str) -> None:
    assert value_of(["--year"], words) == value
