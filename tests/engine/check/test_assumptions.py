"""Every assumed number and choice of an edition, with its value; what the standard gives is left out."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from engine.check import assumptions
from engine.model import edition as model
from engine.model.text import Basis, BasisKind
from tests.engine.build.made_up import BASIS, LABEL
from tests.engine.check.made_up import EDITION
from tests.engine.score.made_up import item

F = Fraction
STATED = Basis(BasisKind.DRAFTING_NOTE)
POLICY = {"p": model.Policy("worstYear", "worst", LABEL, BASIS)}


def listed(edition: model.Edition = EDITION) -> list[tuple[str, str, str]]:
    return [(one.kind, one.slug, one.value) for one in assumptions(edition)]


def test_every_part_with_a_number_is_listed_in_order() -> None:
    kinds = list(dict.fromkeys(kind for kind, _, _ in listed(replace(EDITION, policies=POLICY))))
    assert kinds == ["total", "bonus-cap", "parameter", "window", "points", "grade", "veto", "key-item", "policy"]


@pytest.mark.parametrize(
    "row",
    [
        ("total", "made-up", "100"),
        ("bonus-cap", "made-up", "10"),
        ("parameter", "rate", "95"),
        ("window", "rate", "1"),
        ("window", "mark", "1; 2 × 0–100"),
        ("grade", "a", "80"),
        ("grade", "c", "-"),
        ("veto", "events", "C"),
        ("key-item", "rate", "0.6"),
        ("policy", "worstYear", "worst"),
    ],
)
def test_each_is_listed_with_its_value(row: tuple[str, str, str]) -> None:
    assert row in listed(replace(EDITION, policies=POLICY))


@pytest.mark.parametrize(
    ("method", "value"),
    [
        (model.AllOrNothing(), "40"),
        (model.Judged("rate"), "40"),
        (model.Bands("rate", (model.Band(F(40), F(95)), model.Band(F(20), None))), "40; 95 → 40;  → 20"),
        (model.Levels("paper", (model.Band(F(40), level="government"),)), "40; government → 40"),
        (model.Deduction("rate", "rate", F(1), F(2), model.Step.FULL_UNIT, F(0)), "40; -2 / 1 ≥ 0"),
        (model.PerMissingElement(F(4), F(1), True), "40; -4 ≥ 1"),
        (model.PerEvent("events", F(5), F(0)), "40; -5 ≥ 0"),
        (model.ShareMet({"rate": F(2)}), "40; rate × 2"),
    ],
)
def test_points_are_listed_with_every_number_of_their_method(method: model.Method, value: str) -> None:
    edition = replace(EDITION, items={"x": item("x", "rate", 40, method)})
    assert ("points", "x", value) in listed(edition)


@pytest.mark.parametrize("part", ["parameters", "slots", "items", "grades", "vetoes", "key_items"])
def test_what_the_standard_gives_is_left_out(part: str) -> None:
    stated = {slug: replace(one, basis=STATED) for slug, one in getattr(EDITION, part).items()}
    before, after = listed(), listed(replace(EDITION, **{part: stated}))
    assert len(before) - len(after) == len(stated)


def test_total_and_cap_may_have_their_own_basis() -> None:
    kinds = {kind for kind, _, _ in listed(replace(EDITION, total_basis=STATED, bonus_cap_basis=STATED))}
    assert not kinds & {"total", "bonus-cap"}


def test_an_edition_without_a_cap_lists_none() -> None:
    assert "bonus-cap" not in {kind for kind, _, _ in listed(replace(EDITION, bonus_cap=None))}


def test_an_assumption_keeps_label_and_reason() -> None:
    found = assumptions(EDITION)[0]
    assert (found.label, found.basis) == (EDITION.label, EDITION.basis)
