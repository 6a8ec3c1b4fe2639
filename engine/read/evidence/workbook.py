"""Evidence in Excel: every cell as it is written in the file, never as a program would show or reckon it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Context, Decimal
from xml.etree.ElementTree import Element

from engine.errors import EvidenceError, Fault
from engine.read.evidence.caps import CELLS as MOST_CELLS
from engine.read.evidence.caps import COLUMNS as MOST_COLUMNS
from engine.read.evidence.caps import ROWS as MOST_ROWS
from engine.read.evidence.columns import SHEETS
from engine.read.evidence.numbers import day_of, is_date, plain, written_number
from engine.read.evidence.package import MAIN, Package, Tab, inline_text, whole
from engine.read.evidence.rows import Cell, Row
from engine.read.evidence.tabular import Line, table_rows

ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})", re.ASCII)
OURS = frozenset({"说明", "Guide", "_lists", "问题", "Faults"})
DIGITS = Context(prec=15)
VALUES = (f"{MAIN}v", f"{MAIN}is")


def workbook_rows(name: str, content: bytes) -> tuple[list[Row], list[Fault]]:
    """The rows of all sheets of a workbook; the guide and the lists of the template are passed over.

    Faults: a cell twice (EVI-034), beyond the stated size (EVI-035), with an error (EVI-036), a formula (EVI-037), more
    digits than a cell can hold (EVI-038), a date of day 60 (EVI-039), an unknown sheet (EVI-040), what is hidden
    (EVI-042) or merged (EVI-043), and those of `table_rows`. A row keeps its refused cells, so that its other cells can
    be checked too.
    Raises: EvidenceError for what is no workbook that can be read (caps and macros, EVI-032, EVI-033; the 1904 system,
    EVI-039).
    """
    package = Package(name, content)
    if package.starts_1904():
        raise EvidenceError.of("EVI-039", name, "1904")
    strings, formats = package.strings(), package.formats()
    rows: list[Row] = []
    faults: list[Fault] = []
    for tab in package.sheets():
        if tab.title not in OURS:
            sheet = _Sheet(name, tab, strings, formats)
            rows += sheet.rows(package.part(tab.path))
            faults += sheet.faults
    return rows, faults


class _Sheet:
    """One sheet on its way from XML to rows."""

    def __init__(self, name: str, tab: Tab, strings: list[str], formats: list[str]) -> None:
        self.name, self.title, self.tab, self.strings, self.formats = name, tab.title, tab, strings, formats
        self.faults: list[Fault] = []

    def rows(self, xml: Element) -> list[Row]:
        kind = next((one for one in SHEETS if self.title in (one.label.zh, one.label.en)), None)
        lines = self._lines(xml)
        if not lines:
            return []
        if kind is None:
            self._wrong("EVI-040", "", self.title)
            return []
        self._check_seen(xml, lines)
        first = min(lines)
        body: list[Line] = [(f"{self.title}!{row}", cells) for row, cells in sorted(lines.items()) if row != first]
        rows, faults = table_rows(self.name, self.title, lines[first], body, kind)
        self.faults += faults
        return rows

    def _check_seen(self, xml: Element, lines: Mapping[int, Mapping[int, Cell]]) -> None:
        """Nothing that is filled in may be hidden, and no cell may hide behind another."""
        if self.tab.hidden:
            self._wrong("EVI-042", "", next(iter(lines[min(lines)].values())).text)
        hidden = {address for row in xml.iter(f"{MAIN}row") if _is_hidden(row) and (address := row.get("r"))}
        for number, cells in sorted(lines.items()):
            if str(number) in hidden:
                self._wrong("EVI-042", str(number), next(iter(cells.values())).text)
        for column in (one for one in xml.iter(f"{MAIN}col") if _is_hidden(one)):
            self._check_column(whole(column.get("min", "")), whole(column.get("max", "")), lines)
        for merged in xml.iter(f"{MAIN}mergeCell"):
            self._wrong("EVI-043", merged.get("ref", ""), merged.get("ref", "-"))

    def _check_column(self, low: int, high: int, lines: Mapping[int, Mapping[int, Cell]]) -> None:
        inside = ((number, cells[number].text) for cells in lines.values() for number in sorted(cells))
        found = next(((number, text) for number, text in inside if low <= number <= high), None)
        if found is not None:
            self._wrong("EVI-042", column_letters(found[0]), found[1])

    def _lines(self, xml: Element) -> dict[int, dict[int, Cell]]:
        """Every filled cell by row and column."""
        bounds = _bounds(xml)
        seen: dict[str, int] = {}
        lines: dict[int, dict[int, Cell]] = {}
        for address, row, column, cell in self._cells(xml):
            if len(seen) > MOST_CELLS:
                raise EvidenceError.of("EVI-032", f"{self.name} {self.title}", str(len(seen)), most=str(MOST_CELLS))
            seen[address] = seen.get(address, 0) + 1 + (sum(one.tag in VALUES for one in cell) > 1)
            before = len(self.faults)
            text = self._text(address, cell)
            refused = len(self.faults) > before
            if not text.strip() and not refused:
                continue
            if row > MOST_ROWS + 1 or column > MOST_COLUMNS or not (bounds is None or _inside(bounds, row, column)):
                self._wrong("EVI-035", address, text)
            else:
                lines.setdefault(row, {})[column] = Cell(text, f"{self.title}!{address}", refused)
        for address in (one for one, times in seen.items() if times > 1):
            self._wrong("EVI-034", address, address)
        return lines

    def _cells(self, xml: Element) -> Iterator[tuple[str, int, int, Element]]:
        """Every cell with its address; an address that is none, or of another row, is a fault, said once."""
        odd: set[str] = set()
        line: str | None = None
        for one in xml.iter():
            if one.tag == f"{MAIN}row":
                line = one.get("r")
            elif one.tag == f"{MAIN}c":
                address = one.get("r", "")
                found = ADDRESS.fullmatch(address)
                if found is not None and line in (None, found[2]):
                    yield address, int(found[2]), column_number(found[1]), one
                elif address not in odd:
                    odd.add(address)
                    self._wrong("EVI-003", "", address or "<c>")

    def _text(self, address: str, cell: Element) -> str:
        kind, value = cell.get("t", "n"), cell.findtext(f"{MAIN}v")
        if cell.find(f"{MAIN}f") is not None:
            self._wrong("EVI-037", address, value or "-")
            return ""
        match kind:
            case "inlineStr":
                return inline_text(cell)
            case "s":
                return self._shared(address, value or "")
            case "str" | "d":
                return value or ""
            case "n":
                return "" if value is None else self._number(address, value, whole(cell.get("s", "0")))
            case _:
                self._wrong("EVI-036", address, value or "-")
                return ""

    def _shared(self, address: str, value: str) -> str:
        place = whole(value)
        if 0 <= place < len(self.strings):
            return self.strings[place]
        self._wrong("EVI-003", address, value or "-")
        return ""

    def _number(self, address: str, written: str, style: int) -> str:
        """A numeric cell as a plain decimal; percent formats count in percent, date formats as dates."""
        if style and not 0 < style < len(self.formats):
            return self._wrong("EVI-003", address, f"s = {style}")
        form, exact = self.formats[style] if self.formats else "General", written_number(written)
        if exact is None:
            return self._wrong("EVI-008", address, written)
        shown = typed(exact)
        if shown is None:
            return self._wrong("EVI-038", address, written)
        if not is_date(form):
            return plain(shown, form)
        day = day_of(shown)
        return day.isoformat() if day is not None else self._wrong("EVI-039", address, str(shown))

    def _wrong(self, code: str, address: str, found: str) -> str:
        """Keep a fault; the cell then has no text."""
        where = f"{self.name} {self.title}" + (f"!{address}" if address else "")
        self.faults.append(Fault(code, where, found))
        return ""


def typed(exact: Decimal) -> Decimal | None:
    """The number of at most 15 digits that was typed, or None where the cell holds another one.

    Excel writes 95.3 as 95.299999999999997. The comparison is of the binary cells that both would be stored as; the
    value judged is the decimal.
    """
    size = len(exact.as_tuple().digits)
    shown = exact if size <= 15 else DIGITS.create_decimal(exact)
    return shown if size <= 17 and float(exact) == float(shown) else None


def _is_hidden(band: Element) -> bool:
    """Whether a row or a column is hidden, or has no height or width."""
    return band.get("hidden") in ("1", "true") or any(band.get(size) in ("0", "0.0") for size in ("ht", "width"))


def column_number(letters: str) -> int:
    """`A` is 1, `AA` is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """1 is `A`, 27 is `AA`."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


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
