"""What a disk may hold after its power is cut: what was synced, and of the rest nothing, everything, or any part.

Names and bytes are two things, as for POSIX: a file's sync vouches for its bytes, the sync of a folder for the names in it.
A rename is a new name and the end of an old one, each in its own folder, so both may be there, or neither.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise
from pathlib import Path

from tests.torture.system import Call

SECTOR = 512


class Rest(StrEnum):
    """What became of the changes that were not synced."""

    LOST = "lost"
    KEPT = "kept"
    NAMES = "names kept, bytes lost"
    TORN = "torn"


@dataclass(slots=True)
class File:
    """Bytes that are on the disk, and changes since: where, and which bytes; None for a new length."""

    synced: bytes = b""
    since: list[tuple[int, bytes | None]] = field(default_factory=list)

    def sync(self) -> None:
        """All changes are on the disk."""
        self.synced, self.since = _changed(self.synced, self.since), []

    def after(self, rest: Rest, chance: random.Random) -> bytes:
        """The bytes after a cut: torn ones lack any sectors of any change, zeros standing for them."""
        if rest in (Rest.LOST, Rest.NAMES):
            return self.synced
        return _changed(self.synced, self.since if rest is Rest.KEPT else list(_torn(self.since, chance)))


@dataclass(slots=True)
class Folder:
    """Names that are on the disk, and names set or ended (None) since."""

    synced: dict[str, Folder | File] = field(default_factory=dict)
    since: list[tuple[str, Folder | File | None]] = field(default_factory=list)

    def sync(self) -> None:
        """All names are on the disk."""
        self.synced, self.since = _named(self.synced, self.since), []

    def now(self) -> dict[str, Folder | File]:
        """The names as the running system sees them."""
        return _named(self.synced, self.since)

    def after(self, rest: Rest, chance: random.Random) -> dict[str, Folder | File]:
        """The names after a cut."""
        if rest is Rest.LOST:
            return self.synced
        return _named(
            self.synced, self.since if rest is not Rest.TORN else [one for one in self.since if chance.random() < 0.5]
        )


def _changed(content: bytes, changes: Iterable[tuple[int, bytes | None]]) -> bytes:
    """Bytes after some changes; a hole is zeros."""
    found = bytearray(content)
    for at, data in changes:
        end = at if data is None else max(len(found), at + len(data))
        found = found[:end] + bytes(max(0, end - len(found)))
        if data is not None:
            found[at : at + len(data)] = data
    return bytes(found)


def _torn(changes: Iterable[tuple[int, bytes | None]], chance: random.Random) -> Iterable[tuple[int, bytes | None]]:
    """Any of the changes, and of a write any sectors; the new length may be there without its bytes."""
    for at, data in changes:
        if data is None:
            yield from [(at, None)] * chance.randint(0, 1)
            continue
        yield from [(at + len(data), b"")] * chance.randint(0, 1)
        edges = [at, *range(at - at % SECTOR + SECTOR, at + len(data), SECTOR), at + len(data)]
        pieces = [(one, data[one - at : two - at]) for one, two in pairwise(edges)]
        yield from (piece for piece in pieces if chance.random() < 0.5)


def _named(
    names: dict[str, Folder | File], changes: Iterable[tuple[str, Folder | File | None]]
) -> dict[str, Folder | File]:
    found = names | dict(changes)
    return {name: one for name, one in found.items() if one is not None}


class Platter:
    """A disk to which calls were made, from a folder whose content is on the disk."""

    def __init__(self, folder: Path) -> None:
        self.root = _of(folder, {})

    def do(self, call: Call) -> None:
        """One call more."""
        folder, name = self._at(call.path)
        match call.name:
            case "mkdir":
                folder.since.append((name, Folder()))
            case "create":
                folder.since.append((name, File()))
            case "write":
                self._file(call.path).since.append((call.at, call.data))
            case "truncate":
                self._file(call.path).since.append((call.at, None))
            case "sync":
                (folder.now()[name] if name else folder).sync()
            case "fail":  # a sync: the system forgets the bytes that it could not write
                self._forget(folder.now()[name] if name else folder)
            case "unlink":
                folder.since.append((name, None))
            case "rename":
                there, to = self._at(call.to)
                there.since.append((to, folder.now()[name]))
                folder.since.append((name, None))
            case _:
                raise ValueError(call)

    def _at(self, path: str) -> tuple[Folder, str]:
        """The folder of a path, and the name in it; of `.` the root and no name."""
        *above, name = path.split("/") if path != "." else [""]
        found = self.root
        for step in above:
            inner = found.now()[step]
            assert isinstance(inner, Folder), path
            found = inner
        return found, name

    def _file(self, path: str) -> File:
        folder, name = self._at(path)
        found = folder.now()[name]
        assert isinstance(found, File), path
        return found

    def _forget(self, one: Folder | File) -> None:
        if isinstance(one, File):
            one.since = []

    def cut(self, target: Path, rest: Rest, chance: random.Random) -> None:
        """Lay out in a new folder what the disk holds after a cut."""
        _lay(self.root, target, rest, chance, {})


def _of(folder: Path, known: dict[int, File]) -> Folder:
    """A folder as it stands, all of it synced; names of one file are one file."""
    names: dict[str, Folder | File] = {}
    for path in folder.iterdir():
        names[path.name] = (
            _of(path, known) if path.is_dir() else known.setdefault(path.stat().st_ino, File(path.read_bytes()))
        )
    return Folder(names)


def _lay(folder: Folder, target: Path, rest: Rest, chance: random.Random, laid: dict[int, Path]) -> None:
    """Lay out a folder; a file that kept its old name beside the new one is one file with two names."""
    target.mkdir()
    for name, one in folder.after(rest, chance).items():
        path = target / name
        if isinstance(one, Folder):
            _lay(one, path, rest, chance, laid)
        elif id(one) in laid:
            os.link(laid[id(one)], path)
        else:
            laid[id(one)] = path
            path.write_bytes(one.after(rest, chance))
