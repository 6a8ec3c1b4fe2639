"""Corrections that lead in a circle: nothing would be left to count."""

from __future__ import annotations

from collections.abc import Mapping


def in_circles(corrects: Mapping[str, str]) -> tuple[str, ...]:
    """The ids of records from which corrections lead back to themselves; each record is walked over once.

    Shape: `corrects` has the id that a record corrects, which need not be one of the file.
    """
    done: set[str] = set()
    found: list[str] = []
    for start in corrects:
        way: dict[str, int] = {}
        at: str | None = start
        while at is not None and at not in done and at not in way:
            way[at] = len(way)
            at = corrects.get(at)
        if at in way:
            found += list(way)[way[at or start] :]
        done.update(way)
    return tuple(found)
