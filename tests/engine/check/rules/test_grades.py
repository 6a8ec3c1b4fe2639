"""Grades descend without a gap to a last one without an edge."""

from dataclasses import replace

import pytest

from engine.check.rules.grades import problems
from tests.engine.check.made_up import EDITION, checked, said
from tests.engine.score.made_up import grades


@pytest.mark.parametrize(
    ("edges", "found"),
    [
        ((80, 50, None), []),
        ((None,), []),
        ((80, 50, 0), ["-"]),
        ((50, 80, None), ["50, 80"]),
        ((80, 80, None), ["80, 80"]),
        ((80, None, None), ["80, None"]),
        ((), ["-"]),
    ],
)
def test_every_score_has_exactly_one_grade(edges, found: list[str]) -> None:
    edition = replace(EDITION, grades=grades(*edges))
    assert said(problems(checked(edition))) == [("made-up", one) for one in found]


def test_two_grades_of_one_order_are_found() -> None:
    scale = {slug: replace(one, order=1) for slug, one in grades(80, None).items()}
    assert said(problems(checked(replace(EDITION, grades=scale)))) == [("made-up", "80")]
