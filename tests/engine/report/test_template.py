"""The workbook to fill in: sheets, names, drop-downs, units and help; filled, it reads back as the records meant."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from engine.errors import EvidenceError, Fault
from engine.model.edition import Edition
from engine.model.evidence import DocumentRecord, EventRecord, EventState, NoObject, Observation, Rating
from engine.model.text import Text
from engine.model.world import Concept, EvidenceKind, Place, World
from engine.read.evidence import read_evidence
from engine.read.evidence.columns import SHEETS, Sheet
from engine.report.template import annotate, evidence_template, said_head
from tests.engine.build.made_up import (
    BURDEN,
    CITY,
    EVENTS,
    INDICATORS,
    LABEL,
    MARK,
    PAPER,
    RATE,
    WORLD,
    YEAR,
    edition_of,
)

UNITS = {"PERCENT": Concept("PERCENT", Text("百分比", "percent"))}
KINDS = {
    "paper": EvidenceKind("paper", "document", Text("规划文本", "text of a plan"), LABEL),
    "events": EvidenceKind("events", "event", Text("质量事故", "quality accident"), LABEL),
    "mark": EvidenceKind("mark", "judgement", Text("专家评判", "experts' judgement"), LABEL),
}
NAMED = {
    "rate": replace(INDICATORS["rate"], label=Text("合格率", "pass rate")),
    "burden": replace(INDICATORS["burden"], label=Text("负担率", "burden")),
}
PLACES = {
    **WORLD.places,
    CITY: Place(CITY, Text("甲市", "Jia"), "prefecture", "990000", True),
    "990201": Place("990201", Text("城区", "Town"), "district", "990000", True),
    "990301": Place("990301", Text("城区", "Town"), "district", "990000", True),
}
SCOPES = {"urban": Concept("urban", Text("城区口径", "urban"))}
HERE: World = replace(
    WORLD, indicators=NAMED, kinds=KINDS, units=UNITS, places=PLACES, scopes=SCOPES, populations=SCOPES
)
EDITION: Edition = edition_of(replace(RATE, window=2), BURDEN, PAPER, EVENTS, MARK)
FORMS = {"DocumentRecord": "document", "EventRecord": "event", "Rating": "judgement"}
BY_LANGUAGE = pytest.mark.parametrize("language", ["zh", "en"])


def written(folder: Path, language: str = "zh", subject: str | None = None, year: int | None = None) -> Path:
    path = folder / "t.xlsx"
    path.write_bytes(evidence_template(EDITION, HERE, language, subject, year))
    return path


@pytest.fixture
def book(tmp_path: Path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(written(tmp_path, "zh", "甲市", YEAR))


def sheet_of(kind: str) -> Sheet:
    return next(sheet for sheet in SHEETS if sheet.kind == kind)


def place_of(page: Worksheet, header: str) -> int:
    return [cell.value for cell in page[1]].index(header) + 1


def rules_at(page: Worksheet, column: int) -> list[DataValidation]:
    return [
        rule
        for rule in page.data_validations.dataValidation
        if any(area.min_col == column for area in rule.sqref.ranges)
    ]


@BY_LANGUAGE
def test_there_is_a_sheet_for_each_kind_of_record_after_the_guide(language: str, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(written(tmp_path, language))
    shown = [page.title for page in book if page.sheet_state == "visible"]
    assert shown == ["说明" if language == "zh" else "Guide", *(sheet.label.in_language(language) for sheet in SHEETS)]
    assert [page.title for page in book if page.sheet_state != "visible"] == ["_lists"]


@BY_LANGUAGE
def test_every_column_has_its_header_help_and_comment(language: str, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(written(tmp_path, language))
    for sheet in SHEETS:
        page = book[sheet.label.in_language(language)]
        for place, column in enumerate(sheet.columns, 1):
            head = page.cell(1, place)
            assert head.value == column.header.in_language(language)
            assert head.comment.text == f"{column.header.zh} / {column.header.en}\n{column.help.in_language(language)}"
            (rule,) = rules_at(page, place)
            assert (rule.promptTitle, rule.prompt) == (head.value[:32], column.help.in_language(language))


def test_every_column_of_names_has_a_drop_down_with_all_of_them(book: openpyxl.Workbook) -> None:
    lists = {
        column[0].value: [cell.value for cell in column[1:] if cell.value] for column in book["_lists"].iter_cols()
    }
    for sheet in SHEETS:
        page = book[sheet.label.zh]
        for place, column in enumerate(sheet.columns, 1):
            (rule,) = rules_at(page, place)
            name = f"kinds {FORMS[sheet.kind]}" if column.reads == "kinds" else column.reads
            if name in lists:
                area = rule.formula1.removeprefix("=")
                assert rule.type == "list" and area.startswith("_lists!$")
                cells = [cell.value for (cell,) in book["_lists"][area.partition("!")[2].replace("$", "")]]
                assert cells == lists[name] and cells
            else:
                assert rule.type in (None, "none")
    assert lists["indicators"] == ["合格率", "负担率"] and lists["units"] == ["百分比"]


def test_each_sheet_offers_the_kinds_of_its_own_form_and_the_last_every_matter(book: openpyxl.Workbook) -> None:
    lists = {
        column[0].value: [cell.value for cell in column[1:] if cell.value] for column in book["_lists"].iter_cols()
    }
    assert {name: offered for name, offered in lists.items() if name.startswith(("kinds", "matters"))} == {
        "kinds document": ["规划文本"],
        "kinds event": ["质量事故"],
        "kinds judgement": ["专家评判"],
        "matters": ["合格率", "负担率", "规划文本", "质量事故", "专家评判"],
    }


def test_an_indicator_and_a_kind_of_one_slug_are_both_offered(tmp_path: Path) -> None:
    here = replace(HERE, kinds={**KINDS, "rate": EvidenceKind("rate", "document", Text("报表", "report"), LABEL)})
    (tmp_path / "t.xlsx").write_bytes(evidence_template(EDITION, here, "zh"))
    columns = openpyxl.load_workbook(tmp_path / "t.xlsx")["_lists"].iter_cols(values_only=True)
    (matters,) = ([one for one in column[1:] if one] for column in columns if column[0] == "matters")
    assert matters == ["合格率", "负担率", "规划文本", "质量事故", "专家评判", "报表"]


def test_a_name_that_two_places_share_is_offered_by_its_code(book: openpyxl.Workbook) -> None:
    places = [cell.value for column in book["_lists"].iter_cols() if column[0].value == "places" for cell in column[1:]]
    assert "甲市" in places and "990201" in places and "990301" in places and "城区" not in places


def test_needed_columns_are_coloured_and_others_not(book: openpyxl.Workbook) -> None:
    page = book["观测值"]
    colours = {cell.value: cell.fill.fgColor.rgb[-6:] for cell in page[1]}
    needed = {column.header.zh for column in sheet_of("Observation").columns if column.required}
    assert {name for name, colour in colours.items() if colour == "FCE4D6"} == needed
    assert set(colours.values()) == {"FCE4D6", "DDEBF7"}


def test_a_row_for_each_indicator_and_year_has_subject_unit_and_the_clause(book: openpyxl.Workbook) -> None:
    page = book["观测值"]
    names = [page.cell(1, place).value for place in range(1, page.max_column + 1)]
    rows = [dict(zip(names, row, strict=True)) for row in page.iter_rows(min_row=2, values_only=True)]
    assert [(row["指标"], row["年度"]) for row in rows] == [("合格率", "2021"), ("合格率", "2022"), ("负担率", "2022")]
    assert {(row["评价对象"], row["单位"]) for row in rows} == {("甲市", "百分比")}
    assert page.cell(2, place_of(page, "指标")).comment.text == "4 示例"


@pytest.mark.parametrize(
    ("sheet", "kind", "rows"),
    [("文件", "规划文本", 1), ("事件", "质量事故", 1), ("评判", "专家评判", 1), ("无对象声明", None, 0)],
)
def test_every_other_sheet_has_the_kinds_that_are_asked_for(sheet: str, kind: str | None, rows: int, book) -> None:
    page = book[sheet]
    assert page.max_row == rows + 1
    if kind:
        assert page.cell(2, place_of(page, "证据种类")).value == kind


def test_without_a_year_each_year_of_a_window_has_a_row_without_it(tmp_path: Path) -> None:
    page = openpyxl.load_workbook(written(tmp_path))["观测值"]
    assert page.max_row == 4 and {page.cell(row, place_of(page, "年度")).value for row in (2, 3, 4)} == {None}


@pytest.mark.parametrize("subject", ["甲市", "Jia", CITY])
def test_a_subject_is_found_by_either_name_or_code(subject: str, tmp_path: Path) -> None:
    page = openpyxl.load_workbook(written(tmp_path, "zh", subject, YEAR))["观测值"]
    assert page.cell(2, place_of(page, "评价对象")).value == "甲市"


@pytest.mark.parametrize("subject", ["甲州", "城区"])
def test_a_subject_that_stands_for_no_one_place_is_refused(subject: str, tmp_path: Path) -> None:
    with pytest.raises(EvidenceError) as error:
        written(tmp_path, "zh", subject)
    (fault,) = error.value.faults
    assert (fault.code, fault.where, fault.found) == ("BLD-002", "subject", subject)
    assert not (tmp_path / "t.xlsx").exists()


@BY_LANGUAGE
def test_the_guide_names_the_edition_marks_a_draft_and_has_seven_lines(language: str, tmp_path: Path) -> None:
    page = openpyxl.load_workbook(written(tmp_path, language)).worksheets[0]
    lines = [row[0] for row in page.iter_rows(values_only=True) if row[0]]
    assert lines[0] == ("示例【草案】" if language == "zh" else "example [DRAFT]") and len(lines) == 8


def test_an_edition_in_force_is_not_marked_as_a_draft(tmp_path: Path) -> None:
    (tmp_path / "t.xlsx").write_bytes(evidence_template(replace(EDITION, draft=False), HERE, "zh"))
    assert openpyxl.load_workbook(tmp_path / "t.xlsx").worksheets[0]["A1"].value == "示例"


def test_the_same_template_has_the_same_bytes(tmp_path: Path) -> None:
    first = written(tmp_path, "zh", CITY, YEAR).read_bytes()
    assert written(tmp_path, "zh", CITY, YEAR).read_bytes() == first


def fill(page: Worksheet, row: int, **values: str) -> None:
    for header, value in values.items():
        page.cell(row, place_of(page, header), value)


def test_a_template_filled_in_reads_back_as_the_records_meant(tmp_path: Path, book: openpyxl.Workbook) -> None:
    fill(book["观测值"], 3, 数值="95.30", 来源说明="公报")
    fill(book["观测值"], 4, 分子="110", 分母="300")
    fill(book["文件"], 2, 题名="规划", 生效日期="2021-02-01")
    fill(book["事件"], 2, 性质="无事件声明", 签署人="某人")
    fill(book["评判"], 2, 专家="甲", 评分日期="2022-11-01", 评分="88")
    fill(book["无对象声明"], 2, 评价对象="甲市", 事项="合格率", 年度="2021", 签署人="某人", 理由="无")
    book.save(tmp_path / "filled.xlsx")
    records: dict[type, list] = {}
    for record in read_evidence([tmp_path / "filled.xlsx"], HERE, frozenset({CITY})).records:
        records.setdefault(type(record), []).append(record)
    rate, burden = sorted(records[Observation], key=lambda one: one.source.place)
    assert (rate.indicator, rate.raw, rate.value, rate.start, rate.citation) == (
        "rate",
        "95.30",
        Fraction("95.3"),
        date(2022, 1, 1),
        "公报",
    )
    assert (burden.indicator, burden.value, burden.numerator, burden.denominator) == ("burden", None, 110, 300)
    assert [(one.kind, one.title, one.in_force_from) for one in records[DocumentRecord]] == [
        ("paper", "规划", date(2021, 2, 1))
    ]
    assert [(one.kind, one.state, one.signed_by) for one in records[EventRecord]] == [
        ("events", EventState.NIL, "某人")
    ]
    assert [(one.kind, one.expert, one.value, one.year) for one in records[Rating]] == [("mark", "甲", 88, 2022)]
    assert [(one.about, one.start.year, one.reason) for one in records[NoObject]] == [("rate", 2021, "无")]


def test_a_template_left_empty_holds_no_record(tmp_path: Path) -> None:
    with pytest.raises(EvidenceError) as error:
        read_evidence([written(tmp_path, "zh", CITY, YEAR)], HERE, frozenset({CITY}))
    assert [fault.code for fault in error.value.faults] == ["EVI-054"]


FAULTS = (
    Fault("EVI-008", "t.xlsx 观测值!G2", "=1+1\x07"),
    Fault("EVI-003", "t.xlsx", "whole"),
    Fault("EVI-008", "t.xlsx 观测值!2", "a row"),
    Fault("EVI-008", "t.xlsx 没有!A1", "a sheet"),
)


@BY_LANGUAGE
def test_each_bad_cell_is_marked_in_a_copy_and_every_fault_is_listed(language: str, tmp_path: Path) -> None:
    source = written(tmp_path)
    before = source.read_bytes()
    assert annotate(source, FAULTS, tmp_path / "marked.xlsx", language) == 1
    book = openpyxl.load_workbook(tmp_path / "marked.xlsx")
    cell, page = book["观测值"]["G2"], book.worksheets[0]
    assert (
        cell.fill.fgColor.rgb == "00FFC7CE"
        and cell.comment.text.startswith("EVI-008\n")
        and "\x07" not in cell.comment.text
    )
    assert tuple(one.value for one in page[1]) == said_head(language) and page.max_row == 1 + len(FAULTS)
    assert [one.value for one in page["A"][1:]] == [fault.code for fault in FAULTS]
    assert source.read_bytes() == before


def test_what_looks_like_a_formula_is_listed_as_text(tmp_path: Path) -> None:
    annotate(written(tmp_path), FAULTS, tmp_path / "marked.xlsx", "zh")
    cell = openpyxl.load_workbook(tmp_path / "marked.xlsx").worksheets[0]["C2"]
    assert (cell.value, cell.data_type) == ("=1+1\ufffd", "s")


@pytest.mark.parametrize("content", [b"PK broken", b""], ids=["broken", "empty"])
def test_a_book_that_cannot_be_kept_leaves_the_sheet_of_faults(tmp_path: Path, content: bytes) -> None:
    source, target = tmp_path / "broken.xlsx", tmp_path / "marked.xlsx"
    source.write_bytes(content)
    assert annotate(source, FAULTS, target, "zh") == 0
    page = openpyxl.load_workbook(target).worksheets[0]
    assert (page.title, [cell.value for cell in page["A"]]) == ("问题", ["代码", *(fault.code for fault in FAULTS)])
