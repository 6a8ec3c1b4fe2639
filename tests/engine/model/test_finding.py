"""Possibilities and verdicts: what is absent, what violates, and what was never asked."""

import pytest

from engine.errors import PlanError
from engine.model.case import Reading
from engine.model.finding import Outcome, Possibility, Verdicts

GOOD, BAD, STRANGE = Reading("rate", value=1), Reading("rate", value=2), Reading("burden", value=1)
VERDICTS = Verdicts(frozenset({GOOD, BAD}), frozenset({BAD}), "plain")


@pytest.mark.parametrize(
    ("possibility", "absent"),
    [
        (Possibility(None, None, Outcome.FAILED), True),
        (Possibility(None, None, Outcome.INAPPLICABLE), False),
        (Possibility(GOOD, None, Outcome.FAILED), False),
        (Possibility(GOOD), False),
    ],
)
def test_only_nothing_that_fails_is_absent(possibility: Possibility, absent: bool) -> None:
    assert possibility.absent is absent


def test_a_reading_passes_unless_it_violates() -> None:
    assert (VERDICTS.passes(GOOD), VERDICTS.passes(BAD)) == (True, False)


def test_a_reading_that_no_lane_was_asked_about_is_a_bug_of_ours() -> None:
    with pytest.raises(PlanError) as error:
        VERDICTS.passes(STRANGE)
    (fault,) = error.value.faults
    assert (fault.code, fault.where, fault.found) == ("PLN-003", "burden", "plain")
