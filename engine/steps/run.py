"""The run: every step in its order, each over what the steps before it made."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from engine.model.columns import Columns
from engine.plan import (
    Clear,
    Combine,
    Compare,
    Count,
    Every,
    Focus,
    Follow,
    Holders,
    Narrow,
    Plan,
    Repeated,
    Report,
    Stray,
    Tally,
    Test,
)
from engine.steps import kinds
from engine.steps.bind import bind
from engine.steps.results import Part, Results, joined

STEPS: dict[type, Callable[..., Any]] = {
    Focus: kinds.focus,
    Holders: kinds.holders,
    Follow: kinds.follow,
    Narrow: kinds.narrow,
    Test: kinds.test,
    Every: kinds.every,
    Count: kinds.count,
    Tally: kinds.tally,
    Combine: kinds.combine,
    Compare: kinds.compare,
    Repeated: kinds.repeated,
    Stray: kinds.stray,
    Clear: kinds.clear,
    Report: kinds.report,
}


def run(plan: Plan, columns: Columns) -> Results:
    """The results of every compiled step of a plan over columns.

    Unknowns: a value that cannot be compared fails its comparison. Raises: nothing for a plan and columns that were made
    by their functions. Source: SHACL, sections 3 and 4.
    """
    bound = bind(plan, columns)
    made: list[Any] = []
    parts: list[Part] = []
    for step, parameters in zip(plan.steps, bound.parameters, strict=True):
        found = STEPS[type(step)](bound.columns, made, step, parameters)
        made.append(found)
        if type(step) is Report and len(found[0]):
            parts.append(found)
    frames = tuple(np.sort(made[rest.frame].node) for rest in plan.rest)
    return joined(bound.columns, parts, frames)
