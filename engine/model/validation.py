"""The outcome of a validation: results as a table, what each points back to, and the rung that decided each constraint."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import polars as pl

from engine.model.columns import Ids
from engine.model.shacl import Constraint, Path, Term

RESULT = pl.Schema(
    [
        ("focus", pl.String()),
        ("path", pl.String()),
        ("value", pl.String()),
        ("source", pl.UInt32()),
        ("messages", pl.List(pl.String)),
    ]
)


@dataclass(frozen=True, slots=True)
class Source:
    """What a result points back to: the shape, its path, the constraint, severity and messages."""

    shape: Term
    path: Path | None
    component: Term
    severity: Term
    messages: tuple[Term, ...]
    constraint: Constraint


class Rung(StrEnum):
    """How a constraint was decided: by steps over columns, by one query for all focus nodes, by a query for each, by pySHACL."""

    COMPILED = "compiled"
    LIFTED = "lifted"
    FOCUS = "focus"
    PYSHACL = "pyshacl"


@dataclass(frozen=True, slots=True)
class Decided:
    """Which rung decided a constraint of a shape, and why not a higher one (empty for compiled)."""

    shape: Term
    component: Term
    rung: Rung
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Remaining:
    """A constraint that goes down the ladder: its place among the sources, and the terms at which its shape reports."""

    source: int
    focus: Ids
    reason: str


@dataclass(frozen=True, slots=True)
class Validation:
    """One validation.

    Shape: `table` has the columns of RESULT, a row a result, in order of focus, source and value. `path` and `messages` are
    null where the source's own stand; `value` is null where a result has none; `source` is a place in `sources`.
    """

    table: pl.DataFrame
    sources: tuple[Source, ...]
    decided: tuple[Decided, ...]

    @property
    def conforms(self) -> bool:
        """Whether there is no result, whatever its severity (SHACL, section 3.1)."""
        return self.table.is_empty()
