"""Evidence in Parquet: one table of one kind; text, whole numbers, decimals and days exactly as they are stored."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date

import polars as pl
from polars.exceptions import PanicException, PolarsError

from engine.errors import EvidenceError, Fault, raise_all
from engine.read.evidence.caps import CELLS as MOST_CELLS
from engine.read.evidence.caps import STRINGS as MOST_TEXT
from engine.read.evidence.footer import Footer, Leaf, check_pages, footer_of
from engine.read.evidence.rows import Cell, Row
from engine.read.evidence.tabular import Line, table_rows

BROKEN = (PolarsError, PanicException, OSError, ValueError, OverflowError)
BINARY_FLOATS = ("FLOAT", "DOUBLE")
READ = (pl.String, pl.Categorical, pl.Enum, pl.Null, pl.Decimal, pl.Date)
NESTED = ("GROUP", "REPEATED")


def parquet_rows(name: str, content: bytes) -> tuple[list[Row], list[Fault]]:
    """The rows of a Parquet file; its kind is found from the names of its columns. A null is an empty cell.

    Faults: a day outside the years 1 to 9999 (EVI-009), and those of `table_rows`.
    Raises: EvidenceError for what `footer_of` and `check_pages` refuse; with the names of columns that `table_rows`
    refuses, else all columns of binary floats (EVI-051) or of another type that is not read (EVI-052); for pages that
    do not hold what they say (EVI-050), and for more text than a CSV file may have (EVI-032).
    """
    footer = footer_of(name, content)
    header = {at: Cell(column.name.strip(), f"column {at + 1}") for at, column in enumerate(footer.columns)}
    raise_all(EvidenceError, table_rows(name, "", header, [])[1])
    if all(column.form not in NESTED for column in footer.columns):  # else nothing is unpacked at all
        check_pages(name, content, footer)
    raise_all(EvidenceError, _types(name, content, footer))
    body, faults = _body(name, content, footer)
    rows, said = table_rows(name, "", header, body)
    return rows, faults + said


def _types(name: str, content: bytes, footer: Footer) -> list[Fault]:
    """The columns whose type is not read."""
    try:
        schema = pl.read_parquet_schema(io.BytesIO(content))
    except BROKEN as fault:
        raise EvidenceError.of("EVI-050", name, "schema") from fault
    if list(schema) != [column.name for column in footer.columns]:
        raise EvidenceError.of("EVI-050", name, ", ".join(schema))
    typed = zip(footer.columns, schema.values(), strict=True)
    found = (_untyped(f"{name} column {at}", column, kind) for at, (column, kind) in enumerate(typed, 1))
    return [one for one in found if one is not None]


def _untyped(where: str, column: Leaf, kind: pl.DataType) -> Fault | None:
    if column.form in BINARY_FLOATS or kind.is_float():
        return Fault("EVI-051", where, f"{column.name}: {column.form}")
    if column.form not in NESTED and (kind.is_integer() or isinstance(kind, READ)):
        return None
    return Fault("EVI-052", where, f"{column.name}: {kind.base_type().__name__}")


def _body(name: str, content: bytes, footer: Footer) -> tuple[list[Line], list[Fault]]:
    """The filled cells line by line, counted from 1, and the days that are none."""
    stored = _columns(name, content, footer)
    columns = [_cells(column.name.strip(), *one) for column, one in zip(footer.columns, stored, strict=True)]
    odd = (cell for cells in columns for cell in cells if cell and cell.refused)
    faults = [Fault("EVI-009", f"{name} {cell.place}", cell.text) for cell in odd]
    return [_line(number, cells) for number, cells in enumerate(zip(*columns, strict=True), 1)], faults


def _columns(name: str, content: bytes, footer: Footer) -> list[tuple[pl.Series, pl.Series]]:
    """The texts of every column, and which of them stand for a day that is none; within the caps of all together."""
    found = []
    filled = size = 0
    for at, column in enumerate(footer.columns, 1):
        where = f"{name} column {at}"
        try:
            stored = _stored(content, column)
            filled, size = filled + len(stored) - stored.null_count(), size + _length(stored)
            for one, most in ((filled, MOST_CELLS), (filled + size, MOST_TEXT)):
                if one > most:
                    raise EvidenceError.of("EVI-032", name, str(one), most=str(most))
            odd = _no_days(stored)
            found.append((_texts(stored, odd), odd))
        except BROKEN as fault:
            raise EvidenceError.of("EVI-050", where, column.name) from fault
        if len(stored) != footer.rows:
            raise EvidenceError.of("EVI-050", where, f"{len(stored)} ≠ {footer.rows}")
    return found


def _length(stored: pl.Series) -> int:
    """How many bytes of text a column holds, before a word that is stored once is written out in every row."""
    match stored.dtype:
        case pl.String():
            return _sum(stored.str.len_bytes())
        case pl.Categorical() | pl.Enum():
            return _sum(stored.cat.len_bytes())
        case _:
            return 0


def _sum(lengths: pl.Series) -> int:
    """Polars adds lengths up in 32 bits and begins anew at 4 GiB, unless they are made longer."""
    return int(lengths.cast(pl.UInt64).sum())


def _stored(content: bytes, column: Leaf) -> pl.Series:
    """The values of one column; nothing else of the file is unpacked."""
    frame = pl.read_parquet(
        io.BytesIO(content),
        columns=[column.name],
        hive_partitioning=False,
        glob=False,
        use_statistics=False,
        parallel="none",
    )
    return frame.to_series()


def _no_days(stored: pl.Series) -> pl.Series:
    """Which values lie outside the years that a date can have."""
    if stored.dtype != pl.Date:
        return pl.Series([False]).new_from_index(0, len(stored))
    return ~stored.is_between(date.min, date.max).fill_null(True)


def _texts(stored: pl.Series, odd: pl.Series) -> pl.Series:
    """Every value as plain text; a day that is none as the number of days since 1970."""
    if not odd.any():
        return stored.cast(pl.String)
    days = stored.cast(pl.Int32).cast(pl.String)
    return stored.set(odd, None).cast(pl.String).zip_with(~odd, days)


def _cells(header: str, texts: pl.Series, odd: pl.Series) -> list[Cell | None]:
    """The cells of a column from the first row on; None for an empty one. Equal texts are kept once."""
    kept: dict[str, str] = {}
    return [
        Cell(kept.setdefault(text, text), f"row {number} {header}", refused) if text else None
        for number, (text, refused) in enumerate(zip(texts, odd, strict=True), 1)
    ]


def _line(number: int, cells: Sequence[Cell | None]) -> Line:
    return f"row {number}", {at: cell for at, cell in enumerate(cells) if cell is not None}
