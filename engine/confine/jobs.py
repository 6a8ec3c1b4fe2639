"""The closed set of what a child can be told to do; a job takes a message and gives one, all of it plain data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from engine.confine.frames import MalformedError, Message
from engine.errors import EvidenceError, Fault
from engine.model.world import World
from engine.query.answer import Asked, answered
from engine.read.evidence import read_file
from engine.read.evidence.names import Names, names_of
from engine.read.ontology import read_world

MOST_FAULTS = 500  # faults or warnings; an answer shows fewer
MOST_WORLDS = 4


class Job(StrEnum):
    """What a child can do."""

    walls = "walls"
    check = "check"
    reference = "reference"
    query = "query"


def told(faults: tuple[Fault, ...]) -> list[list[object]]:
    """The first faults as plain data: who made the file decides how many there are, and we have to hold what is told."""
    return [[one.code, one.where, one.found, [list(pair) for pair in one.values]] for one in faults[:MOST_FAULTS]]


def heard(rows: object) -> tuple[Fault, ...]:
    """Faults from plain data. Raises: MalformedError, ValueError, TypeError for anything else."""
    if not isinstance(rows, list):
        raise MalformedError
    return tuple(
        Fault(str(code), str(where), str(found), tuple((str(k), str(v)) for k, v in values))
        for code, where, found, values in rows
    )


@lru_cache(MOST_WORLDS)
def world_with(root: str, references: tuple[str, ...] = ()) -> tuple[World, Names]:
    """The world of the `ontology/` in `root` and of reference files that a store has already taken, and its names."""
    world = read_world(Path(root), tuple(Path(path) for path in references))
    return world, names_of(world)


def _walls(asked: Message) -> Message:
    return Message({"walls": asked.head["walls"]})


def _check(asked: Message) -> Message:
    """All faults, warnings, and the number of records of a delivered file: `name`, `subjects`, `root`, `references`."""
    head = asked.head
    try:
        world, names = world_with(head["root"], tuple(head["references"]))
        file, records, warnings = read_file(head["name"], asked.body, world, frozenset(head["subjects"]), names)
    except EvidenceError as error:
        said = {"faults": told(error.faults), "count": len(error.faults)}
        return Message({**said, "warnings": [], "records": 0, "digest": None})
    known = {"records": len(records), "digest": file.digest}
    return Message({"faults": [], "count": 0, "warnings": told(warnings), **known})


def _reference(asked: Message) -> Message:
    """Whether reference files, the last of them new, make one world with `root`. Raises: as `read_world`."""
    world_with(asked.head["root"], tuple(asked.head["references"]))
    return Message({})


def _query(asked: Message) -> Message:
    head, body = answered(Asked.of(asked.head))
    return Message(head, body)


JOBS: Mapping[Job, Callable[[Message], Message]] = {
    Job.walls: _walls,
    Job.check: _check,
    Job.reference: _reference,
    Job.query: _query,
}
