"""While it is disputed whether something has an object, questions that hang on all points at once are refused by name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine import Assessment, assess, home, order_of, read_case
from engine.errors import UsageError
from engine.model.case import State
from engine.questions.contrast import contrast
from engine.questions.decided import check_decided
from engine.questions.improve import improve
from engine.questions.robustness import robustness

RATE = ("export-inspection-pass-rate", 2022)


@pytest.fixture(scope="module")
def settled() -> Assessment:
    (found,) = assess(home(), [order_of(read_case(home() / "fixtures/cases/fictional-grade-a"))])
    return found


@pytest.fixture(scope="module")
def disputed(settled: Assessment) -> Assessment:
    premise = replace(settled.case.premises[RATE], state=State.UNDECIDED, reason="object-disputed")
    return replace(settled, case=replace(settled.case, premises={**settled.case.premises, RATE: premise}))


def test_a_case_without_dispute_passes(settled: Assessment) -> None:
    check_decided(settled, "improve")


@pytest.mark.parametrize(
    ("question", "ask"),
    [
        ("improve", lambda one, _: improve(one, "A")),
        ("robustness", lambda one, _: robustness(one)),
        ("contrast", contrast),
        ("contrast", lambda one, other: contrast(other, one)),
    ],
)
def test_a_question_waits_for_the_decision(question: str, ask, disputed: Assessment, settled: Assessment) -> None:
    with pytest.raises(UsageError) as error:
        ask(disputed, settled)
    assert [(fault.code, fault.where, fault.found) for fault in error.value.faults] == [
        ("EXP-003", question, "export-inspection-pass-rate 2022")
    ]
