"""The ledger for those who only read: what was added since the last look is read and checked, not all of it again."""

from __future__ import annotations

import os
import threading
from dataclasses import dataclass
from pathlib import Path

from engine.errors import StoreError, raise_all
from engine.model.entry import Entry
from engine.store.chain import scan
from engine.store.disk import disk_error
from engine.store.journal import JOURNAL

NOTHING = (0, 0)


@dataclass(frozen=True, slots=True)
class Known:
    """What was read of a journal: its entries, how many bytes they take, and which file it was."""

    entries: tuple[Entry, ...] = ()
    size: int = 0
    file: tuple[int, int] = NOTHING

    def is_all(self, stat: os.stat_result) -> bool:
        """Whether a file is the one that was read, and nothing was added to it."""
        return stat.st_size == self.size and (stat.st_dev, stat.st_ino) == self.file


class Tail:
    """The entries of a store as they stand now; a store without a journal has none yet."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / JOURNAL
        self._place = str(self.path)
        self._reading = threading.Lock()
        self._known = Known()

    def entries(self) -> tuple[Entry, ...]:
        """All whole entries, in their order. Raises: StoreError STO-001, STO-002, STO-003; SRV-012 where there
        were some and no file stands there any more.
        """
        found = self.at_hand()
        return found if found is not None else self._caught_up()

    def _caught_up(self) -> tuple[Entry, ...]:
        with self._reading:
            try:
                self._known = self._read()
            except FileNotFoundError as fault:
                if self._known.entries:
                    raise StoreError.of("SRV-012", JOURNAL, "-") from fault
            except OSError as fault:
                raise disk_error(self.path, fault) from fault
            return self._known.entries

    def at_hand(self) -> tuple[Entry, ...] | None:
        """All entries, where they were read before and nothing was added since; None where `entries` would have to read. Waits
        for nobody.
        """
        known = self._known
        try:
            return known.entries if known.is_all(os.stat(self._place)) else None
        except OSError:
            return None

    def _read(self) -> Known:
        with self.path.open("rb") as file:
            stat, known = os.fstat(file.fileno()), self._known
            if (stat.st_dev, stat.st_ino) != known.file or stat.st_size < known.size:
                known = Known(file=(stat.st_dev, stat.st_ino))  # another file stands there now: all of it is read
            if stat.st_size == known.size:
                return known
            file.seek(known.size)
            found = scan(JOURNAL, file.read(), known.entries[-1] if known.entries else None)
        raise_all(StoreError, found.faults)
        return Known(known.entries + found.entries, known.size + found.whole, known.file)
