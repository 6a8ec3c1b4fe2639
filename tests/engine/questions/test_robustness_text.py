"""The answer about robustness as sentences in both languages, marks included, and as data."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from fractions import Fraction

import pytest

from engine.messages import areas
from engine.model.assessment import Assessment
from engine.model.text import Basis, BasisKind
from engine.questions.robustness import Gradable, robustness
from engine.questions.robustness_text import robustness_data, robustness_text
from engine.questions.robustness_weights import Standing
from tests.engine.explain.made_up import FIRED, RECORDS, assessed
from tests.engine.questions.made_up_improve import fixture
from tests.engine.questions.made_up_robustness import FREE, FULL, SETTLED

F = Fraction
MARKS = {"zh": "〔假定〕", "en": " [assumed]"}
LANGUAGES = pytest.mark.parametrize("language", MARKS)
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def said(one: Assessment, language: str = "zh") -> list[str]:
    """The lines of an answer, without its head of two lines."""
    return robustness_text(one, robustness(one, 1, 100), language).splitlines()[3:]


def test_the_whole_answer_in_chinese() -> None:
    assert said(SETTLED)[:-4] == [
        "现等级：A〔假定〕。以下是使其改变的最小变动，一次只变一项，其余不动。",
        "",
        "各类中最近的",
        "  阈值：5 示例低于 1031/30 ≈ 34.37〔假定〕，变动 19/30 ≈ 0.63〔假定〕 %",
        "  观测：2022年 5 示例高于 37.3〔假定〕，变动 19/30 ≈ 0.63〔假定〕 %",
        "  分值：合计变动 779/120 ≈ 6.49 分〔假定〕",
        "",
        "阈值（由近到远）",
        "  阈值    现值                                改变处              最小变动     改变后",
        "  5 示例  35〔假定〕 %  低于 1031/30 ≈ 34.37〔假定〕  19/30 ≈ 0.63〔假定〕  B〔假定〕",
        "  其余 1 个阈值在其范围内怎样变动，等级都不变。",
        "",
        "观测（由近到远）",
        "  观测           现值                                 改变处               最小变动     改变后",
        "  2022年 5 示例  110/3 ≈ 36.67 %           高于 37.3〔假定〕   19/30 ≈ 0.63〔假定〕  B〔假定〕",
        "  2022年 4 示例  0 起                           为 1〔假定〕              1〔假定〕  C〔假定〕",
        "  2022年 4 示例  94 %                        低于 90〔假定〕              4〔假定〕  B〔假定〕",
        "  2022年 5 示例  94 %                        低于 90〔假定〕              4〔假定〕  B〔假定〕",
        "  2022年 6 示例  70 分            低于 300/7 ≈ 42.86〔假定〕  190/7 ≈ 27.14〔假定〕  B〔假定〕",
        "",
        "分值（各项得分率不变，合计 106 分〔假定〕 不变）",
        "  各项变动合计 779/120 ≈ 6.49 分〔假定〕（增减各半）再多一点即改变，等级变为 B〔假定〕：",
        "    aimed 示例：-779/240 ≈ -3.25 分〔假定〕（得分率 1〔假定〕）",
        "    rate 示例：+779/240 ≈ 3.25 分〔假定〕（得分率 17/41 ≈ 0.41〔假定〕）",
        "  否决项和关键项不因分值而变。",
        "  随机核验（种子 1）：变动合计不超过 6.485175 分〔假定〕 的 100 组分值中，等级不变的占 1〔假定〕",
    ]


def test_the_same_in_english() -> None:
    lines = said(SETTLED, "en")
    assert lines[:6] == [
        "Grade now: A [assumed]. What follows are the smallest changes that flip it, one at a time, all else kept.",
        "",
        "Nearest of each kind",
        "  threshold: 5 example, below 1031/30 ≈ 34.37 [assumed], changed by 19/30 ≈ 0.63 [assumed] %",
        "  observation: 2022 5 example, above 37.3 [assumed], changed by 19/30 ≈ 0.63 [assumed] %",
        "  weights: 779/120 ≈ 6.49 points [assumed] changed in all",
    ]
    assert (
        "  Once 779/120 ≈ 6.49 points [assumed] are changed in all (half gained, half lost) and however little more,"
        " the grade is B [assumed]:"
    ) in lines
    assert "    rate example: +779/240 ≈ 3.25 points [assumed] (it earns a share of 17/41 ≈ 0.41 [assumed])" in lines
    assert lines[-4].startswith("  Cross-check by chance (seed 1): of 100 weights with at most 779/60 ≈ 12.98 points")
    assert CHINESE.search("".join(lines)) is None


def test_several_grades_are_said_to_be_several() -> None:
    assert said(assessed(*RECORDS))[0].startswith("现可能的等级：B、C〔假定〕。以下是使其中最好或最差一级改变")
    assert said(assessed(*RECORDS), "en")[0].startswith("Grades possible now: B, C [assumed]. What follows are")


@LANGUAGES
@pytest.mark.parametrize(("possible", "gradable"), [(("a", "b", "c", "d"), Gradable.NOT_YET), ((), Gradable.NO_SCORE)])
def test_without_a_grade_one_sentence_says_so(possible: tuple[str, ...], gradable: Gradable, language: str) -> None:
    city = fixture("yueyang-2022")
    one = replace(city, grade=replace(city.grade, possible=possible))
    table = areas.ZH if language == "zh" else areas.EN
    assert said(one, language) == [table[f"robustness.{gradable}"], table["mark.legend"]]


@LANGUAGES
def test_what_holds_the_grade_is_said_where_no_weights_flip_it(language: str) -> None:
    table = areas.ZH if language == "zh" else areas.EN
    for one, standing in ((assessed(*FIRED), Standing.HELD), (assessed(*FULL, edition=FREE), None)):
        found = robustness(one, 1, 10)
        assert standing in (None, found.weights.standing)
        sentence = table[f"robustness.weights.{found.weights.standing}"]
        assert (f"  {sentence}" in said(one, language)) is (found.weights.flip is None)


@LANGUAGES
def test_what_the_standard_gives_bears_no_mark(language: str) -> None:
    note = Basis(BasisKind.DRAFTING_NOTE, place="9.1")
    edition = replace(
        FREE,
        items={slug: replace(one, basis=note) for slug, one in FREE.items.items()},
        grades={slug: replace(one, basis=note) for slug, one in FREE.grades.items()},
        parameters={slug: replace(one, basis=note) for slug, one in FREE.parameters.items()},
        policies={slug: replace(one, basis=note) for slug, one in FREE.policies.items()},
    )
    lines = said(assessed(*FULL, closed=True, edition=edition), language)
    assert all(MARKS[language].strip() not in line for line in lines[:-1])


def test_data_holds_the_whole_answer_with_numbers_as_strings() -> None:
    found = robustness(SETTLED, 1, 100)
    data = json.loads(json.dumps(robustness_data(SETTLED, found)), parse_float=pytest.fail)
    assert {key: data[key] for key in ("schema", "gradable", "grades", "assumed")} == {
        "schema": "clausegraph/robustness/1",
        "gradable": "one",
        "grades": ["a"],
        "assumed": True,
    }
    assert data["thresholds"][0] == {
        "parameter": "burden",
        "slots": ["burden"],
        "value": "35",
        "unit": "PERCENT",
        "low": "0",
        "high": "100",
        "assumed": True,
        "label": {"zh": "示例", "en": "example"},
        "flip": {"value": "1031/30", "distance": "19/30", "attained": False, "grades": ["b"]},
    }
    assert (data["thresholds"][1]["parameter"], data["thresholds"][1]["flip"]) == ("rate", None)
    assert [(one["slot"], one["high"]) for one in data["observations"]][:2] == [("burden", "100"), ("events", None)]
    assert data["weights"] == {
        "standing": "flips",
        "held": False,
        "total": "106",
        "assumed": True,
        "flip": {
            "distance": "779/120",
            "attained": False,
            "grades": ["b"],
            "moves": [
                {"item": "aimed", "points": "-779/240", "share": "1", "assumed": True},
                {"item": "rate", "points": "779/240", "share": "17/41", "assumed": True},
            ],
        },
    }
    assert data["samples"] == [
        {"seed": 1, "draws": 100, "radius": "6.485175", "kept": 100, "share": "1"},
        {"seed": 1, "draws": 100, "radius": "779/60", "kept": 97, "share": "0.97"},
    ]


def test_data_without_a_grade_is_empty() -> None:
    city = fixture("yueyang-2022")
    data = robustness_data(city, robustness(city))
    assert (data["gradable"], data["thresholds"], data["weights"], data["samples"]) == ("notYet", [], None, [])
