"""A full disk: nothing is acknowledged that is not there, reads go on, writes are refused with the reason, room makes all well.

A real one, a tmpfs of its own, where mounting is permitted; else a disk that takes so many bytes, made by refusing calls.
"""

from __future__ import annotations

import errno
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from engine.errors import StoreError
from engine.store.files import kept_bytes
from engine.store.journal import Journal, read_journal
from engine.store.verify import verify
from tests.torture.acts import SUBJECT, content, submission
from tests.torture.system import Call, Watch, watched
from tests.torture.tally import Tally

ROOM = 2 * 1024 * 1024
BALLAST = 64 * 1024  # given back at the end, as an administrator makes room
NO_ROOM = "No space left on device"


@dataclass(slots=True)
class Quota(Watch):
    """A disk that takes so many bytes and then none."""

    left: int

    def before(self, call: Call) -> int | None:
        if call.name != "write":
            return None
        if not self.left:
            raise OSError(errno.ENOSPC, NO_ROOM)
        taken = min(self.left, len(call.data))
        self.left -= taken
        return taken


def mounted(folder: Path) -> str:
    """Put a small disk on a folder; what the system said where that is not permitted."""
    folder.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", f"size={ROOM}", "torture", str(folder)]
    try:
        return subprocess.run(words, capture_output=True, text=True, check=False).stderr.partition("\n")[0]
    except OSError as fault:
        return str(fault)


def torture(folder: Path, times: int, seed: int = 0) -> Tally:
    """Fill a disk so many times, with another first submission each time."""
    totals = {"disks": 0, "acknowledged": 0, "refused with the reason": 0, "submitted after room was made": 0}
    wrong = {"acknowledged but gone": 0, "refused without the reason": 0, "not read": 0, "faults": 0}
    means = ""
    for round_ in range(times):
        with disk(folder / f"disk{round_}") as (store, quota, this):
            means = this
            for count, n in fill(store, quota, (seed + round_) * 1000).items():
                (wrong if count in wrong else totals)[count] += n
        totals["disks"] += 1
    return Tally("disk", totals, wrong, means)


@contextmanager
def disk(folder: Path) -> Iterator[tuple[Path, Quota | None, str]]:
    """A small disk: the place for a store, the quota where it is not a real disk, and which it is."""
    refused = mounted(folder)
    if refused:
        yield folder / "store", Quota(ROOM), f"calls refused after {ROOM} bytes, as mount said: {refused}"
        return
    try:
        yield folder / "store", None, f"tmpfs of {ROOM} bytes"
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def fill(store: Path, quota: Quota | None, start: int) -> dict[str, int]:
    """Submit until the disk is full, and on; then make room. What was counted, by its name in the tally."""
    ballast = store.parent / "ballast"
    ballast.write_bytes(os.urandom(BALLAST))
    with watched(store, quota) if quota is not None else nullcontext():
        acknowledged, refused = until_full(store, start)
        again, more = until_full(store, start + 500)  # opened on the full disk
        acknowledged |= again
        unread = not_read(store, acknowledged)
    ballast.unlink()
    with Journal(store) as journal:
        last = submission(journal, start + 999)
    there = {entry.hash for entry in read_journal(store)}
    return {
        "acknowledged": len(acknowledged),
        "refused with the reason": sum(map(reasoned, [*refused, *more])),
        "submitted after room was made": int(last.hash in there),
        "acknowledged but gone": len(acknowledged - there),
        "refused without the reason": sum(not reasoned(one) for one in [*refused, *more]),
        "not read": unread,
        "faults": len(verify(store).faults),
    }


def until_full(store: Path, start: int) -> tuple[set[str], list[StoreError]]:
    """Submit until the disk refuses, and twice more: what was acknowledged, and the refusals."""
    acknowledged, refused = set(), []
    try:
        with Journal(store) as journal:
            for number in range(start, start + 499):
                try:
                    acknowledged.add(submission(journal, number).hash)
                except StoreError as fault:
                    refused.append(fault)
                if len(refused) == 3:
                    break
    except StoreError as fault:
        refused.append(fault)
    return acknowledged, refused


def reasoned(refusal: StoreError) -> bool:
    """Whether a refusal says that the disk has no room, at once (STO-001) or as what stopped the store (STO-005)."""
    return all(fault.code in ("STO-001", "STO-005") and fault.found == NO_ROOM for fault in refusal.faults)


def not_read(store: Path, acknowledged: set[str]) -> int:
    """How many acknowledged submissions cannot be read, to the byte, while the disk is full."""
    readable = 0
    for entry in read_journal(store):
        digest, name = entry.act.about, entry.act.detail("file")
        number = int(name.removeprefix("表").removesuffix(".csv"))
        assert entry.act.detail("subjects") == SUBJECT
        readable += entry.hash in acknowledged and kept_bytes(store, digest, name) == content(number)
    return len(acknowledged) - readable
