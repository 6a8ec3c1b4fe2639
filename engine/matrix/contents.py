"""The contents of premises, each numbered once for its slot, and where each case has them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from engine.columns.build import columns_of
from engine.errors import PlanError
from engine.fast.premises import reading_table, reading_term
from engine.matrix.exact import Exact
from engine.model.case import Case, CaseKey, Premise, Reading, State
from engine.model.columns import Columns
from engine.model.edition import Edition

NONE = -1
Places = npt.NDArray[np.int32]
NOBODY = CaseKey("", "", 0)


@dataclass(frozen=True, slots=True)
class Contents:
    """The distinct contents of one slot's premises, the known ones first.

    Shape: `places` is cases × years of the window, the assessed year first: the content that a case has, or NONE where it has
    no such premise. `premises` holds a premise of each content and `closed` whether its case is. Of the `known` first ones
    `readings` are the places among the readings of the matrix, `numbers` the value, count or rating (0 for a document),
    `levels` the document levels.
    """

    slot: str
    places: Places
    premises: tuple[Premise, ...]
    closed: tuple[bool, ...]
    known: int
    readings: Places
    numbers: Exact
    levels: tuple[str | None, ...]

    def others(self) -> range:
        """The contents that are not known."""
        return range(self.known, len(self.premises))


@dataclass(frozen=True, slots=True)
class Matrix:
    """Cases of one edition, loaded: their contents by slot, and all known readings as columns.

    Shape: `reading_at` gives for each term of `columns` its place among `readings`, or NONE.
    """

    edition: str
    cases: tuple[Case, ...]
    contents: Mapping[str, Contents]
    readings: tuple[Reading, ...]
    columns: Columns
    reading_at: Places
    closed: npt.NDArray[np.bool_] = field(repr=False)

    def __len__(self) -> int:
        return len(self.cases)


def matrix_of(edition: Edition, cases: Sequence[Case]) -> Matrix:
    """Load cases of one edition.

    Shape: a row for each case, in their order; a column for each slot and year of its window.
    Raises: PlanError PLN-005 for a case of another edition.
    """
    for case in cases:
        if case.key.edition != edition.name:
            raise PlanError.of("PLN-005", f"{case.key.code}/{case.key.year}", case.key.edition, wanted=edition.name)
    readings: dict[Reading, int] = {}
    contents = {slot: _contents(slot, cases, readings) for slot in edition.slots}
    columns = columns_of(*reading_table(edition.name, tuple(readings)))
    return Matrix(
        edition.name,
        tuple(cases),
        contents,
        tuple(readings),
        columns,
        _reading_at(edition.name, columns, len(readings)),
        np.array([case.closed for case in cases], dtype=bool),
    )


def _reading_at(edition: str, columns: Columns, size: int) -> Places:
    """The place of the reading that a term names."""
    named = {reading_term(edition, place): place for place in range(size)}
    texts = columns.terms.text.to_list()
    return np.array([named.get(text, NONE) for text in texts], dtype=np.int32)


Key = tuple[bool, Premise]


def _contents(slot: str, cases: Sequence[Case], readings: dict[Reading, int]) -> Contents:
    found: dict[object, int] = {}
    kept: list[Key] = []
    rows = [_row(case, [one for one in case.premises.values() if one.slot == slot], found, kept) for case in cases]
    order = sorted(range(len(kept)), key=lambda place: kept[place][1].state is not State.KNOWN)
    moved = np.empty(len(kept) + 1, dtype=np.int32)
    moved[order] = np.arange(len(kept), dtype=np.int32)
    moved[-1] = NONE
    width = max((len(row) for row in rows), default=0)
    places = np.array([row + [NONE] * (width - len(row)) for row in rows], dtype=np.int32).reshape(len(rows), width)
    return _numbered(slot, moved[places], [kept[place] for place in order], readings)


def _row(case: Case, premises: Sequence[Premise], found: dict[object, int], kept: list[Key]) -> list[int]:
    """The contents of one case, by how many years they lie back."""
    width = max((case.key.year - premise.year for premise in premises), default=-1) + 1
    row = [NONE] * width
    for premise in premises:
        key = premise.known if premise.state is State.KNOWN else (case.closed, _bare(premise))
        if key not in found:
            found[key] = len(kept)
            kept.append((case.closed, premise))
        row[case.key.year - premise.year] = found[key]
    return row


def _bare(premise: Premise) -> Premise:
    """What is left of a premise when only what it can turn out to be counts."""
    return replace(premise, case=NOBODY, year=0, raw="", chosen=(), set_aside=(), ratings=0)


def _numbered(slot: str, places: Places, kept: Sequence[Key], readings: dict[Reading, int]) -> Contents:
    known = [premise.known for _, premise in kept if premise.state is State.KNOWN and premise.known is not None]
    return Contents(
        slot,
        places,
        tuple(premise for _, premise in kept),
        tuple(closed for closed, _ in kept),
        len(known),
        np.array([readings.setdefault(reading, len(readings)) for reading in known], dtype=np.int32),
        Exact.of([_number(reading) for reading in known]),
        tuple(reading.level for reading in known),
    )


def _number(reading: Reading) -> Fraction:
    found = (one for one in (reading.value, reading.rating, reading.count) if one is not None)
    return Fraction(next(found, 0))
