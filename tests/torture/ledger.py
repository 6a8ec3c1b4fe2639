"""Kill -9 of a process that submits in a loop: no acknowledged entry lost, none partial.

`python -m tests.torture.ledger --times 100` prints the count. The killed process is a fork, so that many kills are cheap.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from engine.store.files import path_of
from engine.store.journal import Journal
from engine.store.ledger import Hand, submit
from engine.store.verify import verify

HAND = Hand("torture", "2026-01-01T00:00:00Z")
LONGEST_LIFE = 0.03
DIGITS = 64


@dataclass(frozen=True)
class Count:
    """What came of the kills: acknowledged entries lost, entries whose bytes are not whole, other faults."""

    kills: int
    acknowledged: int
    lost: int
    partial: int
    faults: int


def torture(folder: Path, times: int, seed: int = 0) -> Count:
    """Kill a submitting process so many times, always over the same store, and count what is wrong after each."""
    chance, acknowledged, lost, partial, faults = random.Random(seed), set(), 0, 0, 0
    for round_ in range(times):
        acknowledged |= killed(folder, round_, chance.uniform(0, LONGEST_LIFE))
        with Journal(folder) as journal:
            files = {entry.act.about: entry.act.detail("file") for entry in journal.entries}
        found = verify(folder)
        lost += len(acknowledged - set(files))
        partial += sum(not path_of(folder, digest, name).is_file() for digest, name in files.items())
        partial += sum(fault.code == "STO-009" for fault in found.faults)
        faults += len(found.faults)
    return Count(times, len(acknowledged), lost, partial, faults)


def killed(folder: Path, round_: int, life: float) -> set[str]:
    """What a process had acknowledged when it was killed, some time after its first acknowledgement."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _submit_for_ever(folder, round_, writing)
    os.close(writing)
    said = os.read(reading, DIGITS)
    time.sleep(life)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(reading, "rb") as rest:
        said += rest.read()
    return {said[at : at + DIGITS].decode() for at in range(0, len(said), DIGITS)}


def _submit_for_ever(folder: Path, round_: int, writing: int) -> None:
    """Submit one new file after the other and say each hash once it is acknowledged; ends by being killed."""
    try:
        with Journal(folder) as journal:
            for number in range(1_000_000):
                content = f"{round_} {number}\n".encode() * 500
                receipt = submit(journal, f"{number}.csv", content, ["430700"], HAND)
                os.write(writing, receipt.digest.encode())
    finally:
        os._exit(1)


def main(words: list[str]) -> int:
    """Print the count; 1 where anything was lost, partial or damaged."""
    asked = argparse.ArgumentParser(prog="python -m tests.torture.ledger")
    asked.add_argument("--times", type=int, default=100)
    with tempfile.TemporaryDirectory() as folder:
        count = torture(Path(folder), asked.parse_args(words).times)
    print(
        f"{count.kills} kills, {count.acknowledged} acknowledged: {count.lost} lost, {count.partial} partial,"
        f" {count.faults} faults"
    )
    return int(bool(count.lost or count.partial or count.faults))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
