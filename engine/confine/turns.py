"""Who has a turn: a few jobs of a kind at a time, a short queue behind them, and a count of how they ended."""

from __future__ import annotations

import contextlib
import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count

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


@dataclass(frozen=True, slots=True)
class _Place:
    """A place in the queue: its number, in the order in which they came, and whose it is."""

    number: int
    who: str


class Turns:
    """The turns of one kind of job, for use from any thread. The next turn is for the one of those who wait that has the
    fewest jobs under way, of these for the one that came first: so who sends many does not keep another waiting.
    """

    def __init__(self, workers: int, queue: int) -> None:
        self.workers, self.queue = workers, queue
        self._change = threading.Condition()
        self._numbers = count()
        self._busy: Counter[str] = Counter()
        self._waiting: list[_Place] = []
        self._ended: Counter[str] = Counter()

    @contextlib.contextmanager
    def one(self, where: str, who: str = "") -> Iterator[None]:
        """A turn of somebody, waited for while there is room in the queue. Raises: EngineError CHI-005 where there is none."""
        try:
            with self._change:
                self._wait(where, who)
            try:
                yield
            finally:
                with self._change:
                    self._busy -= Counter([who])
                    self._change.notify_all()
        except EngineError as error:
            with self._change:
                self._ended.update(fault.code for fault in error.faults[:1])
            raise

    def _wait(self, where: str, who: str) -> None:
        waiting = len(self._waiting)
        if self._busy.total() + waiting >= self.workers + self.queue:
            raise EngineError.of("CHI-005", where, str(waiting), most=str(self.workers))
        place = _Place(next(self._numbers), who)
        self._waiting.append(place)
        try:
            self._change.wait_for(lambda: self._is_next(place))
        finally:
            self._waiting.remove(place)
            self._change.notify_all()
        self._busy[who] += 1

    def _is_next(self, place: _Place) -> bool:
        free = self._busy.total() < self.workers
        return free and place == min(self._waiting, key=lambda one: (self._busy[one.who], one.number))

    def load(self) -> Load:
        """How it stands now."""
        with self._change:
            return Load(self.workers, self._busy.total(), len(self._waiting), dict(self._ended))
