"""Tables of costs: both languages of their header, slugs and numbers of clauses, and every fault with its line."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from engine.errors import EvidenceError, UsageError
from engine.questions.improve_costs import Costs, Price, costs_from, finish_day, read_costs
from tests.engine.questions.made_up_improve import costs_of, fixture

F = Fraction
CITY = fixture("fictional-grade-c")
WIDE = "requirement,cost,reach,by"


def faults(folder: Path, *rows: str, header: str = WIDE) -> list[tuple[str, str, str]]:
    """Code, place and what was found."""
    with pytest.raises(EvidenceError) as refused:
        costs_of(folder, CITY, *rows, header=header)
    return [(fault.code, fault.where, fault.found) for fault in refused.value.faults]


def test_a_table_is_read_by_slug_number_level_and_day(tmp_path: Path) -> None:
    rows = (
        "pm25,120.5,,2027-03-01",
        "9.1 a),3,95,",
        "product-supervision-pass-rate,7,98,2027-06-30",
        "",
        "plan-targets,1,department",
    )
    assert costs_of(tmp_path, CITY, *rows, header=WIDE) == Costs(
        "costs.csv",
        {
            "pm25": (Price("pm25", F("120.5"), None, date(2027, 3, 1)),),
            "product-supervision-pass-rate": (
                Price("product-supervision-pass-rate", F(3), F(95)),
                Price("product-supervision-pass-rate", F(7), F(98), date(2027, 6, 30)),
            ),
            "plan-targets": (Price("plan-targets", F(1), "department"),),
        },
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_the_header_may_be_chinese(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "代价.csv"
    path.write_text("评价要求,代价,达到,完成日期\npm25,2,36,2027-01-01\n", encoding=encoding)
    found = read_costs(path, CITY.edition, CITY.world)
    assert found.prices == {"pm25": (Price("pm25", F(2), F(36), date(2027, 1, 1)),)}


def test_a_table_has_dates_or_not(tmp_path: Path) -> None:
    assert costs_of(tmp_path, CITY, "pm25,1,,2027-01-01", header=WIDE).dated
    assert not costs_of(tmp_path, CITY, "pm25,1").dated


def test_every_fault_of_every_line_is_said_at_once(tmp_path: Path) -> None:
    rows = (
        "pm52,1,,",
        "7.3,1,,",
        "pm25,-1,,2027-02-30",
        "pm25,1,5000,",
        "pm25,１,abc,",
        "food-safety-events,1,0,",
        "plan-targets,1,county,",
        "quality-month,1,,",
        "quality-month,2,,",
    )
    assert faults(tmp_path, *rows) == [
        ("IMV-004", "costs.csv line 2", "pm52"),
        ("IMV-004", "costs.csv line 3", "7.3"),
        ("IMV-005", "costs.csv line 4", "-1"),
        ("IMV-006", "costs.csv line 4", "2027-02-30"),
        ("IMV-007", "costs.csv line 5", "5000"),
        ("IMV-005", "costs.csv line 6", "１"),
        ("IMV-007", "costs.csv line 6", "abc"),
        ("IMV-007", "costs.csv line 7", "0"),
        ("IMV-007", "costs.csv line 8", "county"),
        ("IMV-008", "costs.csv line 10", "quality-month"),
    ]


def test_a_word_that_names_no_leaf_is_answered_with_those_that_are_near(tmp_path: Path) -> None:
    with pytest.raises(EvidenceError) as refused:
        costs_of(tmp_path, CITY, "pm52,1", "7.3,1")
    assert [fault.values for fault in refused.value.faults] == [
        (("nearest", "pm25"),),
        (("nearest", "joint-meetings, task-breakdown, supervision-appraisal"),),
    ]


def test_a_rating_is_reached_within_its_scale(tmp_path: Path) -> None:
    rated = next(slot for slot in CITY.edition.slots.values() if slot.kind == "judgement")
    assert costs_of(tmp_path, CITY, f"{rated.requirement},1,80", header="requirement,cost,reach").prices
    assert [code for code, _, _ in faults(tmp_path, f"{rated.requirement},1,101,")] == ["IMV-007"]


def test_a_leaf_of_several_slots_has_no_levels(tmp_path: Path) -> None:
    one = CITY.edition.requirements["pm25"]
    two = {**CITY.edition.requirements, "pm25": replace(one, slots=("pm25", "quality-month"))}
    city = replace(CITY, edition=replace(CITY.edition, requirements=two))
    with pytest.raises(EvidenceError) as refused:
        costs_of(tmp_path, city, "pm25,1,36", header="requirement,cost,reach")
    assert [fault.code for fault in refused.value.faults] == ["IMV-007"]


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("requirement", "requirement"),
        ("requirement,price", "requirement, "),
        ("requirement,cost,cost", "requirement, cost, cost"),
        ("requirement,cost,代价", "requirement, cost, cost"),
        ("", "-"),
    ],
)
def test_another_header_is_refused(header: str, found: str, tmp_path: Path) -> None:
    assert faults(tmp_path, header=header) == [("IMV-003", "costs.csv line 1", found)]


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EvidenceError) as refused:
        read_costs(tmp_path / "none.csv", CITY.edition, CITY.world)
    assert [(fault.code, fault.found) for fault in refused.value.faults] == [("IMV-003", "No such file or directory")]


def test_a_day_is_a_day_of_the_calendar() -> None:
    assert finish_day(" 2027-01-31 ") == date(2027, 1, 31)
    with pytest.raises(UsageError) as refused:
        finish_day("31.1.2027")
    assert [(one.code, one.where, one.found) for one in refused.value.faults] == [("IMV-006", "--before", "31.1.2027")]


def test_rows_from_elsewhere_are_read_as_those_of_a_file(tmp_path: Path) -> None:
    rows = (("costs[0]", {"requirement": "pm25", "cost": "2", "reach": "36", "by": "2027-01-01"}),)
    assert costs_from("costs.csv", rows, CITY.edition, CITY.world) == costs_of(
        tmp_path, CITY, "pm25,2,36,2027-01-01", header=WIDE
    )
    with pytest.raises(EvidenceError) as refused:
        costs_from("costs", [("costs[0]", {"requirement": "pm25", "cost": "-2"})], CITY.edition, CITY.world)
    assert [(one.code, one.where) for one in refused.value.faults] == [("IMV-005", "costs[0]")]
