"""The real command in a process of its own, at a free port."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine import home

PATIENCE = 90


def free_ports(count: int = 1) -> int:
    """The first of some free ports in a row."""
    for first in range(20_000 + os.getpid() % 10_000, 32_000):
        try:
            for port in range(first, first + count):
                with socket.create_server(("127.0.0.1", port)):
                    continue
        except OSError:
            continue
        return first
    raise AssertionError("no free port")


@dataclass
class Running:
    """A service: its process, its first port, and where its stderr goes."""

    process: subprocess.Popen[bytes]
    port: int
    log: Path

    def ask(
        self,
        path: str,
        port: int | None = None,
        method: str = "GET",
        body: bytes | None = None,
        headers: dict[str, str] | None = None,
    ) -> tuple[int, bytes]:
        """Status and body of an answer."""
        link = http.client.HTTPConnection("127.0.0.1", port or self.port, timeout=60)
        try:
            link.request(method, path, body, headers or {})
            answer = link.getresponse()
            return answer.status, answer.read()
        finally:
            link.close()

    def answers(self, port: int | None = None) -> bool:
        """Whether it answers within a while."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self.process.poll() is None:
            try:
                return self.ask("/healthz", port)[0] == 200
            except OSError:
                time.sleep(0.05)
        return False

    def is_ready(self, port: int | None = None) -> bool:
        """Whether every part of it is ready within a while; children and graphs take a moment."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self.process.poll() is None:
            try:
                if self.ask("/readyz", port)[0] == 200:
                    return True
            except OSError:
                time.sleep(0.05)
            time.sleep(0.05)
        return False

    def lines(self) -> list[dict[str, Any]]:
        """What it has logged."""
        return [json.loads(line) for line in self.log.read_text(encoding="utf-8").splitlines()]

    def end(self, number: int = signal.SIGTERM) -> int:
        """Tell it to end, and its exit code."""
        self.process.send_signal(number)
        return self.process.wait(60)


@contextmanager
def running(folder: Path, *words: str, port: int | None = None, **environment: str) -> Iterator[Running]:
    """The service as nobody has set it up, below a folder; ended in the end."""
    chosen = free_ports() if port is None else port
    log = folder / f"stderr-{chosen}"
    base = {"PATH": os.environ["PATH"], "PYTHONPATH": str(home()), "CLAUSEGRAPH_CACHE": "off"}
    command = [sys.executable, "-m", "api.cli", "serve", *words]
    if port != 0:
        command += ["--port", str(chosen)]
    with log.open("wb") as err:
        process = subprocess.Popen(command, cwd=folder, env=base | environment, stderr=err)
    found = Running(process, chosen, log)
    try:
        yield found
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
