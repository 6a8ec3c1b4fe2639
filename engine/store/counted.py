"""What counts beside the submissions after some entries: reference files taken over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from engine.model.entry import Entry, Kind
from engine.store.files import path_of


def references(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The reference submissions taken over and not withdrawn since, in the order in which they were entered."""
    found: dict[str, Entry] = {}
    for entry in entries:
        if entry.act.kind is Kind.REFERENCE:
            found[entry.act.about] = entry
        elif entry.act.kind is Kind.WITHDRAWN:
            found.pop(entry.act.about, None)
    return tuple(found.values())


def reference_paths(folder: Path, entries: Iterable[Entry]) -> tuple[Path, ...]:
    """Where the files of `references` are kept."""
    return tuple(path_of(folder, one.act.about, one.act.detail("file")) for one in references(entries))


def approver_of(taken: Sequence[Entry]) -> str:
    """Who took reference files over, each name once; empty where there are none."""
    return "、".join(dict.fromkeys(one.act.detail("approver") for one in taken))
