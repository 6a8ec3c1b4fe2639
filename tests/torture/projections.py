"""Damage to projections, and kill -9 while they are written: found and mended each time, to the same hashes and answers."""

from __future__ import annotations

import os
import random
import signal
import time
from pathlib import Path

from engine.store.projections.opened import Projections
from tests.engine.store.projections.made_up import history, opened
from tests.torture.tally import Tally

LONGEST_LIFE = 0.4


def state(both: Projections) -> list[str]:
    """The digests of both projections."""
    return [one.digest() for one in both.both()]


def hits(folder: Path, times: int, seed: int = 0) -> Tally:
    """Damage a random file of the projections so many times, open them after each, and count what was not found or mended."""
    entries, chance, done, unseen, unmended = history(folder, seed), random.Random(seed), 0, 0, 0
    with opened(folder) as both:
        both.open(entries)
        wanted = state(both)
        while done < times:
            if not hit(both.folder, chance):
                continue
            done += 1
            unseen += not both.open(entries)
            unmended += state(both) != wanted or any(one.check() for one in both.both())
    return Tally("hits on projections", {"hits": done}, {"not found": unseen, "not mended": unmended})


def hit(folder: Path, chance: random.Random) -> str:
    """Flip a bit of a random file that is asked, cut it off, zero its end, or delete it; empty where that changed nothing."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and "live-" not in str(path)]
    path = chance.choice([path for path in files if path.name != "lock" and path.stat().st_size])
    content, way = path.read_bytes(), chance.choice(["flip", "cut", "zero", "delete"])
    place = chance.randrange(len(content))
    changed = {
        "flip": content[:place] + bytes([content[place] ^ (1 << chance.randrange(8))]) + content[place + 1 :],
        "cut": content[:place],
        "zero": content[:place] + bytes(len(content) - place),
    }
    path.unlink()  # what it is linked with elsewhere stays as it is
    if way in changed:
        path.write_bytes(changed[way])
    is_old = path.parent.parent.name == "graphs" and path.parent != max(path.parent.parent.glob("0*"))
    return "" if is_old or changed.get(way) == content else f"{way} {path.relative_to(folder)}"


def kills(folder: Path, times: int, seed: int = 0) -> Tally:
    """Kill a process that makes and catches up so many times; what the next finds must come to the same hashes."""
    entries, chance, other = history(folder, seed), random.Random(seed), 0
    with opened(folder) as both:
        both.rebuild(entries)
        wanted = state(both)
    for _ in range(times):
        _killed(folder, entries, chance.uniform(0, LONGEST_LIFE))
        with opened(folder) as both:
            both.open(entries)
            other += state(both) != wanted or any(one.check() for one in both.both())
    return Tally("kills while projections are written", {"kills": times}, {"other": other})


def _killed(folder: Path, entries: tuple, life: float) -> None:
    """A child that starts from a random place and goes on entry by entry, until it is killed."""
    child = os.fork()
    if child == 0:
        with opened(folder) as both:
            while True:
                both.rebuild(entries[: len(entries) // 2])
                for length in range(len(entries)):
                    both.open(entries[: length + 1])
    time.sleep(life)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
