"""Evidence in Excel: every cell as it is written in the file, never as a program would show or reckon it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Context, Decimal, InvalidOperation
from xml.etree.ElementTree import Element

from engine.errors import EvidenceError, Fault, raise_all
from engine.read.evidence.columns import SHEETS
from engine.read.evidence.package import MAIN, Package, inline_text
from engine.read.evidence.rows import Cell, Row
from engine.read.evidence.tabular import Line, table_rows

ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})", re.ASCII)
MOST_ROWS, MOST_COLUMNS = 200_000, 200
OURS = frozenset({"说明", "Guide", "_lists", "问题", "Faults"})
DIGITS = Context(prec=15)


def workbook_rows(name: str, content: bytes) -> list[Row]:
    """The rows of all sheets of a workbook; the guide and the lists of the template are passed over.

    Raises: EvidenceError with every fault: caps and macros (EVI-032, EVI-033), a cell twice (EVI-034), beyond the
    stated size (EVI-035), with an error (EVI-036), a formula (EVI-037), more digits than a cell can hold (EVI-038), a
    date of the 1904 system or day 60 (EVI-039), an unknown sheet (EVI-040).
    """
    package = Package(name, content)
    if package.starts_1904():
        raise EvidenceError.of("EVI-039", name, "1904")
    strings, formats = package.strings(), package.formats()
    rows: list[Row] = []
    faults: list[Fault] = []
    for title, path in package.sheets().items():
        if title not in OURS:
            sheet = _Sheet(name, title, strings, formats)
            rows += sheet.rows(package.part(path))
            faults += sheet.faults
    raise_all(EvidenceError, faults)
    return rows


class _Sheet:
    """One sheet on its way from XML to rows."""

    def __init__(self, name: str, title: str, strings: list[str], formats: list[str]) -> None:
        self.name, self.title, self.strings, self.formats = name, title, strings, formats
        self.faults: list[Fault] = []

    def rows(self, xml: Element) -> list[Row]:
        kind = next((one for one in SHEETS if self.title in (one.label.zh, one.label.en)), None)
        lines = self._lines(xml)
        if kind is None:
            if lines:
                self._wrong("EVI-040", "", self.title)
            return []
        if not lines:
            return []
        first = min(lines)
        body: list[Line] = [(f"{self.title}!{row}", cells) for row, cells in sorted(lines.items()) if row != first]
        rows, faults = table_rows(self.name, self.title, lines[first], body, kind)
        self.faults += faults
        return rows

    def _lines(self, xml: Element) -> dict[int, dict[int, Cell]]:
        """Every filled cell by row and column."""
        bounds = _bounds(xml)
        seen: set[str] = set()
        lines: dict[int, dict[int, Cell]] = {}
        for address, row, column, cell in self._cells(xml):
            if address in seen:
                self._wrong("EVI-034", address, address)
            seen.add(address)
            text = self._text(address, cell)
            if not text:
                continue
            if row > MOST_ROWS or column > MOST_COLUMNS or not (bounds is None or _inside(bounds, row, column)):
                self._wrong("EVI-035", address, text)
            else:
                lines.setdefault(row, {})[column] = Cell(text, f"{self.title}!{address}")
        return lines

    def _cells(self, xml: Element) -> Iterator[tuple[str, int, int, Element]]:
        for cell in xml.iter(f"{MAIN}c"):
            address = cell.get("r", "")
            found = ADDRESS.fullmatch(address)
            if found is None:
                self._wrong("EVI-003", "", address or "<c>")
            else:
                yield address, int(found[2]), column_number(found[1]), cell

    def _text(self, address: str, cell: Element) -> str:
        kind, value = cell.get("t", "n"), cell.findtext(f"{MAIN}v")
        if cell.find(f"{MAIN}f") is not None:
            self._wrong("EVI-037", address, value or "-")
            return ""
        match kind:
            case "inlineStr":
                return inline_text(cell).strip()
            case "s":
                return self._shared(address, value)
            case "str" | "d":
                return (value or "").strip()
            case "e" | "b":
                self._wrong("EVI-036", address, value or "-")
                return ""
            case _:
                return "" if value is None else self._number(address, value, int(cell.get("s", "0")))

    def _shared(self, address: str, value: str | None) -> str:
        try:
            return self.strings[int(value or "")].strip()
        except (ValueError, IndexError):
            self._wrong("EVI-003", address, value or "-")
            return ""

    def _number(self, address: str, written: str, style: int) -> str:
        """A numeric cell as a plain decimal; percent formats count in percent, date formats as dates."""
        form = self.formats[style] if style < len(self.formats) else "General"
        try:
            exact = Decimal(written)
            shown = exact if len(exact.as_tuple().digits) <= 15 else DIGITS.create_decimal(exact)
        except InvalidOperation:
            self._wrong("EVI-008", address, written)
            return ""
        if not same_cell(written, shown):
            self._wrong("EVI-038", address, written)
            return ""
        if _is_date(form):
            return self._day(address, shown)
        return format((shown * 100 if "%" in form else shown).normalize(), "f")

    def _day(self, address: str, serial: Decimal) -> str:
        if serial != serial.to_integral_value() or not 1 <= serial <= 100_000 or serial == 60:
            self._wrong("EVI-039", address, str(serial))
            return ""
        start = date(1899, 12, 31) if serial < 60 else date(1899, 12, 30)
        return (start + timedelta(days=int(serial))).isoformat()

    def _wrong(self, code: str, address: str, found: str) -> None:
        where = f"{self.name} {self.title}" + (f"!{address}" if address else "")
        self.faults.append(Fault(code, where, found))


def same_cell(written: str, shown: Decimal) -> bool:
    """Whether the number shown (15 digits) is the number held: Excel writes 95.3 as 95.299999999999997.

    The comparison is of the binary cells that both would be stored as; the value judged is the decimal.
    """
    return len(Decimal(written).as_tuple().digits) <= 17 and float(written) == float(shown)


def _is_date(form: str) -> bool:
    from openpyxl.styles.numbers import is_date_format

    return bool(is_date_format(form))


def column_number(letters: str) -> int:
    """`A` is 1, `AA` is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _bounds(xml: Element) -> Mapping[str, int] | None:
    """The size that the sheet states, as its last row and column."""
    stated = xml.find(f"{MAIN}dimension")
    found = ADDRESS.findall(stated.get("ref", "")) if stated is not None else []
    if not found:
        return None
    letters, row = found[-1]
    return {"row": int(row), "column": column_number(letters)}


def _inside(bounds: Mapping[str, int], row: int, column: int) -> bool:
    return row <= bounds["row"] and column <= bounds["column"]
