"""Proof without anything but the store: every line, link and byte compared with its hash; the missing or foreign named."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.errors import Fault, UsageError
from engine.model.entry import DELIVERED, Entry, Kind
from engine.store.assessments import files_of
from engine.store.audit import AUDIT, scanned_audit
from engine.store.chain import FIRST, Scan, scan
from engine.store.editions import LIST, listed_files, name_of
from engine.store.files import digest_of_file, fault_of, path_of
from engine.store.journal import DIGEST, EVIDENCE, INCOMING, JOURNAL, scanned
from engine.store.rooms import BESIDE, EDITIONS, KEPT, RESULTS

File = tuple[str, str, str]  # room, hash, name


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found: how much there is, the hash of the last entry, what is damaged, and what an interrupted submission
    left (whole, never entered: no damage); `calls` is how many whole lines the audit of the service has.
    """

    entries: int
    files: int
    head: str
    faults: tuple[Fault, ...]
    left: tuple[Fault, ...]
    calls: int = 0


def verify(folder: Path, head: str | None = None, *, audit: bool = True) -> Verified:
    """Compare a store with its hashes, and the audit of the service with its own chain.

    A chain cannot show that its last entries were cut off: for that, note its head elsewhere and give it here (STO-018 where no
    entry has it). Without `audit` the evidence and its ledger alone are looked at.

    Raises: UsageError STO-011 where there is no store; StoreError STO-001 where the journal or the audit cannot be read.
    """
    found = _scan(folder)
    files = list(dict.fromkeys(one for entry in found.entries for one in entered_files(folder, entry)))
    wrong = [fault_of(folder, digest, name, room) for room, digest, name in files]
    others, calls = list(_others(folder, files)), scanned_audit(folder) if audit else scan(AUDIT, b"")
    faults = (
        *found.faults,
        *_torn(found),
        *_other_head(found, head),
        *(fault for fault in wrong if fault is not None),
        *(fault for fault in others if fault.code != "STO-017"),
        *calls.faults,
    )
    left = tuple(fault for fault in others if fault.code == "STO-017")
    return Verified(len(found.entries), len(files), found.head, faults, left, len(calls.entries))


def entered_files(folder: Path, entry: Entry) -> Iterator[File]:
    """The files that an entry vouches for. A damaged list of an edition is named itself; what it listed is not known then."""
    act = entry.act
    if act.kind in DELIVERED:
        yield EVIDENCE, act.about, act.detail("file")
    if act.kind is Kind.ASSESSED:
        yield from ((RESULTS, digest, name) for name, digest in files_of(entry).items())
    if act.kind is Kind.EDITION:
        whole = act.detail("list")
        yield EDITIONS, whole, LIST
        if fault_of(folder, whole, LIST, EDITIONS) is None:
            yield from ((EDITIONS, digest, name_of(path)) for path, digest in listed_files(folder, entry).items())


def _scan(folder: Path) -> Scan:
    """The journal; a store whose journal is gone is damaged, a folder without evidence is none."""
    try:
        return scanned(folder)
    except UsageError:
        if not (folder / EVIDENCE).is_dir():
            raise
        gone = scan(JOURNAL, b"")
        return Scan(gone.entries, (Fault("STO-010", JOURNAL, "-"),), b"", 0)


def _torn(found: Scan) -> Iterator[Fault]:
    if found.tail and not found.faults:
        yield Fault("STO-019", f"{JOURNAL} line {len(found.entries) + 1}", str(len(found.tail)))


def _other_head(found: Scan, head: str | None) -> Iterator[Fault]:
    if head is not None and head not in {FIRST, *(entry.hash for entry in found.entries)}:
        yield Fault("STO-018", JOURNAL, found.head, (("wanted", head),))


def _others(folder: Path, files: Sequence[File]) -> Iterator[Fault]:
    """What stands in the store and is not entered: left by an interrupted act (STO-017), or foreign (STO-016)."""
    entered = {path_of(folder, digest, name, room) for room, digest, name in files} | {folder / JOURNAL}
    owned = {(room, digest) for room, digest, _ in files}
    for path in sorted(_files(folder)):
        if path not in entered:
            where = path.relative_to(folder)
            code = "STO-017" if _left(path, where.parts, owned) else "STO-016"
            yield Fault(code, where.as_posix(), str(path.lstat().st_size))


def _files(folder: Path) -> Iterator[Path]:
    """Every file and link below a folder, but for what others keep beside the truth; links are not followed."""
    for at, folders, names in os.walk(folder):
        beside = BESIDE if Path(at) == folder else frozenset()
        folders[:] = [name for name in folders if name not in beside]
        yield from (Path(at) / name for name in names if name not in beside)
        yield from (path for path in (Path(at) / name for name in folders) if path.is_symlink())


def _left(path: Path, parts: tuple[str, ...], owned: set[tuple[str, str]]) -> bool:
    if path.is_symlink() or not path.is_file():
        return False
    if len(parts) == 2 and parts[0] == INCOMING:
        return DIGEST.fullmatch(parts[1]) is not None
    kept = len(parts) == 3 and parts[0] in KEPT and (parts[0], parts[1]) not in owned
    return kept and digest_of_file(path) == parts[1]
