"""An open question has one reading chosen and at least one other, and speaks of requirements that exist."""

from dataclasses import replace

import pytest

from engine.check.rules.questions import problems
from engine.model.edition import OpenQuestion, Reading
from tests.engine.build.made_up import LABEL
from tests.engine.check.made_up import EDITION, checked, said


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ((True, False), None),
        ((True, False, False), None),
        ((True,), "1 / 1"),
        ((True, True), "2 / 2"),
        ((False, False), "0 / 2"),
        ((), "0 / 0"),
    ],
)
def test_a_question_has_exactly_one_chosen_reading_of_several(chosen: tuple[bool, ...], found: str | None) -> None:
    readings = tuple(Reading(str(n), LABEL, one) for n, one in enumerate(chosen))
    question = OpenQuestion("q", LABEL, ("rate",), readings, LABEL)
    assert said(problems(checked(replace(EDITION, questions={"q": question})))) == ([("q", found)] if found else [])


def test_a_question_about_what_is_not_there_is_found() -> None:
    question = replace(EDITION.questions["q"], about=("rate", "lost"))
    assert said(problems(checked(replace(EDITION, questions={"q": question})))) == [("q", "lost")]
