"""`contrast`: two cases, or two years of one; as table and JSON."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest

from api.cli.contrast import contrast
from engine import UsageError
from tests.conftest import CASES, left_in

GRADE_B, GRADE_C = (str(CASES / f"fictional-grade-{grade}") for grade in "bc")


def ask(first: str, second: str, form: str | None = None, language: str = "zh", out: Path | None = None) -> int:
    return contrast(first, second, CASES, form, language, out)


def heads(said: str) -> list[str]:
    """The years of both sides."""
    return [line.partition("年")[0][-4:] for line in said.splitlines()[:3:2]]


def test_two_folders_are_set_side_by_side(capsys) -> None:
    assert ask(GRADE_B, GRADE_C, language="en") == 0
    said = capsys.readouterr()
    assert said.err == "" and "total, bonus included  low            865.35            723.01" in said.out


@pytest.mark.parametrize(
    "words", [("株洲市@2021", "2022"), ("430200@2021", "株洲市@2022"), ("Zhuzhou@2021", "Zhuzhou")]
)
def test_two_years_of_a_place_are_named_by_year(words: tuple[str, str], capsys) -> None:
    assert ask(*words) == 0
    assert heads(capsys.readouterr().out) == ["2021", "2022"]


def test_json_adds_up_exactly(capsys) -> None:
    assert ask(GRADE_B, GRADE_C, "json") == 0
    said = json.loads(capsys.readouterr().out, parse_float=pytest.fail)
    parts = [Fraction(said["difference"]["low"][name]) for name in ("evidence", "rule", "weight")]
    assert sum(parts) == Fraction(said["second"]["low"]) - Fraction(said["first"]["low"]) == Fraction("-142.34")
    assert said["schema"] == "clausegraph/contrast/1"


def test_the_answer_is_written_to_a_file_in_the_form_of_its_suffix(tmp_path: Path, capsys) -> None:
    assert ask(GRADE_B, GRADE_C, out=tmp_path / "a.txt") == 0
    assert (tmp_path / "a.txt").read_text(encoding="utf-8").startswith("甲：青砚市")
    assert (capsys.readouterr().out, left_in(tmp_path)) == ("", ["a.txt"])


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((GRADE_B, GRADE_C, "md"), "EXP-002"),
        (("株洲市@2021", "1990"), "CLI-008"),
        ((GRADE_B, "株州市"), "CLI-001"),
    ],
)
def test_what_cannot_be_asked_is_refused(words: tuple[str, ...], code: str) -> None:
    with pytest.raises(UsageError) as refused:
        ask(*words)
    assert [fault.code for fault in refused.value.faults] == [code]
