"""The way back of every method: how an item is scored, the step reached, the next step, what to deliver."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from engine.model import edition as model
from engine.model.evidence import EventState, Ruling
from engine.model.text import Text
from engine.model.world import Concept
from engine.render.voice import Voice
from tests.engine.build.made_up import counted, happened, nil, observed, paper, rated, ruled, without
from tests.engine.explain.made_up import EDITION, NOTE, RECORDS, TARGETED, assessed
from tests.engine.score.made_up import item, tree

F = Fraction
EN, ZH = Voice("en"), Voice("zh")


def scored(requirement: str, points: int, method: model.Method, **more) -> model.Edition:
    """The edition with one item only."""
    return replace(EDITION, items={"one": item("one", requirement, points, method)}, key_items={}, **more)


def said(edition: model.Edition, *records, voice: Voice = EN, name: str = "lost", **more) -> list[str]:
    """The way back of the only line of that list."""
    ledger = assessed(*records, edition=edition, **more).explanation.ledger
    (line,) = getattr(ledger, name)
    return [voice.remark(one) for one in line.way_back]


BANDS = model.Bands("burden", (model.Band(F(23), F(35)), model.Band(F(11), F("40.125"))), upper=True)


@pytest.mark.parametrize(
    ("counts", "reached"),
    [
        ("110/300", "2022: 36.67 falls into 40.125 or less and earns 11; 35 or less earns 23 [assumed]"),
        ("150/300", "2022: 50 falls into no band and earns 0; 40.125 or less earns 11 [assumed]"),
    ],
)
def test_bands_say_every_edge_the_band_reached_and_the_next_one(counts: str, reached: str) -> None:
    assert said(scored("burden", 23, BANDS), counted("b", counts, indicator="burden")) == [
        "scored by bands of the value (35 or less: 23, 40.125 or less: 11) [assumed]",
        reached,
    ]


def test_bands_are_said_in_chinese_too() -> None:
    assert said(scored("burden", 23, BANDS), counted("b", "110/300", indicator="burden"), voice=ZH) == [
        "按取值分档计分（35以下得 23 分、40.125以下得 11 分）〔假定〕",
        "2022年为 36.67，落在40.125以下一档，得 11 分；达到35以下得 23 分〔假定〕",
    ]


def test_every_year_below_the_best_band_has_its_step() -> None:
    slots = {**EDITION.slots, "rate": replace(EDITION.slots["rate"], window=2)}
    rate = replace(EDITION.items["rate"], basis=NOTE)
    edition = replace(EDITION, items={"rate": rate}, slots=slots, key_items={})
    assert said(edition, observed("a", "94"), observed("b", "97", year=2021)) == [
        "scored by bands of the value (95 or more: 41, 90 or more: 17)",
        "2022: 94 falls into 90 or more and earns 17; 95 or more earns 41",
    ]


LEVELLED = replace(
    TARGETED,
    document_levels={
        "state": Concept("state", Text("国家", "the state"), rank=1),
        "province": Concept("province", Text("省", "a province"), rank=2),
        "city": Concept("city", Text("市", "a city"), rank=3),
    },
)
LEVELS = model.Levels(
    "paper", (model.Band(F(12), level="state"), model.Band(F(12), level="province"), model.Band(F(6), level="city"))
)


@pytest.mark.parametrize(
    ("level", "reached"),
    [
        ("city", "2022: issued by a city, the document earns 6; issued by the state or a province, 12 [assumed]"),
        (None, "2022: issued by an issuer of no stated level, the document earns 0; issued by a city, 6 [assumed]"),
    ],
)
def test_levels_say_who_issued_the_document_and_who_should(level: str | None, reached: str) -> None:
    assert said(scored("paper", 12, LEVELS), paper("d", level=level), world=LEVELLED) == [
        "scored by the level of the document (the state: 12, a province: 12, a city: 6) [assumed]",
        reached,
    ]


@pytest.mark.parametrize(
    ("step", "how", "less"),
    [
        (model.Step.PROPORTIONAL, "less 3 for each 1 on the bad side of the limit 35 [assumed], in proportion,", "5"),
        (model.Step.FULL_UNIT, "less 3 for each full 1 on the bad side of the limit 35 [assumed],", "3"),
        (model.Step.STARTED_UNIT, "less 3 for each started 1 on the bad side of the limit 35 [assumed],", "6"),
    ],
)
def test_a_deduction_says_its_unit_and_what_it_took(step: model.Step, how: str, less: str) -> None:
    method = model.Deduction("burden", "burden", F(1), F(3), step, F(2))
    assert said(scored("burden", 23, method), counted("b", "110/300", indicator="burden")) == [
        f"23 points, {how} and not below 2 [assumed]",
        f"2022: 1.67 away, which takes {less} and leaves {23 - int(less)}; at the limit all of it comes back [assumed]",
    ]


def test_only_years_that_lost_something_have_a_step() -> None:
    slots = {slug: replace(slot, window=2) for slug, slot in EDITION.slots.items()}
    method = model.Deduction("burden", "burden", F(1), F(3), model.Step.FULL_UNIT, F(2))
    burden = replace(scored("burden", 23, method), slots=slots)
    years = (observed("a", "30", 2021, indicator="burden"), observed("b", "37", indicator="burden"))
    assert [text[:4] for text in said(burden, *years)[1:]] == ["2022"]
    paper_years = replace(scored("paper", 12, LEVELS), slots=slots)
    papers = (paper("d", level="state", in_force_to=date(2021, 12, 31)), paper("e", date(2022, 3, 1), level="city"))
    assert [text[:4] for text in said(paper_years, *papers, world=LEVELLED)[1:]] == ["2022"]
    rating_years = replace(scored("mark", 12, model.Judged("mark")), slots=slots)
    best = [rated(name, name, "100", year=2021) for name in "pq"]
    assert [text[:4] for text in said(rating_years, *best, rated("x", "x", "89"), rated("y", "y", "91"))[1:]] == [
        "2022"
    ]


def test_a_judgement_that_passed_says_its_mean_and_what_a_point_of_it_is_worth() -> None:
    edition = scored("mark", 12, model.Judged("mark"))
    assert said(edition, rated("x", "x", "89"), rated("y", "y", "91")) == [
        "scored by the mean of the experts' ratings: 0.12 for each point of the mean, all 12 at 100 [assumed]",
        "2022: a mean of 90 earns 10.8; it takes new ratings with a higher mean [assumed]",
    ]


def test_events_say_their_number_and_that_only_the_record_can_be_corrected() -> None:
    edition = scored("events", 15, model.PerEvent("events", F(5), F(0)))
    assert said(edition, happened("e", EventState.PROVEN)) == [
        "less 5 for each proven event, and not below 0; proven: 1, only a corrected record gives points back [assumed]"
    ]


@pytest.mark.parametrize(
    ("zero", "more"), [(False, ""), (True, "; nothing where all are missing")], ids=["floor", "none is zero"]
)
def test_missing_elements_are_named_with_what_to_deliver(zero: bool, more: str) -> None:
    edition = named(scored("both", 29, model.PerMissingElement(F(4), F(1), zero)))
    assert said(edition, nil("n"), closed=True) == [
        f"less 4 for each element that is missing, and not below 1{more} [assumed]",
        "1 missing: the plan",
        "to be delivered: deed (2022)",
    ]


def test_a_share_says_what_each_member_not_met_would_give() -> None:
    edition = named(scored("both", 30, model.ShareMet({"paper": F(2)})))
    assert said(edition, nil("n"), closed=True) == [
        "scored by the share that is met: 1 of 3, 30 points for all [assumed]",
        "“the plan” met gives 20 [assumed]",
        "to be delivered: deed (2022)",
    ]


def test_all_or_nothing_says_the_limit_that_was_missed() -> None:
    assert said(scored("aimed", 13, model.AllOrNothing()), observed("a", "89")) == [
        "all or nothing: 13 points when it is met, else none [assumed]",
        "2022: “example” has to reach the limit 90, 1 away",
    ]


def test_an_assumed_limit_that_was_missed_bears_the_mark() -> None:
    (_, reach) = said(scored("burden", 13, model.AllOrNothing()), observed("a", "36", indicator="burden"))
    assert reach == "2022: “example” has to reach the limit 35 [assumed], 1 away"


def test_a_value_that_is_not_settled_is_said_to_keep_the_step_unknown() -> None:
    edition = replace(EDITION, items={"rate": EDITION.items["rate"]}, key_items={})
    ledger = assessed(counted("a", "930/1000", "94"), edition=edition).explanation.ledger
    (line,) = ledger.lost
    assert [EN.remark(one) for one in line.way_back] == [
        "scored by bands of the value (95 or more: 41, 90 or more: 17) [assumed]",
        "2022: the value is not settled (the published rate is not that of its counts); where it falls is known only then",
    ]


def test_points_of_a_rescaled_item_are_said_to_be_before_rescaling() -> None:
    records = (*RECORDS[1:], without("n", "rate"))
    ledger = assessed(*records, decisions=(ruled("n", Ruling.ACCEPTED),)).explanation.ledger
    line = next(line for line in ledger.lost if line.item == "burden")
    assert EN.remark(line.way_back[-1]) == "these points are before rescaling by 1.5652"


def test_an_open_line_says_only_what_to_deliver_with_the_years() -> None:
    slots = {**EDITION.slots, "paper": replace(EDITION.slots["paper"], window=2)}
    edition = scored("paper", 12, model.AllOrNothing(), slots=slots)
    assert said(edition, name="open") == ["to be delivered: deed (2021, 2022 [assumed])"]


def test_members_that_can_stand_for_each_other_are_offered_as_such() -> None:
    either = tree("either", model.Logic.ANY_OF, "paper", "events")
    requirements = {**EDITION.requirements, "either": either}
    edition = scored("either", 12, model.AllOrNothing(), requirements=requirements)
    assert said(edition, name="open") == [
        "to be delivered, any one of them: deed (2022)",
        "to be delivered, any one of them: example (2022)",
    ]


def test_too_few_ratings_say_how_many_there_are_and_how_many_are_needed() -> None:
    edition = scored("mark", 12, model.Judged("mark"))
    assert said(edition, rated("x", "x", "89"), name="open") == [
        "2022: experts who rated: 1, at least 2 are needed [assumed]"
    ]
    assert said(edition, rated("x", "x", "89"), name="open", voice=ZH) == [
        "2022年已有 1 位专家评分，至少须有 2 位〔假定〕"
    ]


def test_members_without_object_take_no_part_in_the_share() -> None:
    edition = scored("both", 30, model.ShareMet())
    records = (without("n", "events"),)
    assert said(edition, *records, closed=True, decisions=(ruled("n", Ruling.ACCEPTED),))[:2] == [
        "scored by the share that is met: 0 of 1, 30 points for all [assumed]",
        "“example” met gives 30 [assumed]",
    ]


def named(edition: model.Edition) -> model.Edition:
    """The edition in which the document's leaf has a name of its own."""
    leaf = replace(edition.requirements["paper"], label=Text("规划", "the plan"))
    return replace(edition, requirements={**edition.requirements, "paper": leaf})
