"""Rows become records: every field checked as written, every fault kept with its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction

from engine.errors import Fault
from engine.exact import parse_day, parse_number
from engine.model.evidence import (
    Delivered,
    DocumentRecord,
    EventRecord,
    EventState,
    NoObject,
    Observation,
    Rating,
    Record,
    Source,
)
from engine.model.world import Qualifier, World
from engine.read.evidence.caps import ROWS as MOST_ROWS
from engine.read.evidence.circles import in_circles
from engine.read.evidence.columns import BY_KIND, Column
from engine.read.evidence.names import Names, odd_characters, speaks_for
from engine.read.evidence.rows import WARNINGS, Cell, Row

YEAR = re.compile(r"[12][0-9]{3}", re.ASCII)
ELSEWHERE = re.compile(r"[0-9a-f]{64}#.+", re.ASCII)
LONGEST = 4000
MOST_SUGGESTIONS = 100
MOST_LISTED = 12
MOST_FAULTS = 20_000


class RowReader:
    """Reads the rows of one file; `faults` grow, warnings among them, nothing is raised."""

    def __init__(self, file: Delivered, world: World, names: Names, allowed: frozenset[str]) -> None:
        self.file, self.world, self.names, self.allowed = file, world, names, allowed
        self.faults: list[Fault] = []
        self.refusals = 0
        self.suggested: dict[tuple[str, str], str] = {}

    def read(self, rows: Sequence[Row]) -> list[Record]:
        """The records of all rows; ids must be unique, corrections must lead somewhere and in no circle.

        After `MOST_ROWS` rows, or `MOST_FAULTS` faults that refuse the file, no further row is read, and that is said (EVI-032).
        """
        if len(rows) > MOST_ROWS:
            self.wrong("EVI-032", rows[MOST_ROWS].place, str(len(rows)), most=str(MOST_ROWS))
            rows = rows[:MOST_ROWS]
        found = []
        for row in rows:
            if self.refusals > MOST_FAULTS:
                self.wrong("EVI-032", row.place, str(self.refusals), most=str(MOST_FAULTS))
                break
            if (record := self._record(row)) is not None:
                found.append(record)
        self._check_ids(rows)
        return found

    def _record(self, row: Row) -> Record | None:
        before = len(self.faults)
        fields = _Fields(self, row)
        if any(cell.refused for cell in row.cells.values()):
            return None
        record = READERS[row.kind](fields)
        return record if all(fault.code in WARNINGS for fault in self.faults[before:]) else None

    def _check_ids(self, rows: Sequence[Row]) -> None:
        seen: set[str] = set()
        for row in rows:
            if row.id in seen:
                self.wrong("EVI-017", row.place, row.id)
            seen.add(row.id)
        for row in rows:
            corrected = row.cells.get("corrects")
            if corrected is None or corrected.text in seen or ELSEWHERE.fullmatch(corrected.text):
                continue
            self.wrong("EVI-018", corrected.place, corrected.text)
        self._check_circles(rows)

    def _check_circles(self, rows: Sequence[Row]) -> None:
        """No record may correct itself, nor one that corrects it over others: nothing would be left to count."""
        corrects = {row.id: cell for row in rows if (cell := row.cells.get("corrects")) is not None}
        for name in in_circles({name: cell.text for name, cell in corrects.items()}):
            self.wrong("EVI-049", corrects[name].place, f"{name} → {corrects[name].text}")

    def suggestion(self, listed: str, text: str) -> str:
        """The nearest known name; after many different ones that are not known it is no slip any more: `-`."""
        key = (listed, re.split(r"[#/]", text)[-1] if "://" in text else text)
        if key not in self.suggested:
            self.suggested[key] = "-" if len(self.suggested) >= MOST_SUGGESTIONS else self.names.nearest(*key)
        return self.suggested[key]

    def listed(self, listed: str) -> str:
        """All names of a short list, as a table or a graph writes them; `-` for a long one."""
        labels = self.names.labels[listed]
        if len(labels) > MOST_LISTED:
            return "-"
        tabular = self.file.form in ("csv", "xlsx", "parquet")
        return ", ".join(f"{label.zh} / {label.en}" if tabular else slug for slug, label in labels.items())

    def wrong(self, code: str, place: str, found: str, **values: str) -> None:
        """Keep one fault at a place of the file."""
        self.refusals += code not in WARNINGS
        self.faults.append(Fault(code, f"{self.file.file} {place}", found, tuple(sorted(values.items()))))


class _Fields:
    """The fields of one row, read by column."""

    def __init__(self, reader: RowReader, row: Row) -> None:
        self.reader, self.row, self.sheet = reader, row, BY_KIND[row.kind]
        self.source = Source(reader.file.file, reader.file.digest, row.place, row.id)
        self.read = {column.key: self._read(column) for column in self.sheet.columns}

    def _read(self, column: Column) -> object:
        cell = self.row.cells.get(column.key)
        if cell is not None and cell.refused:
            return None
        if cell is None or not cell.text:
            if column.required:
                self.wrong("EVI-012", Cell(column.header.zh, self.row.place), column=column.header.zh)
            return None
        odd = odd_characters(cell.text)
        if odd or len(cell.text) > LONGEST:
            self.wrong("EVI-019", Cell(odd or str(len(cell.text)), cell.place))
            return None
        return self._parsed(column, cell)

    def _parsed(self, column: Column, cell: Cell) -> object:
        match column.reads:
            case "text" | "id":
                return cell.text
            case "number":
                return self._number(cell)
            case "count":
                return self._count(cell)
            case "year":
                return self._year(cell)
            case "date":
                return self._date(cell)
            case listed:
                return self._name(listed, cell)

    def _number(self, cell: Cell) -> Fraction | None:
        value = parse_number(cell.text)
        if value is None:
            self.wrong("EVI-008", cell)
        return value

    def _year(self, cell: Cell) -> int | None:
        if YEAR.fullmatch(cell.text):
            return int(cell.text)
        self.wrong("EVI-009", cell)
        return None

    def _count(self, cell: Cell) -> int | None:
        value = parse_number(cell.text)
        if value is None or value.denominator != 1 or value < 0:
            self.wrong("EVI-008", cell)
            return None
        return int(value)

    def _date(self, cell: Cell) -> date | None:
        found = parse_day(cell.text)
        if found is None:
            self.wrong("EVI-009", cell)
        return found

    def _name(self, listed: str, cell: Cell) -> str | None:
        found = self.reader.names.find(listed, cell.text)
        if found is None:
            shown = " ".join(f"U+{ord(char):04X}" for char in cell.text[:12])
            like, names = self.reader.suggestion(listed, cell.text), self.reader.listed(listed)
            self.wrong("EVI-010", cell, nearest=like, points=shown, list=names)
        elif listed == "places" and not speaks_for(self.reader.world, self.reader.allowed, found):
            self.wrong("EVI-011", cell, allowed=", ".join(sorted(self.reader.allowed)))
        else:
            return found
        return None

    def wrong(self, code: str, cell: Cell, **values: str) -> None:
        """Keep a fault; the field then has no value."""
        self.reader.wrong(code, cell.place, cell.text, **values)

    def cell(self, key: str) -> Cell:
        """The cell of a column, or the row itself where it is empty."""
        return self.row.cells.get(key) or Cell("-", self.row.place)

    def text(self, key: str) -> str:
        found = self.read.get(key)
        return found if isinstance(found, str) else ""

    def maybe(self, key: str) -> str | None:
        return self.text(key) or None

    def whole(self, key: str) -> int | None:
        found = self.read.get(key)
        return found if isinstance(found, int) else None

    def number(self, key: str) -> Fraction | None:
        found = self.read.get(key)
        return found if isinstance(found, Fraction) else None

    def day(self, key: str) -> date | None:
        found = self.read.get(key)
        return found if isinstance(found, date) else None

    def corrects(self) -> str | None:
        """The key of the corrected record: of this file, unless the file is named too."""
        found = self.maybe("corrects")
        return found if found is None or ELSEWHERE.fullmatch(found) else f"{self.source.digest}#{found}"

    def period(self) -> tuple[date, date]:
        """The period: a year, or two days in order; both or neither is a fault."""
        year, start, end = self.whole("year"), self.day("start"), self.day("end")
        stated = [key for key in ("start", "end") if self.row.cells.get(key) and self.row.cells[key].text]
        if year is not None and not stated:
            return date(year, 1, 1), date(year, 12, 31)
        if year is not None or len(stated) != 2:
            if not (self.row.cells.get("year") and year is None):
                self.wrong("EVI-015", self.cell(stated[0] if stated else "year"))
        elif start and end and start > end:
            self.wrong("EVI-015", self.cell("end"))
        return start or date.min, end or date.max


def _observation(fields: _Fields) -> Record:
    start, end = fields.period()
    value, numerator, denominator = fields.number("value"), fields.whole("numerator"), fields.whole("denominator")
    _check_number(fields, value, numerator, denominator)
    raw = fields.row.cells["value"].text if value is not None else f"{numerator}/{denominator}"
    return Observation(
        source=fields.source,
        subject=fields.text("subject"),
        indicator=fields.text("indicator"),
        start=start,
        end=end,
        raw=raw,
        value=value,
        qualifier=Qualifier(fields.maybe("qualifier") or Qualifier.EXACTLY),
        tolerance=fields.number("tolerance"),
        numerator=numerator,
        denominator=denominator,
        scope=fields.maybe("scope"),
        population=fields.maybe("population"),
        final=fields.text("status") != "provisional",
        source_kind=fields.maybe("source_kind"),
        issuer=fields.text("issuer"),
        citation=fields.text("citation"),
        corrects=fields.corrects(),
        note=fields.text("note"),
    )


def _check_number(fields: _Fields, value: Fraction | None, numerator: int | None, denominator: int | None) -> None:
    """What must hold of the number of an observation: its unit, its counts, its range, its tolerance, and that there is one."""
    _check_unit(fields)
    _check_counts(fields, numerator, denominator)
    _check_range(fields, value)
    _check_tolerance(fields)
    if not any(fields.row.cells.get(key) for key in ("value", "numerator", "denominator")):
        fields.wrong("EVI-012", Cell("-", fields.row.place), column="数值")


def _check_unit(fields: _Fields) -> None:
    indicator = fields.reader.world.indicators.get(fields.text("indicator"))
    unit = fields.maybe("unit")
    if indicator is not None and unit is not None and unit != indicator.unit:
        fields.wrong("EVI-014", fields.cell("unit"), unit=fields.reader.world.units[indicator.unit].label.zh)


def _check_counts(fields: _Fields, numerator: int | None, denominator: int | None) -> None:
    given = [key for key in ("numerator", "denominator") if fields.cell(key).text != "-"]
    if len(given) == 1:
        fields.wrong("EVI-016", fields.cell(given[0]))
    elif numerator is not None and denominator is not None and (denominator == 0 or numerator > denominator):
        fields.wrong("EVI-016", Cell(f"{numerator}/{denominator}", fields.cell("denominator").place))


def _check_range(fields: _Fields, value: Fraction | None) -> None:
    indicator = fields.reader.world.indicators.get(fields.text("indicator"))
    if indicator is None or value is None:
        return
    if not indicator.low <= value <= indicator.high:
        fields.wrong("EVI-013", fields.cell("value"), low=str(indicator.low), high=str(indicator.high))
    elif indicator.unit == "PERCENT" and 0 < value <= 1:
        fields.wrong("EVI-045", fields.cell("value"))


def _check_tolerance(fields: _Fields) -> None:
    tolerance = fields.number("tolerance")
    if tolerance is not None and tolerance < 0:
        fields.wrong("EVI-013", fields.cell("tolerance"), low="0", high="∞")


def _document(fields: _Fields) -> Record:
    start, end = fields.day("in_force_from") or date.min, fields.day("in_force_to")
    if end is not None and end < start:
        fields.wrong("EVI-015", fields.cell("in_force_to"))
    _check_form(fields, "document")
    return DocumentRecord(
        source=fields.source,
        subject=fields.text("subject"),
        kind=fields.text("kind"),
        title=fields.text("title"),
        number=fields.text("number"),
        issuer=fields.text("issuer"),
        issued=fields.day("issued"),
        in_force_from=start,
        in_force_to=end,
        level=fields.maybe("level"),
        source_kind=fields.maybe("source_kind"),
        citation=fields.text("citation"),
        corrects=fields.corrects(),
        note=fields.text("note"),
    )


def _check_form(fields: _Fields, form: str) -> None:
    kind = fields.reader.world.kinds.get(fields.text("kind"))
    if kind is not None and kind.form != form:
        fields.wrong("EVI-020", fields.cell("kind"), form=kind.form)


def _event(fields: _Fields) -> Record:
    start, end = fields.period()
    _check_form(fields, "event")
    state = fields.text("state") or EventState.PROVEN
    if state == EventState.NIL and not fields.text("signed_by"):
        fields.wrong("EVI-012", Cell("签署人", fields.row.place), column="签署人")
    return EventRecord(
        source=fields.source,
        subject=fields.text("subject"),
        kind=fields.text("kind"),
        state=EventState(state),
        start=start,
        end=end,
        description=fields.text("description"),
        signed_by=fields.text("signed_by"),
        source_kind=fields.maybe("source_kind"),
        citation=fields.text("citation"),
        corrects=fields.corrects(),
        note=fields.text("note"),
    )


def _rating(fields: _Fields) -> Record:
    value = fields.number("value")
    _check_form(fields, "judgement")
    if value is None and not (fields.row.cells.get("value") and fields.row.cells["value"].text):
        fields.wrong("EVI-012", Cell("评分", fields.row.place), column="评分")
    if value is not None and not 0 <= value <= 100:
        fields.wrong("EVI-013", fields.cell("value"), low="0", high="100")
    return Rating(
        source=fields.source,
        subject=fields.text("subject"),
        kind=fields.text("kind"),
        year=fields.whole("year") or 0,
        expert=fields.text("expert"),
        on=fields.day("on") or date.min,
        value=value or Fraction(0),
        raw=fields.cell("value").text,
        note=fields.text("note"),
    )


def _no_object(fields: _Fields) -> Record:
    start, end = fields.period()
    if not fields.text("signed_by"):
        fields.wrong("EVI-012", Cell("签署人", fields.row.place), column="签署人")
    return NoObject(
        fields.source,
        fields.text("subject"),
        fields.text("about"),
        start,
        end,
        fields.text("signed_by"),
        fields.text("reason"),
    )


READERS: Mapping[str, Callable[[_Fields], Record]] = {
    "Observation": _observation,
    "DocumentRecord": _document,
    "EventRecord": _event,
    "Rating": _rating,
    "NoObject": _no_object,
}
