"""One case of a matrix replaced by another: what differs is graded alone, and put in its row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from engine.matrix.again import grade_again
from engine.matrix.contents import NONE, Contents, Matrix, differing, matrix_of
from engine.matrix.exact import Exact, aligned
from engine.matrix.graded import Graded
from engine.matrix.grades import Grades
from engine.matrix.points import ItemPoints
from engine.matrix.totals import Totals
from engine.matrix.verdicts import SlotVerdicts, Small
from engine.model.case import Case
from engine.model.world import World


def with_case(matrix: Matrix, graded: Graded, place: int, case: Case, world: World) -> tuple[Matrix, Graded]:
    """The matrix and its grades with another case in row `place`; equal to loading and grading all cases anew.

    What the new case has in common with the old one is not reckoned again. Raises: as `matrix_of` and `grade_again`.
    """
    slots = differing(matrix.cases[place], case)
    alone = matrix_of(graded.edition, [case], slots)
    row = row_of(graded, place)
    contents = {slot: alone.contents.get(slot, found.contents) for slot, found in row.verdicts.items()}
    one = grade_again(replace(alone, contents=contents), row, graded.edition, graded.shapes, world)
    both = {slot: _contents(matrix.contents[slot], alone.contents[slot], matrix, place) for slot in alone.contents}
    verdicts = {slot: _verdicts(graded.verdicts[slot], one.verdicts[slot], found) for slot, found in both.items()}
    cases = (*matrix.cases[:place], case, *matrix.cases[place + 1 :])
    closed = _with(matrix.closed, place, alone.closed)
    segments = matrix.segments + alone.segments
    then = replace(matrix, cases=cases, contents={**matrix.contents, **both}, segments=segments, closed=closed)
    return then, replace(
        graded,
        verdicts={**graded.verdicts, **verdicts},
        outcomes=_rows(graded.outcomes, one.outcomes, place),
        chances=_rows(graded.chances, one.chances, place),
        items={slug: _points(found, one.items[slug], place) for slug, found in graded.items.items()},
        totals=_totals(graded.totals, one.totals, place),
        grades=_grades(graded.grades, one.grades, place),
    )


def row_of(graded: Graded, place: int) -> Graded:
    """One case of a matrix as if it stood alone."""
    at = np.array([place])
    totals, grades = graded.totals, graded.grades
    return replace(
        graded,
        verdicts={slot: _verdicts_at(found, at) for slot, found in graded.verdicts.items()},
        outcomes={slug: column[at] for slug, column in graded.outcomes.items()},
        chances={slug: column[at] for slug, column in graded.chances.items()},
        items={slug: _points_at(found, at) for slug, found in graded.items.items()},
        totals=Totals(totals.low.take(at), totals.high.take(at), totals.pattern[at], totals.factors),
        grades=Grades(grades.possible[at], grades.band[at], grades.withheld[at]),
    )


def _verdicts_at(found: SlotVerdicts, at: npt.NDArray[np.intp]) -> SlotVerdicts:
    return replace(found, contents=replace(found.contents, places=found.contents.places[at]))


def _points_at(found: ItemPoints, at: npt.NDArray[np.intp]) -> ItemPoints:
    return ItemPoints(found.applicable[at], found.low.take(at), found.high.take(at), found.spans[at], found.kinds)


def _with(column: npt.NDArray[Any], place: int, row: npt.NDArray[Any]) -> npt.NDArray[Any]:
    found = column.copy()
    found[place] = row[0]
    return found


def _rows(columns: Mapping[str, Small], rows: Mapping[str, Small], place: int) -> dict[str, Small]:
    """The columns with a row replaced; a column that has it already stays."""
    return {
        slug: column if column[place] == rows[slug][0] else _with(column, place, rows[slug])
        for slug, column in columns.items()
    }


def _exact(column: Exact, row: Exact, place: int) -> Exact:
    (over, new), under = aligned((column, row))
    if object in (over.dtype, new.dtype):
        over = over.astype(object)
    return Exact(_with(over, place, new), under)


def _contents(old: Contents, new: Contents, matrix: Matrix, place: int) -> Contents:
    """The contents of both, the new ones behind; a reading is counted through all segments."""
    offset = sum(len(segment.readings) for segment in matrix.segments)
    years = max(old.places.shape[1], new.places.shape[1])
    places = np.full((len(old.places), years), NONE, dtype=np.int32)
    places[:, : old.places.shape[1]] = old.places
    places[place] = NONE
    row = new.places[0]
    places[place, : len(row)] = np.where(row == NONE, NONE, row + len(old.premises))
    (first, second), under = aligned((old.numbers, new.numbers))
    return Contents(
        old.slot,
        places,
        old.premises + new.premises,
        old.closed + new.closed,
        np.concatenate([old.readings, np.where(new.readings == NONE, NONE, new.readings + offset)]).astype(np.int32),
        Exact(np.concatenate([first, second]), under),
        old.levels + new.levels,
    )


def _verdicts(old: SlotVerdicts, new: SlotVerdicts, contents: Contents) -> SlotVerdicts:
    behind = len(old.outcome)
    columns = [np.concatenate([getattr(one, name) for one in (old, new)]) for name in ("outcome", "chances", "firing")]
    ways = {**old.ways, **{behind + content: way for content, way in new.ways.items()}}
    return SlotVerdicts(contents, columns[0], columns[1], columns[2], ways)


def _points(old: ItemPoints, new: ItemPoints, place: int) -> ItemPoints:
    if old.own(place) == new.own(0):
        return old
    kind = np.where(new.spans == NONE, NONE, new.spans + len(old.kinds))
    return ItemPoints(
        _with(old.applicable, place, new.applicable),
        _exact(old.low, new.low, place),
        _exact(old.high, new.high, place),
        _with(old.spans, place, kind),
        old.kinds + new.kinds,
    )


def _totals(old: Totals, new: Totals, place: int) -> Totals:
    pattern = _with(old.pattern, place, np.array([len(old.factors)]))
    return Totals(
        _exact(old.low, new.low, place), _exact(old.high, new.high, place), pattern, (*old.factors, new.factors[0])
    )


def _grades(old: Grades, new: Grades, place: int) -> Grades:
    return Grades(*(_with(getattr(old, name), place, getattr(new, name)) for name in ("possible", "band", "withheld")))
