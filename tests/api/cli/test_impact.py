"""`impact` on the command line: all cases or those named, table and JSON, and what is wrong is said."""

from __future__ import annotations

import json

import pytest

from tests.conftest import CASES, Command

RATE = "product-supervision-pass-rate"
GRADE_B, GRADE_C = (str(CASES / f"fictional-grade-{grade}") for grade in "bc")


def test_the_cases_named_are_tried(cg: Command) -> None:
    said = cg("impact", GRADE_B, GRADE_C, "--set", f"{RATE}=92", "--lang", "en")
    assert (said.code, said.err) == (0, "")
    assert "Of 2 cases the score of 2 changes" in said.out


def test_a_folder_of_cases_and_json(cg: Command, tmp_path) -> None:
    out = tmp_path / "impact.json"
    said = cg("impact", "--cases", str(CASES), "--grade", "B=870", "--near", "1", "--out", str(out))
    assert (said.code, said.out) == (0, "")
    data = json.loads(out.read_text(encoding="utf-8"))
    assert data["cases"] == len(list(CASES.glob("*/case.toml")))
    assert {effect["case"]["subject"] for effect in data["effects"] if effect["flips"]} >= {"990200"}


def test_many_changes_at_once(cg: Command) -> None:
    said = cg(
        "impact", GRADE_B, "--set", f"{RATE}=92", "--points", "A.9.1=40", "--off", "12.4", "--window", f"{RATE}=2"
    )
    assert said.code == 0 and said.out.count("→") >= 4


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ([], "IMP-005"),
        (["--set", "x"], "IMP-004"),
        (["--set", "x=1"], "IMP-001"),
        (["--near", "-1", "--off", "12"], "IMP-004"),
        (["--grade", "B=950"], "IMP-002"),
    ],
)
def test_a_slip_ends_with_2_and_its_page(words: list[str], code: str, cg: Command) -> None:
    said = cg("impact", GRADE_B, *words)
    assert said.code == 2 and said.out == "" and said.err.startswith(code)


def test_another_form_is_refused(cg: Command, tmp_path) -> None:
    said = cg("impact", GRADE_B, "--off", "12", "--out", str(tmp_path / "x.csv"))
    assert said.code == 2 and list(tmp_path.iterdir()) == []
