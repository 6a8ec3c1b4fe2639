"""Who has a turn: a few jobs of a kind at a time, a short queue behind them, and a count of how they ended."""

from __future__ import annotations

import contextlib
import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine.errors import EngineError


@dataclass(frozen=True, slots=True)
class Load:
    """How a kind of job stands: at most so many at a time, how many are under way, how many wait, and how many of those
    before had an end of their own, by its code (CHI-001 to CHI-006).
    """

    workers: int
    busy: int
    waiting: int
    ended: Mapping[str, int]

    @property
    def free(self) -> int:
        """How many could begin at once."""
        return self.workers - self.busy


class Turns:
    """The turns of one kind of job, for use from any thread."""

    def __init__(self, workers: int, queue: int) -> None:
        self.workers, self.queue = workers, queue
        self._change = threading.Condition()
        self._busy = self._waiting = 0
        self._ended: Counter[str] = Counter()

    @contextlib.contextmanager
    def one(self, where: str) -> Iterator[None]:
        """A turn, waited for while there is room in the queue. Raises: EngineError CHI-005 where there is none."""
        try:
            with self._change:
                self._wait(where)
            try:
                yield
            finally:
                with self._change:
                    self._busy -= 1
                    self._change.notify()
        except EngineError as error:
            with self._change:
                self._ended.update(fault.code for fault in error.faults[:1])
            raise

    def _wait(self, where: str) -> None:
        if self._busy + self._waiting >= self.workers + self.queue:
            raise EngineError.of("CHI-005", where, str(self._waiting), most=str(self.workers))
        self._waiting += 1
        try:
            self._change.wait_for(lambda: self._busy < self.workers)
        finally:
            self._waiting -= 1
        self._busy += 1

    def load(self) -> Load:
        """How it stands now."""
        with self._change:
            return Load(self.workers, self._busy, self._waiting, dict(self._ended))
