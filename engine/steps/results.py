"""The results of a run as a table: a verdict is a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.model.columns import NONE, Columns, Ids
from engine.steps.rows import Places, Rows


@dataclass(frozen=True, slots=True)
class Results:
    """Validation results, by step, then by row.

    Shape: four columns of one length. `focus` and `value` are terms of `columns` (`value` NONE where a result has none),
    `source` a place in the plan's sources, `predicate` the place among `columns.relations` of the property that a result of
    `sh:closed` is about, else NONE. `frames` holds, for each constraint that goes down the ladder, its focus nodes
    ascending, each as often as its shape reports there.
    """

    columns: Columns
    focus: Ids
    value: Ids
    source: Places
    predicate: Ids
    frames: tuple[Ids, ...] = ()

    def __len__(self) -> int:
        return len(self.focus)

    @property
    def conforms(self) -> bool:
        """Whether there is no result, whatever its severity (SHACL, section 3.1)."""
        return len(self) == 0


Part = tuple[Ids, Ids, Places, Ids]


def part(focus: Ids, rows: Rows | None, source: Places) -> Part:
    """Results with these focus nodes; `rows` gives values and predicates."""
    none = np.full(len(focus), NONE, dtype=np.uint32)
    if rows is None:
        return focus, none, source, none
    return focus, rows.node, source, none if rows.predicate is None else rows.predicate


def joined(columns: Columns, parts: Sequence[Part], frames: tuple[Ids, ...]) -> Results:
    """All parts one after the other."""
    if not parts:
        empty = np.zeros(0, dtype=np.uint32)
        return Results(columns, empty, empty, np.zeros(0, dtype=np.int64), empty, frames)
    focus, value, source, predicate = (np.concatenate(each) for each in zip(*parts, strict=True))
    return Results(columns, focus, value, source, predicate, frames)
