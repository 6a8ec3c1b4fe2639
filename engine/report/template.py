"""The workbook that people fill in, made from an edition; and a copy of theirs with every fault at its cell."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.properties import PageSetupProperties

from engine.build import assessed_slots
from engine.errors import EvidenceError, Fault, nearest
from engine.messages import fault_sentences, say
from engine.model.edition import Edition, Slot, SlotKind
from engine.model.world import World
from engine.read.evidence.columns import SHEETS, Column, Sheet
from engine.read.evidence.names import Names, names_of

LISTS = "_lists"
ROWS = 2000
LAST_COLUMN = "Z"
CREATED = datetime(2021, 1, 1)  # the same template for the same edition, byte for byte
A4 = 9
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # what a workbook cannot hold
FAULT_COLUMNS = {"code": 11, "where": 30, "found": 30, "problem": 46, "expected": 46, "remedy": 46}
KINDS = {
    "Observation": SlotKind.QUANTITY,
    "DocumentRecord": SlotKind.DOCUMENT,
    "EventRecord": SlotKind.EVENT,
    "Rating": SlotKind.JUDGEMENT,
}


def evidence_template(
    edition: Edition, world: World, language: str, subject: str | None = None, year: int | None = None
) -> bytes:
    """The template of an edition as a workbook: a guide, a sheet for each kind of record, drop-downs, help at every column.

    Rows for all that the edition asks the applicant for are there already; those left empty are not read.
    Raises: EvidenceError BLD-002 for a subject, by name or code, that the world does not know.
    """
    return _Template(edition, world, language, subject, year).written()


class _Template:
    """One workbook being written."""

    def __init__(self, edition: Edition, world: World, language: str, subject: str | None, year: int | None) -> None:
        self.edition, self.world, self.language = edition, world, language
        self.names: Names = names_of(world)
        self.subject, self.year = self._place(subject), year
        self.lists: dict[str, str] = {}

    def _place(self, subject: str | None) -> str:
        if subject is None:
            return ""
        code = self.names.find("places", subject)
        if code is None:
            raise EvidenceError.of(
                "BLD-002", "subject", subject, nearest=nearest(subject, self.names.spelling["places"])
            )
        return self._label("places", code)

    def written(self) -> bytes:
        content = io.BytesIO()
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        book = xlsxwriter.Workbook(content, options)
        book.set_properties({"created": CREATED, "title": self._said(self.edition.label)})
        self.head = book.add_format({"bold": True, "bg_color": "#DDEBF7", "border": 1, "text_wrap": True})
        self.need = book.add_format({"bold": True, "bg_color": "#FCE4D6", "border": 1, "text_wrap": True})
        self.text = book.add_format({"num_format": "@"})
        self.wrap = book.add_format({"text_wrap": True, "valign": "top"})
        self._guide(book)
        sheets = [(sheet, book.add_worksheet(self._said(sheet.label))) for sheet in SHEETS]
        self._lists(book)
        for sheet, page in sheets:
            self._sheet(sheet, page)
        book.close()
        return content.getvalue()

    def _said(self, text: Any) -> str:
        return str(text.in_language(self.language))

    def _guide(self, book: Any) -> None:
        page = book.add_worksheet("说明" if self.language == "zh" else "Guide")
        page.set_column(0, 0, 100, self.wrap)
        draft = say("mark.draft", self.language) if self.edition.draft else ""
        page.write_string(0, 0, self._said(self.edition.label) + draft, self.head)
        lines = [say(f"template.guide-{n}", self.language) for n in range(1, 8)]
        for row, line in enumerate(lines, 2):
            page.write_string(row, 0, line, self.wrap)

    def _lists(self, book: Any) -> None:
        """The names to choose from, in a hidden sheet; each list becomes a range for drop-downs."""
        page = book.add_worksheet(LISTS)
        page.hide()
        wanted = {_listed(sheet, column): (sheet, column) for sheet in SHEETS for column in sheet.columns}
        named = [(name, *found) for name, found in wanted.items() if found[1].reads in self.names.labels]
        for place, (name, sheet, column) in enumerate(named):
            labels = self._choices(sheet, column)
            page.write_string(0, place, name)
            page.write_column(1, place, labels)
            letter = xlsxwriter.utility.xl_col_to_name(place)
            self.lists[name] = f"={LISTS}!${letter}$2:${letter}${max(len(labels), 1) + 1}"

    def _choices(self, sheet: Sheet, column: Column) -> list[str]:
        """Labels that stand for one thing only, places by code where the name stands for two; kinds of the sheet's form only."""
        spelling, labels = self.names.spelling[column.reads], list(self.names.labels[column.reads].items())
        if column.reads == "kinds":
            form = KINDS[sheet.kind].value
            labels = [(slug, label) for slug, label in labels if self.world.kinds[slug].form == form]
        if column.reads == "matters":
            labels = [*self.names.labels["indicators"].items(), *self.names.labels["kinds"].items()]
        said = ((slug, self._said(label)) for slug, label in labels)
        return [label if spelling.get(label) == slug else slug for slug, label in said]

    def _sheet(self, sheet: Sheet, page: Any) -> None:
        page.freeze_panes(1, 0)
        page.set_row(0, 32)
        page.repeat_rows(0)
        page.set_landscape()
        page.set_paper(A4)
        page.fit_to_pages(1, 0)
        page.ignore_errors({"number_stored_as_text": f"A1:{LAST_COLUMN}{ROWS + 1}"})
        for place, column in enumerate(sheet.columns):
            page.write_string(0, place, self._said(column.header), self.need if column.required else self.head)
            page.set_column(place, place, _width(column), self.text)
            self._help(page, place, sheet, column)
        for row, cells in enumerate(self._rows(sheet), 1):
            for place, column in enumerate(sheet.columns):
                if column.key in cells:
                    page.write_string(row, place, cells[column.key], self.text)
                if column.key in ("indicator", "kind") and "asked" in cells:
                    page.write_comment(row, place, cells["asked"])

    def _help(self, page: Any, place: int, sheet: Sheet, column: Column) -> None:
        title, message = self._said(column.header)[:32], self._said(column.help)
        rule: dict[str, Any] = {"validate": "any", "input_title": title, "input_message": message}
        if source := self.lists.get(_listed(sheet, column)):
            rule |= {"validate": "list", "source": source, "error_type": "warning"}
        page.data_validation(1, place, ROWS, place, rule)
        page.write_comment(0, place, f"{column.header.zh} / {column.header.en}\n{message}")

    def _rows(self, sheet: Sheet) -> list[dict[str, str]]:
        """One row for each slot and year that this sheet can serve."""
        wanted = KINDS.get(sheet.kind)
        slots = [slot for slot in assessed_slots(self.edition) if slot.kind is wanted]
        return [row for slot in slots for row in self._slot_rows(slot)]

    def _slot_rows(self, slot: Slot) -> list[dict[str, str]]:
        row = {"subject": self.subject, "kind": self._label("kinds", slot.evidence_kind or "")}
        if slot.indicator:
            unit = self.world.indicators[slot.indicator].unit
            row = {"subject": self.subject, "indicator": self._label("indicators", slot.indicator)}
            row["unit"] = self._label("units", unit)
        row = {key: value for key, value in row.items() if value} | {"asked": self._asked(slot)}
        if slot.kind is SlotKind.DOCUMENT:
            return [row]
        years = range(self.year - slot.window + 1, self.year + 1) if self.year else [None] * slot.window
        return [row | ({"year": str(year)} if year else {}) for year in years]

    def _asked(self, slot: Slot) -> str:
        """The clause that asks for it, as a note at the cell."""
        requirement = self.edition.requirements[slot.requirement]
        return f"{self.edition.clauses[requirement.clause].number} {self._said(requirement.label)}"

    def _label(self, name: str, slug: str) -> str:
        label = self._said(self.names.labels[name][slug]) if slug in self.names.labels[name] else slug
        return label if self.names.find(name, label) == slug else slug


def _listed(sheet: Sheet, column: Column) -> str:
    """The name of a column's list; kinds of evidence have one for each form."""
    return f"{column.reads} {KINDS[sheet.kind].value}" if column.reads == "kinds" else column.reads


def _width(column: Column) -> int:
    wide = {"indicator": 32, "kind": 32, "about": 32, "title": 36, "citation": 30, "note": 30, "description": 30}
    return wide.get(column.key, 14)


def annotate(source: Path, faults: Sequence[Fault], target: Path, language: str) -> int:
    """Write a copy of a workbook with a comment and a colour at each bad cell, and a sheet of all faults.

    Returns how many faults found their cell; the others stand in the sheet only, which stands alone where the workbook
    is so broken that its cells cannot be kept.
    """
    book = _copy(source)
    red = PatternFill("solid", fgColor="FFC7CE")
    marked = 0
    for fault in faults:
        said = fault_sentences(fault, language)
        sheet, _, address = fault.where.partition(" ")[2].partition("!")
        if sheet in book.sheetnames and address.isalnum() and not address.isdigit():
            cell = book[sheet][address]
            cell.fill, cell.comment = red, Comment(_page(said), "Clausegraph")
            marked += 1
    _list_faults(book.create_sheet("问题" if language == "zh" else "Faults", 0), faults, language)
    book.active = 0
    book.save(target)
    return marked


def _copy(source: Path) -> Any:
    """The workbook as openpyxl keeps it, or an empty one: its faults are what we have to say, openpyxl's are not."""
    try:
        return openpyxl.load_workbook(source)
    except Exception:  # openpyxl raises what it meets in a broken file: KeyError, TypeError, ValueError, ...
        return openpyxl.Workbook()


def _list_faults(page: Any, faults: Sequence[Fault], language: str) -> None:
    """Every fault in a row, as text: what was found may look like a formula or hold what a workbook cannot."""
    rows = [dict(zip(FAULT_COLUMNS, said_head(language), strict=True))]
    rows += [dict(fault_sentences(fault, language)) for fault in faults]
    for row, said in enumerate(rows, 1):
        for place, key in enumerate(FAULT_COLUMNS, 1):
            cell = page.cell(row, place)
            cell.value = CONTROL.sub("\ufffd", said[key])
            cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=row == 1)
    for place, width in enumerate(FAULT_COLUMNS.values()):
        page.column_dimensions["ABCDEF"[place]].width = width
    page.freeze_panes = "A2"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", A4
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.page_setup.fitToHeight = 0


def said_head(language: str) -> tuple[str, ...]:
    """The header of the sheet of faults."""
    return (
        ("代码", "位置", "所见", "问题", "要求", "处理")
        if language == "zh"
        else ("code", "where", "found", "problem", "expected", "remedy")
    )


def _page(said: Mapping[str, str]) -> str:
    text = f"{said['code']}\n{said['problem']}\n{said['expected']}\n{said['remedy']}"
    return CONTROL.sub("\ufffd", text)
