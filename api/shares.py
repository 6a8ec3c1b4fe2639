"""A fair share for each caller: nobody fills all places of a kind of job, so that there is always one for somebody else."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from fastapi import Request

from api.auth.caller import ANONYMOUS, Caller
from api.auth.rates import network_of
from api.problems import RefusedError
from engine import Fault

FULL, SOON = "API-458", {"Retry-After": "1"}


class Shares:
    """The places that callers hold, under way and waiting together, each at most `most`."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._lock = threading.Lock()
        self._held: Counter[str] = Counter()

    @contextmanager
    def one(self, holder: str, where: str) -> Iterator[None]:
        """A place for a caller, given back in the end. Raises: RefusedError 429 (API-458) where it holds its share already."""
        with self._lock:
            if self._held[holder] >= self.most:
                raise RefusedError(429, Fault(FULL, where, str(self.most)), SOON)
            self._held[holder] += 1
        try:
            yield
        finally:
            with self._lock:
                self._held[holder] -= 1
                self._held += Counter()  # forgets who holds none

    def held(self, holder: str) -> int:
        """How many places a caller holds now."""
        with self._lock:
            return self._held[holder]


def holder_of(request: Request, caller: Caller) -> str:
    """Who a share is counted for, as calls a minute are: a caller by name; who comes without a key by address."""
    if caller.name != ANONYMOUS:
        return f"caller {caller.name}"
    return f"address {network_of(request.client.host if request.client else '')}"
