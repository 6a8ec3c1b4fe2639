"""Tables straight into columns: each row a subject, each cell a triple, the same as the RDF that says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl
import pyoxigraph as ox

from engine.columns.build import columns_of
from engine.errors import EvidenceError
from engine.model.columns import Columns
from engine.read.split import canonical

SPECIAL = {"\\": "\\\\", '"': '\\"', "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}
CONTROL = [chr(code) for code in (*range(32), 127, 0xFFFE, 0xFFFF) if chr(code) not in SPECIAL]
ESCAPES = SPECIAL | {one: f"\\u{ord(one):04X}" for one in CONTROL}
STRING = "<http://www.w3.org/2001/XMLSchema#string>"


@dataclass(frozen=True, slots=True)
class Field:
    """What the cells of a column are: objects of `predicate` (IRI term).

    IRIs that begin with `prefix` where there is one (an empty one for cells that are whole IRIs), else literals in
    `language` or of `datatype` (IRI term); plain ones without either.
    """

    column: str
    predicate: str
    datatype: str = ""
    prefix: str | None = None
    language: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of one kind: the column with their subjects and what to put before each, what the other columns are."""

    name: str
    frame: pl.DataFrame
    subject: str
    fields: tuple[Field, ...]
    prefix: str = ""


def columns_of_tables(tables: Sequence[Table]) -> Columns:
    """The graph that tables state; columns without a field state nothing.

    Unknowns: an empty cell makes no triple.
    Raises: EvidenceError COL-008 for a column that a table lacks, COL-009 for a cell that makes no IRI (and for a row
    without a subject).
    """
    parts = [_triples(table, field) for table in tables for field in table.fields]
    whole = pl.concat([_NONE, *parts])
    return columns_of(whole["subject"], whole["predicate"], whole["object"])


_NONE = pl.DataFrame(schema={"subject": pl.String, "predicate": pl.String, "object": pl.String})


def _triples(table: Table, field: Field) -> pl.DataFrame:
    _check_names(table, field)
    cells = table.frame.select(subject=pl.col(table.subject), object=pl.col(field.column)).drop_nulls("object")
    subject = _iris(table, table.subject, cells["subject"], table.prefix)
    if field.prefix is None:
        object_ = _literals(_texts(cells["object"]), field)
    else:
        object_ = _iris(table, field.column, cells["object"], field.prefix)
    return pl.DataFrame({"subject": subject, "object": object_}).select(
        "subject", pl.lit(field.predicate).alias("predicate"), "object"
    )


def _check_names(table: Table, field: Field) -> None:
    for name in (table.subject, field.column):
        if name not in table.frame.columns:
            raise EvidenceError.of("COL-008", table.name, name, known=", ".join(table.frame.columns))


def _texts(cells: pl.Series) -> pl.Series:
    """Cells as written; times as XSD writes them."""
    if cells.dtype in (pl.Datetime, pl.Date, pl.Time):
        return cells.dt.to_string("iso:strict").str.replace(r"\.0+$", "")
    return cells.cast(pl.String)


def _literals(texts: pl.Series, field: Field) -> pl.Series:
    escaped = texts.str.replace_many(list(ESCAPES), list(ESCAPES.values())) if _is_odd(texts) else texts
    datatype = "" if field.datatype == STRING else field.datatype
    end = f"@{field.language.lower()}" if field.language else f"^^{datatype}" if datatype else ""
    return '"' + escaped + ('"' + end)


def _is_odd(texts: pl.Series) -> bool:
    return bool(texts.str.contains(r'["\\\x00-\x1F\x7F\x{FFFE}\x{FFFF}]').any())


def _iris(table: Table, column: str, cells: pl.Series, prefix: str) -> pl.Series:
    terms = "<" + (prefix + _texts(cells).fill_null("\x00")) + ">"
    doubtful = terms.filter(~canonical(terms)).unique(maintain_order=True)
    for term in doubtful:
        _check_iri(table, column, term[1:-1])
    return terms


def _check_iri(table: Table, column: str, iri: str) -> None:
    try:
        ox.NamedNode(iri)
    except ValueError as fault:
        raise EvidenceError.of("COL-009", f"{table.name} {column}", iri.replace("\x00", "")) from fault
