"""A slot serves shapes, items and an indicator of one direction only."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from engine.check.rules.direction import problems
from engine.model import edition as model
from engine.model.world import Direction
from tests.engine.check.made_up import BANDS, DEDUCTION, EDITION, HERE, SHAPES, checked, said, shape, with_shape
from tests.engine.score.made_up import item

BOTH_WAYS = "higherIsBetter, lowerIsBetter"


@pytest.mark.parametrize(
    ("path", "constraint", "pulled"),
    [
        ("value", ("minInclusive", "95"), False),
        ("value", ("minExclusive", "95"), False),
        ("value", ("maxInclusive", "95"), True),
        ("value", ("maxExclusive", "95"), True),
        ("value", ("lessThanOrEquals", "target"), True),
        ("target", ("lessThanOrEquals", "value"), False),
        ("target", ("minCount", "1"), False),
        ("value", ("minCount", "1"), False),
    ],
)
def test_a_shape_pulls_as_its_constraint_compares(path: str, constraint: tuple[str, str], pulled: bool) -> None:
    shapes = with_shape(shape("rate", path=path, constraints=(constraint,)))
    assert said(problems(checked(shapes=shapes))) == ([("rate", BOTH_WAYS)] if pulled else [])


def test_bands_by_upper_edges_pull_down() -> None:
    items = {**EDITION.items, "rate": item("rate", "rate", 40, replace(BANDS, upper=True))}
    assert said(problems(checked(replace(EDITION, items=items)))) == [("rate", BOTH_WAYS)]


def test_a_deduction_pulls_as_its_parameter_compares() -> None:
    items = {**EDITION.items, "burden": item("burden", "burden", 20, replace(DEDUCTION, parameter="rate"))}
    assert said(problems(checked(replace(EDITION, items=items)))) == [("burden", BOTH_WAYS)]


def test_an_indicator_pulls_as_it_gets_better() -> None:
    turned = {**HERE.indicators, "rate": replace(HERE.indicators["rate"], direction=Direction.LOWER)}
    assert said(problems(checked(world=replace(HERE, indicators=turned)))) == [("rate", BOTH_WAYS)]


def test_a_slot_without_a_shape_is_pulled_by_the_rest() -> None:
    shapes = replace(SHAPES, by_slot={})
    turned = {
        **EDITION.items,
        "rate": item("rate", "rate", 40, model.Bands("rate", (model.Band(Fraction(40), Fraction(5)),), True)),
    }
    assert said(problems(checked(replace(EDITION, items=turned), shapes))) == [("rate", BOTH_WAYS)]
