"""Who called what, and what came of it: lines chained like those of the ledger, from all processes of a service."""

from __future__ import annotations

import contextlib
import fcntl
import os
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from engine.errors import Fault, StoreError, raise_all
from engine.model.entry import Act, Entry
from engine.store.chain import FIRST, Scan, entry_of, hash_of, line_of, scan, sealed
from engine.store.disk import add_whole, disk_error, sync_folder
from engine.store.owner import own_folder

AUDIT = "audit.jsonl"
LONGEST_LINE = 64 * 1024


def read_audit(folder: Path) -> tuple[Entry, ...]:
    """All lines, each proved; none where there is no audit. Raises: StoreError STO-001, STO-002, STO-003 with every fault."""
    path = folder / AUDIT
    try:
        found = scan(AUDIT, path.read_bytes())
    except FileNotFoundError:
        return ()
    except OSError as fault:
        raise disk_error(path, fault) from fault
    raise_all(StoreError, found.faults)
    return found.entries


def scanned_audit(folder: Path) -> Scan:
    """The audit with its faults, read while nobody adds to it; an end that broke off is STO-019. Empty where there is none.

    Raises: StoreError STO-001 where it cannot be read.
    """
    path = folder / AUDIT
    try:
        handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
    except FileNotFoundError:
        return scan(AUDIT, b"")
    except OSError as fault:
        raise disk_error(path, fault) from fault
    with os.fdopen(handle, "rb") as file:
        fcntl.flock(file, fcntl.LOCK_SH)
        found = scan(AUDIT, file.read())
    if not found.tail or found.faults:
        return found
    torn = Fault("STO-019", f"{AUDIT} line {len(found.entries) + 1}", str(len(found.tail)))
    return replace(found, faults=(torn,))


class AuditLog:
    """The audit of a store, for adding to it; threads and processes take turns. `stopped` says why the last line failed."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.path = folder, folder / AUDIT
        self.stopped = ""
        self._turn = threading.Lock()
        self._seen: tuple[int, int, Entry | None] = (0, 0, None)

    def add(self, act: Act) -> Entry:
        """Add a line; it is on the disk when this returns.

        Raises: StoreError STO-001 for what the disk refuses, STO-002 where the line before is none; nothing is added then.
        """
        try:
            with self._turn, self._alone() as handle:
                entry = self._added(handle, act)
        except OSError as fault:
            self.stopped = str(fault.strerror or fault)
            raise disk_error(self.path, fault) from fault
        except StoreError as fault:
            self.stopped = fault.faults[0].code
            raise
        self.stopped = ""
        return entry

    def look(self) -> None:
        """Whether a line could be added, adding none; one that there is not yet is made with its first line.

        Raises: StoreError STO-001.
        """
        try:
            os.close(os.open(self.path, os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW))
        except FileNotFoundError:
            return
        except OSError as fault:
            raise disk_error(self.path, fault) from fault

    @contextlib.contextmanager
    def _alone(self) -> Iterator[int]:
        own_folder(self.folder)
        flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC | os.O_NOFOLLOW
        handle = os.open(self.path, flags, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield handle
        finally:
            os.close(handle)

    def _added(self, handle: int, act: Act) -> Entry:
        stat = os.fstat(handle)
        inode, size, last = self._seen
        if (stat.st_ino, stat.st_size) != (inode, size):
            size, last = _last(handle, stat.st_size)
        entry = sealed(act, last.number + 1 if last else 1, last.hash if last else FIRST)
        line = line_of(entry) + b"\n"
        os.ftruncate(handle, size)  # what broke off
        add_whole(handle, size, line)
        if last is None:
            sync_folder(self.folder)
        self._seen = (stat.st_ino, size + len(line), entry)
        return entry


def _last(handle: int, size: int) -> tuple[int, Entry | None]:
    """Where the whole lines end, and the last of them. Raises: StoreError STO-002."""
    start = max(size - 2 * LONGEST_LINE, 0)
    content = os.pread(handle, size - start, start)
    end = content.rfind(b"\n") + 1
    if end == 0 and start == 0:
        return 0, None
    line = content[:end].rstrip(b"\n").rpartition(b"\n")[2]
    entry = entry_of(line)
    if entry is None or entry.hash != hash_of(entry.act, entry.number, entry.before):
        raise StoreError((Fault("STO-002", f"{AUDIT} byte {start + end - len(line) - 1}", "-"),))
    return start + end, entry
