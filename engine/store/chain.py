"""Entries as lines, each holding the hash of the one before: every bit of the journal is covered by a hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from engine.errors import Fault
from engine.model.entry import Act, Entry, Kind
from engine.read.evidence.quoting import printable

FIRST = "0" * 64  # what stands for the hash of an entry before the first


@dataclass(frozen=True, slots=True)
class Scan:
    """What a journal holds: its whole entries, what is wrong with the other lines, and an end that lacks its line break.

    `tail` was never acknowledged: it is what a write that broke off left. `whole` is the length of all before it.
    """

    entries: tuple[Entry, ...]
    faults: tuple[Fault, ...]
    tail: bytes
    whole: int

    @property
    def head(self) -> str:
        """The hash of the last entry."""
        return head_of(self.entries)


def head_of(entries: Sequence[Entry]) -> str:
    """What names a ledger as it stands: the hash of its last entry, which covers those before; `FIRST` where there is none."""
    return entries[-1].hash if entries else FIRST


def sealed(act: Act, number: int, before: str) -> Entry:
    """An act as the entry of that number, after the entry with the hash `before`."""
    return Entry(number, act, before, hash_of(act, number, before))


def hash_of(act: Act, number: int, before: str) -> str:
    """SHA-256 over all that an entry says but for its hash."""
    return hashlib.sha256(_text(_said(act, number, before)).encode()).hexdigest()


def line_of(entry: Entry) -> bytes:
    """The one way to write an entry, without the line break."""
    return _text(_said(entry.act, entry.number, entry.before) | {"hash": entry.hash}).encode()


def _said(act: Act, number: int, before: str) -> dict[str, Any]:
    return {
        "number": number,
        "time": act.time,
        "actor": act.actor,
        "kind": act.kind,
        "about": act.about,
        "reason": act.reason,
        "details": dict(act.details),
        "before": before,
    }


def _text(said: dict[str, Any]) -> str:
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def entry_of(line: bytes) -> Entry | None:
    """The entry that a line holds; None where it is not, to the bit, what some entry is written as."""
    try:
        said = json.loads(line)
        act = Act(
            time=said["time"],
            actor=said["actor"],
            kind=Kind(said["kind"]),
            about=said["about"],
            reason=said["reason"],
            details=tuple(sorted(said["details"].items())),
        )
        entry = Entry(said["number"], act, said["before"], said["hash"])
        return entry if _typed(entry) and line_of(entry) == line else None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _typed(entry: Entry) -> bool:
    act = entry.act
    texts = (act.time, act.actor, act.about, act.reason, entry.before, entry.hash, *(text for _, text in act.details))
    return type(entry.number) is int and all(isinstance(text, str) for text in texts)


def scan(name: str, content: bytes, after: Entry | None = None) -> Scan:
    """Read a journal of that name, line by line, with every fault: a line that is no entry (STO-002), a number, hash or
    link that is not what it must be (STO-003), a last line break that was changed (STO-002). `content` is all of it, or
    what stands after the line of an entry.
    """
    *lines, tail = content.split(b"\n")
    links = _Links(name, after)
    first = after.number + 1 if after is not None else 1
    checked = [links.check(place, line) for place, line in enumerate(lines, first)]
    entries = tuple(entry for entry, fault in checked if entry is not None and fault is None)
    faults = [fault for _, fault in checked if fault is not None]
    if _is_entry(tail[:-1]) and tail[-1:] != b"\0":  # of a line break that broke off, a zero may be left, nothing else
        faults.append(_no_entry(f"{name} line {first + len(lines)}", tail[-1:]))
    return Scan(entries, tuple(faults), tail, len(content) - len(tail))


def _is_entry(line: bytes) -> bool:
    entry = entry_of(line)
    return entry is not None and entry.hash == hash_of(entry.act, entry.number, entry.before)


def _no_entry(where: str, line: bytes) -> Fault:
    return printable(Fault("STO-002", where, line.decode("utf-8", "replace") or "-"))


class _Links:
    """What the next line must have; None where a damaged line leaves it unknown."""

    def __init__(self, name: str, after: Entry | None) -> None:
        self.name = name
        self.number: int | None = after.number + 1 if after is not None else 1
        self.before: tuple[str, ...] | None = (after.hash if after is not None else FIRST,)

    def check(self, place: int, line: bytes) -> tuple[Entry | None, Fault | None]:
        """The entry of a line, and what is wrong with it."""
        where = f"{self.name} line {place}"
        entry = entry_of(line)
        if entry is None:
            self.number = self.before = None
            return None, _no_entry(where, line)
        fault = next(self._faults(where, entry), None)
        self.before = (entry.hash, hash_of(entry.act, entry.number, entry.before))
        self.number = entry.number + 1 if fault is None else self.number and self.number + 1
        return entry, fault

    def _faults(self, where: str, entry: Entry) -> Iterator[Fault]:
        own = hash_of(entry.act, entry.number, entry.before)
        if entry.hash != own:
            yield _differing(where, "hash", own, entry.hash)
        if self.number not in (None, entry.number):
            yield _differing(where, "number", str(self.number), str(entry.number))
        if self.before is not None and entry.before not in self.before:
            yield _differing(where, "before", self.before[0], entry.before)


def _differing(where: str, field: str, wanted: str, found: str) -> Fault:
    return printable(Fault("STO-003", where, found, (("property", field), ("wanted", wanted))))
