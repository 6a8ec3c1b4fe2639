"""A service in a process of its own, over a store with good evidence, and everything about it that must not change."""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from api.auth.caller import Role
from api.auth.keys import Wanted, make_key
from engine import Hand, Journal, home, query_graphs, read_delivered, read_world, submit
from engine.store.journal import read_journal
from engine.store.projections.graphs import graph_hashes
from tests.api.cli.served import Running, running
from tests.hostile.sent import PLACE

CASES = home() / "fixtures" / "cases"
SUBMITTED = {"changde-2020": "430700", "changsha-2019": "430100"}
MADE = Hand("王敏", "2026-01-05T08:00:00Z")
GROWS = ("audit.jsonl",)  # each refused write is a line of the audit
PROJECTIONS = "projections"
KIB = 1024


@dataclass(frozen=True, slots=True)
class Keys:
    """An evaluator of one place, and an admin."""

    evaluator: str
    admin: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands in a store: the ledger's head and length, the hash of every file but the audit, each graph's content."""

    head: str
    entries: int
    files: Mapping[str, str]
    graphs: Mapping[str, str]

    def differences(self, other: Standing) -> list[str]:
        """What another standing has otherwise, by name."""
        own, theirs = _rows(self), _rows(other)
        return sorted(name for name in own.keys() | theirs.keys() if own.get(name) != theirs.get(name))


def _rows(standing: Standing) -> dict[str, str]:
    files = {f"file {name}": digest for name, digest in standing.files.items()}
    graphs = {f"graph {name}": digest for name, digest in standing.graphs.items()}
    return {"head": standing.head, "entries": str(standing.entries), **files, **graphs}


@dataclass
class Watched:
    """A running service, its store and keys."""

    service: Running
    store: Path
    keys: Keys

    @property
    def pid(self) -> int:
        """Its process."""
        return self.service.process.pid

    def memory(self) -> int:
        """What its process holds of the memory now, in KiB."""
        return self._status("VmRSS")

    def peak(self) -> int:
        """The most that it held since `forget_peak`, in KiB."""
        return self._status("VmHWM")

    def forget_peak(self) -> None:
        """Begin anew with the peak."""
        Path(f"/proc/{self.pid}/clear_refs").write_text("5")

    def _status(self, name: str) -> int:
        lines = Path(f"/proc/{self.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:"))

    def standing(self) -> Standing:
        """What stands in the store now. The graphs are those of a copy, which the service does not know."""
        entries = read_journal(self.store)
        files = listing(self.store)
        return Standing(entries[-1].hash, len(entries), files, graphs_of(self.store))


def listing(store: Path) -> dict[str, str]:
    """The hash of each file below a store but the audit, whole; the projections' lock and live copies are no content."""
    found = (path for path in sorted(store.rglob("*")) if path.is_file())
    rest = (path for path in found if path.name not in GROWS and PROJECTIONS not in path.relative_to(store).parts)
    return {str(path.relative_to(store)): hashlib.sha256(path.read_bytes()).hexdigest() for path in rest}


def graphs_of(store: Path) -> dict[str, str]:
    """Count and content hash of each graph of a store, read in a copy with its projections as they stand."""
    with tempfile.TemporaryDirectory(prefix="hostile-") as folder:
        copy = shutil.copytree(store, Path(folder) / "store")
        (copy / PROJECTIONS / "lock").unlink(missing_ok=True)
        parts = graph_hashes(query_graphs(copy, home()).path)
    return {name: f"{part.count} {part.digest}" for name, part in parts.items()}


def descendants(pid: int) -> dict[int, str]:
    """The processes below one, with their commands."""
    found = dict(_children(pid))
    for child in tuple(found):
        found |= descendants(child)
    return found


def _children(pid: int) -> Iterator[tuple[int, str]]:
    for task in Path("/proc").glob("[0-9]*"):
        try:
            stat = (task / "stat").read_text()
            if int(stat.rpartition(")")[2].split()[1]) == pid:
                yield int(task.name), (task / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except (OSError, ValueError):
            continue


def filled(store: Path) -> Keys:
    """A store with the public figures of two cities, and its keys."""
    world = read_world(home(), ())
    with Journal(store) as journal:
        for name, code in SUBMITTED.items():
            for file, content in read_delivered([CASES / name / "evidence.xlsx"], world, [code]).files:
                submit(journal, f"{name}-{file}", content, [code], MADE)
    made = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    evaluator = Wanted("评审员", Role.EVALUATOR, frozenset({PLACE}), None, made)
    admin = Wanted("管理员", Role.ADMIN, None, None, made)
    return Keys(*(make_key(store, wanted, secrets.token_bytes)[0] for wanted in (evaluator, admin)))


@contextmanager
def watched(folder: Path) -> Iterator[Watched]:
    """The service over such a store, ended in the end."""
    store = folder / "store"
    keys = filled(store)
    with running(folder, "--store", str(store), "--log-level", "warning") as service:
        assert service.answers(), service.log.read_text(encoding="utf-8")
        yield Watched(service, store, keys)


def load() -> str:
    """What else this machine does: its load over the last minute, on how many processors."""
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"
