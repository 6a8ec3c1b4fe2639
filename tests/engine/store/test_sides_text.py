"""Side by side as a table in both languages, as CSV and as data."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from engine.store.assessments import Role
from engine.store.sides import Scored, Stand
from engine.store.sides_text import sides_csv, sides_data, sides_text
from tests.engine.store.test_sides import compared, item, three_roles


def test_the_table_shows_all_roles_and_below_an_item_why_they_differ(tmp_path: Path) -> None:
    found = compared(three_roles(tmp_path))
    lines = sides_text(found, "zh").splitlines()
    names = {role: one.assessment[:12] for role, one in found.recorded.items()}
    assert lines[:5] == [
        "长沙市 430100/2023 各项得分对照",
        f"  自评：评价 {names[Role.SELF]}，版本 2021-draft，可能的等级 A、B、C、D",
        f"  推荐：评价 {names[Role.RECOMMENDED]}，版本 2021-draft，可能的等级 A、B、C、D",
        f"  核定：评价 {names[Role.CONFIRMED]}，版本 2021-draft，可能的等级 A、B、C、D",
        "  编号     名称                              应得〔假定〕     自评    推荐     核定  相差",
    ]
    at = next(at for at, line in enumerate(lines) if "A.12.1 " in line)
    assert [line.split() for line in lines[at : at + 2]] == [
        ["A.12.1", "大气环境", "40", "20–40", "0–40", "20–40", "0"],
        [
            "空气质量优良天数比例",
            "2023：自评",
            "87.9；推荐",
            "87.9（数值本身未定；目标年份未到，目前尚未达到）；核定",
            "87.9",
        ],
    ]
    assert lines[-1].split() == ["总分", "1000", "20–1030", "0–1030", "20–1030", "0"]


def test_english_says_the_same(tmp_path: Path) -> None:
    lines = sides_text(compared(three_roles(tmp_path), Role.SELF, Role.RECOMMENDED), "en").splitlines()
    assert lines[0] == "Changsha 430100/2023: points side by side"
    assert lines[3] == "  not recorded: confirmed"
    at = next(at for at, line in enumerate(lines) if "A.12.1 " in line)
    assert lines[at].split()[-7:] == ["40", "20–40", "0–40", "-", "-20", "/", "0"]
    assert lines[at + 1].strip() == (
        "good-day ratio 2023: self-assessment 87.9; recommended 87.9 (the value itself is open; "
        "the target is not due yet, and not reached yet)"
    )


def test_a_lacking_item_an_item_without_object_and_odd_values_are_shown(tmp_path: Path) -> None:
    found = compared(three_roles(tmp_path))
    air = item(found, "A.12.1")
    turned = replace(
        air.turned[0],
        stands={Role.SELF: None, Role.RECOMMENDED: Stand("8\x1b", "known"), Role.CONFIRMED: Stand("", "not-delivered")},
    )
    own = {
        Role.SELF: None,
        Role.RECOMMENDED: Scored(Fraction(0), Fraction(0), Fraction(0), False),
        Role.CONFIRMED: Scored(Fraction(80, 3), Fraction(80, 3), Fraction(80, 3), True),
    }
    odd = replace(air, scores=own, difference=None, turned=(turned,), other_edition=True, rescaled=True)
    lines = sides_text(replace(found, items=(odd,)), "en").splitlines()[-5:]
    assert lines[0].split()[-6:] == ["26.67", "-", "no", "object", "26.67", "-"]
    assert [line.strip() for line in lines[1:4]] == [
        f"{air.turned[0].label.en} 2023: self-assessment not asked; recommended 8U+001B; confirmed no evidence was delivered",
        "judged under different editions",
        "the same premises; other items of the chapter have or lack an object, so points are rescaled",
    ]


def test_csv_has_exact_points_and_the_reason(tmp_path: Path) -> None:
    found = compared(three_roles(tmp_path), Role.SELF, Role.RECOMMENDED)
    text = sides_csv(found, "zh")
    rows = {row["number"]: row for row in csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))}
    assert (text[0], len(rows)) == ("\ufeff", len(found.items))
    air = rows["A.12.1"]
    assert [air[name] for name in ("self_low", "recommended_low", "confirmed_low", "difference_high")] == [
        "20",
        "0",
        "",
        "0",
    ]
    assert air["difference_low"] == "'-20"  # no spreadsheet takes it for a formula
    assert air["reason"].startswith("空气质量优良天数比例 2023：自评 87.9；推荐 87.9")


def test_data_is_exact_and_names_every_role(tmp_path: Path) -> None:
    found = compared(three_roles(tmp_path), Role.SELF, Role.RECOMMENDED)
    data = json.loads(json.dumps(sides_data(found)))
    assert (data["schema"], data["case"], data["difference"]) == (
        "clausegraph/sides/1",
        "430100/2023",
        {"low": "-20", "high": "0"},
    )
    assert (list(data["assessments"]), data["assessments"]["confirmed"]) == (["self", "recommended", "confirmed"], None)
    own = found.recorded[Role.SELF]
    assert data["assessments"]["self"]["edition"] == {"name": own.edition, "standard": own.standard}
    air = next(one for one in data["items"] if one["number"] == "A.12.1")
    assert air["scores"]["self"] == {"possible": "40", "low": "20", "high": "40", "applicable": True}
    assert (air["scores"]["confirmed"], air["difference"]) == (None, {"low": "-20", "high": "0"})
    assert air["premises"][0]["stands"] == {
        "self": {"raw": "87.9", "reason": "known", "is_open": False},
        "recommended": {"raw": "87.9", "reason": "target-not-due", "is_open": True},
        "confirmed": None,
    }
