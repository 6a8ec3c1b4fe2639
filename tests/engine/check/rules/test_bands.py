"""Bands: the best gives full points, edges and points fall, rounded edges have the digits of the limit."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from engine.check.rules.bands import problems
from engine.model import edition as model
from engine.model.edition import Comparison
from tests.engine.check.made_up import BANDS, EDITION, checked, said
from tests.engine.score.made_up import item

F = Fraction


def with_method(method: model.Method, slot=None):
    edition = replace(EDITION, items={**EDITION.items, "rate": item("rate", "rate", 40, method)})
    return checked(edition if slot is None else replace(edition, slots={**edition.slots, "rate": slot}))


def bands(*pairs: tuple[int, str | None], upper: bool = False) -> model.Bands:
    return model.Bands("rate", tuple(model.Band(F(p), None if e is None else F(e)) for p, e in pairs), upper)


@pytest.mark.parametrize(
    ("method", "found"),
    [
        (bands((40, "95"), (20, "90")), None),
        (bands((40, "5"), (20, "10"), upper=True), None),
        (bands((39, "95"), (20, "90")), "points"),
        (bands(), "points"),
        (bands((40, "90"), (20, "95")), "90, 95"),
        (bands((40, "10"), (20, "5"), upper=True), "10, 5"),
        (bands((40, "95"), (40, "90")), "95, 90"),
        (bands((40, "95"), (20, None)), None),
    ],
)
def test_bands_fall_from_full_points(method: model.Bands, found: str | None) -> None:
    assert said(problems(with_method(method))) == ([] if found is None else [("rate", found)])


def test_levels_begin_at_full_points_and_have_no_edges() -> None:
    sound = model.Levels("paper", (model.Band(F(40), level="a"), model.Band(F(5), level="b")))
    two = {**EDITION.items, "both": item("both", "both", 40, sound)}
    assert said(problems(checked(replace(EDITION, items=two)))) == []
    less = {**EDITION.items, "both": item("both", "both", 41, sound)}
    assert said(problems(checked(replace(EDITION, items=less)))) == [("both", "points")]


def test_a_method_reads_a_slot_of_its_own_requirement() -> None:
    assert said(problems(with_method(replace(BANDS, slot="burden")))) == [("rate", "burden")]


@pytest.mark.parametrize(
    ("digits", "edge", "sound"), [(0, "95", True), (1, "95.5", True), (0, "95.5", False), (None, "95", False)]
)
def test_edges_of_a_rounded_slot_have_the_digits_of_the_limit(digits: int | None, edge: str, sound: bool) -> None:
    slot = replace(EDITION.slots["rate"], comparison=Comparison.ROUNDED, limit_digits=digits)
    found = said(problems(with_method(bands((40, edge), (20, "90")), slot)))
    assert found == ([] if sound else [("rate", f"limitDigits {digits}")])
