"""The answer to “improve” as sentences in both languages, every assumed number marked, and as data."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from engine.model.assessment import Assessment
from engine.model.case import Reading
from engine.model.edition import SlotKind
from engine.questions.improve import Improvement, improve
from engine.questions.improve_blockers import Blocker
from engine.questions.improve_costs import Costs, Price
from engine.questions.improve_text import improvement_data, improvement_text
from tests.engine.explain.made_up import RECORDS, assessed
from tests.engine.questions.made_up_improve import fixture

F = Fraction
DAY = date(2027, 6, 30)
RATE = (Price("rate", F("2.5"), F(96), date(2027, 6, 1)),)
PRICED = Costs("costs.csv", {"rate": RATE, "events": (Price("events", F(1)),), "mark": (Price("mark", F(1), F(70)),)})
LATE = Costs("costs.csv", {"rate": RATE, "events": (Price("events", F(1), None, date(2027, 7, 1)),)})
ANY_CHINESE = re.compile(r"[\u4e00-\u9fff]")
POINTS = re.compile(r"(?:得分|points) [\d.]+ → [\d.]+(.{0,4})")


def body(one: Assessment, found: Improvement, language: str) -> list[str]:
    """The lines without title and legend."""
    return improvement_text(one, found, language).splitlines()[3:-2]


def test_a_way_is_said_in_chinese_step_by_step_with_its_proof() -> None:
    one = assessed(*RECORDS)
    assert body(one, improve(one, "a", PRICED, DAY), "zh") == [
        "怎样达到 A 级〔假定〕",
        "现在：等级 B、C〔假定〕；未定的按最不利计，得 62.5 分〔假定〕。A 级须 80 分〔假定〕。",
        "最省的办法：2 项评价要求，代价 3.5（按代价表 costs.csv）。完成后至少 101 分〔假定〕，等级至少 A〔假定〕。",
        "  1. 4 示例：2022年达到 96% 以上〔假定〕（所见 94）；得分 17 → 41〔假定〕；代价 2.5，2027-06-01 完成",
        "  2. 4 示例：2022年交付已签署的无事件声明（所见 无）；得分 14.5 → 29〔假定〕；代价 1；并排除否决项：事件否决〔假定〕",
        "证明：代价再低就达不到；搜索的全部分支（1 个）均以整数封闭，证书见 --format json。",
        "代价表未列、因而未考虑的评价要求：3 项。",
    ]


def test_a_way_is_said_in_english() -> None:
    one = assessed(*RECORDS)
    assert body(one, improve(one, "a", PRICED, DAY), "en") == [
        "How to reach grade A [assumed]",
        "Now: grade B, C [assumed]; with what is open at its worst, 62.5 points [assumed]. Grade A needs 80 [assumed].",
        "The cheapest way, with 2 to mend or to deliver, costs 3.5 (by the table costs.csv). "
        "Then there are at least 101 points [assumed], and the grade is at least A [assumed].",
        "  1. 4 example: 2022: at least 96% [assumed] (found 94); points 17 → 41 [assumed]; cost 2.5, finished by 2027-06-01",
        "  2. 4 example: 2022: deliver a signed nil statement (found nothing); points 14.5 → 29 [assumed]; cost 1; "
        "it rules out the veto: veto of events [assumed]",
        "Proof: nothing cheaper reaches it; every branch of the search (1) is closed in whole numbers, "
        "certificate in --format json.",
        "Requirements that the table of costs does not list and that are therefore not on offer: 3.",
    ]


def test_what_blocks_is_said_in_chinese() -> None:
    one = assessed(*RECORDS)
    assert body(one, improve(one, "a", LATE, DAY), "zh")[2:] == [
        "达不到。以下每一条单独就足以阻止：",
        "  否决项缺少无事件声明，而代价表未列或不能按期完成：事件否决〔假定〕。",
        "代价表未列、因而未考虑的评价要求：4 项。",
        "2027-06-30 前（含当日）不能完成、因而未考虑的评价要求：1 项。",
    ]


@pytest.mark.parametrize(
    ("blocker", "said"),
    [
        (
            Blocker("veto", "events", "fired"),
            "The veto was fired by a proven event, which cannot be mended: veto of events [assumed].",
        ),
        (Blocker("veto", "events", "unproven"), "The veto waits for a report to be settled: veto of events [assumed]."),
        (
            Blocker("statement", "events", "not-on-offer"),
            "Without a statement on the veto event the grade is withheld; the table of costs does not offer it "
            "or not in time: veto of events [assumed].",
        ),
        (
            Blocker("key-item", "rate", "too-few", F(17, 41), F(3, 5)),
            "The key item can have a share of 0.41 at most, 0.6 [assumed] is needed: key rate.",
        ),
        (
            Blocker("points", "", "too-few", F("72.5"), F(80)),
            "With all that can be done there are 72.5 points [assumed] at most, 80 [assumed] are needed.",
        ),
        (Blocker("points", "", "no-object", assumed=False), "No score item applies: no score and no grade."),
    ],
)
def test_every_blocker_has_its_sentence(blocker: Blocker, said: str) -> None:
    one = assessed(*RECORDS)
    found = replace(improve(one, "a", LATE, DAY), blockers=(blocker,), unpriced=(), late=())
    assert body(one, found, "en")[3:] == ["  " + said]


def test_nothing_to_do_is_said() -> None:
    one = assessed(*RECORDS)
    assert body(one, improve(one, "c"), "zh") == [
        "怎样达到 C 级〔假定〕",
        "现在：等级 B、C〔假定〕；未定的按最不利计，得 62.5 分〔假定〕。C 级不设分数下限。",
        "已经达到，不必补正或交付什么。",
    ]


@pytest.mark.parametrize(
    ("kind", "content", "said"),
    [
        (SlotKind.JUDGEMENT, {"rating": F(70)}, "a mean rating of at least 70 [assumed]"),
        (SlotKind.DOCUMENT, {"document": "delivered"}, "deliver the document"),
        (SlotKind.DOCUMENT, {"level": "government"}, "deliver a document of level “example” [assumed]"),
    ],
)
def test_every_kind_of_content_has_its_words(kind: SlotKind, content: dict[str, object], said: str) -> None:
    one = assessed(*RECORDS)
    found = improve(one, "a", PRICED, DAY)
    slot = next(slug for slug, slot in one.edition.slots.items() if slot.kind is kind)
    aim = replace(
        found.steps[0].aims[0],
        kind=kind,
        slot=slot,
        reading=Reading(slot, **content),
        assumed="deliver the" not in said,
    )
    shown = replace(found, steps=(replace(found.steps[0], aims=(aim,)),))
    assert f" 1. 4 example: 2022: {said} (found 94);" in improvement_text(one, shown, "en")


def test_a_slot_is_named_where_its_requirement_has_another_name() -> None:
    one = assessed(*RECORDS)
    found = improve(one, "a", PRICED, DAY)
    other = replace(one.edition.slots["rate"], label=replace(one.edition.slots["rate"].label, en="rate", zh="合格率"))
    named = replace(one, edition=replace(one.edition, slots={**one.edition.slots, "rate": other}))
    assert "示例：2022年“合格率”达到 96% 以上" in improvement_text(named, found, "zh")
    assert "example: 2022 “rate”: at least 96%" in improvement_text(named, found, "en")


def test_a_step_for_a_veto_alone_has_no_points() -> None:
    one = assessed(*RECORDS)
    found = improve(one, "a", PRICED, DAY)
    alone = replace(found, steps=(replace(found.steps[1], items=()),))
    assert "  1. 4 example: 2022: deliver a signed nil statement (found nothing); cost 1; it" in improvement_text(
        one, alone, "en"
    )


def test_lower_is_better_and_units_are_said() -> None:
    one = fixture("fictional-grade-c")
    text = improvement_text(one, improve(one, "B"), "zh")
    assert "12.1 细颗粒物年均浓度：2022年不高于 36 微克/立方米（所见 41）；得分 20 → 40〔假定〕" in text


def test_years_that_are_to_become_the_same_are_said_together() -> None:
    one = fixture("zhuzhou-2022")
    assert "合格率：2020、2021、2022年达到 95% 以上（所见 无）" in improvement_text(one, improve(one, "C"), "zh")


@pytest.mark.parametrize(("language", "mark"), [("zh", "〔假定〕"), ("en", " [assumed]"[:4])])
def test_points_of_every_step_carry_the_mark(language: str, mark: str) -> None:
    one = fixture("zhuzhou-2022")
    marks = POINTS.findall(improvement_text(one, improve(one, "C"), language))
    assert len(marks) == 44 and set(marks) == {mark}


def test_english_has_no_chinese_but_names() -> None:
    one = fixture("zhuzhou-2022")
    assert ANY_CHINESE.findall(improvement_text(one, improve(one, "A"), "en")) == []


# Data


def test_data_holds_the_whole_answer() -> None:
    one = assessed(*RECORDS)
    found = json.loads(json.dumps(improvement_data(one, improve(one, "a", PRICED, DAY))))
    first, second = found.pop("steps")
    label = {"zh": "示例", "en": "example"}
    assert found == {
        "schema": "clausegraph/improvement/1",
        "place": {"code": "990100", "label": label, "fictional": True},
        "edition": {"name": "made-up", "version": "1", "draft": True},
        "reached": True,
        "case": {"edition": "made-up", "subject": "990100", "year": 2022},
        "assessment": "1" * 64,
        "grade": "a",
        "edge": "80",
        "costs": "costs.csv",
        "finish_before": "2027-06-30",
        "grades_before": ["b", "c"],
        "points_before": "62.5",
        "cost": "3.5",
        "points_after": "101",
        "grade_after": "a",
        "certificate": {
            "parts": [[[5, 410]], [[0, 180]], [[0, 130]], [[2, 290]], [[0, 0], [2, 49]]],
            "need": 800,
            "cost_unit": "0.5",
            "points_unit": "0.1",
            "optimum": 7,
            "chosen": [0, 0, 0, 0, 0],
            "proof": {"multiplier": "0"},
        },
        "parts": [["rate"], ["burden"], ["aimed"], ["both"], ["mark"]],
        "unpriced": ["burden", "aimed", "paper"],
        "assumed": True,
    }
    assert first == {
        "requirement": "rate",
        "label": label,
        "number": "4",
        "cost": "2.5",
        "finish": "2027-06-01",
        "aims": [
            {
                "slot": "rate",
                "year": 2022,
                "kind": "quantity",
                "reading": {"slot": "rate", "value": "96"},
                "observed": "94",
                "assumed": True,
            }
        ],
        "items": ["rate"],
        "before": "17",
        "after": "41",
        "assumed": True,
    }
    assert (second["requirement"], second["vetoes"], second["assumed"]) == ("events", ["events"], True)


def test_data_of_a_refusal_names_the_blockers() -> None:
    one = assessed(*RECORDS)
    found = improvement_data(one, improve(one, "a", LATE, DAY))
    assert (found["reached"], found["steps"], found["late"]) == (False, [], ["events"])
    assert found["blockers"] == [{"kind": "veto", "slug": "events", "reason": "not-on-offer", "assumed": True}]
