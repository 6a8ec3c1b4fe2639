"""The answers to “why not” as sentences in both languages, marks included, and as data."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from fractions import Fraction

import pytest

from engine.messages import areas
from engine.model.assessment import Assessment
from engine.model.edition import Logic
from engine.questions.whynot import Standing, Turn, Turning, Way, whynot
from engine.questions.whynot_text import exact_text, turn_text, whynot_data, whynot_text
from engine.render.voice import Voice
from tests.engine.build.made_up import YEAR
from tests.engine.explain.made_up import EDITION, FIRED, RECORDS, TEXT, assessed
from tests.engine.score.made_up import tree

F = Fraction
OPEN = assessed(*RECORDS)
TREES = {"both": tree("both", Logic.ANY_OF, "rate", "burden", "events", "mark")}
EITHER = assessed(*FIRED, edition=replace(EDITION, requirements={**EDITION.requirements, **TREES}))
MARKS = {"zh": "〔假定〕", "en": " [assumed]"}
LANGUAGES = pytest.mark.parametrize("language", MARKS)
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def body(one: Assessment, slug: str, language: str) -> list[str]:
    """The lines of one answer without head and legend."""
    return whynot_text(one, [whynot(one, slug)], language).splitlines()[3:-2]


def test_the_answer_says_sets_limits_and_distances_in_chinese() -> None:
    assert body(EITHER, "both", "zh") == [
        "4 示例：未评〔假定〕",
        "  改变下列任一组前提（整组）即符合；少改一项都不行。",
        "  可以改变的最小组：3 组",
        "    第 1 组（1 项前提）",
        "      2022年 4 示例：不符合，所见 94；须达到：不低于 95，还差 1",
        "    第 2 组（1 项前提）",
        "      2022年 5 示例：不符合，所见 110/300 ≈ 36.67；须达到：不高于 35〔假定〕，还差 5/3 ≈ 1.67〔假定〕",
        "    第 3 组（1 项前提）",
        "      2022年 6 示例：未评，所见 无（没有交付证据）；须有专家评分，其平均值符合“示例”，还缺 2 位专家的评分〔假定〕",
        "  另列：含有谁也改变不了的前提的最小组：1 组",
        "    第 1 组（1 项前提）",
        "      2022年 4 示例：不符合，所见 1；事件已查实，无法改变",
    ]


def test_the_answer_says_the_same_in_english() -> None:
    assert body(EITHER, "both", "en") == [
        "4 example: untested [assumed]",
        "  Turning any one of these sets of premises, as a whole, makes it pass; no part of a set does.",
        "  Smallest sets that can be turned: 3",
        "    Set 1 (premises: 1)",
        "      2022 4 example: failed, found 94; it has to be 95 or more, 1 short",
        "    Set 2 (premises: 1)",
        "      2022 5 example: failed, found 110/300 ≈ 36.67; it has to be 35 [assumed] or less, 5/3 ≈ 1.67 [assumed] short",
        "    Set 3 (premises: 1)",
        "      2022 6 example: untested, found nothing (no evidence was delivered); experts have to rate it, with a mean of"
        " as in “example”, ratings of 2 [assumed] more experts are wanted",
        "  Apart from these, smallest sets with a premise that no one can turn: 1",
        "    Set 1 (premises: 1)",
        "      2022 4 example: failed, found 1; the event is proven and cannot be changed",
    ]


@LANGUAGES
def test_the_answer_opens_with_the_case_and_ends_with_the_legend(language: str) -> None:
    lines = whynot_text(OPEN, [whynot(OPEN, "paper")], language).splitlines()
    voice = Voice(language)
    assert (lines[0], lines[-1]) == (voice.title(OPEN), voice.say("mark.legend"))
    assert lines[4] == "  " + voice.say("whynot.standing.passed")


@LANGUAGES
def test_a_closed_case_says_that_nothing_more_counts(language: str) -> None:
    closed, said = assessed(*FIRED, closed=True), Voice(language).say("whynot.closed")
    texts = [whynot_text(one, [whynot(one, slug)], language) for one, slug in ((closed, "mark"), (closed, "paper"))]
    texts.append(whynot_text(OPEN, [whynot(OPEN, "mark")], language))
    assert [said in text.splitlines() for text in texts] == [True, False, False]


@LANGUAGES
def test_what_is_not_shown_and_what_is_not_held_is_said(language: str) -> None:
    answer = whynot(EITHER, "both", most=2)
    text = whynot_text(EITHER, [answer], language)
    assert Voice(language).say("whynot.truncated", held="2") in text
    many = replace(answer, sets=answer.sets * 8, count=16)
    assert Voice(language).say("whynot.more", more="6") in whynot_text(EITHER, [many], language)


@LANGUAGES
@pytest.mark.parametrize("way", Way)
def test_every_way_has_a_sentence_in_its_own_language_with_the_marks_of_its_numbers(way: Way, language: str) -> None:
    turn = whynot(OPEN, "burden").turns["burden", YEAR]
    said = turn_text(Voice(language), OPEN, replace(turn, way=way, expected=TEXT("甲", "A"), delivery=TEXT("乙", "B")))
    assert bool(CHINESE.search(said)) == (language == "zh")
    numbers = re.findall(r"(?:35|5/3 ≈ 1\.67)(.{0,10})", said)
    assert all(rest.startswith(MARKS[language]) for rest in numbers)


def test_every_standing_and_way_has_its_key() -> None:
    wanted = {f"whynot.standing.{one}" for one in Standing} | {f"whynot.way.{one}" for one in Way}
    assert wanted <= set(areas.ZH)


@pytest.mark.parametrize(("value", "said"), [(F(4, 5), "0.8"), (F(5, 3), "5/3 ≈ 1.67"), (F(0), "0")])
def test_a_distance_is_exact(value: Fraction, said: str) -> None:
    assert exact_text(value) == said


def test_data_names_each_set_and_says_what_would_turn_each_premise() -> None:
    found = whynot_data(EITHER, [whynot(EITHER, "both")])
    (answer,) = found["answers"]
    assert answer["sets"] == [["rate/2022"], ["burden/2022"], ["mark/2022"]] and answer["apart"] == [["events/2022"]]
    assert answer["premises"]["burden/2022"] == {
        "requirement": "burden",
        "slot": "burden",
        "year": 2022,
        "kind": "quantity",
        "outcome": "failed",
        "reason": "shape",
        "way": "reach",
        "expected": {"zh": "示例", "en": "example"},
        "observed": "110/300 ≈ 36.67",
        "limit": "35",
        "limit_basis": {"kind": "assumed"},
        "bound": "atMost",
        "missing": "5/3",
        "ratings": 0,
        "delivery": {"zh": "示例", "en": "example"},
        "assumed": True,
        "fixed": False,
    }
    assert answer["premises"]["events/2022"]["fixed"] is True
    rest = {name: value for name, value in answer.items() if name not in ("sets", "apart", "premises")}
    assert rest == {
        "requirement": "both",
        "clause": "4",
        "label": {"zh": "示例", "en": "example"},
        "outcome": "untested",
        "standing": "turnable",
        "assumed": True,
        "count": 3,
        "count_apart": 1,
        "truncated": False,
    }


def test_data_names_case_edition_and_assessment_and_holds_no_float() -> None:
    found = whynot_data(OPEN, [])
    assert json.loads(json.dumps(found), parse_float=pytest.fail) == {
        "schema": "clausegraph/whynot/1",
        "assessment": "1" * 64,
        "case": {"edition": "made-up", "subject": "990100", "year": 2022},
        "place": {"code": "990100", "label": {"zh": "示例", "en": "example"}, "fictional": True},
        "edition": {"name": "made-up", "version": "1", "draft": True},
        "closed": False,
        "answers": [],
    }


def test_types_are_as_said() -> None:
    answer = whynot(OPEN, "rate")
    assert isinstance(answer, Turning) and all(isinstance(one, Turn) for one in answer.turns.values())
