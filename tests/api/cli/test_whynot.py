"""`whynot`: by place, code, year and folder; as table and JSON; 1 where what is asked cannot be turned."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from api.cli.whynot import case_at, whynot
from engine import UsageError
from tests.conftest import CASES, left_in

GRADE_C = str(CASES / "fictional-grade-c")


def ask(subject: str, requirement: str, form: str | None = None, language: str = "zh", **more) -> int:
    named = {"cases": CASES, "year": None, "out": None} | more
    return whynot(subject, requirement, named["cases"], named["year"], form, language, named["out"])


def test_a_requirement_that_can_be_turned_gives_0_and_says_how(capsys) -> None:
    assert ask(GRADE_C, "9.1 a)") == 0
    said = capsys.readouterr()
    assert said.err == "" and said.out.splitlines()[0].startswith("石渡市【虚构】（990300）2022年")
    assert "2021年 9.1 a) 生产企业产品质量监督合格率：不符合，所见 94.2；须达到：不低于 95，还差 0.8" in said.out


def test_what_no_one_can_turn_gives_1(capsys) -> None:
    assert ask(GRADE_C, "9.4", language="en") == 1
    assert "the event is proven and cannot be changed" in capsys.readouterr().out


@pytest.mark.parametrize("subject", ["株洲市", "430200", "Zhuzhou"])
def test_a_place_is_named_as_everywhere_and_its_latest_case_is_taken(subject: str, capsys) -> None:
    assert ask(subject, "9.1 a)") == 0
    assert "2022年" in capsys.readouterr().out.splitlines()[0]


@pytest.mark.parametrize(("subject", "more"), [("株洲市@2021", {}), ("株洲市", {"year": 2021})])
def test_a_year_chooses_the_case(subject: str, more: dict[str, int], capsys) -> None:
    ask(subject, "9.1 a)", **more)
    assert "2021年" in capsys.readouterr().out.splitlines()[0]


def test_json_holds_the_sets_and_their_premises(capsys) -> None:
    assert ask(GRADE_C, "product-supervision-pass-rate", "json") == 0
    said = json.loads(capsys.readouterr().out, parse_float=pytest.fail)
    (answer,) = said["answers"]
    assert (said["schema"], said["case"]["subject"]) == ("clausegraph/whynot/1", "990300")
    assert answer["sets"] == [["product-supervision-pass-rate/2021"]]
    assert answer["premises"]["product-supervision-pass-rate/2021"]["missing"] == "0.8"


def test_the_answer_is_written_to_a_file_in_the_form_of_its_suffix(tmp_path: Path, capsys) -> None:
    assert ask(GRADE_C, "9.1 a)", out=tmp_path / "a.json") == 0
    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["schema"] == "clausegraph/whynot/1"
    assert (capsys.readouterr().out, left_in(tmp_path)) == ("", ["a.json"])


@pytest.mark.parametrize(
    ("words", "more", "code"),
    [
        ((GRADE_C, "99.9"), {}, "EXP-001"),
        ((GRADE_C, "9.1", "ttl"), {}, "EXP-002"),
        ((GRADE_C, "9.1"), {"year": 2020}, "CLI-008"),
        (("株洲市@1990", "9.1"), {}, "CLI-008"),
        (("株州市", "9.1"), {}, "CLI-001"),
        ((GRADE_C, "9.1"), {"out": Path("a.xyz")}, "CLI-002"),
    ],
)
def test_what_cannot_be_asked_is_refused(words: tuple[str, ...], more: dict[str, object], code: str) -> None:
    with pytest.raises(UsageError) as refused:
        ask(*words, **more)
    assert [fault.code for fault in refused.value.faults] == [code]


def test_a_folder_of_the_asked_year_is_taken_as_it_is() -> None:
    assert case_at(GRADE_C, None, 2022).folder == Path(GRADE_C)
