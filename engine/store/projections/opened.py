"""The projections of a store, opened by one process at a time, whole and up to the ledger before anything is asked of them."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from engine.errors import Fault, StoreError
from engine.model.entry import Entry
from engine.store.disk import disk_error
from engine.store.journal import read_journal
from engine.store.owner import check_owner
from engine.store.projections.columns import Columns
from engine.store.projections.deliveries import Deliveries
from engine.store.projections.graphs import Checkpoint, Graphs
from engine.store.projections.manifest import Manifest, read_manifest
from engine.store.projections.projection import Projection, brought_up

FOLDER = "projections"
LOCK = "lock"


@dataclass(frozen=True, slots=True)
class Projected:
    """A projection as it stands: how many graphs or cases, with how many statements or premises in all, up to which entry,
    and the digest over everything, the same whenever it is made from the same ledger and standard.
    """

    name: str
    parts: int
    rows: int
    number: int
    head: str
    digest: str


class Projections:
    """The graphs and the columns of the store in `store`, under the standard in `root`; no second process writes to them.

    Raises: StoreError PRJ-007 where another process has them, STO-001 for what the disk refuses; UsageError SRV-011 for root
    in another user's store.
    """

    def __init__(self, store: Path, root: Path) -> None:
        check_owner(store)
        self.store, self.folder = store, store / FOLDER
        deliveries = Deliveries(store, root)
        self.graphs, self.columns = Graphs(deliveries), Columns(deliveries)
        try:
            self.folder.mkdir(exist_ok=True)  # never the store itself: one that was moved away is not begun anew
            self._handle = os.open(self.folder / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as fault:
            os.close(self._handle)
            raise StoreError.of("PRJ-007", str(self.folder), LOCK) from fault
        except OSError as fault:
            raise disk_error(self.folder, fault) from fault

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let another process in."""
        self.graphs.close()
        os.close(self._handle)

    def both(self) -> tuple[Projection, ...]:
        """All projections, in the order in which they are made."""
        return self.graphs, self.columns

    def open(self, entries: Sequence[Entry]) -> tuple[Fault, ...]:
        """Check everything, mend what is damaged by rebuilding, catch up. Gives and raises: as `brought_up`."""
        return tuple(fault for one in self.both() for fault in brought_up(one, entries))

    def catch_up(self, entries: Sequence[Entry]) -> tuple[Fault, ...]:
        """What was entered since `open`, taken in. Gives and raises: as `Projection.catch_up`."""
        return tuple(fault for one in self.both() for fault in one.catch_up(entries))

    def rebuild(self, entries: Sequence[Entry]) -> tuple[Fault, ...]:
        """Everything thrown away and made again. Gives and raises: as `Projection.rebuild`."""
        for path in self.folder.iterdir():
            if path.name != LOCK:
                shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink()
        return tuple(fault for one in self.both() for fault in one.rebuild(entries))

    def standing(self) -> tuple[Projected, ...]:
        """Both as they stand; one that there is not is left out."""
        found = ((one.name, read_manifest(self.folder / one.name)) for one in self.both())
        return tuple(_projected(name, manifest) for name, manifest in found if manifest is not None)


def _projected(name: str, manifest: Manifest) -> Projected:
    rows = sum(part.count for part in manifest.parts.values())
    return Projected(name, len(manifest.parts), rows, manifest.number, manifest.head, manifest.digest())


class Left:
    """What the process that keeps the projections has left of the graphs, to be read beside it; nothing is written here."""

    def __init__(self, store: Path, root: Path) -> None:
        self.graphs = Graphs(Deliveries(store, root))

    def checkpoint(self) -> Checkpoint | None:
        """The graphs as that process left them last; None where there are none that this standard and engine have made."""
        found = read_manifest(self.graphs.folder)
        if found is None or found.made_by != self.graphs.deliveries.made_by:
            return None
        return self.graphs.checkpoint(found.refused())


def query_graphs(store: Path, root: Path) -> Checkpoint:
    """The graphs as the ledger stands now, to be asked by another process.

    Raises: UsageError STO-011, StoreError for a damaged ledger or evidence, PRJ-007 where another process has the
    projections (ask that one).
    """
    entries = read_journal(store)
    with Projections(store, root) as opened:
        found = opened.graphs.checkpoint(brought_up(opened.graphs, entries))
    assert found is not None
    return found
