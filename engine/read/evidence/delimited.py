"""Evidence in CSV: UTF-8, or GB18030 when that is declared or beyond doubt; never guessed in silence."""

from __future__ import annotations

import csv
import io
from codecs import BOM_UTF8

from engine.errors import EvidenceError, Fault
from engine.read.evidence.caps import COLUMNS as MOST_COLUMNS
from engine.read.evidence.caps import ROWS as MOST_LINES
from engine.read.evidence.rows import Cell, Row
from engine.read.evidence.tabular import Line, sheet_of, table_rows

DECLARED = "# encoding:"
LONGEST_DECLARATION = 80


def csv_rows(name: str, content: bytes) -> tuple[list[Row], list[Fault]]:
    """The rows of a CSV file; its kind is found from its header.

    Faults: those of `table_rows`; GB18030 that is not declared (EVI-047).
    Raises: EvidenceError: encoding (EVI-030), quotes or NUL (EVI-003), a line with another number of cells than the
    header (EVI-031), too many lines or columns (EVI-032).
    """
    text, skipped, warnings = _decoded(name, content)
    lines = _lines(name, text, skipped)
    if not lines:
        raise EvidenceError.of("EVI-026", name, "-")
    header = {place: Cell(field.strip(), f"line {lines[0][0]}") for place, field in enumerate(lines[0][1])}
    named = {place: cell.text for place, cell in header.items()}
    wide = len(header)
    body: list[Line] = []
    for number, fields in lines[1:]:
        if len(fields) != wide:
            raise EvidenceError.of("EVI-031", f"{name} line {number}", str(len(fields)), wanted=str(wide))
        body.append((f"line {number}", {i: Cell(f, f"line {number} {named[i]}") for i, f in enumerate(fields)}))
    rows, faults = table_rows(name, f"line {lines[0][0]}", header, body)
    return rows, warnings + faults


def _decoded(name: str, content: bytes) -> tuple[str, int, list[Fault]]:
    """The text, how many lines before the header belong to the declaration, and whether the encoding was not said."""
    first = content[:LONGEST_DECLARATION].removeprefix(BOM_UTF8).split(b"\n", 1)[0].decode("ascii", "replace")
    first = first.strip().lower()
    if first.startswith(DECLARED):
        encoding = first.removeprefix(DECLARED).strip()
        if encoding not in ("utf-8", "gb18030"):
            raise EvidenceError.of("EVI-030", f"{name} line 1", encoding)
        return _strictly(name, content, encoding), 1, []
    try:
        return content.decode("utf-8-sig"), 0, []
    except UnicodeDecodeError:
        text = _strictly(name, content, "gb18030")
        header = [field.strip().strip('"') for field in text.split("\n", 1)[0].split(",")]
        if sheet_of(header) is None:
            raise EvidenceError.of("EVI-030", f"{name} line 1", header[0][:20]) from None
        return text, 0, [Fault("EVI-047", name, "GB18030")]


def _strictly(name: str, content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as fault:
        found = content[fault.start : fault.start + 4].hex(" ")
        raise EvidenceError.of("EVI-030", f"{name} byte {fault.start}", found) from fault


def _lines(name: str, text: str, skipped: int) -> list[tuple[int, list[str]]]:
    """Every row with the number of its line in the file; empty rows are left out, but counted."""
    if "\0" in text:
        raise EvidenceError.of("EVI-003", f"{name} line {text[: text.index(chr(0))].count(chr(10)) + 1}", "NUL")
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    found: list[tuple[int, list[str]]] = []
    number = 1
    try:
        for rows, fields in enumerate(reader):
            _check_size(name, number, rows - skipped, len(fields))
            if number > skipped and any(fields):
                found.append((number, fields))
            number = reader.line_num + 1
    except csv.Error as fault:
        raise EvidenceError.of("EVI-003", f"{name} line {number}", str(fault)) from fault
    return found


def _check_size(name: str, number: int, lines: int, columns: int) -> None:
    """`lines` are the rows before this one: all but the header when the row is the last."""
    if lines > MOST_LINES:
        raise EvidenceError.of("EVI-032", f"{name} line {number}", str(lines), most=str(MOST_LINES))
    if columns > MOST_COLUMNS:
        raise EvidenceError.of("EVI-032", f"{name} line {number}", str(columns), most=str(MOST_COLUMNS))
