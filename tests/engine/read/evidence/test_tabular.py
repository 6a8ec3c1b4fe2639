"""A table's kind is found from its header; every column and cell is placed or named as a fault."""

from __future__ import annotations

import pytest

from engine.errors import Fault
from engine.read.evidence.columns import BY_KIND, SHEETS, Sheet
from engine.read.evidence.rows import Cell
from engine.read.evidence.tabular import nearest_sheet, sheet_of, table_rows

HEADER = ("编号", "评价对象", "指标", "年度", "数值", "单位")
VALUES = ("o1", "常德市", "空气质量优良天数比例", "2022", "96", "%")


def cells(*texts: str) -> dict[int, Cell]:
    return {at: Cell(text, f"cell {at}") for at, text in enumerate(texts)}


def faults(header: tuple[str, ...], *values: str) -> list[tuple[str, str]]:
    return [(one.code, one.found) for one in table_rows("e", "line 1", cells(*header), [("line 2", cells(*values))])[1]]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.kind)
@pytest.mark.parametrize("spelling", ["zh", "en", "key"])
def test_sheet_of_all_headers_of_a_kind(sheet: Sheet, spelling: str) -> None:
    found = [column.key if spelling == "key" else getattr(column.header, spelling) for column in sheet.columns]
    assert sheet_of(found) is sheet


@pytest.mark.parametrize("headers", [(), ("编号",), ("编号", "评价对象", "得分"), ("评价对象", "指标", "年度")])
def test_sheet_of_headers_that_are_of_no_kind(headers: tuple[str, ...]) -> None:
    assert sheet_of(headers) is None


def test_nearest_sheet_with_a_column_too_much() -> None:
    assert nearest_sheet([*HEADER, "得分"]) is BY_KIND["Observation"]


def test_nearest_sheet_without_a_required_column() -> None:
    assert nearest_sheet(["编号", "评价对象"]) is None


def test_table_rows_places_each_cell() -> None:
    rows, found = table_rows("e", "line 1", cells(*HEADER), [("line 2", cells(*VALUES))])
    (row,) = rows
    assert found == [] and (row.kind, row.id, row.place) == ("Observation", "o1", "cell 4")
    assert {key: cell.text for key, cell in row.cells.items()}["unit"] == "%"


def test_table_rows_without_id_takes_the_place() -> None:
    ((row,), _) = table_rows("e", "line 1", cells(*HEADER), [("line 2", cells("", *VALUES[1:]))])
    assert row.id == "line-2"


@pytest.mark.parametrize("empty", ["", " ", "\u3000"])
def test_table_rows_leaves_out_a_row_without_content(empty: str) -> None:
    assert table_rows("e", "l", cells(*HEADER), [("2", cells(*VALUES[:4], empty, "%"))]) == ([], [])


def test_table_rows_warns_of_a_row_left_out_though_somebody_filled_it_in() -> None:
    header, values = (*HEADER, "来源说明"), (*VALUES[:4], "", "%", "公报")
    rows, found = table_rows("e", "l", cells(*header), [("2", cells(*values))])
    assert rows == []
    assert found == [Fault("EVI-046", "e cell 6", "公报", (("column", "数值 / value"),))]


def test_table_rows_of_no_kind() -> None:
    assert faults(("甲", "乙"), "1", "2") == [("EVI-026", "甲, 乙")]


def test_table_rows_without_header() -> None:
    assert faults(()) == [("EVI-026", "-")]


def test_table_rows_with_an_unknown_column() -> None:
    assert faults((*HEADER, "得分"), *VALUES, "10") == [("EVI-027", "得分")]


def test_table_rows_suggests_the_nearest_column() -> None:
    (fault,) = table_rows("e", "line 1", cells(*HEADER, "citaton"), [])[1]
    assert dict(fault.values)["nearest"] == "citation"


def test_table_rows_with_a_column_twice() -> None:
    assert faults((*HEADER, "value"), *VALUES, "97") == [("EVI-028", "value")]


def test_table_rows_with_a_cell_below_no_header() -> None:
    assert faults(HEADER, *VALUES, "x") == [("EVI-029", "x")]
