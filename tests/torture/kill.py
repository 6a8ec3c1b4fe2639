"""Kill -9 of a process that submits in a loop: no acknowledged entry lost, none partial.

By the Python face, with rulings and closings between, and by the command with several files at a time. The killed process
is a fork, so that many kills are cheap.
"""

from __future__ import annotations

import os
import random
import re
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from api.cli import run
from engine.store.files import path_of
from engine.store.journal import Journal
from engine.store.verify import verify
from tests.torture.acts import A_ROUND, SUBJECT, acts, content, world
from tests.torture.tally import Tally

HASH = re.compile(r"[0-9a-f]{64}", re.ASCII)
LONGEST_LIFE = 0.08
A_LIFE = 10_000  # contents that one process may submit
FILES = 8  # of one command
FIRST = 4096


def torture(folder: Path, times: int, seed: int = 0) -> Tally:
    """Kill a submitting process so many times, always over the same store, and count what is wrong after each."""
    chance, acknowledged, wrong = random.Random(seed), set(), {"lost": 0, "partial": 0, "faults": 0}
    world()
    store = folder / "store"
    for round_ in range(times):
        acknowledged |= killed(folder, WAYS[round_ % len(WAYS)], round_ * A_LIFE, chance)
        with Journal(store) as journal:
            entries = tuple(journal.entries)
        files = {entry.act.about: entry.act.detail("file") for entry in entries if entry.act.detail("file")}
        found = verify(store).faults
        wrong["lost"] += len(acknowledged - {entry.hash for entry in entries} - set(files))
        wrong["partial"] += sum(not path_of(store, digest, name).is_file() for digest, name in files.items())
        wrong["faults"] += len(found)
    return Tally("kill", {"kills": times, "acknowledged": len(acknowledged)}, wrong)


def killed(folder: Path, way: Callable[[Path, int, int], None], start: int, chance: random.Random) -> set[str]:
    """What a process had acknowledged when it was killed: some time after its first acknowledgement, or after its start."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _ended_by_a_kill(way, folder, start, writing)
    os.close(writing)
    said = os.read(reading, FIRST) if chance.random() < 0.8 else b""
    time.sleep(chance.uniform(0, LONGEST_LIFE))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(reading, "rb") as rest:
        said += rest.read()
    return set(HASH.findall(said.decode(errors="ignore")))


def _ended_by_a_kill(way: Callable[[Path, int, int], None], folder: Path, start: int, writing: int) -> NoReturn:
    try:
        way(folder, start, writing)
    finally:
        os._exit(1)


def by_face(folder: Path, start: int, writing: int) -> None:
    """Do one act after the other and say the hash of each entry once it is acknowledged."""
    with Journal(folder / "store") as journal:
        for first in range(start, start + A_LIFE, A_ROUND):
            for act in acts(first):
                os.write(writing, f"{act(journal).hash}\n".encode())


def by_command(folder: Path, start: int, writing: int) -> None:
    """Submit several files at a time by the command, which says the hash of each."""
    os.dup2(writing, 1)
    sys.stdout = os.fdopen(1, "w", encoding="utf-8")
    for first in range(start, start + A_LIFE, FILES):
        paths = [folder / f"表{number}.csv" for number in range(first, first + FILES)]
        for number, path in enumerate(paths, first):
            path.write_bytes(content(number))
        words = ["ledger", "submit", *map(str, paths), "--subject", SUBJECT, "--by", "torture"]
        if run([*words, "--store", str(folder / "store")]):
            return


WAYS = (by_face, by_face, by_command)
