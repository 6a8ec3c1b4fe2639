"""Clause numbers: unique, without gaps below each clause, continuing the number above."""

from dataclasses import replace

import pytest

from engine.check.rules.numbering import problems
from engine.model.edition import Clause
from tests.engine.build.made_up import BASIS, LABEL
from tests.engine.check.made_up import EDITION, checked, said


@pytest.mark.parametrize(
    ("numbers", "found"),
    [
        (("4", "4.1", "4.1 a)", "4.1 b)", "4.2", "5"), []),
        (("5",), ["5"]),
        (("4", "6"), ["6"]),
        (("4", "4.2"), ["4.2"]),
        (("4", "4.1", "4.1 b)"), ["4.1 b)"]),
        (("4", "4"), ["4", "4"]),
        (("4", "4.1", "4.1"), ["4.1", "4.1"]),
    ],
)
def test_numbers_run_without_gap_or_repetition(numbers: tuple[str, ...], found: list[str]) -> None:
    clauses: dict[str, Clause] = {}
    for place, number in enumerate(numbers):
        above = number.rpartition(" ")[0] or number.rpartition(".")[0]
        parent = next((slug for slug, one in clauses.items() if one.number == above), None)
        clauses[str(place)] = Clause(str(place), number, LABEL, LABEL, parent, BASIS)
    assert [number for _, number in said(problems(checked(replace(EDITION, clauses=clauses))))] == found


def test_a_part_continues_the_number_of_its_whole() -> None:
    clauses = {"a": Clause("a", "4", LABEL, LABEL, None, BASIS), "b": Clause("b", "5.1", LABEL, LABEL, "a", BASIS)}
    assert said(problems(checked(replace(EDITION, clauses=clauses)))) == [("b", "5.1")]
