"""Nesting is counted where a parser would nest, and nowhere else."""

from __future__ import annotations

import time

import pytest

from engine.errors import EvidenceError
from engine.read.evidence.nesting import DEEPEST, check_nesting


def depth(text: str) -> str:
    """The level at which a text is refused, or an empty text."""
    try:
        check_nesting("e.ttl", text)
    except EvidenceError as error:
        return error.faults[0].found
    return ""


@pytest.mark.parametrize("pair", ["[]", "()", "{}", ("<<", ">>")])
def test_check_nesting_at_the_limit(pair: tuple[str, str]) -> None:
    opens, closes = pair
    assert depth(opens * DEEPEST + closes * DEEPEST) == ""
    assert depth(opens * (DEEPEST + 1)) == str(DEEPEST + 1)


@pytest.mark.parametrize(
    "text",
    ['"{}"', "'{}'", '"""a"b{}"""', "'''a'b{}'''", "# {}\n", "<urn:{}>", r'"\"{}"', "x:\\#", '"""\n{}\n"""'],
)
def test_check_nesting_passes_over_what_a_parser_does_not_nest(text: str) -> None:
    assert depth(text.format("[" * 100)) == ""


@pytest.mark.parametrize("text", ["'\"' {} '\"'", '"\'" {} "\'"', r"x:\# {}", r"x:\' {} x:\'", "<a> {}", "# a\n{}"])
def test_check_nesting_is_not_deceived(text: str) -> None:
    assert depth(text.format("[" * 100)) == str(DEEPEST + 1)


def test_check_nesting_one_after_another_is_flat() -> None:
    assert depth("[]" * 1000) == ""


def test_check_nesting_what_closes_too_often_opens_nothing() -> None:
    assert depth("]" * 100 + "[" * (DEEPEST + 1)) == str(DEEPEST + 1)


def test_check_nesting_names_the_line() -> None:
    with pytest.raises(EvidenceError) as error:
        check_nesting("e.ttl", "\n\n" + "[" * 65)
    assert error.value.faults[0].where == "e.ttl line 3"


@pytest.mark.parametrize("text", ["'\\'" * 3_000_000, '"""' + '\\"' * 3_000_000, "'\n" * 3_000_000])
def test_quotes_that_are_never_closed_take_no_longer_than_their_length(text: str) -> None:
    """The first took all the time that a reader has, as the rest of the line was looked through again for each quote."""
    begun = time.process_time()
    check_nesting("a.ttl", text)
    assert time.process_time() - begun < 10
