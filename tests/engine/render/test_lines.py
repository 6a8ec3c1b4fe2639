"""Lines of the ledger, causes, deliveries and the figures of target clauses as sentences."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from engine.explain.cited import Cited
from engine.model import edition as model
from engine.model.text import Basis, BasisKind, Text
from engine.model.world import Document
from engine.render.lines import (
    cause_lines,
    cause_text,
    causes_lines,
    citation_of,
    cited_text,
    delivery_text,
    evidence_text,
    figure_lines,
    line_text,
    observed_words,
)
from engine.render.voice import Voice
from tests.engine.build.made_up import BURDEN, LABEL, YEAR, aim, counted, observed, rated
from tests.engine.explain.made_up import EDITION, NOTE, RECORDS, TARGETED, assessed, city_world

EN, ZH = Voice("en"), Voice("zh")
ONE = assessed(*RECORDS)
LEDGER = ONE.explanation.ledger
ASSUMED = Basis(BasisKind.ASSUMED)


def lost(item: str):
    return next(line for line in LEDGER.lost if line.item == item)


def figures(*records, voice: Voice = EN, **more) -> list[str]:
    return list(figure_lines(voice, assessed(*records, **more)))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (lost("rate"), "Lost 24 [assumed]: 4 example - failed. Mended, it gives back 24 [assumed]."),
        (LEDGER.open[0], "Open 14.5 [assumed]: 4 example - untested."),
        (LEDGER.awarded[0], "Awarded 18 [assumed]: 5 example - failed."),
        (replace(lost("rate"), basis=NOTE), "Lost 24: 4 example - failed. Mended, it gives back 24."),
    ],
)
def test_a_line_says_points_with_their_mark_number_and_outcome(line, said: str) -> None:
    assert line_text(EN, ONE, line) == said


def test_a_cause_says_what_was_asked_found_and_gives_back() -> None:
    (cause,) = lost("rate").causes
    said = "2022: asked “example”; found 94; failed; limit 95, margin -1; mended alone it gives back 24 [assumed]"
    assert cause_text(EN, cause, ASSUMED) == said


def test_a_cause_marks_an_assumed_limit_and_no_other() -> None:
    assert "limit 35 [assumed]" in cause_text(EN, lost("burden").causes[0], NOTE)
    assert "[assumed]" not in cause_text(EN, lost("rate").causes[0], NOTE)


def test_a_cause_without_limit_and_nothing_found_says_the_reason() -> None:
    (cause,) = LEDGER.open[0].causes
    said = r"2022: asked “example”; found (-|nothing); no evidence was delivered"
    assert re.fullmatch(said, cause_text(EN, cause, ASSUMED))


def test_below_a_cause_stand_its_evidence_and_what_was_set_aside() -> None:
    (cause,) = lost("rate").causes
    assert list(cause_lines(EN, ONE, cause, ASSUMED))[1:] == [
        "  from evidence.csv line a (000000000000) -",
        "  set aside: 89 (another scope or population than the indicator's), evidence.csv line c",
    ]


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (Cited(Text("规划", "plan"), ""), ("引用：规划", "cites plan")),
        (Cited(Text("法", "law"), "1号"), ("引用：法（1号）", "cites law (1号)")),
        (Cited(Text("法", "law"), "1号", "2", Text("甲", "a")), ("引用：法（1号） 2", "cites law (1号), 2")),
    ],
)
def test_what_is_cited_is_said_with_its_number_and_paragraph(found: Cited, said: tuple[str, str]) -> None:
    assert (cited_text(ZH, found), cited_text(EN, found)) == said


def test_a_cause_can_stand_without_its_evidence() -> None:
    assert len(list(cause_lines(EN, ONE, lost("rate").causes[0], ASSUMED, full=False))) == 1


def test_every_cause_of_a_line_is_said() -> None:
    line = replace(lost("rate"), causes=(*lost("rate").causes, *lost("burden").causes))
    *causes, back = causes_lines(EN, ONE, line, full=False)
    assert [text.split("found ")[1][:3] for text in causes] == ["94;", "110"]
    assert back == (
        "The way back: scored by bands of the value (95 or more: 41, 90 or more: 17) [assumed]; "
        "2022: 94 falls into 90 or more and earns 17; 95 or more earns 41 [assumed]"
    )


def test_a_line_without_a_way_back_says_none() -> None:
    awarded = LEDGER.awarded[0]
    assert awarded.way_back == () and len(list(causes_lines(EN, ONE, awarded, full=False))) == len(awarded.causes)


@pytest.mark.parametrize(
    ("observed", "counts", "kind", "said"),
    [
        ("84.7 ≈ 84.70", "310/366", "quantity", ("84.7（310/366 ≈ 84.70）", "84.7 (310/366 ≈ 84.70)")),
        ("310/366 ≈ 84.70", "310/366", "quantity", ("310/366（≈ 84.70）", "310/366 (≈ 84.70)")),
        ("93.96 = 94", "", "quantity", ("93.96（按 94 比较）", "93.96 (compared as 94)")),
        ("91 / 89 = 90", "", "judgement", ("91 / 89（平均 90）", "91 / 89 (mean 90)")),
        ("91 / 90 / 90 ≈ 90.33", "", "judgement", ("91 / 90 / 90（平均 ≈ 90.33）", "91 / 90 / 90 (mean ≈ 90.33)")),
        ("94", "", "quantity", ("94", "94")),
        ("≥ 94 ∈ 94..100", "", "quantity", ("≥ 94（94 至 100）", "≥ 94 (94 to 100)")),
        ("94.89 ≈ 94.97", "1245/1311", "quantity", ("94.89（1245/1311 ≈ 94.97）", "94.89 (1245/1311 ≈ 94.97)")),
        ("x = y", "", "document", ("x = y", "x = y")),
        ("", "", "quantity", ("无", "nothing")),
    ],
)
def test_what_was_found_never_reads_as_a_false_equation(observed, counts, kind, said) -> None:
    assert tuple(observed_words(voice, observed, counts, kind) for voice in (ZH, EN)) == said


def test_a_year_that_only_an_assumed_window_demands_is_marked_wherever_it_is_asked_for() -> None:
    window = replace(EDITION, slots={**EDITION.slots, "rate": replace(EDITION.slots["rate"], window=2)})
    one = assessed(edition=window)
    line = next(line for line in one.explanation.ledger.open if line.item == "rate")
    said = [cause_text(EN, cause, ASSUMED)[:16] for cause in line.causes]
    assert said == ["2021 [assumed]: ", "2022: asked “exa"]
    first = next(delivery for delivery in one.explanation.deliver_first if delivery.slot == "rate")
    assert "(4 example, 2021, 2022 [assumed])" in delivery_text(EN, one, first)


def test_only_a_score_has_no_outcome_to_tell_of() -> None:
    only = {**EDITION.requirements, "mark": replace(EDITION.requirements["mark"], score_only=True)}
    one = assessed(*RECORDS, rated("x", "x", "70"), rated("y", "y", "70"), edition=replace(EDITION, requirements=only))
    line = next(line for line in one.explanation.ledger.bonus if line.list == "awarded")
    assert [cause.outcome for cause in line.causes] == [None]
    assert cause_text(EN, line.causes[0], ASSUMED) == (
        "2022: asked “example”; found 70 / 70 (mean 70); scored without a verdict"
    )


def test_what_was_set_aside_without_a_value_is_said_with_a_dash() -> None:
    cause = replace(lost("rate").causes[0], set_aside=((RECORDS[0].source, "correction", ""),))
    assert list(cause_lines(EN, ONE, cause, ASSUMED))[-1].startswith("  set aside: - (")


@pytest.mark.parametrize(("name", "said"), [("a", "-"), ("b", "统计机构 · 公报"), ("c", "新闻"), ("d", "office")])
def test_the_citation_is_who_published_it_and_where(name: str, said: str) -> None:
    source = next(record.source for record in RECORDS if record.source.id == name)
    assert citation_of(ONE, source) == said
    assert evidence_text(EN, ONE, source) == f"from evidence.csv line {name} (000000000000) {said}"


@pytest.mark.parametrize(("voice", "said"), [(EN, "; note as delivered: inferred"), (ZH, "；附注：inferred")])
def test_evidence_brings_the_note_that_it_was_delivered_with(voice: Voice, said: str) -> None:
    one = assessed(observed("a", "94", note="inferred"))
    (record,) = one.case.records.values()
    assert evidence_text(voice, one, record.source).endswith(said)


def test_a_delivery_says_points_years_and_the_veto_that_it_feeds() -> None:
    first, second = ONE.explanation.deliver_first
    assert delivery_text(EN, ONE, first) == "example (4 example, 2022): decides 14.5 points [assumed], and feeds a veto"
    assert delivery_text(EN, ONE, second) == "example (6 example, 2022): decides 7 points [assumed]"


def test_a_figure_taken_says_scope_outcome_target_and_source() -> None:
    said = r"5 example 2022: 94%? \(the whole place\) taken; passed, target 90%? \(example 2022\)\. Source: 局"
    assert re.fullmatch(said, figures(observed("a", "94", scope="whole", issuer="局"))[0])


@pytest.mark.parametrize(
    ("voice", "said"),
    [
        (EN, "target 90% (example 2022, inferred to carry out the plan cited)"),
        (ZH, "目标 90%（示例 2022，推断其落实所引规划）"),
    ],
)
def test_a_target_tied_to_the_plan_by_inference_says_so(voice: Voice, said: str) -> None:
    goals = Document("goals", LABEL, issued=date(YEAR, 3, 1), presumably_carries_out=("plan",))
    world = city_world(aim("90", document="goals"), goals=goals)
    assert said in figures(observed("a", "94"), world=world, voice=voice)[0]
    assert said not in figures(observed("a", "94"), voice=voice)[0]


def test_a_figure_without_scope_is_read_as_the_indicators_and_marked() -> None:
    assert "(no scope stated, read as the indicator's [assumed])" in figures(observed("a", "94"))[0]


def test_the_mark_of_an_unstated_scope_follows_the_policy() -> None:
    policy = {"unstatedScope": model.Policy("unstatedScope", "indicator", LABEL, NOTE)}
    said = figures(observed("a", "94"), edition=replace(EDITION, policies=policy))[0]
    assert "(no scope stated, read as the indicator's)" in said


@pytest.mark.parametrize(
    ("voice", "said"),
    [
        (EN, r"5 example 2022: no figure; untested, no evidence was delivered;? target 90%? \(example 2022\)\."),
        (ZH, r"5 示例 2022年：没有数据；未评，没有交付证据；目标 90%?（示例 2022）。"),
    ],
)
def test_no_figure_is_said_too(voice: Voice, said: str) -> None:
    (line,) = figures(voice=voice)
    assert re.fullmatch(said, line)


def test_a_slot_without_a_target_has_no_figure_line() -> None:
    assert len(figures(observed("a", "94"), counted("b", "1/2", indicator="burden"))) == 1


def test_an_unsettled_target_is_said_as_the_reason() -> None:
    assert "no target of this place is known" in figures(observed("a", "94"), world=city_world())[0]


@pytest.mark.parametrize(("raw", "outcome"), [("89", "failed"), ("90", "passed")])
def test_a_figure_of_another_scope_says_what_it_would_have_been(raw: str, outcome: str) -> None:
    (_, aside) = figures(observed("a", "94"), observed("c", raw, scope="urban"))
    assert re.match(rf"  5 example 2022: {raw}%? \(urban\) set aside", aside)
    assert f"counted, it would have {outcome}" in aside


def test_a_lower_is_better_figure_would_pass_below_the_target() -> None:
    slot = replace(BURDEN, target_from="plan")
    edition = replace(EDITION, slots={**EDITION.slots, "burden": slot})
    world = city_world(aim("90"), replace(aim("40"), indicator="burden"))
    records = (observed("a", "39", indicator="burden"), observed("c", "41", indicator="burden", scope="urban"))
    said = [line for line in figures(*records, edition=edition, world=world) if "urban" in line]
    assert len(said) == 1 and "would have failed" in said[0]


def test_a_figure_set_aside_for_another_rule_says_nothing_of_what_would_be() -> None:
    said = figures(observed("a", "94"), observed("b", "80", end=date(YEAR, 8, 31)))
    assert "would have" not in said[1] and re.search(r"80%? \[2022-01-01/2022-08-31\]", said[1])


def test_a_figure_set_aside_against_an_unsettled_target_says_nothing_of_what_would_be() -> None:
    said = figures(observed("a", "94"), observed("c", "89", scope="urban"), world=city_world())
    assert len(said) == 2 and "would have" not in said[1]


def test_counts_beside_a_published_rate_are_shown() -> None:
    said = figures(counted("a", "310/366", "84.7"))[0]
    assert re.search(r"84\.7% \(310/366\)", said)


def test_counts_alone_are_shown_once() -> None:
    assert "2022: 310/366 (" in figures(counted("a", "310/366"))[0]


def test_the_world_of_these_tests_has_a_settled_target() -> None:
    assert TARGETED.targets[0].value == Fraction(90)
