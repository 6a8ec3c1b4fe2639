"""No assumed number is shown without its mark, and the mark follows the basis."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from engine import TEXT_FORMS, assess, home, order_of, read_case, render, report
from engine.model.assessment import Assessment
from engine.model.text import BasisKind

CASES = ("fictional-grade-b", "fictional-grade-d", "fictional-gaps", "changde-2020", "fictional-key-item")
MARKS = {"zh": "〔假定〕", "en": "[assumed]"}
POINTS = {
    "zh": re.compile(r"^\W*(?:失|得|待定) [\d.]+ 分(.*?)："),
    "en": re.compile(r"^\W*(?:Lost|Awarded|Open) [\d.]+(.*?):"),
}


@pytest.fixture(scope="module")
def assessed() -> dict[str, Assessment]:
    orders = [order_of(read_case(home() / "fixtures/cases" / name)) for name in CASES]
    return dict(zip(CASES, assess(home(), orders), strict=True))


@pytest.mark.parametrize("language", MARKS)
@pytest.mark.parametrize("case", CASES)
def test_every_line_of_points_bears_the_mark(case: str, language: str, assessed: dict[str, Assessment]) -> None:
    found = 0
    for form in TEXT_FORMS:
        for line in render([assessed[case]], form, language).splitlines():
            if said := POINTS[language].match(line):
                assert MARKS[language] in said[1], line
                found += 1
    assert found


@pytest.mark.parametrize("language", MARKS)
def test_the_total_the_grade_and_every_least_share_bear_the_mark(
    language: str, assessed: dict[str, Assessment]
) -> None:
    text = render([assessed["fictional-grade-b"]], "table", language)
    mark = re.escape(MARKS[language])
    assert re.search(r"1000\W?" + mark, text)
    assert re.search(rf"B\W{{0,3}}{mark}", text)
    open_case = render([assessed["changde-2020"]], "table", language)
    assert re.search(r"0\.6\W{0,2}" + mark, open_case)


SCORES = {
    "zh": re.compile(r"得分(?:在)? [\d.]+(?: 至 [\d.]+)?(.{4})"),
    "en": re.compile(r"(?:Score|score lies between) [\d.]+(?: and [\d.]+)?(.{10})"),
}
BACK = {"zh": re.compile(r"挽回 [\d.]+ 分(.{4})"), "en": re.compile(r"gives back [\d.]+(.{10})")}


@pytest.mark.parametrize("language", MARKS)
@pytest.mark.parametrize("case", CASES)
def test_the_score_and_what_a_line_gives_back_bear_the_mark_right_behind(
    case: str, language: str, assessed: dict[str, Assessment]
) -> None:
    text = render([assessed[case]], "md", language)
    scores = SCORES[language].findall(next(line for line in text.splitlines() if line.startswith("- ")))
    assert [said.strip() for said in scores] == [MARKS[language]]
    assert {said.strip() for said in BACK[language].findall(text)} <= {MARKS[language]}


@pytest.mark.parametrize("language", MARKS)
def test_the_years_that_an_assumed_window_demands_bear_the_mark(language: str, assessed: dict[str, Assessment]) -> None:
    text = render([assessed["changde-2020"]], "md", language)
    mark, year = MARKS[language], "年" if language == "zh" else " "
    asked = [line for line in text.splitlines() if "9.1 a)" in line and line.startswith("  - 20")]
    assert [line.removeprefix("  - ").split(mark)[0] for line in asked[:2]] == [f"2018{year}", f"2019{year}"]
    assert mark not in asked[2].split("9.1 a)")[0]


def test_an_assumed_limit_bears_the_mark_and_the_notes_own_does_not(assessed: dict[str, Assessment]) -> None:
    text = render([assessed["fictional-grade-b"]], "table", "zh")
    assert "界限 100〔假定〕" in text
    assert re.search(r"界限 95(?!〔假定〕)", text) and "界限 95〔假定〕" not in text


def test_json_says_the_basis_of_every_line_and_limit(assessed: dict[str, Assessment]) -> None:
    one = assessed["fictional-grade-b"]
    (said,) = json.loads(report([one], "json", "zh"))["assessments"]
    lines = [line for found in ("awarded", "lost") for line in said["ledger"][found]]
    assert lines and all(line["basis"]["kind"] == "assumed" for line in lines)
    limits = {cause["limit"]: cause for line in lines for cause in line["causes"] if cause.get("limit_basis")}
    assert limits["100"]["limit_basis"]["kind"] == "assumed" and limits["95"]["limit_basis"]["kind"] == "draftingNote"


def test_the_mark_goes_with_the_basis(assessed: dict[str, Assessment]) -> None:
    one = assessed["fictional-grade-b"]
    ledger = one.explanation.ledger
    first = replace(ledger.lost[0], basis=replace(ledger.lost[0].basis, kind=BasisKind.DRAFTING_NOTE))
    stated = replace(one, explanation=replace(one.explanation, ledger=replace(ledger, lost=(first, *ledger.lost[1:]))))
    lines = [line for line in render([stated], "md", "zh").splitlines() if line.startswith("- 失")]
    assert ["〔假定〕" in line.split("：")[0] for line in lines[:2]] == [False, True]
