"""Calls that fail: no acknowledgement, writes refused until the store is opened again, reads go on.

Each kind of call fails at each place of a round of acts. With a C compiler by a shim that is loaded before the C library,
in a process of its own (`torture`); in this process by a watch that refuses (`in_process`), which needs no compiler.
"""

from __future__ import annotations

import errno
import os
import random
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from engine.errors import ClausegraphError, StoreError
from engine.store.files import fault_of
from engine.store.journal import Journal, read_journal
from engine.store.verify import verify
from tests.torture.acts import A_ROUND, acts, submission
from tests.torture.system import Call, Watch, watched
from tests.torture.tally import Tally

CALLS = ("fsync", "write", "rename", "fsync,ftruncate", "write,ftruncate")
FOR_EVER = 1_000_000
PLACES = 70  # of a call in a round of acts: there are fewer of each
WRONG = ("acknowledged after a failure", "lost", "unreadable", "faults")
Failing = Callable[[Path, str, int, int], AbstractContextManager[None]]


@dataclass(slots=True)
class Refusal(Watch):
    """Refuses some calls from the n-th on."""

    calls: tuple[str, ...]
    at: int
    times: int
    seen: int = 0

    def before(self, call: Call) -> int | None:
        if call.name in self.calls:
            self.seen += 1
            if self.at <= self.seen < self.at + self.times:
                raise OSError(errno.EIO, "Input/output error")
        return None


NAMES = {"fsync": "sync", "ftruncate": "truncate"}


def refusing(store: Path, calls: str, at: int, times: int) -> AbstractContextManager[None]:
    """While this lasts, calls of this process fail."""
    return watched(store, Refusal(tuple(NAMES.get(call, call) for call in calls.split(",")), at, times))


@contextmanager
def by_shim(store: Path, calls: str, at: int, times: int) -> Iterator[None]:
    """While this lasts, calls fail in a process that was started with the shim."""
    import ctypes

    ctypes.CDLL(None).torture_begin()
    settings = {"TORTURE_CALL": calls, "TORTURE_AT": str(at), "TORTURE_FOR": str(times), "TORTURE_UNDER": str(store)}
    os.environ.update(settings)
    try:
        yield
    finally:
        for name in settings:
            del os.environ[name]


def injected(store: Path, failing: Failing, calls: str, at: int, times: int) -> Counter[str]:
    """Do a round of acts while calls fail, then open the store on a sound disk: what was counted."""
    acknowledged, failed, count = set(), False, Counter({"injections": 1})
    with Journal(store) as journal, failing(store, calls, at, times):
        for act in [*acts(0), *acts(A_ROUND)]:
            try:
                entry = act(journal)
            except ClausegraphError as fault:  # a ruling on what was refused is refused for its own reason
                failed |= isinstance(fault, StoreError)
                count[fault.faults[0].code] += 1
            else:
                count["acknowledged after a failure"] += failed
                acknowledged.add(entry.hash)
        entries = read_journal(store)
        count["unreadable"] += unreadable(store, acknowledged)
    count["failed"] += failed
    with Journal(store) as journal:
        count["lost"] += len(
            {*acknowledged, *(entry.hash for entry in entries)} - {one.hash for one in journal.entries}
        )
        submission(journal, 900)
    count["faults"] += len(verify(store).faults)
    return count


def unreadable(store: Path, acknowledged: set[str]) -> int:
    """How many acknowledged entries, or their files, cannot be read now."""
    there = {entry.hash: entry.act for entry in read_journal(store)}
    files = [act for key, act in there.items() if key in acknowledged and act.detail("file")]
    return len(acknowledged - set(there)) + sum(
        fault_of(store, act.about, act.detail("file")) is not None for act in files
    )


def all_injected(folder: Path, failing: Failing, times: int, seed: int = 0) -> Counter[str]:
    """So many failures: each call in its turn, at a random place, once or from then on."""
    chance, total = random.Random(seed), Counter(dict.fromkeys(("failed", "STO-001", "STO-005", *WRONG), 0))
    for number in range(times):
        calls, length = CALLS[number % len(CALLS)], (1, FOR_EVER)[number // len(CALLS) % 2]
        total.update(injected(folder / f"{number}", failing, calls, chance.randint(1, PLACES), length))
    return total


def tally(count: Counter[str], means: str) -> Tally:
    """The count as a line."""
    done = {
        "injections": count["injections"],
        "reached": count["failed"],
        "refused by STO-001": count["STO-001"],
        "by STO-005": count["STO-005"],
    }
    return Tally("fsync", done, {name: count[name] for name in WRONG}, means)


def in_process(folder: Path, times: int, seed: int = 0) -> Tally:
    """Failures made in this process."""
    return tally(all_injected(folder, refusing, times, seed), "calls refused in the process")


def torture(folder: Path, times: int, seed: int = 0) -> Tally:
    """Failures made by the shim; in this process where no C compiler is there."""
    compiler = shutil.which("cc")
    if compiler is None:
        found = in_process(folder, times, seed)
        return Tally(found.name, found.done, found.wrong, f"{found.means}, as no C compiler (cc) is there")
    shim = folder / "shim.so"
    source = Path(__file__).with_name("shim.c")
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", str(shim), str(source), "-ldl"], check=True)
    words = [sys.executable, "-m", "tests.torture.failing", str(folder), str(times), str(seed)]
    said = subprocess.run(words, env=os.environ | {"LD_PRELOAD": str(shim)}, capture_output=True, text=True, check=True)
    lines = (line.rpartition(" ") for line in said.stdout.splitlines())
    return tally(Counter({name: int(n) for name, _, n in lines}), "shim.c loaded before the C library")


if __name__ == "__main__":
    place, how_often, chance_of = sys.argv[1:]
    for what, n in all_injected(Path(place), by_shim, int(how_often), int(chance_of)).items():
        print(what, n)
