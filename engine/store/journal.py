"""The journal file: one writer, every entry on the disk before it is acknowledged, and no further write after a failed one."""

from __future__ import annotations

import contextlib
import fcntl
import functools
import os
import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Concatenate, ParamSpec, Self, TypeVar

from engine.errors import StoreError, UsageError, raise_all
from engine.model.entry import Act, Entry
from engine.store.chain import Scan, entry_of, head_of, line_of, scan, sealed
from engine.store.disk import add_whole, disk_error, sync_above, sync_folder
from engine.store.owner import own_folder

JOURNAL = "ledger.jsonl"
EVIDENCE = "evidence"
INCOMING = "incoming"
DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)
Given = ParamSpec("Given")
Made = TypeVar("Made")
UNFINISHED = "-"  # what stopped the journal was nothing that the system said


def read_journal(folder: Path) -> tuple[Entry, ...]:
    """All entries, in their order; a last line that broke off was never acknowledged and is left out.

    Raises: UsageError STO-011 where there is no store; StoreError STO-001 where it cannot be read, STO-002 and STO-003
    with every damaged line.
    """
    found = scanned(folder)
    raise_all(StoreError, found.faults)
    return found.entries


def scanned(folder: Path) -> Scan:
    """The journal with its faults. Raises: UsageError STO-011, StoreError STO-001."""
    path = folder / JOURNAL
    try:
        return scan(JOURNAL, path.read_bytes())
    except FileNotFoundError as fault:
        raise UsageError.of("STO-011", str(folder), JOURNAL) from fault
    except OSError as fault:
        raise disk_error(path, fault) from fault


class Journal:
    """The journal of a folder, opened for writing; the folder is made where there is none.

    Raises: StoreError STO-004 where another process writes, STO-010 where evidence stands there without a journal,
    STO-001 for what the disk refuses, STO-002 and STO-003 for a damaged journal: nothing is added to one; UsageError
    SRV-011 for root in another user's store.
    Threads may share one: who looks before he writes holds `turn` from the look to the entry.
    """

    def __init__(self, folder: Path) -> None:
        self.folder, self.path = folder, folder / JOURNAL
        self.stopped = ""
        self.turn = threading.RLock()
        try:
            self._handle = self._open()
        except OSError as fault:
            raise disk_error(self.path, fault) from fault
        try:
            self.entries = list(self._locked().entries)
            self._whole = os.fstat(self._handle).st_size
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let another writer in."""
        os.close(self._handle)

    def append(self, act: Act) -> Entry:
        """Enter an act; it is on the disk when this returns. Raises: StoreError STO-001, STO-005, SRV-012."""
        with self.turn:
            entry = sealed(act, len(self.entries) + 1, head_of(self.entries))
            with self.or_stop():
                self.look()
                self._write(line_of(entry))
            self._whole = os.fstat(self._handle).st_size
            self.entries.append(entry)
        return entry

    def look(self) -> None:
        """Whether what is open still stands at its place, no shorter than it was left: an entry in a file that was moved away
        or put back from a copy would be acknowledged and nowhere to be found.

        Raises: StoreError SRV-012.
        """
        try:
            there, ours = os.stat(self.path), os.fstat(self._handle)
        except FileNotFoundError as fault:
            raise StoreError.of("SRV-012", JOURNAL, "-") from fault
        if not os.path.samestat(there, ours) or ours.st_size < self._whole:
            raise StoreError.of("SRV-012", JOURNAL, str(there.st_size))

    @contextlib.contextmanager
    def or_stop(self) -> Iterator[None]:
        """What fails in here stops the journal: it takes no more until it is opened again.

        Raises: StoreError STO-005 when it is stopped already, STO-001 for what the disk refuses now.
        """
        with self.turn:
            if self.stopped:
                raise StoreError.of("STO-005", str(self.folder), self.stopped)
            self.stopped = UNFINISHED
            try:
                yield
            except OSError as fault:
                self.stopped = str(fault.strerror or fault)
                raise disk_error(self.folder, fault) from fault
            except StoreError as fault:
                self.stopped = fault.faults[0].code
                raise
            self.stopped = ""

    def _open(self) -> int:
        own_folder(self.folder)
        kept = self.folder / EVIDENCE
        if not self.path.exists() and kept.is_dir() and any(kept.iterdir()):
            raise StoreError.of("STO-010", JOURNAL, "-")
        return os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o644)

    def _locked(self) -> Scan:
        """Take the lock, read, cut off what broke off, clear what was coming in, and have all that was read on the disk."""
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as fault:
            raise StoreError.of("STO-004", str(self.folder), JOURNAL) from fault
        found = scan(JOURNAL, self.path.read_bytes())
        raise_all(StoreError, found.faults)
        with self.or_stop():
            if found.tail:
                self._mend(found)
            _clear(self.folder / INCOMING)
            os.fsync(self._handle)
            sync_folder(self.folder)
            if not found.whole:  # the folder may be new, and those above it
                sync_above(self.folder.absolute())
        return scan(JOURNAL, self.path.read_bytes())

    def _mend(self, found: Scan) -> None:
        """What broke off is cut off; an entry that lacks only its line break is written anew, with it."""
        line = found.tail.rstrip(b"\0")
        os.ftruncate(self._handle, found.whole)
        if entry_of(line) is not None:
            self._write(line)

    def _write(self, line: bytes) -> None:
        """A line, and once that is on the disk its line break: so a line that has one was whole, whatever order a disk
        writes in. Where that fails the file is cut back, so that nothing unsaid is found later.
        """
        add_whole(self._handle, os.fstat(self._handle).st_size, line, b"\n")


def in_turn(act: Callable[Concatenate[Journal, Given], Made]) -> Callable[Concatenate[Journal, Given], Made]:
    """An act that looks before it writes, as a whole: no other thread enters anything between the two."""

    @functools.wraps(act)
    def alone(journal: Journal, /, *given: Given.args, **named: Given.kwargs) -> Made:
        with journal.turn:
            return act(journal, *given, **named)

    return alone


def _clear(incoming: Path) -> None:
    """Remove what killed writers left half written: plain files that are named like a digest, and nothing else."""
    for path in incoming.iterdir() if incoming.is_dir() and not incoming.is_symlink() else ():
        if DIGEST.fullmatch(path.name) and path.is_file() and not path.is_symlink():
            path.unlink()
