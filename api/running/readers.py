"""Readers beside the process that writes: started as processes of their own, started again when they die, ended together."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence

from api.watch.logs import tell

STEP = 0.2  # seconds between two looks
MOST_STARTS = 5
WITHIN = 60  # seconds in which a reader may be started so often
PATIENCE = 15  # seconds for a reader to end
Command = Sequence[str]
Ticks = Callable[[], float]


class Reader:
    """A process that reads at a port, and how often it was started lately. It ends when its input ends, so none outlives us."""

    def __init__(self, port: int, command: Command, ticks: Ticks) -> None:
        self.port, self.command, self.ticks = port, list(command), ticks
        self.starts: list[float] = []
        self.given_up = False
        self.process = self._started()

    def _started(self) -> subprocess.Popen[bytes]:
        self.starts.append(self.ticks())
        # in a group of its own: Ctrl+C reaches the writer alone, which ends its readers
        return subprocess.Popen(self.command, stdin=subprocess.PIPE, process_group=0)  # noqa: S603  # our own command

    def look(self) -> None:
        """Start it again where it died, unless that was so too often."""
        if self.given_up or self.process.poll() is None:
            return
        code = self.process.returncode
        self.starts = [at for at in self.starts if self.ticks() - at < WITHIN]
        self.given_up = len(self.starts) >= MOST_STARTS
        level = logging.ERROR if self.given_up else logging.WARNING
        said = {"port": self.port, "code": code, "given_up": self.given_up, "starts": len(self.starts)}
        tell(level, {"event": "reader died", **said})
        self._shut()
        if not self.given_up:
            self.process = self._started()

    def tell_to_end(self) -> None:
        """Ask it to end."""
        if self.process.poll() is None:
            self.process.terminate()

    def end(self, until: float) -> None:
        """Wait for its end until then, and no longer."""
        try:
            self.process.wait(max(until - self.ticks(), 0))
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._shut()

    def _shut(self) -> None:
        if self.process.stdin is not None:
            self.process.stdin.close()


class Readers:
    """Some readers, each at its port, and a thread that looks after them."""

    def __init__(self, commands: Mapping[int, Command], ticks: Ticks = time.monotonic) -> None:
        self.ticks = ticks
        self._ending = threading.Event()
        self.readers = [Reader(port, command, ticks) for port, command in commands.items()]
        self._thread = threading.Thread(target=self._watch, name="readers", daemon=True)
        self._thread.start()

    def _watch(self) -> None:
        while not self._ending.wait(STEP):
            for reader in self.readers:
                reader.look()

    def close(self) -> None:
        """End all of them at once."""
        self._ending.set()
        self._thread.join()
        for reader in self.readers:
            reader.tell_to_end()
        until = self.ticks() + PATIENCE
        for reader in self.readers:
            reader.end(until)


def end_with_input() -> None:
    """Have this process told to end when its input ends: that is how a reader learns that the writer is gone."""

    def wait() -> None:
        while os.read(sys.stdin.fileno(), 1024):
            continue
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=wait, name="input", daemon=True).start()
