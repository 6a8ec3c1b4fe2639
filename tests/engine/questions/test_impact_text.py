"""Impact as text and data: whole answers in both languages, every sort of change said, marks where numbers are assumed."""

from __future__ import annotations

from fractions import Fraction

import pytest

from engine.model.change import BandEdge, Change, ClauseOff, GradeEdge, ItemPoints, Threshold, VetoCap, Window
from engine.questions.impact_text import change_text, impact_data, impact_text, signed
from engine.render.voice import Voice
from tests.engine.questions.test_impact import RATE, built, tried

FOUND = (tried(Threshold(RATE, Fraction(92))),)
NEAR = Fraction(30)


def test_the_answer_in_chinese() -> None:
    assert impact_text(FOUND, "zh", NEAR).splitlines() == [
        "影响：质量强市（区、县）创建和评价规范 2021年征求意见稿【草案】，若改动如下",
        "  参数“生产企业产品质量监督合格率限值”：95 → 92",
        "",
        "共 4 个案例：2 个得分改变，0 个可能等级改变。",
        "",
        "只有得分改变（2 个）",
        "  青砚市【虚构】2022年：865.35 → 876.35 分（+11）〔假定〕；B → B〔假定〕",
        "    A.9.1 生产企业产品质量监督合格率：24 → 35（+11）〔假定〕",
        "  石渡市【虚构】2022年：723.01 → 734.01 分（+11）〔假定〕；C → C〔假定〕",
        "    A.9.1 生产企业产品质量监督合格率：24 → 35（+11）〔假定〕",
        "",
        "等级不变，但距某一等级界限不足 30 分（1 个）",
        "  青砚市【虚构】2022年：876.35 分，B〔假定〕，距界限 23.65 分",
        "",
        "〔假定〕＝标准未公布、由我们重构的数或读法；理由见 clausegraph check --assumed。",
    ]


def test_the_answer_in_english() -> None:
    lines = impact_text(FOUND, "en", NEAR).splitlines()
    assert lines[3:7] == [
        "Of 4 cases the score of 2 changes, the set of possible grades of 0.",
        "",
        "Only the score changes (2)",
        "  Qingyan [fictional] 2022: 865.35 → 876.35 (+11) [assumed]; B → B [assumed]",
    ]


def test_flips_stand_first() -> None:
    found = (tried(GradeEdge("b", Fraction(880)), Threshold(RATE, Fraction(92))),)
    heads = [line for line in impact_text(found, "zh", Fraction(0)).splitlines() if "个）" in line]
    assert heads == ["等级或可能等级改变（1 个）", "只有得分改变（1 个）"]


def test_the_answer_as_data() -> None:
    data = impact_data(FOUND, NEAR)
    assert {key: data[key] for key in ("schema", "assumed", "cases", "moved", "flipped", "near")} == {
        "schema": "clausegraph/impact/1",
        "assumed": True,
        "cases": 4,
        "moved": 2,
        "flipped": 0,
        "near": "30",
    }
    assert data["changes"] == [{"kind": "Threshold", "parameter": RATE, "value": "92"}]
    assert data["effects"][0] == {
        "case": {"edition": "2021-draft", "subject": "990200", "year": 2022},
        "before": ["865.35", "865.35"],
        "after": ["876.35", "876.35"],
        "grades_before": ["b"],
        "grades_after": ["b"],
        "items": [{"item": RATE, "before": ["24", "24"], "after": ["35", "35"]}],
        "near": "23.65",
        "flips": False,
    }
    assert [one["case"]["subject"] for one in data["nearly"]] == ["990200"]


@pytest.mark.parametrize(
    ("change", "zh", "en"),
    [
        (Threshold(RATE, Fraction(92)), "95 → 92", "95 → 92"),
        (ItemPoints(RATE, Fraction(40)), "35〔假定〕 → 40", "35 [assumed] → 40"),
        (BandEdge(RATE, 1, Fraction(97)), "第 1 档的界限：95〔假定〕 → 97", "edge of band 1 of"),
        (
            GradeEdge("a", Fraction(910)),
            "等级 A 的最低分：900〔假定〕 → 910",
            "least score of grade A: 900 [assumed] → 910",
        ),
        (Window(RATE, 1), "3〔假定〕 → 1 年", "3 [assumed] → 1 years"),
        (ClauseOff("environment-quality"), "不评 12 环境质量", "not assessed: 12"),
    ],
)
def test_each_sort_of_change_is_said_with_its_mark(change: Change, zh: str, en: str) -> None:
    edition = built()[0].standard.edition
    assert zh in change_text(Voice("zh"), edition, change) and en in change_text(Voice("en"), edition, change)


def test_a_veto_that_is_taken_away_or_moved_is_said() -> None:
    edition = built()[0].standard.edition
    slug, veto = next(iter(edition.vetoes.items()))
    was = edition.grades[veto.at_most].notation
    assert f"至多评为 {was}〔假定〕）取消" in change_text(Voice("zh"), edition, VetoCap(slug, None))
    assert f"at most: {was} [assumed] → D" in change_text(Voice("en"), edition, VetoCap(slug, "d"))


def test_points_are_signed() -> None:
    assert [signed(Voice("zh"), Fraction(value)) for value in ("1.5", "-2", "0")] == ["+1.5", "-2", "0"]
