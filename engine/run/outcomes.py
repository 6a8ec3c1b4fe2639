"""The combination tables of the law of a verdict (design.md, section 5)."""

from __future__ import annotations

from collections.abc import Sequence

from engine.errors import PlanError
from engine.model.edition import Logic
from engine.model.finding import Outcome

PASSED, FAILED = Outcome.PASSED, Outcome.FAILED
CANT_TELL, UNTESTED, INAPPLICABLE = Outcome.CANT_TELL, Outcome.UNTESTED, Outcome.INAPPLICABLE


def all_of(outcomes: Sequence[Outcome]) -> Outcome:
    """Every member: any failed fails, then any cantTell, then any untested, else passed; none applicable: inapplicable."""
    left = [outcome for outcome in outcomes if outcome is not INAPPLICABLE]
    if not left:
        return INAPPLICABLE
    return next((outcome for outcome in (FAILED, CANT_TELL, UNTESTED) if outcome in left), PASSED)


def any_of(outcomes: Sequence[Outcome]) -> Outcome:
    """One member: any passed passes, then any cantTell, then any untested, else failed; none applicable: inapplicable."""
    left = [outcome for outcome in outcomes if outcome is not INAPPLICABLE]
    if not left:
        return INAPPLICABLE
    return next((outcome for outcome in (PASSED, CANT_TELL, UNTESTED) if outcome in left), FAILED)


def at_least(least: int, outcomes: Sequence[Outcome]) -> Outcome:
    """`least` members: enough passed passes, too few that still could fails; none applicable: inapplicable."""
    left = [outcome for outcome in outcomes if outcome is not INAPPLICABLE]
    if not left:
        return INAPPLICABLE
    if left.count(PASSED) >= least:
        return PASSED
    if len(left) - left.count(FAILED) < least:
        return FAILED
    return CANT_TELL if CANT_TELL in left else UNTESTED


def combined(logic: Logic, least: int | None, outcomes: Sequence[Outcome]) -> Outcome:
    """The outcome of a tree node over the outcomes of its members."""
    match logic:
        case Logic.ALL_OF:
            return all_of(outcomes)
        case Logic.ANY_OF:
            return any_of(outcomes)
        case Logic.AT_LEAST:
            if least is None:
                raise PlanError.of("PLN-002", "atLeast", "n")
            return at_least(least, outcomes)
