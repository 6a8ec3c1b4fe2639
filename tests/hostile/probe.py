"""Asks /healthz every 100 ms, each time on a connection of its own: `python -m tests.hostile.probe PORT PID` until its input ends.

It is a process of its own, so that what the sender does keeps no answer waiting.
"""

from __future__ import annotations

import http.client
import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine import home

EVERY = 0.1  # seconds
PATIENCE = 20  # seconds; longer is a failure
HEALTH = "/healthz"
MOST_KEPT = 5
BEGUN = b"begun\n"


@dataclass(frozen=True, slots=True)
class Slow:
    """One of the slowest answers: when it was asked for on the clock that nobody sets, how many seconds it took, and in how
    many of these the service (its main thread) or the asker was ready to run and other processes ran instead.
    """

    begun: float
    taken: float
    waited: float = 0.0

    @property
    def own(self) -> float:
        """What the service itself took of it, at least: on a machine with nothing else to do it is all of it."""
        return max(0.0, self.taken - self.waited)


@dataclass(frozen=True, slots=True)
class Probed:
    """How often it was asked, how often there was no answer, the slowest answers, and by how much the asking was late."""

    asked: int
    failed: int
    slowest: tuple[Slow, ...]
    late: float

    @property
    def worst(self) -> float:
        """The slowest answer in seconds."""
        return self.slowest[0].taken if self.slowest else float(PATIENCE)


@contextmanager
def probing(port: int, pid: int) -> Iterator[Callable[[], Probed]]:
    """Ask until the end; what is given tells what came of it, and may be called after the end alone."""
    command = [sys.executable, "-m", "tests.hostile.probe", str(port), str(pid)]
    process = subprocess.Popen(command, cwd=home(), stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    said: list[Probed] = []
    try:
        assert process.stdout is not None and process.stdout.readline() == BEGUN
        yield lambda: said[0]
        said.append(_probed(json.loads(process.communicate(timeout=PATIENCE * 2)[0])))
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()


def _probed(found: dict[str, Any]) -> Probed:
    return Probed(found["asked"], found["failed"], tuple(Slow(*one) for one in found["slowest"]), found["late"])


def watch(port: int, pid: int) -> dict[str, Any]:
    """Ask until standard input ends."""
    asked, failed, late, due = 0, 0, 0.0, time.monotonic()
    slowest: list[tuple[float, float, float]] = []
    while not select.select([sys.stdin], [], [], max(due - time.monotonic(), 0))[0]:
        begun = time.monotonic()
        late, waited = max(late, begun - due), waiting(pid)
        failed += not healthy(port)
        asked += 1
        said = (begun, time.monotonic() - begun, waiting(pid) - waited)
        slowest = sorted([*slowest, said], key=lambda one: -one[1])[:MOST_KEPT]
        due = max(due + EVERY, time.monotonic())
    return {"asked": asked, "failed": failed, "late": late, "slowest": slowest}


def waiting(pid: int) -> float:
    """For how many seconds the main thread of a process and this one have waited for a processor so far."""
    try:
        found = [Path(f"/proc/{one}/task/{one}/schedstat").read_text().split()[1] for one in (pid, os.getpid())]
    except OSError:  # it is gone, or the kernel does not say
        return 0.0
    return sum(map(int, found)) / 10**9


def healthy(port: int) -> bool:
    """Whether it answers 200."""
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        link.request("GET", HEALTH)
        return link.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        link.close()


if __name__ == "__main__":
    sys.stdout.write(BEGUN.decode())
    sys.stdout.flush()
    sys.stdout.write(json.dumps(watch(*map(int, sys.argv[1:]))))
