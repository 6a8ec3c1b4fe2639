"""A contrast as sentences and tables in both languages, marks included, and as data."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from fractions import Fraction

import pytest

from engine.model.assessment import Assessment
from engine.model.edition import Edition, Policy
from engine.questions.contrast import contrast
from engine.questions.contrast_text import contrast_data, contrast_text, signed
from engine.render.voice import Voice
from tests.engine.build.made_up import EventState, happened
from tests.engine.explain.made_up import EDITION, NOTE, RECORDS, TARGETED, TEXT, assessed
from tests.engine.questions.made_up_contrast import whole
from tests.engine.run.made_up import shapes_for
from tests.engine.score.made_up import gone

F = Fraction
SHAPES = shapes_for(EDITION)
POLICY = Policy("inapplicablePoints", "rescaleWithinChapter", TEXT("折算", "rescaling"), NOTE)
CITY = assessed(*RECORDS)
FIRE = assessed(*RECORDS, happened("e", EventState.PROVEN), closed=True)
CHINESE = re.compile(r"[\u4e00-\u9fff]")
LANGUAGES = pytest.mark.parametrize("language", ["zh", "en"])
MARKS = {"zh": "〔假定〕", "en": "[assumed]"}


def lines(first: Assessment, second: Assessment, language: str) -> list[str]:
    """The text without the cases at its head and the legends at its end."""
    return contrast_text(first, second, contrast(first, second), language).splitlines()[5:-3]


def test_parts_and_premises_are_told_in_chinese() -> None:
    assert lines(CITY, FIRE, "zh") == [
        "得分之差（乙减甲），分为三部分，相加恰为差额",
        "  得分            界    甲〔假定〕  乙〔假定〕  差额〔假定〕  证据〔假定〕  规则〔假定〕  分值〔假定〕",
        "  总分（含加分）  下限        62.5        62.5             0             0             0             0",
        "  总分（含加分）  上限          82        62.5         -19.5         -21.5             0            +2",
        "  可能的等级：甲 B、C〔假定〕；乙 C〔假定〕",
        "",
        "有差额的评分项：2 项",
        "  评分项                      界    差额〔假定〕  证据〔假定〕  规则〔假定〕  分值〔假定〕",
        "  both 示例                   下限             0             0             0             0",
        "  both 示例                   上限         -14.5         -14.5             0             0",
        "  mark 示例                   下限             0             0             0             0",
        "  mark 示例                   上限            -7            -7             0             0",
        "  加分封顶的影响（计入分值）  下限             0             0             0             0",
        "  加分封顶的影响（计入分值）  上限            +2             0             0            +2",
        "",
        "不同之处：各项的分值与前提",
        "  both 示例",
        "    示例：甲 2022年 未评，所见 无（没有交付证据）；乙 2022年 不符合，所见 1",
        "  mark 示例",
        "    示例：甲 2022年 未评，所见 无（没有交付证据）；乙 2022年 不符合，所见 无（截止时仍未提供）",
    ]


def test_the_same_is_told_in_english() -> None:
    assert lines(CITY, FIRE, "en")[7:] == [
        "  Item                                         End   Diff. [assumed]  Evidence [assumed]  Rule [assumed]  Weight [assumed]",
        "  both example                                 low                 0                   0               0                 0",
        "  both example                                 high            -14.5               -14.5               0                 0",
        "  mark example                                 low                 0                   0               0                 0",
        "  mark example                                 high               -7                  -7               0                 0",
        "  effect of the bonus cap (counted as weight)  low                 0                   0               0                 0",
        "  effect of the bonus cap (counted as weight)  high               +2                   0               0                +2",
        "",
        "What differs: weights and premises of each item",
        "  both example",
        "    example: first 2022 untested, found nothing (no evidence was delivered); second 2022 failed, found 1",
        "  mark example",
        "    example: first 2022 untested, found nothing (no evidence was delivered);"
        " second 2022 failed, found nothing (not supplied by the cut-off)",
    ]


@LANGUAGES
def test_both_cases_stand_at_the_head_and_the_legends_at_the_end(language: str) -> None:
    text = contrast_text(CITY, FIRE, contrast(CITY, FIRE), language).splitlines()
    voice = Voice(language)
    heads = [voice.say(f"contrast.{name}", title=voice.title(CITY)) for name in ("first", "second")]
    assert [text[0], text[2], *text[-2:]] == [*heads, voice.say("contrast.legend"), voice.say("mark.legend")]


@LANGUAGES
def test_what_does_not_differ_is_said_to_be_nothing(language: str) -> None:
    none = "  " + Voice(language).say("line.none")
    assert lines(CITY, CITY, language).count(none) == 2


def without(slug: str) -> Assessment:
    """The city without object for one slot."""
    key = (slug, 2022)
    case = replace(
        CITY.case, premises={**CITY.case.premises, key: replace(gone(EDITION.slots[slug]), reason="no-object-stated")}
    )
    return whole(EDITION, SHAPES, case, TARGETED)


def under(edition: Edition) -> Assessment:
    return whole(edition, SHAPES, CITY.case, TARGETED)


def test_weights_that_differ_are_told_with_points_and_exact_rescaling() -> None:
    found = [line for line in lines(CITY, without("burden"), "zh") if "折算" in line]
    assert found == [
        "    分值：甲 23 分〔假定〕 × 折算 1〔假定〕 ＝ 23 分〔假定〕；乙 没有对象",
        "    分值：甲 13 分〔假定〕 × 折算 1〔假定〕 ＝ 13 分〔假定〕；乙 13 分〔假定〕 × 折算 36/13〔假定〕 ＝ 36 分〔假定〕",
    ]


@LANGUAGES
def test_an_item_of_one_edition_only_is_told_so(language: str) -> None:
    lean = under(replace(EDITION, items={slug: one for slug, one in EDITION.items.items() if slug != "aimed"}))
    text = "\n".join(lines(lean, CITY, language))
    assert Voice(language).say("contrast.no-item") in text and Voice(language).say("contrast.not-asked") in text


def test_the_mark_goes_with_the_points() -> None:
    items = {slug: replace(one, basis=NOTE) for slug, one in EDITION.items.items()}
    stated = under(replace(EDITION, items=items))
    heavier = under(replace(EDITION, items={**items, "aimed": replace(items["aimed"], points=F(14))}))
    (weights,) = [line for line in lines(stated, heavier, "zh") if "折算" in line]
    assert weights == "    分值：甲 13 分 × 折算 1 ＝ 13 分；乙 14 分 × 折算 1 ＝ 14 分"
    assert lines(stated, heavier, "zh")[1].count("〔假定〕") == 0


def test_limits_stand_beside_what_was_found_with_their_mark() -> None:
    assert (
        "    示例：甲 2022年 不符合，所见 110/300 ≈ 36.67，界限 35〔假定〕；"
        "乙 2022年 不适用，所见 无（已采信的声明：没有对象），界限 35〔假定〕"
    ) in lines(CITY, without("burden"), "zh")


@pytest.mark.parametrize(("policies", "marks"), [({}, 2), ({"inapplicablePoints": POLICY}, 0)])
def test_rescaling_by_an_assumed_policy_bears_the_mark(policies, marks: int) -> None:
    items = {slug: replace(one, basis=NOTE) for slug, one in EDITION.items.items()}
    stated = replace(CITY, edition=replace(EDITION, items=items, policies=policies))
    rest = replace(without("burden"), edition=stated.edition)
    (line,) = [line for line in lines(stated, rest, "zh") if "36/13" in line]
    assert [side.count("〔假定〕") for side in line.split("；")] == [0, marks + marks // 2]


@LANGUAGES
def test_each_language_keeps_to_itself_and_marks_every_column_of_points(language: str) -> None:
    text = lines(CITY, without("burden"), language)
    assert any(CHINESE.search(line) for line in text) == (language == "zh")
    assert [text[1].count(MARKS[language]), text[7].count(MARKS[language])] == [6, 4]


@pytest.mark.parametrize(
    ("points", "said"), [(F(3, 2), "+1.5"), (F(-3, 2), "-1.5"), (F(0), "0"), (F(1, 3), "+0.33"), (F(1, 1000), "+0")]
)
def test_a_difference_has_its_sign(points: Fraction, said: str) -> None:
    assert signed(Voice("en"), points) == said


def test_data_holds_exact_parts_that_add_up() -> None:
    found = contrast_data(CITY, FIRE, contrast(CITY, FIRE))
    assert json.loads(json.dumps(found), parse_float=pytest.fail) == found
    assert found["difference"] == {
        "low": {"evidence": "0", "rule": "0", "weight": "0", "total": "0", "bonus_cap": "0"},
        "high": {"evidence": "-21.5", "rule": "0", "weight": "2", "total": "-19.5", "bonus_cap": "2"},
    }
    parts = ("evidence", "rule", "weight")
    sums = [sum(Fraction(one["high"][name]) for one in found["items"]) for name in parts]
    assert sums == [F("-21.5"), F(0), F(0)]


def test_data_of_an_item_of_one_edition_only_has_no_other_side() -> None:
    lean = under(replace(EDITION, items={slug: one for slug, one in EDITION.items.items() if slug != "aimed"}))
    (one,) = [each for each in contrast_data(lean, CITY, contrast(lean, CITY))["items"] if each["item"] == "aimed"]
    assert (one["first"], one["second"]["points"], one["premises"][0].get("first")) == (None, "13", None)


def test_data_names_each_side() -> None:
    found = contrast_data(CITY, FIRE, contrast(CITY, FIRE))
    assert found["second"] == {
        "assessment": "1" * 64,
        "case": {"edition": "made-up", "subject": "990100", "year": 2022},
        "place": {"code": "990100", "label": {"zh": "示例", "en": "example"}, "fictional": True},
        "edition": {"name": "made-up", "version": "1", "draft": True},
        "low": "62.5",
        "high": "62.5",
        "points_assumed": True,
        "grades": ["c"],
        "grades_assumed": True,
    }
    rest = {name: found[name] for name in ("schema", "same_subject", "assumed")}
    assert rest == {"schema": "clausegraph/contrast/1", "same_subject": True, "assumed": True}


def test_data_tells_each_item_whole() -> None:
    found = contrast_data(CITY, without("burden"), contrast(CITY, without("burden")))
    (one,) = [each for each in found["items"] if each["item"] == "burden"]
    assert one == {
        "item": "burden",
        "number": "burden",
        "label": {"zh": "示例", "en": "example"},
        "assumed": True,
        "low": {"evidence": "0", "rule": "0", "weight": "-18", "total": "-18"},
        "high": {"evidence": "0", "rule": "0", "weight": "-18", "total": "-18"},
        "first": {
            "points": "23",
            "possible": "23",
            "low": "18",
            "high": "18",
            "factor": "1",
            "applicable": True,
            "outcome": "failed",
            "assumed": True,
        },
        "second": {
            "points": "23",
            "possible": "0",
            "low": "0",
            "high": "0",
            "factor": "1",
            "applicable": False,
            "outcome": "inapplicable",
            "assumed": True,
        },
        "premises": [
            {
                "requirement": "burden",
                "slot": "burden",
                "first": {
                    "year": 2022,
                    "outcome": "failed",
                    "reason": "shape",
                    "observed": "110/300 ≈ 36.67",
                    "limit": "35",
                    "limit_basis": {"kind": "assumed"},
                },
                "second": {
                    "year": 2022,
                    "outcome": "inapplicable",
                    "reason": "no-object-stated",
                    "limit": "35",
                    "limit_basis": {"kind": "assumed"},
                },
                "turned": True,
            }
        ],
    }
