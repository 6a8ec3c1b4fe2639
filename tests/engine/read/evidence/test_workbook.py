"""Cells are read as they are written; what hides, doubles or reckons is a fault at its address."""

from __future__ import annotations

from decimal import Decimal

import pytest

from engine.errors import EvidenceError
from engine.read.evidence import read_file
from engine.read.evidence.rows import Row
from engine.read.evidence.workbook import column_letters, column_number, typed, workbook_rows
from tests.engine.read.evidence.source import CHANGDE, world
from tests.fixtures.bad_workbooks import (
    GOOD,
    GOOD_SHEET,
    HEADER,
    MAIN,
    number,
    packed,
    parts,
    row,
    sheet,
    text,
    texts,
    with_value,
)


def value_of(cell: str) -> str:
    return read(with_value(cell))[0].cells["value"].text


def read(page: str, title: str = "观测值", strings: str = "") -> list[Row]:
    found = parts(page, title)
    if strings:
        found["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}"><si><t>{strings}</t></si></sst>'
    rows, faults = workbook_rows("e.xlsx", packed(found))
    assert faults == []
    return rows


def refused(page: str, title: str = "观测值") -> list[tuple[str, str, str]]:
    _, faults = workbook_rows("e.xlsx", packed(parts(page, title)))
    return [(fault.code, fault.where.removeprefix("e.xlsx "), fault.found) for fault in faults]


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        (text("E2", "95.30"), "95.30"),
        (text("E2", " 95 "), " 95 "),
        ('<c r="E2" t="str"><v>95.30</v></c>', "95.30"),
        ('<c r="E2" t="d"><v>2022-01-01</v></c>', "2022-01-01"),
        (number("E2", "95.30"), "95.3"),
        (number("E2", "9.53E1"), "95.3"),
        (number("E2", "95.299999999999997"), "95.3"),
        (number("E2", "0.953", 1), "95.3"),
        (number("E2", "44562", 2), "2022-01-01"),
    ],
)
def test_workbook_rows_reads_the_cell(cell: str, written: str) -> None:
    assert value_of(cell) == written


def test_workbook_rows_reads_a_shared_string() -> None:
    page = with_value('<c r="E2" t="s"><v>0</v></c>')
    assert read(page, strings="95.30")[0].cells["value"].text == "95.30"


def test_workbook_rows_without_styles_reads_numbers_as_they_are() -> None:
    found = {key: content for key, content in parts(with_value(number("E2", "96"))).items() if "styles" not in key}
    ((row,), _) = workbook_rows("e.xlsx", packed(found))
    assert row.cells["value"].text == "96"


@pytest.mark.parametrize("cell", ["", '<c r="E2"/>', text("E2", " "), '<c r="E2" t="str"/>'])
def test_workbook_rows_leaves_out_a_row_without_value(cell: str) -> None:
    assert read(with_value(cell)) == []


@pytest.mark.parametrize("title", ["说明", "Guide", "_lists", "问题", "Faults"])
def test_workbook_rows_passes_over_what_the_template_adds(title: str) -> None:
    assert read(GOOD_SHEET, title) == []


@pytest.mark.parametrize("title", ["观测值", "observations"])
def test_workbook_rows_knows_the_sheet_in_both_languages(title: str) -> None:
    assert [one.place for one in read(GOOD_SHEET, title)] == [f"{title}!E2"]


@pytest.mark.parametrize("title", ["观测值", "草稿"])
def test_workbook_rows_of_an_empty_sheet(title: str) -> None:
    assert read(sheet(), title) == []


def test_workbook_rows_without_stated_size() -> None:
    assert len(read(GOOD_SHEET.replace('<dimension ref="A1:F9"/>', ""))) == 1


def test_workbook_rows_with_a_row_that_has_no_number() -> None:
    assert len(read(GOOD_SHEET.replace('<row r="2">', "<row>"))) == 1


@pytest.mark.parametrize(
    ("cell", "faults"),
    [
        (number("E2", "９５"), [("EVI-008", "观测值!E2", "９５")]),
        (number("E2", "95.123456789012345678"), [("EVI-038", "观测值!E2", "95.123456789012345678")]),
        (number("E2", "12345678901234567"), [("EVI-038", "观测值!E2", "12345678901234567")]),
        (number("E2", "60", 2), [("EVI-039", "观测值!E2", "60")]),
        (number("E2", "96", 9), [("EVI-003", "观测值!E2", "s = 9")]),
        ('<c r="E2" t="s"><v>0</v></c>', [("EVI-003", "观测值!E2", "0")]),
        ('<c r="E2" t="s"/>', [("EVI-003", "观测值!E2", "-")]),
        ('<c r="E2" t="e"><v>#N/A</v></c>', [("EVI-036", "观测值!E2", "#N/A")]),
        ('<c r="E2" t="b"/>', [("EVI-036", "观测值!E2", "-")]),
        ('<c r="E2"><f>1</f></c>', [("EVI-037", "观测值!E2", "-")]),
        ('<c r="E2"><f>95+1</f><v>96</v></c>', [("EVI-037", "观测值!E2", "96")]),
        (number("E2", "96") + number("E2", "96"), [("EVI-034", "观测值!E2", "E2")]),
        ('<c r="E2"><v>96</v><v>10</v></c>', [("EVI-034", "观测值!E2", "E2")]),
        ('<c r="2E"><v>96</v></c>' * 2, [("EVI-003", "观测值", "2E")]),
        ("<c><v>96</v></c>", [("EVI-003", "观测值", "<c>")]),
        (number("E3", "96"), [("EVI-003", "观测值", "E3")]),
    ],
)
def test_workbook_rows_refuses_the_cell(cell: str, faults: list[tuple[str, str, str]]) -> None:
    assert refused(with_value(cell)) == faults


@pytest.mark.parametrize("address", ["F10", "G9"])
def test_workbook_rows_beyond_the_stated_size(address: str) -> None:
    place = address.lstrip("FG")
    page = sheet(texts(1, HEADER), texts(2, GOOD), row(int(place), text(address, "x")))
    assert refused(page) == [("EVI-035", f"观测值!{address}", "x")]


@pytest.mark.parametrize("address", ["A200001", "GS3", "XFD1048576"])
def test_workbook_rows_far_away(address: str) -> None:
    place = address.lstrip("AGSXFD")
    page = sheet(texts(1, HEADER), row(int(place), text(address, "x")), size="A1:XFD1048576")
    assert refused(page) == [("EVI-035", f"观测值!{address}", "x")]


@pytest.mark.parametrize("hides", ['hidden="1"', 'hidden="true"', 'ht="0"'])
def test_workbook_rows_in_a_hidden_row(hides: str) -> None:
    assert refused(GOOD_SHEET.replace('<row r="2">', f'<row r="2" {hides}>')) == [("EVI-042", "观测值!2", "o1")]


def test_workbook_rows_with_a_hidden_row_that_is_empty() -> None:
    assert len(read(GOOD_SHEET.replace("</sheetData>", '<row r="3" hidden="1"/></sheetData>'))) == 1


@pytest.mark.parametrize("hides", ['hidden="1"', 'width="0"'])
def test_workbook_rows_in_a_hidden_column(hides: str) -> None:
    page = GOOD_SHEET.replace("<sheetData>", f'<cols><col min="5" max="5" {hides}/></cols><sheetData>')
    assert refused(page) == [("EVI-042", "观测值!E", "数值")]


@pytest.mark.parametrize("column", ['min="7" max="9" hidden="1"', 'min="5" max="5" width="12"', 'min="x" hidden="1"'])
def test_workbook_rows_with_a_column_that_hides_nothing(column: str) -> None:
    assert len(read(GOOD_SHEET.replace("<sheetData>", f"<cols><col {column}/></cols><sheetData>"))) == 1


def test_workbook_rows_of_a_hidden_sheet() -> None:
    found = parts(GOOD_SHEET)
    found["xl/workbook.xml"] = found["xl/workbook.xml"].replace("<sheet ", '<sheet state="hidden" ')
    _, faults = workbook_rows("e.xlsx", packed(found))
    assert [(fault.code, fault.where) for fault in faults] == [("EVI-042", "e.xlsx 观测值")]


def test_workbook_rows_with_merged_cells() -> None:
    merged = '</sheetData><mergeCells><mergeCell ref="E2:E3"/></mergeCells>'
    assert refused(GOOD_SHEET.replace("</sheetData>", merged)) == [("EVI-043", "观测值!E2:E3", "E2:E3")]


def test_workbook_rows_of_an_unknown_sheet() -> None:
    assert refused(GOOD_SHEET, "草稿") == [("EVI-040", "草稿", "草稿")]


def test_workbook_rows_of_the_1904_system() -> None:
    found = parts(GOOD_SHEET, properties='<workbookPr date1904="1"/>')
    with pytest.raises(EvidenceError) as error:
        workbook_rows("e.xlsx", packed(found))
    assert [(fault.code, fault.found) for fault in error.value.faults] == [("EVI-039", "1904")]


@pytest.mark.parametrize(
    ("held", "shown"),
    [("95.299999999999997", "95.3"), ("95.3", "95.3"), ("0.1", "0.1"), ("123456789012345", "123456789012345")],
)
def test_typed_is_the_number_that_the_cell_holds(held: str, shown: str) -> None:
    assert typed(Decimal(held)) == Decimal(shown)


@pytest.mark.parametrize("held", ["95.123456789012345678", "94.99999999999999", "1234567890123456789"])
def test_typed_is_never_another_number(held: str) -> None:
    assert typed(Decimal(held)) in (None, Decimal(held))


@pytest.mark.parametrize(("letters", "place"), [("A", 1), ("Z", 26), ("AA", 27), ("XFD", 16384)])
def test_columns_by_letters_and_place(letters: str, place: int) -> None:
    assert (column_number(letters), column_letters(place)) == (place, letters)


def test_a_refused_cell_hides_no_other_fault_of_the_book() -> None:
    reckoned = [text(f"{chr(65 + at)}2", value) for at, value in enumerate(("o1", "常得市", *GOOD[2:4]))]
    reckoned += ['<c r="E2"><f>1</f></c>', text("F2", "%")]
    page = sheet(texts(1, HEADER), row(2, *reckoned), texts(3, ("o2", *GOOD[1:3], "22", *GOOD[4:])))
    with pytest.raises(EvidenceError) as error:
        read_file("e.xlsx", packed(parts(page)), world(), CHANGDE)
    found = [(fault.code, fault.where.removeprefix("e.xlsx 观测值!"), fault.found) for fault in error.value.faults]
    assert found == [("EVI-037", "E2", "-"), ("EVI-010", "B2", "常得市"), ("EVI-009", "D3", "22")]
