"""Cases as tables of text, a table for each noun: exact, as a number stands as its fraction, and what is equal stands once."""

from __future__ import annotations

import types
from collections.abc import Callable, Sequence
from dataclasses import fields
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any, Union, get_args, get_origin, get_type_hints

import polars as pl

from engine.exact import Span
from engine.model.case import Case, CaseKey, Premise, Reading, SetAside, TargetUse
from engine.model.evidence import DocumentRecord, EventRecord, NoObject, Observation, Rating, Source
from engine.model.waiver import Waiver

INTERNED = (CaseKey, Span, Reading, TargetUse, Source, SetAside, Waiver)
RECORDS = (Observation, DocumentRecord, EventRecord, Rating, NoObject)
TYPES: tuple[type, ...] = (*INTERNED, *RECORDS, Premise)  # none refers to one after it
NAMES: dict[type, tuple[str, ...]] = {kind: tuple(one.name for one in fields(kind)) for kind in TYPES}
HINTS = {kind: get_type_hints(kind) for kind in (*TYPES, Case)}
PREMISE_COUNT, RECORD_REFERENCES, WAIVERS = "premises", "records", "waivers"
CASE = ("key", "closed", "mode", PREMISE_COUNT, RECORD_REFERENCES, WAIVERS)
Texts = dict[str, list[str | None]]


class Tables:
    """Cases on their way to tables; a cell names a row of another table as `Source:3`."""

    def __init__(self) -> None:
        self.rows: dict[type, list[Any]] = {kind: [] for kind in TYPES}
        self.places: dict[type, dict[Any, int]] = {kind: {} for kind in TYPES}
        self.cases: list[list[str | None]] = []

    def add(self, case: Case) -> None:
        """Add a case with its premises, in their order, and its records."""
        for premise in case.premises.values():
            self.rows[Premise].append([self._cell(getattr(premise, name)) for name in NAMES[Premise]])
        records = " ".join(self._reference(record) for record in case.records.values())
        cells = (case.key, case.closed, case.mode)
        counts = (str(len(case.premises)), records, self._cell(case.waivers))
        self.cases.append([*(self._cell(one) for one in cells), *counts])

    def _cell(self, value: Any) -> str | None:
        match value:
            case None | str():
                return None if value is None else str(value)
            case bool():
                return "true" if value else "false"
            case int():
                return str(value)
            case Fraction():
                return f"{value.numerator}/{value.denominator}"
            case date():
                return value.isoformat()
            case tuple():
                return " ".join(one if isinstance(one, str) else self._reference(one) for one in value)
            case _:
                return self._reference(value)

    def _reference(self, value: Any) -> str:
        kind = type(value)
        place = self.places[kind].get(value)
        if place is None:
            cells = [self._cell(getattr(value, name)) for name in NAMES[kind]]
            place = self.places[kind][value] = len(self.rows[kind])
            self.rows[kind].append(cells)
        return f"{kind.__name__}:{place}"

    def frames(self) -> dict[str, pl.DataFrame]:
        """The tables by name; every column is text, a cell without value is null."""
        found = {kind.__name__: _frame(self.rows[kind], NAMES[kind]) for kind in TYPES}
        return found | {"Case": _frame(self.cases, CASE)}


def _frame(rows: Sequence[Sequence[str | None]], names: Sequence[str]) -> pl.DataFrame:
    columns = zip(*rows, strict=True) if rows else ([] for _ in names)
    series = (pl.Series(name, list(column), dtype=pl.String) for name, column in zip(names, columns, strict=True))
    return pl.DataFrame(list(series))


def cases_of(frames: dict[str, pl.DataFrame]) -> list[Case]:
    """The cases that were added, equal to them in everything."""
    read = _Rows(frames)
    for kind in TYPES:
        read.take(kind)
    return read.cases()


class _Rows:
    """Tables on their way to nouns; every distinct text is read once."""

    def __init__(self, frames: dict[str, pl.DataFrame]) -> None:
        self.frames = frames
        self.found: dict[str, list[Any]] = {}

    def take(self, kind: type) -> None:
        """Read the rows of a kind; those that they name were read before."""
        columns = [self._column(kind.__name__, name, _reader(kind, name)) for name in NAMES[kind]]
        self.found[kind.__name__] = list(map(kind, *columns))

    def cases(self) -> list[Case]:
        """The cases, each with the premises that stand after those of the case before."""
        keys = self._column("Case", "key", "reference")
        closed = self._column("Case", "closed", _truth)
        modes = self._column("Case", "mode", _reader(Case, "mode"))
        counts = self._column("Case", PREMISE_COUNT, int)
        records = self._column("Case", RECORD_REFERENCES, "references")
        waivers = self._column("Case", WAIVERS, "references")
        premises, found, at = self.found["Premise"], [], 0
        for key, shut, mode, count, used, free in zip(keys, closed, modes, counts, records, waivers, strict=True):
            own = {one.key: one for one in premises[at : at + count]}
            found.append(Case(key, shut, mode, own, {one.source.key: one for one in used}, free))
            at += count
        return found

    def _column(self, table: str, name: str, reader: Callable[[str], Any] | str) -> list[Any]:
        series = self.frames[table][name]
        reads: Callable[[str], Any] = getattr(self, f"_{reader}") if isinstance(reader, str) else reader
        values = {text: reads(text) for text in series.unique().drop_nulls().to_list()}
        values[None] = None
        return [values[text] for text in series.to_list()]

    def _reference(self, text: str) -> Any:
        kind, _, place = text.partition(":")
        return self.found[kind][int(place)]

    def _references(self, text: str) -> tuple[Any, ...]:
        return tuple(self._reference(one) for one in text.split())

    def _words(self, text: str) -> tuple[str, ...]:
        return tuple(text.split())


def _reader(kind: type, name: str) -> Callable[[str], Any] | str:
    """How the texts of a field are read: by a function, or as references to rows."""
    hint = HINTS[kind][name]
    if get_origin(hint) in (Union, types.UnionType):
        hint = next(one for one in get_args(hint) if one is not type(None))
    if get_origin(hint) is tuple:
        return "words" if get_args(hint)[0] is str else "references"
    return hint if issubclass(hint, StrEnum) else READERS.get(hint, "reference")


def _truth(text: str) -> bool:
    return text == "true"


READERS: dict[type, Callable[[str], Any]] = {
    str: str,
    int: int,
    bool: _truth,
    Fraction: Fraction,
    date: date.fromisoformat,
}
