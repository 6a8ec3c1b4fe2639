"""Binding: the constants of a plan become numbers of the columns, once for each plan and columns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.columns.constants import with_constants
from engine.columns.ranks import ranks_of_limits
from engine.model.columns import Columns
from engine.model.shacl import Counted
from engine.plan import Count, Focus, Holders, Plan, Step, Stray, Tally, Test
from engine.steps.tests import Placed, tester

Parameters = Any  # what the step's function takes: an array, a test, or nothing


@dataclass(frozen=True, slots=True)
class Bound:
    """A plan over columns: the columns with the plan's focus nodes among their terms, and a parameter for each step."""

    columns: Columns
    parameters: tuple[Parameters, ...]


def bind(plan: Plan, columns: Columns) -> Bound:
    """Bind a plan; kept in the memo of the columns."""
    return columns.remember(("bound", plan.digest), lambda: _bind(plan, columns))


def _bind(plan: Plan, columns: Columns) -> Bound:
    extended, numbers = with_constants(columns, plan.constants, plan.nodes)
    ranks = zip((one.term for one in plan.limits), ranks_of_limits(extended.terms.scales, plan.limits), strict=True)
    placed = Placed(numbers, dict(ranks))
    makers = {
        Test: lambda step: tester(extended, placed, step.constraints),
        Count: lambda step: _limits(step.counts),
        Tally: lambda step: _limits(step.counts),
        Focus: lambda step: numbers,
        Holders: lambda step: np.array([numbers[term] for term in step.terms], dtype=np.uint32),
        Stray: lambda step: _allowed(extended, step),
    }
    return Bound(extended, tuple(_parameter(makers, step) for step in plan.steps))


def _parameter(makers: dict[type, Callable[[Any], Parameters]], step: Step) -> Parameters:
    make = makers.get(type(step))
    return None if make is None else make(step)


def _limits(counts: tuple[Counted, ...]) -> tuple[np.ndarray[Any, Any], bool]:
    return np.array([one.count for one in counts]), counts[0].least


def _allowed(columns: Columns, step: Stray) -> tuple[tuple[str, ...], np.ndarray[Any, Any]]:
    """The predicates of the data, and for each member which of them are allowed."""
    predicates = tuple(columns.relations)
    return predicates, np.array([[name in one.allowed for name in predicates] for one in step.allowed])
