"""Rows: the fields of one record as written, each with its place; every reader makes them, one checker takes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

WARNINGS = frozenset({"EVI-045", "EVI-046", "EVI-047"})  # said to whoever checks a file; nothing is refused for them


@dataclass(frozen=True, slots=True)
class Cell:
    """One field as written and where it stands; `refused` where its reader has said already what is wrong with it."""

    text: str
    place: str
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """The fields of one record by column key; `kind` is a class of `columns.SHEETS`."""

    kind: str
    id: str
    place: str
    cells: Mapping[str, Cell]
