"""A table of cells becomes rows: which kind it is by its header, which rows are filled in, where each cell stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from engine.errors import Fault, nearest
from engine.read.evidence.columns import CONTENT, PREFILLED, SHEETS, Column, Sheet
from engine.read.evidence.rows import Cell, Row

Line = tuple[str, Mapping[int, Cell]]  # the place of the line, and its cells by column number


def sheet_of(headers: Sequence[str]) -> Sheet | None:
    """The kind of record whose columns all the headers are; None for none or more than one."""
    found = [
        sheet
        for sheet in SHEETS
        if headers
        and all(sheet.column(header) for header in headers)
        and all(_has(headers, column) for column in sheet.columns if column.required)
    ]
    return found[0] if len(found) == 1 else None


def nearest_sheet(headers: Sequence[str]) -> Sheet | None:
    """The one kind whose required columns are all there, whatever else stands beside them: what is too much can be named."""
    found = [sheet for sheet in SHEETS if all(_has(headers, column) for column in sheet.columns if column.required)]
    return found[0] if len(found) == 1 else None


def _has(headers: Sequence[str], column: Column) -> bool:
    return any(header in (column.header.zh, column.header.en, column.key) for header in headers)


def table_rows(
    name: str, where: str, header: Mapping[int, Cell], lines: Sequence[Line], sheet: Sheet | None = None
) -> tuple[list[Row], list[Fault]]:
    """The rows of a table; a row whose content columns are all empty is left out, as the template has such rows.

    What stands below a header with a fault is passed over; where a required column is lost by it, no row is read.
    Faults: a header that belongs to no kind (EVI-026), that is not known in its kind (EVI-027) or stands twice
    (EVI-028), a cell below no header (EVI-029); a row left out though more is filled in than a template does (EVI-046).
    """
    headers = [cell.text for cell in header.values()]
    kind = sheet or sheet_of(headers) or nearest_sheet(headers)
    if kind is None:
        return [], [_fault("EVI-026", name, where, ", ".join(headers) or "-")]
    columns, faults = _columns(kind, name, header)
    if faults and any(column.required and column not in columns.values() for column in kind.columns):
        return [], faults
    add: Callable[[Fault], None] = faults.append
    known = {number: columns.get(number) for number in header}
    rows = [row for place, cells in lines if (row := _row(kind, known, place, cells, name, add)) is not None]
    return rows, faults


def _columns(kind: Sheet, name: str, header: Mapping[int, Cell]) -> tuple[dict[int, Column], list[Fault]]:
    """The columns by their number, and the headers that are none or stand twice."""
    columns: dict[int, Column] = {}
    faults: list[Fault] = []
    for number, cell in header.items():
        column = kind.column(cell.text)
        if column is None:
            faults.append(_unknown(kind, name, cell))
        elif column in columns.values():
            faults.append(_fault("EVI-028", name, cell.place, cell.text))
        else:
            columns[number] = column
    return columns, faults


def _row(
    kind: Sheet,
    columns: Mapping[int, Column | None],
    place: str,
    cells: Mapping[int, Cell],
    name: str,
    add: Callable[[Fault], None],
) -> Row | None:
    """The filled cells by column key; `columns` has None for a header with a fault."""
    found: dict[str, Cell] = {}
    for number, cell in cells.items():
        if not cell.text.strip() and not cell.refused:
            continue
        column = columns.get(number)
        if column is not None:
            found[column.key] = cell
        elif number not in columns:
            add(_fault("EVI-029", name, cell.place, cell.text))
    if not any(key in found for key in CONTENT[kind.kind]):
        if said := next((cell for key, cell in found.items() if key not in PREFILLED), None):
            lacks = next(column.header for column in kind.columns if column.key in CONTENT[kind.kind])
            add(_fault("EVI-046", name, said.place, said.text, column=f"{lacks.zh} / {lacks.en}"))
        return None
    named, content = found.get("id"), next(found[key] for key in found if key in CONTENT[kind.kind])
    return Row(kind.kind, named.text if named else place.replace(" ", "-"), content.place, found)


def _unknown(kind: Sheet, name: str, cell: Cell) -> Fault:
    known = [column.header.zh for column in kind.columns]
    every = [*known, *(column.header.en for column in kind.columns)]
    return _fault("EVI-027", name, cell.place, cell.text, known=", ".join(known), nearest=nearest(cell.text, every))


def _fault(code: str, name: str, where: str, found: str, **values: str) -> Fault:
    return Fault(code, f"{name} {where}".strip(), found, tuple(sorted(values.items())))
