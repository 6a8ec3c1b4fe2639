"""The limits of a slot's shape: every number that value, count or rating is compared with, ascending."""

import pytest

from engine.model.shape import PropertyShape, SlotShape
from tests.engine.build.made_up import LABEL


def shape(path: str, *constraints: tuple[str, str]) -> SlotShape:
    part = PropertyShape("p", path, constraints, "Violation", LABEL, 1)
    return SlotShape("s", "s", "s", (part, part))


@pytest.mark.parametrize("path", ["value", "count", "rating"])
def test_limits_are_ascending_and_each_once(path: str) -> None:
    found = shape(path, ("maxInclusive", "9.5"), ("minExclusive", "2"), ("minCount", "1"))
    assert found.limits() == (2, 9.5)


@pytest.mark.parametrize(
    ("path", "constraint"),
    [("value", ("lessThanOrEquals", "target")), ("level", ("hasValue", "x")), ("year", ("in", "1"))],
)
def test_what_is_no_number_of_a_premise_is_no_limit(path: str, constraint: tuple[str, str]) -> None:
    assert shape(path, constraint).limits() == ()
