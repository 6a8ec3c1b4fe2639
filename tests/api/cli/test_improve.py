"""`improve`: the answer on the terminal and in a file, its exit code, and words that are refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from api.cli.improve import improve
from engine import EvidenceError, UsageError
from tests.conftest import CASES


def answer(
    subject: str,
    grade: str,
    *,
    costs: Path | None = None,
    before: str | None = None,
    form: str | None = None,
    language: str = "zh",
    out: Path | None = None,
) -> int:
    return improve(str(CASES / subject), grade, costs, before, None, None, form, language, out)


def test_a_way_is_shown_and_the_answer_is_yes(capsys: pytest.CaptureFixture[str]) -> None:
    assert answer("fictional-grade-c", "b") == 0
    said = capsys.readouterr().out
    assert said.startswith("石渡市【虚构】（990300）2022年") and "怎样达到 B 级〔假定〕" in said


def test_what_blocks_is_shown_and_the_answer_is_no(capsys: pytest.CaptureFixture[str]) -> None:
    assert answer("fictional-veto", "A", language="en") == 1
    assert "The veto was fired by a proven event" in capsys.readouterr().out


def test_data_is_written_by_suffix_with_its_certificate(tmp_path: Path) -> None:
    out = tmp_path / "way.json"
    assert answer("fictional-key-item", "A", out=out) == 0
    found = json.loads(out.read_text(encoding="utf-8"))
    assert (found["schema"], found["cost"], len(found["steps"])) == ("clausegraph/improvement/1", "1", 1)
    assert len(found["certificate"]["chosen"]) == len(found["parts"])


def test_costs_and_a_day_are_taken(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    costs = tmp_path / "代价.csv"
    rows = "9.1 a),12.5,,2027-01-01\npm25,1,,2028-01-01\n"
    costs.write_text("评价要求,代价,达到,完成日期\n" + rows, encoding="utf-8")
    assert answer("fictional-key-item", "A", costs=costs, before="2027-06-30") == 0
    assert "代价 12.5（按代价表 代价.csv）" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ({"grade": "E"}, "IMV-001"),
        ({"before": "2027-01-01"}, "IMV-002"),
        ({"before": "soon"}, "IMV-006"),
        ({"form": "csv"}, "EXP-002"),
        ({"out": Path("way.md")}, "EXP-002"),
    ],
)
def test_words_that_name_nothing_are_refused(words: dict[str, object], code: str) -> None:
    said = {"subject": "fictional-grade-c", "grade": "B"} | words
    with pytest.raises(UsageError) as refused:
        answer(**said)
    assert [fault.code for fault in refused.value.faults] == [code]


def test_a_table_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EvidenceError) as refused:
        answer("fictional-grade-c", "B", costs=tmp_path / "none.csv")
    assert [fault.code for fault in refused.value.faults] == ["IMV-003"]
