"""Patterns of one width: taken where every engine reads them alike, and then as the engine of the columns says."""

import re

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.columns.strings import string_of
from engine.columns.widths import width_of

TAKEN = [
    "^[0-9a-f]{64}$",
    "^[0-9]{4}-[0-9]{2}$",
    "^I[0-9]{2}$",
    "^a$",
    "^a{0}$",
    "^[A-Za-z0-9]b_/:[3-5]$",
    "^[a-c]{2}[b-d]$",
]
LEFT = [
    "[0-9]", "^[0-9]", "[0-9]$", "^$", "^[0-9]+$", "^a*$", "^a?$", "^[0-9]{2,3}$", "^(a)$", "^a|b$", "^[^a]$", "^.$", "^\\d$",
    "^[z-a]$", "^[a-Z]$", "^[a-]$", "^[é]$", "^é$", "^a{257}$", "^a{3}{2}$", "^abcdefg$",
]  # fmt: skip


@pytest.mark.parametrize("pattern", TAKEN)
def test_patterns_of_one_width_are_taken(pattern: str) -> None:
    assert width_of(pattern, "") is not None and width_of(pattern, "i") is None


@pytest.mark.parametrize("pattern", LEFT)
def test_others_are_left_to_the_engine(pattern: str) -> None:
    assert width_of(pattern, "") is None


@pytest.mark.parametrize(
    ("pattern", "term", "wanted"),
    [
        ("^ab$", '"ab"', True),
        ("^ab$", '"ab"@en', True),
        ("^ab$", '"ab"^^<x:é>', True),
        ("^ab$", "<ab>", True),
        ("^ab$", "_:ab", False),
        ("^ab$", '"abc"', False),
        ("^ab$", '"a"', False),
        ("^ab$", '"ab\\n"', False),
        ("^ab$", '"ab>"', False),
        ("^ab$", '"éb"', False),
        ("^ab$", '"a\\""', False),
        ("^a{0}$", '""', True),
        ("^a{0}$", '"a"', False),
    ],
)
def test_a_term_matches_by_its_string(pattern: str, term: str, wanted: bool) -> None:
    width = width_of(pattern, "")
    assert width is not None and width.among([term]).tolist() == [wanted]
    string = string_of(term)
    assert wanted is (string is not None and re.fullmatch(pattern[1:-1], string) is not None)


strings = st.text('abc0159-_/:é>"\\\n ', max_size=6) | st.from_regex(r"\A[a-d0-9]{1,4}(-[0-9]{2})?\Z")
terms = st.builds(
    lambda text, end: '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"' + end,
    strings,
    st.sampled_from(["", "@en", "^^<x:d>"]),
)
PATTERNS = ["^[a-c]{2}[b-d]$", "^[0-9]{4}-[0-9]{2}$", "^a[0-9]$", "^[a-d0-9]{3}$", "^-$", "^[a-c0-5][b-c5-9][a-b]$"]


@settings(derandomize=True, deadline=None)
@given(st.sampled_from(PATTERNS), st.lists(terms, min_size=1))
def test_as_the_engine_of_the_columns_says(pattern: str, given_terms: list[str]) -> None:
    width = width_of(pattern, "")
    said = pl.Series([string_of(one) for one in given_terms], dtype=pl.String).str.contains(pattern)
    assert width is not None and width.among(given_terms).tolist() == said.to_list()
