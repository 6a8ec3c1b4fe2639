"""`robustness`: by place, year and folder; as table and JSON; the same seed the same bytes; 1 where there is no grade yet."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from api.cli.robustness import robustness
from engine import UsageError
from tests.conftest import CASES, left_in

GRADE_B = str(CASES / "fictional-grade-b")


def ask(subject: str, form: str | None = None, language: str = "zh", **more) -> int:
    named = {"cases": CASES, "year": None, "seed": 7, "draws": 50, "out": None} | more
    return robustness(
        subject, named["cases"], named["year"], named["seed"], named["draws"], form, language, named["out"]
    )


def test_a_settled_grade_gives_0_and_says_what_flips_it(capsys) -> None:
    assert ask(GRADE_B) == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert (
        "  观测：2022年 9.1 c) 无区域性、系统性产品质量安全事件为 1〔假定〕，变动 1〔假定〕 起" in said.out.splitlines()
    )
    assert "随机核验（种子 7）：变动合计不超过 69.2307 分〔假定〕 的 50 组分值中，等级不变的占 1〔假定〕" in said.out


def test_a_real_open_city_gives_1_and_says_that_it_is_not_gradable_yet(capsys) -> None:
    assert ask("株洲市", language="en", year=2021) == 1
    assert "Not gradable yet: every grade is still possible" in capsys.readouterr().out


def test_json_holds_every_threshold_and_observation(capsys) -> None:
    assert ask(GRADE_B, "json") == 0
    said = json.loads(capsys.readouterr().out, parse_float=pytest.fail)
    assert (said["schema"], said["grades"]) == ("clausegraph/robustness/1", ["b"])
    assert (len(said["thresholds"]), len(said["observations"])) == (19, 33)
    assert [one["seed"] for one in said["samples"]] == [7, 7]


def test_the_same_seed_writes_the_same_bytes_in_the_form_of_the_suffix(tmp_path: Path, capsys) -> None:
    for name in ("a.json", "b.json"):
        assert ask(GRADE_B, out=tmp_path / name) == 0
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()
    assert (capsys.readouterr().out, left_in(tmp_path)) == ("", ["a.json", "b.json"])


@pytest.mark.parametrize(
    ("subject", "form", "more", "code"),
    [
        (GRADE_B, "ttl", {}, "EXP-002"),
        (GRADE_B, None, {"year": 2020}, "CLI-008"),
        ("株州市", None, {}, "CLI-001"),
    ],
)
def test_what_cannot_be_answered_is_refused(subject: str, form: str | None, more: dict[str, int], code: str) -> None:
    with pytest.raises(UsageError) as caught:
        ask(subject, form, **more)
    assert [fault.code for fault in caught.value.faults] == [code]
