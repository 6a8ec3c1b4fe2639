"""What improving costs: a table in CSV, requirement by requirement, exact, with the day on which each can be finished."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from pathlib import Path

from engine.errors import EvidenceError, Fault, UsageError, nearest, raise_all
from engine.exact import parse_day, parse_number
from engine.model.edition import Edition, Requirement, SlotKind
from engine.model.world import World
from engine.questions.changes import stated_range

COLUMNS = {
    "requirement": "requirement",
    "评价要求": "requirement",
    "cost": "cost",
    "代价": "cost",
    "reach": "reach",
    "达到": "reach",
    "by": "by",
    "完成日期": "by",
}


@dataclass(frozen=True, slots=True)
class Price:
    """What it costs to bring a leaf to what the edition asks, or to `reach` (a number, a document level), and by when."""

    requirement: str
    cost: Fraction
    reach: Fraction | str | None = None
    finish: date | None = None


@dataclass(frozen=True, slots=True)
class Costs:
    """The prices of leaves by requirement slug, in the order of the table; a leaf without one is not on offer."""

    file: str
    prices: Mapping[str, tuple[Price, ...]] = field(default_factory=dict)

    @property
    def dated(self) -> bool:
        """Whether any price says when it can be finished."""
        return any(price.finish is not None for found in self.prices.values() for price in found)


def finish_day(word: str) -> date:
    """The day that a word names. Raises: UsageError IMV-006."""
    found = parse_day(word.strip())
    if found is None:
        raise UsageError.of("IMV-006", "--before", word)
    return found


def read_costs(path: Path, edition: Edition, world: World) -> Costs:
    """The cost table of a file: columns requirement (slug, or the number of a clause with one leaf), cost, reach, by.

    Unit: any, the same for all rows; not negative. Unknowns: no `reach` is the best that the edition asks for, no `by` is
    no date.
    Raises: EvidenceError with every fault: the file or its header (IMV-003), requirement (IMV-004), cost (IMV-005),
    date (IMV-006), what is to be reached (IMV-007), the same twice (IMV-008).
    """
    return costs_from(path.name, _rows(path), edition, world)


def costs_from(name: str, rows: Iterable[tuple[str, Mapping[str, str]]], edition: Edition, world: World) -> Costs:
    """The cost table of rows, each with its place and its cells by column. Unit and unknowns as in `read_costs`.

    Raises: EvidenceError as `read_costs`, for what stands in the rows.
    """
    faults: list[Fault] = []
    prices: dict[str, tuple[Price, ...]] = {}
    for place, row in rows:
        found = _Row(place, row, edition, world).price(faults)
        if found is not None:
            if any(one.reach == found.reach for one in prices.get(found.requirement, ())):
                faults.append(Fault("IMV-008", place, row["requirement"]))
            prices[found.requirement] = (*prices.get(found.requirement, ()), found)
    raise_all(EvidenceError, faults)
    return Costs(name, prices)


def _rows(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Every line that is not empty, by column, with its place."""
    reader = csv.reader(_text(path).splitlines())
    header = [COLUMNS.get(name.strip(), "") for name in next(reader, [])]
    if not {"requirement", "cost"} <= set(header) or "" in header or len(set(header)) < len(header):
        raise EvidenceError.of("IMV-003", f"{path.name} line 1", ", ".join(header) or "-")
    for fields in reader:
        if any(one.strip() for one in fields):
            cells = [one.strip() for one in (*fields, *[""] * len(header))]
            yield f"{path.name} line {reader.line_num}", dict(zip(header, cells, strict=False))


def _text(path: Path) -> str:
    """The file as text: UTF-8, else GB18030 as spreadsheets of China write it."""
    try:
        content = path.read_bytes()
    except OSError as fault:
        raise EvidenceError.of("IMV-003", str(path), str(fault.strerror)) from fault
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030", "replace")


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of the table, read against an edition."""

    place: str
    row: Mapping[str, str]
    edition: Edition
    world: World

    def price(self, faults: list[Fault]) -> Price | None:
        """The price, or None with every fault of the line noted."""
        before = len(faults)
        leaf = self._leaf(faults)
        cost = parse_number(self.row["cost"])
        if cost is None or cost < 0:
            faults.append(Fault("IMV-005", self.place, self.row["cost"]))
        day = self.row.get("by", "")
        finish = parse_day(day)
        if day and finish is None:
            faults.append(Fault("IMV-006", self.place, day))
        reach = self._reach(leaf, faults) if leaf is not None else None
        if leaf is None or cost is None or len(faults) > before:
            return None
        return Price(leaf.slug, cost, reach, finish)

    def _leaf(self, faults: list[Fault]) -> Requirement | None:
        """The leaf of a slug, or the only leaf of the clause with a number."""
        word = self.row["requirement"]
        leaves = {slug: one for slug, one in self.edition.requirements.items() if one.is_leaf}
        if word in leaves:
            return leaves[word]
        numbered = [one for one in leaves.values() if self.edition.clauses[one.clause].number == word]
        if len(numbered) == 1:
            return numbered[0]
        near = ", ".join(one.slug for one in numbered) or nearest(word, leaves)
        faults.append(Fault("IMV-004", self.place, word, (("nearest", near),)))
        return None

    def _reach(self, leaf: Requirement, faults: list[Fault]) -> Fraction | str | None:
        """What is to be reached, within the range of the leaf's only slot."""
        word = self.row.get("reach", "")
        if not word:
            return None
        found = _reached(word, leaf.slots, self.edition, self.world)
        if found is None:
            faults.append(Fault("IMV-007", self.place, word, (("requirement", leaf.slug),)))
        return found


def _reached(word: str, slots: Sequence[str], edition: Edition, world: World) -> Fraction | str | None:
    if len(slots) != 1:
        return None
    slot = edition.slots[slots[0]]
    if slot.kind is SlotKind.DOCUMENT:
        return word if word in world.document_levels else None
    number, stated = parse_number(word), stated_range(slot, world)
    return number if number is not None and stated is not None and stated[0] <= number <= stated[1] else None
