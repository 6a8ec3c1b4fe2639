"""What a projection says of itself on the disk: what it was made from, how far it came, and the hash of everything in it."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from engine.errors import Fault
from engine.store.disk import sync_folder
from engine.store.files import digest_of_file
from engine.store.projections.projection import Position

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Part:
    """A graph, or the premises of a case: how many statements it has, and SHA-256 of its content."""

    count: int
    digest: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """A projection as it was last written whole.

    `made_by` is the digest of standard and engine. `parts` is by name, `files` the SHA-256 of each file by its path below
    the projection's folder, `unread` the fault codes of each submission that could not be taken in. `place` is the folder
    of the files that count now, or the last of them.
    """

    made_by: str
    number: int
    head: str
    place: str
    parts: Mapping[str, Part] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    unread: Mapping[str, str] = field(default_factory=dict)

    @property
    def position(self) -> Position:
        """How far in the ledger it stands."""
        return Position(self.number, self.head)

    def digest(self) -> str:
        """SHA-256 over what it was made from, its position and its parts: not over the files, which may differ."""
        said = [self.made_by, self.number, self.head, sorted(self.unread.items())]
        parts = sorted((name, part.count, part.digest) for name, part in self.parts.items())
        return hashlib.sha256(json.dumps([*said, parts]).encode()).hexdigest()

    def refused(self) -> tuple[Fault, ...]:
        """PRJ-006 for each submission that could not be taken in."""
        return tuple(Fault("PRJ-006", digest, codes) for digest, codes in sorted(self.unread.items()))


def written(folder: Path, manifest: Manifest) -> None:
    """Have a manifest on the disk: all of it, or the one before. Raises: OSError."""
    text = json.dumps(asdict(manifest), ensure_ascii=False, sort_keys=True).encode()
    beside = folder / f"{MANIFEST}.new"
    with beside.open("wb") as file:
        file.write(hashlib.sha256(text).hexdigest().encode() + b"\n" + text + b"\n")
        file.flush()
        os.fsync(file.fileno())
    os.replace(beside, folder / MANIFEST)
    sync_folder(folder)


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest of a folder; None where there is none, or where a bit of it was changed."""
    try:
        own, _, rest = (folder / MANIFEST).read_bytes().partition(b"\n")
        text = rest.removesuffix(b"\n")
        if not rest.endswith(b"\n") or own != hashlib.sha256(text).hexdigest().encode():
            return None
        said = json.loads(text)
        return Manifest(**said | {"parts": {name: Part(**part) for name, part in said["parts"].items()}})
    except (OSError, ValueError, TypeError, KeyError):
        return None


def position_in(folder: Path) -> Position | None:
    """How far in the ledger what a folder holds has come; None where there is no manifest."""
    found = read_manifest(folder)
    return found.position if found else None


def digest_in(folder: Path) -> str:
    """The digest of the manifest of a folder; empty where there is none."""
    found = read_manifest(folder)
    return found.digest() if found else ""


def manifest_faults(folder: Path, name: str, made_by: str) -> tuple[Fault, ...]:
    """What is wrong with manifest and files: PRJ-001 damaged, PRJ-005 made by another standard or engine, PRJ-002 files.

    Unknowns: a folder with nothing in it has no faults; there is nothing yet.
    """
    found = read_manifest(folder)
    if found is None:
        empty = not folder.is_dir() or not any(folder.iterdir())
        return () if empty else (Fault("PRJ-001", f"{name}/{MANIFEST}", "-"),)
    if found.made_by != made_by:
        return (Fault("PRJ-005", name, found.made_by[:12], (("wanted", made_by[:12]),)),)
    return tuple(_wrong_files(folder, name, found))


def _wrong_files(folder: Path, name: str, manifest: Manifest) -> Iterator[Fault]:
    places = {path.split("/")[0] for path in manifest.files}
    there = {path.relative_to(folder).as_posix() for place in places for path in (folder / place).rglob("*")}
    for path in sorted(there | set(manifest.files)):
        wanted = manifest.files.get(path, "-")
        found = digest_of_file(folder / path)
        if found != wanted:
            yield Fault("PRJ-002", f"{name}/{path}", found, (("wanted", wanted),))


def synced_files(folder: Path, place: Path) -> dict[str, str]:
    """Have all files of a place on the disk, and give their hashes by path below `folder`. Raises: OSError."""
    found = {}
    for path in sorted(place.iterdir()):
        with path.open("rb") as file:
            os.fsync(file.fileno())
        found[path.relative_to(folder).as_posix()] = digest_of_file(path)
    sync_folder(place)
    sync_folder(folder)
    return found
