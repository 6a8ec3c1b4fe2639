"""The journal file: one writer, every entry on the disk before it is acknowledged, and no further write after a failed one."""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from engine.errors import StoreError, UsageError, raise_all
from engine.model.entry import Act, Entry
from engine.store.chain import FIRST, Scan, entry_of, line_of, scan, sealed

JOURNAL = "ledger.jsonl"
EVIDENCE = "evidence"
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


def disk_error(path: Path, fault: OSError) -> StoreError:
    """StoreError STO-001 with what the system said."""
    return StoreError.of("STO-001", str(path), str(fault.strerror or fault))


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class Journal:
    """The journal of a folder, opened for writing; the folder is made where there is none.

    Raises: StoreError STO-004 where another process writes, STO-010 where evidence stands there without a journal,
    STO-001 for what the disk refuses, STO-002 and STO-003 for a damaged journal: nothing is added to one.
    """

    def __init__(self, folder: Path) -> None:
        self.folder, self.path = folder, folder / JOURNAL
        self.stopped = ""
        try:
            self._handle = self._open()
        except OSError as fault:
            raise disk_error(self.path, fault) from fault
        try:
            self.entries = list(self._locked().entries)
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
        """Enter an act; it is on the disk when this returns. Raises: StoreError STO-001, STO-005."""
        entry = sealed(act, len(self.entries) + 1, self.entries[-1].hash if self.entries else FIRST)
        with self.or_stop():
            self._write(line_of(entry) + b"\n")
        self.entries.append(entry)
        return entry

    @contextlib.contextmanager
    def or_stop(self) -> Iterator[None]:
        """What fails in here stops the journal: it takes no more until it is opened again.

        Raises: StoreError STO-005 when it is stopped already, STO-001 for what the disk refuses now.
        """
        if self.stopped:
            raise StoreError.of("STO-005", str(self.folder), self.stopped)
        self.stopped = UNFINISHED
        try:
            yield
        except OSError as fault:
            self.stopped = str(fault.strerror or fault)
            raise disk_error(self.folder, fault) from fault
        self.stopped = ""

    def _open(self) -> int:
        self.folder.mkdir(parents=True, exist_ok=True)
        kept = self.folder / EVIDENCE
        if not self.path.exists() and kept.is_dir() and any(kept.iterdir()):
            raise StoreError.of("STO-010", JOURNAL, "-")
        return os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o644)

    def _locked(self) -> Scan:
        """Take the lock, read, cut off what broke off, and have all that was read on the disk."""
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as fault:
            raise StoreError.of("STO-004", str(self.folder), JOURNAL) from fault
        found = scan(JOURNAL, self.path.read_bytes())
        raise_all(StoreError, found.faults)
        with self.or_stop():
            if found.tail:
                self._mend(found)
            os.fsync(self._handle)
            sync_folder(self.folder)
            if not found.whole:  # the folder may be new
                sync_folder(self.folder.absolute().parent)
        return scan(JOURNAL, self.path.read_bytes())

    def _mend(self, found: Scan) -> None:
        """An end that lacks only its line break gets it; what broke off before that is cut off."""
        if entry_of(found.tail) is not None:
            os.write(self._handle, b"\n")
        else:
            os.ftruncate(self._handle, found.whole)

    def _write(self, line: bytes) -> None:
        """All of a line and its sync; where that fails the file is cut back, so that nothing unsaid is found later."""
        length = os.fstat(self._handle).st_size
        try:
            rest = memoryview(line)
            while rest:
                rest = rest[os.write(self._handle, rest) :]
            os.fsync(self._handle)
        except BaseException:
            with contextlib.suppress(OSError):
                os.ftruncate(self._handle, length)
            raise
