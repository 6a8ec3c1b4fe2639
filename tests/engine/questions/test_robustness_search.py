"""The walk outward from a number: points, intervals, the ends of a range, whole numbers and rounding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import pytest

from engine.exact import Span
from engine.questions.robustness_search import (
    Flip,
    ends,
    in_order,
    nearest_flip,
    nearest_rounded,
    nearest_whole,
    regions,
)

F = Fraction
ZERO, TEN = F(0), F(10)


@dataclass
class Made:
    """A number from 0 to 10 that is graded by the first edge that it reaches; `open_edges` belong to the lower grade."""

    start: Fraction
    edges: tuple[tuple[Fraction, str], ...]
    open_edges: bool = False
    hidden: tuple[Fraction, ...] = ()
    low: Fraction = ZERO
    high: Fraction = TEN

    def cuts(self) -> Sequence[Fraction]:
        return [edge for edge, _ in self.edges if edge not in self.hidden]

    def roots(self, low: Fraction, high: Fraction) -> Sequence[Fraction]:
        return self.hidden

    def grades(self, value: Fraction) -> tuple[str, ...]:
        reached = [grade for edge, grade in self.edges if (value > edge if self.open_edges else value >= edge)]
        return (reached[0],) if reached else ("d",)


EDGES = ((F(8), "a"), (F(5), "b"))


def test_the_regions_are_intervals_and_points_outward_to_the_end() -> None:
    line = Made(F(6), EDGES, hidden=(F(8),))
    assert list(regions(line, F(10))) == [
        Span(F(6), F(8), True, True),
        Span.point(F(8)),
        Span(F(8), F(10), True, True),
        Span.point(F(10)),
    ]
    assert list(regions(line, F(0))) == [
        Span(F(5), F(6), True, True),
        Span.point(F(5)),
        Span(F(0), F(5), True, True),
        Span.point(F(0)),
    ]
    assert list(regions(Made(F(10), EDGES), F(10))) == []


@pytest.mark.parametrize(
    ("line", "flip"),
    [
        (Made(F(7), EDGES), Flip(F(8), F(1), True, F(8), ("a",))),
        (Made(F(6), EDGES), Flip(F(5), F(1), False, F(5, 2), ("d",))),
        (Made(F(5), EDGES), Flip(F(5), F(0), False, F(5, 2), ("d",))),
        (Made(F(7), EDGES, open_edges=True), Flip(F(8), F(1), False, F(9), ("a",))),
        (Made(F(6), EDGES, open_edges=True), Flip(F(5), F(1), True, F(5), ("d",))),
        (Made(F(13, 2), EDGES, open_edges=True), Flip(F(5), F(3, 2), True, F(5), ("d",))),
        (Made(F(7), EDGES, hidden=(F(8),)), Flip(F(8), F(1), True, F(8), ("a",))),
        (Made(F(7), EDGES, low=F(6), high=F(15, 2)), None),
        (Made(F(7), EDGES, low=F(6), high=F(8)), Flip(F(8), F(1), True, F(8), ("a",))),
        (Made(F(7), ()), None),
    ],
)
def test_the_nearest_flip_is_at_a_value_or_only_beyond_it(line: Made, flip: Flip | None) -> None:
    assert nearest_flip(line) == flip


def test_a_count_flips_at_the_nearest_whole_number() -> None:
    assert nearest_whole(Made(F(6), ((F(13, 2), "a"), (F(3), "b")))) == Flip(F(7), F(1), True, F(7), ("a",))
    assert nearest_whole(Made(F(4), ((F(3), "b"),))) == Flip(F(2), F(2), True, F(2), ("d",))
    assert nearest_whole(Made(F(4), ())) is None


@pytest.mark.parametrize(
    ("start", "exact", "edges", "flip"),
    [
        # 4.5 is rounded to 4, the even one: 5 is reached only beyond it; 7.5 to 8, so that 8 is reached at it
        (F(4), F(41, 10), ((F(5), "b"),), Flip(F(9, 2), F(2, 5), False, F(5), ("b",))),
        (F(7), F(7), ((F(8), "a"),), Flip(F(15, 2), F(1, 2), True, F(8), ("a",))),
        (F(7), F(7), ((F(31, 4), "a"),), Flip(F(15, 2), F(1, 2), True, F(8), ("a",))),
        (F(6), F(58, 10), ((F(6), "b"),), Flip(F(11, 2), F(3, 10), False, F(5), ("d",))),
        (F(5), F(5), ((F(5), "b"),), Flip(F(9, 2), F(1, 2), True, F(4), ("d",))),
    ],
)
def test_a_rounded_number_flips_where_its_rounding_does(start, exact, edges, flip: Flip) -> None:
    assert nearest_rounded(Made(start, edges), exact, 0, F(0), F(10)) == flip


def test_what_lies_between_two_rounded_numbers_is_never_reached() -> None:
    class Between(Made):
        def grades(self, value: Fraction) -> tuple[str, ...]:
            return ("a",) if F(31, 5) < value < F(34, 5) else ("b",)

    line = Between(F(5), ((F(31, 5), ""), (F(34, 5), "")))
    assert nearest_flip(line) == Flip(F(31, 5), F(6, 5), False, F(13, 2), ("a",))
    assert nearest_rounded(line, F(5), 0, F(0), F(10)) is None


def test_beyond_the_range_before_rounding_nothing_flips() -> None:
    assert nearest_rounded(Made(F(7), ((F(8), "a"),)), F(7), 0, F(7), F(74, 10)) is None


def test_the_ends_of_grades_and_their_order() -> None:
    assert (ends(()), ends(("b",)), ends(("a", "b", "d"))) == ((), ("b", "b"), ("a", "d"))
    near, beyond = Flip(F(1), F(1), True, F(1), ("a",)), Flip(F(1), F(1), False, F(2), ("a",))
    assert in_order([None, beyond, near, Flip(F(0), F(0), False, F(1), ("a",)), None]) == [3, 2, 1, 0, 4]
