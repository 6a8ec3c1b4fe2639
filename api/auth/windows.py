"""Where the times of calls are kept, for `limits`: no thread of its own, a clock from outside, a bounded number of callers."""

from __future__ import annotations

import threading
from collections import OrderedDict, deque
from collections.abc import Callable
from typing import NamedTuple

from limits.storage import MovingWindowSupport, Storage

MOST_CALLERS = 4096


class Calls(NamedTuple):
    """How a key stands: whether its last call was within the limit, when that was, when the oldest call that counts was made, and
    how many count.
    """

    allowed: bool
    now: float
    oldest: float
    counted: int


class Windows(Storage, MovingWindowSupport):
    """A moving window for each key; of more than `most` keys, those that called longest ago are forgotten.

    `limits`' own memory starts a thread at nearly every call and never forgets a key.
    """

    STORAGE_SCHEME = None
    base_exceptions = MemoryError  # nothing else can fail here

    def __init__(self, clock: Callable[[], float], most: int = MOST_CALLERS) -> None:
        super().__init__()
        self.clock, self.most = clock, most
        self._lock = threading.Lock()
        self._calls: OrderedDict[str, deque[float]] = OrderedDict()

    def entered(self, key: str, limit: int, expiry: int, amount: int = 1) -> Calls:
        """Enter `amount` calls now, unless that would be more than `limit` within `expiry` seconds, and tell how the key stands."""
        now = self.clock()
        with self._lock:
            calls = self._of(key)
            _forget(calls, now - expiry)
            allowed = len(calls) + amount <= limit
            if allowed:
                calls.extend([now] * amount)
            return Calls(allowed, now, calls[0] if calls else now, len(calls))

    def acquire_entry(self, key: str, limit: int, expiry: int, amount: int = 1) -> bool:
        """Enter `amount` calls now. Returns: whether they were within the limit."""
        return self.entered(key, limit, expiry, amount).allowed

    def get_moving_window(self, key: str, limit: int, expiry: int) -> tuple[float, int]:
        """When the oldest call that counts was made (now where there is none), and how many count."""
        now = self.clock()
        with self._lock:
            calls = self._calls.get(key, deque())
            _forget(calls, now - expiry)
            return (calls[0] if calls else now), len(calls)

    def _of(self, key: str) -> deque[float]:
        calls = self._calls.get(key)
        if calls is None:
            calls = self._calls[key] = deque()
        self._calls.move_to_end(key)
        while len(self._calls) > self.most:
            self._calls.popitem(last=False)
        return calls

    def clear(self, key: str) -> None:
        """Forget a key."""
        with self._lock:
            self._calls.pop(key, None)

    def reset(self) -> int:
        """Forget all keys. Returns: how many there were."""
        with self._lock:
            count = len(self._calls)
            self._calls.clear()
            return count

    def check(self) -> bool:
        """Memory is always there."""
        return True

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Not a counter: calls are entered by `acquire_entry` alone."""
        raise NotImplementedError(key)

    def get(self, key: str) -> int:
        """How many calls of a key are kept."""
        return len(self._calls.get(key, ()))

    def get_expiry(self, key: str) -> float:
        """When the last call of a key was made; now where there is none."""
        calls = self._calls.get(key)
        return calls[-1] if calls else self.clock()


def _forget(calls: deque[float], until: float) -> None:
    while calls and calls[0] <= until:
        calls.popleft()
