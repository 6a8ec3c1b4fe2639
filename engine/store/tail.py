"""The ledger for those who only read: what was added since the last look is read and checked, not all of it again."""

from __future__ import annotations

import threading
from pathlib import Path

from engine.errors import StoreError, raise_all
from engine.model.entry import Entry
from engine.store.chain import scan
from engine.store.journal import JOURNAL, disk_error

NOTHING = (0, 0)


class Tail:
    """The entries of a store as they stand now; a store without a journal has none yet."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / JOURNAL
        self._lock = threading.Lock()
        self._entries: tuple[Entry, ...] = ()
        self._read = 0
        self._file = NOTHING

    def entries(self) -> tuple[Entry, ...]:
        """All whole entries, in their order. Raises: StoreError STO-001, STO-002, STO-003."""
        with self._lock:
            try:
                self._catch_up()
            except FileNotFoundError:
                self._forget()
            except OSError as fault:
                raise disk_error(self.path, fault) from fault
            return self._entries

    def at_hand(self) -> tuple[Entry, ...] | None:
        """All entries, where they were read before and nothing was added since; None where `entries` would have to read or to
        wait. For those who may not wait themselves.
        """
        if not self._lock.acquire(blocking=False):
            return None
        try:
            stat = self.path.stat()
            return self._entries if (stat.st_dev, stat.st_ino, stat.st_size) == (*self._file, self._read) else None
        except OSError:
            return None
        finally:
            self._lock.release()

    def _catch_up(self) -> None:
        with self.path.open("rb") as file:
            stat = self.path.stat()
            if (stat.st_dev, stat.st_ino) != self._file or stat.st_size < self._read:
                self._forget()
            if stat.st_size == self._read:
                self._file = (stat.st_dev, stat.st_ino)
                return
            file.seek(self._read)
            found = scan(JOURNAL, file.read(), self._entries[-1] if self._entries else None)
        raise_all(StoreError, found.faults)
        self._entries += found.entries
        self._read += found.whole
        self._file = (stat.st_dev, stat.st_ino)

    def _forget(self) -> None:
        """Another file stands there now: read all of it."""
        self._entries, self._read, self._file = (), 0, NOTHING
