"""A store of a made-up city for the benchmarks of the service, and servers beside each other, each as users start it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from api.auth.caller import Role
from api.auth.keys import Wanted, make_key
from engine import Hand, Journal, home, panel, publicise, read_case, record, submit, take_over
from engine import Role as As
from tests.api.cli.served import free_ports, running

CASE = home() / "fixtures" / "cases" / "fictional-grade-a"
MADE = "2026-01-05T08:00:00Z"
HAND = Hand("虚构经办人", MADE)
PUBLIC = (date(2026, 1, 12), date(2026, 1, 20))
PATIENCE = 60


@dataclass(frozen=True, slots=True)
class Made:
    """A store with one publicised assessment, and keys of callers that may see it."""

    folder: Path
    assessment: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Server:
    """A process that answers at a port of this machine."""

    port: int
    process: int

    def spent(self) -> float:
        """Seconds that it has computed so far, in itself and in the system."""
        fields = Path(f"/proc/{self.process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def made_store(folder: Path, callers: int) -> Made:
    """Full evidence of a made-up city, recorded and publicised; every other caller is a reader, the rest evaluators of it."""
    case = read_case(CASE)
    with Journal(folder) as journal:
        for path in case.reference:
            take_over(journal, home(), path.name, path.read_bytes(), case.approver, HAND)
        for path in case.evidence:
            submit(journal, path.name, path.read_bytes(), [case.subject], HAND)
        found = record(journal, home(), case.subject, case.year, As.RECOMMENDED, HAND).recorded
        panel(journal, found, ["虚构专家"], HAND)
        publicise(journal, found, *PUBLIC, HAND)
    keys = tuple(_key(folder, number, case.subject) for number in range(callers))
    return Made(folder, found.assessment, keys)


def _key(folder: Path, number: int, subject: str) -> str:
    role, subjects = (Role.EVALUATOR, frozenset({subject})) if number % 2 else (Role.READER, None)
    wanted = Wanted(f"虚构{number}", role, subjects, None, MADE)
    return make_key(folder, wanted, lambda size: number.to_bytes(size, "big"))[0]


@contextmanager
def served(store: Path, *words: str) -> Iterator[Server]:
    """`clausegraph serve` over a store, with nothing set up but what the words say."""
    with running(store.parent, "--store", str(store), *words) as service:
        assert service.answers(), service.log.read_text(encoding="utf-8")
        yield Server(service.port, service.process.pid)


@contextmanager
def bare_served(content: bytes, media: str) -> Iterator[Server]:
    """The bare route with these bytes, in a process of its own."""
    port = free_ports()
    words = [sys.executable, "-m", "tests.bench.service_bare", str(port), media]
    process = subprocess.Popen(words, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert process.stdin is not None
    process.stdin.write(content)
    process.stdin.close()
    try:
        _answers(port)
        yield Server(port, process.pid)
    finally:
        process.terminate()
        process.wait()


def _answers(port: int) -> None:
    import socket

    end = time.monotonic() + PATIENCE
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            assert time.monotonic() < end, "the bare route does not answer"
            time.sleep(0.05)
        else:
            return
