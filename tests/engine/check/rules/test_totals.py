"""The base items add up to the total, the bonus items at least to their cap."""

from dataclasses import replace
from fractions import Fraction

import pytest

from engine.check.rules.totals import problems
from tests.engine.check.made_up import EDITION, checked, said


@pytest.mark.parametrize(
    ("total", "cap", "found"),
    [
        (100, 10, []),
        (100, 5, []),
        (100, None, []),
        (101, 10, ["100"]),
        (99, 10, ["100"]),
        (100, 11, ["10"]),
        (1, 11, ["100", "10"]),
    ],
)
def test_sums_are_what_the_edition_states(total: int, cap: int | None, found: list[str]) -> None:
    edition = replace(EDITION, total=Fraction(total), bonus_cap=None if cap is None else Fraction(cap))
    assert said(problems(checked(edition))) == [("made-up", one) for one in found]
