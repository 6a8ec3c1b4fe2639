"""The load of a benchmark: connections that ask again as soon as they are answered, in a process of its own.

Bare sockets and one loop, so that the server and not the load is measured; `busy` says how far that is so. What is asked
stands in JSON on stdin, what was found in JSON on stdout.
"""

from __future__ import annotations

import hashlib
import json
import select
import socket
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from http.client import HTTPConnection
from typing import NamedTuple

ROOM = 1 << 20  # bytes of an answer
END = b"\r\n\r\n"
LENGTH = b"\r\ncontent-length: "
PATIENCE = 30  # seconds without any answer


@dataclass(frozen=True, slots=True)
class Load:
    """A request for each connection, as it goes over the line, asked for `seconds` after some to warm up.

    Every answer must have this status and, where it has a body, one of this SHA-256.
    """

    port: int
    requests: tuple[str, ...]
    warm: float
    seconds: float
    status: int
    body: str


class Found(NamedTuple):
    """Answers a second, and microseconds of every request of every connection that began after the warming up.

    `busy` is the share of the time that the load itself computed, `every` the number of answers, those to warm up too.
    """

    rate: float
    p50: int
    p95: int
    p99: int
    most: int
    answers: int
    busy: float
    every: int


class WrongAnswer(Exception):  # noqa: N818  # it is the server's error, not ours
    """An answer that is not what it must be: nothing was measured then."""


def loaded(load: Load) -> Found:
    """Measure in a new process. Raises: WrongAnswer with what that process says."""
    words = [sys.executable, "-m", "tests.bench.service_load"]
    done = subprocess.run(words, input=json.dumps(asdict(load)), capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise WrongAnswer(done.stderr.strip().splitlines()[-1])
    return Found(*json.loads(done.stdout))


def request(path: str, **headers: str) -> str:
    """A request as it goes over the line; `if_none_match` is the header of that name."""
    lines = [
        f"GET {path} HTTP/1.1",
        "host: 127.0.0.1",
        *(f"{one.replace('_', '-')}: {headers[one]}" for one in headers),
    ]
    return "\r\n".join(lines) + "\r\n\r\n"


def fetched(port: int, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """One answer, by the client of the standard library: status, headers, body."""
    link = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        link.request("GET", path, headers={one.replace("_", "-"): value for one, value in headers.items()})
        answer = link.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
    finally:
        link.close()


def percentile(ordered: list[int], percent: int) -> int:
    """The least value that so many of a hundred do not exceed.

    >>> percentile([1, 2, 3, 4], 50), percentile([1, 2, 3, 4], 99)
    (2, 4)
    """
    return ordered[-(-len(ordered) * percent // 100) - 1]


class Link:
    """A connection with the answer that it waits for."""

    def __init__(self, load: Load, request: str) -> None:
        self.load, self.request = load, request.encode()
        self.line = socket.create_connection(("127.0.0.1", load.port))
        self.line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.line.setblocking(False)
        self.buffer = bytearray(ROOM)
        self.room = memoryview(self.buffer)
        self.body = b""
        self.asked = self.held = self.whole = self.start = 0

    def ask(self) -> None:
        """Send the request; it is short enough to go at once."""
        self.held = self.whole = 0
        self.asked = time.perf_counter_ns()
        self.line.sendall(self.request)

    def answered(self) -> bool:
        """Take what has come. Returns: whether the answer is whole. Raises: WrongAnswer."""
        came = self.line.recv_into(self.room[self.held :])
        if not came:
            raise WrongAnswer("the connection was closed")
        self.held += came
        if not self.whole:
            self._see_head()
        if not self.whole or self.held < self.whole:
            return False
        self._check_body()
        return True

    def _see_head(self) -> None:
        end = self.buffer.find(END, 0, self.held)
        if end < 0:
            return
        if int(self.buffer[9:12]) != self.load.status:
            raise WrongAnswer(bytes(self.buffer[: self.held]).decode("latin-1")[:300])
        said = self.buffer.find(LENGTH, 0, end)
        length = int(self.buffer[said + len(LENGTH) : self.buffer.find(b"\r", said + 2)]) if said >= 0 else 0
        self.start = end + len(END)
        self.whole = self.start + length

    def _check_body(self) -> None:
        """By hash the first time, byte for byte from then on."""
        if self.whole - self.start == len(self.body) and self.buffer.startswith(self.body, self.start):
            return
        body = bytes(self.buffer[self.start : self.whole])
        if hashlib.sha256(body).hexdigest() != self.load.body:
            raise WrongAnswer("another body")
        self.body = body


def run(load: Load) -> Found:
    """Ask on all connections until the time is over. Raises: WrongAnswer."""
    links = {link.line.fileno(): link for link in (Link(load, one) for one in load.requests)}
    poll = select.epoll()
    for number, link in links.items():
        poll.register(number, select.EPOLLIN)
        link.ask()
    start = time.perf_counter_ns() + int(load.warm * 1e9)
    end = start + int(load.seconds * 1e9)
    taken: list[int] = []
    spent = now = warming = 0
    while now < end or not taken:
        ready = poll.poll(PATIENCE)
        if not ready:
            raise WrongAnswer(f"no answer for {PATIENCE} s")
        for number, _ in ready:
            link = links[number]
            if link.answered():
                now = time.perf_counter_ns()
                if link.asked >= start:
                    taken.append((now - link.asked) // 1000)
                else:
                    warming, spent = warming + 1, time.process_time_ns()
                link.ask()
    spent = time.process_time_ns() - spent
    for link in links.values():
        link.line.close()
    return _found(taken, warming, (now - start) / 1e9, spent / 1e9)


def _found(taken: list[int], warming: int, seconds: float, spent: float) -> Found:
    taken.sort()
    rate = len(taken) / seconds
    p50, p95, p99, most = (percentile(taken, percent) for percent in (50, 95, 99, 100))
    return Found(rate, p50, p95, p99, most, len(taken), spent / seconds, len(taken) + warming)


if __name__ == "__main__":
    said = json.loads(sys.stdin.read())
    print(json.dumps(run(Load(**said))))
