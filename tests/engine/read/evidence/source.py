"""A small world and rows for it: what the readers of evidence are tested on."""

from __future__ import annotations

from functools import cache

from engine import home, read_world
from engine.model.evidence import Delivered, Record
from engine.model.world import World
from engine.read.evidence.names import names_of
from engine.read.evidence.records import RowReader
from engine.read.evidence.rows import WARNINGS, Cell, Row

CHANGDE = frozenset({"430700"})
FILE = Delivered("e.csv", "d" * 64, 1, "csv")
OBSERVATION = {"subject": "常德市", "indicator": "空气质量优良天数比例", "year": "2022", "value": "96", "unit": "%"}
DOCUMENT = {"subject": "常德市", "kind": "plan-in-force", "title": "规划", "in_force_from": "2021-01-01"}
EVENT = {"subject": "常德市", "kind": "food-safety-event", "state": "已查实", "year": "2022"}
RATING = {
    "subject": "常德市",
    "kind": "improvement-effect",
    "year": "2022",
    "expert": "甲",
    "on": "2022-11-01",
    "value": "80",
}
NO_OBJECT = {"subject": "常德市", "about": "good-day-ratio", "year": "2022", "signed_by": "甲"}


@cache
def world() -> World:
    return read_world(home())


def row(sheet: str, fields: dict[str, str], **changes: str) -> Row:
    """A row at line 2 of the file; an empty change takes the field away."""
    cells = {key: Cell(text, f"line 2 {key}") for key, text in (fields | changes).items() if text}
    return Row(sheet, changes.get("id", "o1"), "line 2", cells)


Said = list[tuple[str, str]]


def read(*rows: Row, speaks_for: frozenset[str] = CHANGDE) -> tuple[list[Record], Said, Said]:
    """The records of rows, their faults as code and what was found, and the warnings likewise."""
    reader = RowReader(FILE, world(), names_of(world()), speaks_for)
    records = reader.read(rows)
    said = [(fault.code, fault.found) for fault in reader.faults]
    return records, [one for one in said if one[0] not in WARNINGS], [one for one in said if one[0] in WARNINGS]
