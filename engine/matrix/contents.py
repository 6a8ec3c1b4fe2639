"""The contents of premises, each numbered once for its slot, and where each case has them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
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
    """The contents of one slot's premises.

    Shape: `places` is cases × years of the window, the assessed year first: the content that a case has, or NONE where it has
    no such premise. By content: `premises` a premise that has it, `closed` whether its case is; and of a known one, `readings`
    its place among the readings of the matrix (else NONE), `numbers` its value, count or rating (else 0), `levels` the level
    of its document.
    """

    slot: str
    places: Places
    premises: tuple[Premise, ...]
    closed: tuple[bool, ...]
    readings: Places
    numbers: Exact
    levels: tuple[str | None, ...]

    def known(self) -> npt.NDArray[np.bool_]:
        """Which contents are known."""
        found: npt.NDArray[np.bool_] = self.readings != NONE
        return found

    def others(self) -> list[int]:
        """The contents that are not known."""
        return [int(place) for place in np.flatnonzero(~self.known())]


@dataclass(frozen=True, slots=True)
class Segment:
    """Known readings as columns.

    Shape: `reading_at` gives for each term of `columns` its place among the readings of the segment, or NONE.
    """

    readings: tuple[Reading, ...]
    columns: Columns
    reading_at: Places


@dataclass(frozen=True, slots=True)
class Matrix:
    """Cases of one edition, loaded: their contents by slot, and all known readings, segment after segment."""

    edition: str
    cases: tuple[Case, ...]
    contents: Mapping[str, Contents]
    segments: tuple[Segment, ...]
    closed: npt.NDArray[np.bool_] = field(repr=False)

    def __len__(self) -> int:
        return len(self.cases)


def matrix_of(edition: Edition, cases: Sequence[Case], slots: Collection[str] | None = None) -> Matrix:
    """Load cases of one edition.

    Shape: a row for each case, in their order; a column for each slot (of `slots`, else all) and year of its window.
    Raises: PlanError PLN-005 for a case of another edition.
    """
    for case in cases:
        if case.key.edition != edition.name:
            raise PlanError.of("PLN-005", f"{case.key.code}/{case.key.year}", case.key.edition, wanted=edition.name)
    readings: dict[Reading, int] = {}
    premises = [_by_slot(case) for case in cases]
    wanted = edition.slots if slots is None else slots
    contents = {slot: _contents(slot, cases, premises, readings) for slot in wanted}
    columns = columns_of(*reading_table(edition.name, tuple(readings)))
    segment = Segment(tuple(readings), columns, _reading_at(edition.name, columns, len(readings)))
    closed = np.array([case.closed for case in cases], dtype=bool)
    return Matrix(edition.name, tuple(cases), contents, (segment,), closed)


def _reading_at(edition: str, columns: Columns, size: int) -> Places:
    """The place of the reading that a term names."""
    named = {reading_term(edition, place): place for place in range(size)}
    texts = columns.terms.text.to_list()
    return np.array([named.get(text, NONE) for text in texts], dtype=np.int32)


Key = tuple[bool, Premise]


def differing(one: Case, other: Case) -> frozenset[str]:
    """The slots in which two cases differ in what a verdict, points or a grade can hang on."""
    if one.closed is not other.closed:
        return frozenset(premise.slot for case in (one, other) for premise in case.premises.values())
    first, second = ({_back(case, name): found for name, found in case.premises.items()} for case in (one, other))
    return frozenset(key[0] for key in first.keys() | second.keys() if not _alike(first.get(key), second.get(key)))


def _back(case: Case, name: tuple[str, int]) -> tuple[str, int]:
    return name[0], case.key.year - name[1]


def _alike(one: Premise | None, other: Premise | None) -> bool:
    if one is None or other is None:
        return one is other
    if one.state is State.KNOWN:
        return other.state is State.KNOWN and one.known == other.known
    return other.state is not State.KNOWN and _bare(one) == _bare(other)


def _by_slot(case: Case) -> dict[str, list[Premise]]:
    found: dict[str, list[Premise]] = {}
    for premise in case.premises.values():
        found.setdefault(premise.slot, []).append(premise)
    return found


def _contents(
    slot: str, cases: Sequence[Case], premises: Sequence[Mapping[str, list[Premise]]], readings: dict[Reading, int]
) -> Contents:
    found: dict[object, int] = {}
    kept: list[Key] = []
    rows = [_row(case, own.get(slot, ()), found, kept) for case, own in zip(cases, premises, strict=True)]
    width = max((len(row) for row in rows), default=0)
    places = np.array([row + [NONE] * (width - len(row)) for row in rows], dtype=np.int32).reshape(len(rows), width)
    return _numbered(slot, places, kept, readings)


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
    known = [premise.known if premise.state is State.KNOWN else None for _, premise in kept]
    at = [NONE if reading is None else readings.setdefault(reading, len(readings)) for reading in known]
    return Contents(
        slot,
        places,
        tuple(premise for _, premise in kept),
        tuple(closed for closed, _ in kept),
        np.array(at, dtype=np.int32),
        Exact.of([_number(reading) for reading in known]),
        tuple(reading.level if reading else None for reading in known),
    )


def _number(reading: Reading | None) -> Fraction:
    if reading is None:
        return Fraction(0)
    found = (one for one in (reading.value, reading.rating, reading.count) if one is not None)
    return Fraction(next(found, 0))
