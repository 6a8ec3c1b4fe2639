"""Every assumed number and choice of an edition, with its value; what the standard gives is left out."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from engine import home, standard_for
from engine.check import assumptions
from engine.model import edition as model
from engine.model.text import Basis, BasisKind, Text
from engine.model.world import Concept, World
from tests.engine.build.made_up import BASIS, LABEL, indicator
from tests.engine.check.made_up import EDITION
from tests.engine.score.made_up import item

F = Fraction
STATED = Basis(BasisKind.DRAFTING_NOTE)
POLICY = {"p": model.Policy("worstYear", "worst", LABEL, BASIS)}


STEPS = (model.SelectionStep("correction", 4, LABEL, BASIS), model.SelectionStep("source-rank", 6, LABEL, STATED))
PROVISION = model.Provision("validity", "4", model.ProvisionType.REQUIREMENT, Text("三年", "three years"), BASIS)
WHOLE = replace(EDITION, policies=POLICY, provisions={"validity": PROVISION}, selection_steps=STEPS)
RANKED = World(
    source_kinds={"bulletin": Concept("bulletin", LABEL, rank=1, basis=BASIS), "news": Concept("news", LABEL, rank=2)},
    document_levels={"office": Concept("office", LABEL, rank=3, basis=BASIS)},
    indicators={
        "pm25": indicator("pm25", high=F(500), scope="city", population="points", basis=BASIS),
        "rate": indicator("rate"),
        "said": indicator("said", basis=STATED),
    },
)


def listed(edition: model.Edition = EDITION, world: World = RANKED) -> list[tuple[str, str, str]]:
    return [(one.kind, one.slug, one.value) for one in assumptions(edition, world)]


def test_every_part_with_a_number_is_listed_in_order() -> None:
    kinds = list(dict.fromkeys(kind for kind, _, _ in listed(WHOLE)))
    numbers = ["total", "bonus-cap", "parameter", "window", "points", "grade", "veto", "key-item", "policy"]
    assert kinds == [*numbers, "clause", "provision", "selection", "source-rank", "document-rank", "indicator"]


def test_of_ranks_steps_and_ranges_only_the_assumed_ones_are_listed() -> None:
    beside = ("selection", "source-rank", "document-rank", "indicator")
    assert [row for row in listed(WHOLE) if row[0] in beside] == [
        ("selection", "correction", "4"),
        ("source-rank", "bulletin", "1"),
        ("document-rank", "office", "3"),
        ("indicator", "pm25", "0–500; city; points"),
    ]


def test_a_provision_is_listed_with_what_it_demands_and_the_number_of_its_clause() -> None:
    (found,) = [one for one in assumptions(WHOLE, RANKED) if one.kind == "provision"]
    assert (found.label.en, found.value, found.basis) == ("three years", "4", BASIS)


STANDARD = standard_for(home(), "2021-draft")


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("provision", "评价机构应规定三年有效期，期满组织复评。"),
        ("provision", "申报方应提交近三年数据。"),
        ("selection", "更正代替被更正"),
        ("source-rank", "官方公报"),
        ("document-rank", "政府"),
        ("indicator", "细颗粒物年均浓度"),
        ("clause", "有效期与复评"),
    ],
)
def test_the_edition_lists_each_kind_of_assumption_with_its_reason(kind: str, said: str) -> None:
    every = assumptions(STANDARD.edition, STANDARD.world)
    (found,) = [one for one in every if (one.kind, one.label.zh) == (kind, said)]
    assert found.basis.reason is not None and found.basis.reason.zh and found.basis.reason.en


def test_every_assumption_of_the_edition_has_a_reason_in_both_languages() -> None:
    every = assumptions(STANDARD.edition, STANDARD.world)
    assert [one.slug for one in every if not (one.basis.reason and one.basis.reason.zh and one.basis.reason.en)] == []
    assert {one.kind: sum(two.kind == one.kind for two in every) for one in every if "rank" in one.kind} == {
        "source-rank": 6,
        "document-rank": 4,
    }


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
    found = assumptions(EDITION, RANKED)[0]
    assert (found.label, found.basis) == (EDITION.label, EDITION.basis)
