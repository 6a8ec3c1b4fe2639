"""Questions that a person must answer first: whether something has an object at all."""

from __future__ import annotations

from engine.build.possibilities import DISPUTED
from engine.errors import Fault, UsageError, raise_all
from engine.model.assessment import Assessment


def check_decided(assessment: Assessment, question: str) -> None:
    """Pass a case in which no object is disputed: while one is, points hang on each other through the rescaling.

    Raises: UsageError EXP-003 with every premise that waits for a decision.
    """
    waiting = (premise for premise in assessment.case.premises.values() if premise.reason == DISPUTED)
    faults = [Fault("EXP-003", question, f"{premise.slot} {premise.year}") for premise in waiting]
    raise_all(UsageError, faults)
