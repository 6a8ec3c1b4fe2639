"""Limits among the values of the data: the rank of the equal one, or between two neighbours."""

import numpy as np
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.columns.order import limit
from engine.columns.ranks import ranks_of_limits
from engine.columns.terms import terms_of
from engine.columns.values import XSD
from engine.model.columns import KIND_BITS, NO_RANK, OrderKind, Terms


def typed(lexical: str, name: str = "decimal") -> str:
    return f'"{lexical}"^^<{XSD}{name}>'


def placed(terms: Terms, *wanted: str) -> list[int]:
    """The ranks of limits, given in any order, those of one order kind together."""
    limits = sorted(map(limit, wanted), key=lambda one: (one.order, one.key))
    ranks = dict(zip((one.term for one in limits), ranks_of_limits(terms.scales, limits), strict=True))
    return [ranks[one] for one in wanted]


def test_limits_stand_between_their_neighbours() -> None:
    terms = terms_of(pl.Series([typed("1"), typed("2"), typed("3")]))
    zero, fifth, same, whole, two, half, above = placed(
        terms, *(typed(one) for one in ("0", "1.2", "1.00", "1.20", "2.00", "2.5", "3.5"))
    )
    first, second, third = terms.rank.tolist()
    assert zero < first == same < fifth == whole < second == two < half < third < above


def test_many_limits_in_one_gap() -> None:
    terms = terms_of(pl.Series([typed("1"), typed("2")]))
    found = placed(terms, *(typed(f"1.{at:04}") for at in range(1, 2000)))
    assert set(found) == {int(terms.rank[0]) + 1} and found[0] < terms.rank[1]


def test_kinds_that_the_data_lack_and_limits_that_nothing_can_be_compared_with() -> None:
    terms = terms_of(pl.Series([typed("1")]))
    truth, ill, iri = placed(terms, typed("true", "boolean"), typed("x"), "<x:a>")
    assert truth >> KIND_BITS == OrderKind.BOOLEAN and ill == iri == NO_RANK


numbers = st.from_regex(r"\A-?[0-9]{1,3}(\.[0-9]{1,20})?\Z")
near = st.from_regex(r"\A[12]\.[0-9]{0,1}0{17,18}[0-9]{0,2}\Z")  # equal in 18 digits, and not in what follows
days = st.builds(lambda day, zone: f"2024-01-{day:02}{zone}", st.integers(1, 9), st.sampled_from(["", "Z", "+01:00"]))
literals = (
    st.builds(typed, numbers, st.sampled_from(["decimal", "double"]))
    | st.builds(typed, near)
    | st.builds(typed, days, st.just("date"))
    | st.builds(lambda text: f'"{text}"', st.text("abc", max_size=3))
)


@settings(derandomize=True, deadline=None)
@given(st.lists(literals, unique=True), st.lists(literals, unique=True))
def test_limits_stand_to_the_data_as_if_they_were_data(objects: list[str], wanted: list[str]) -> None:
    terms = terms_of(pl.Series(objects, dtype=pl.String))
    both = terms_of(pl.Series([*objects, *(one for one in wanted if one not in objects)], dtype=pl.String))
    at = {one: place for place, one in enumerate(both.text)}
    for one, rank in zip(wanted, placed(terms, *wanted), strict=True):
        same = both.order[: len(objects)] == both.order[at[one]]
        here, there = terms.rank[same] - rank, both.rank[: len(objects)][same] - both.rank[at[one]]
        assert np.sign(here).tolist() == np.sign(there).tolist()
