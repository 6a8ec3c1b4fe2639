"""What was made and may be asked for again is kept, within a bound; what was asked for longest ago is forgotten first."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Kept(Generic[Key, Value]):
    """The values last asked for; several threads may ask.

    `most` bounds the sum of their sizes: how many they are, unless `size` says otherwise. What takes long is made below the lock
    `alone`, one at a time: of many who ask for it at once the first makes it, and the others find it.
    """

    def __init__(
        self, most: int, size: Callable[[Value], int] = lambda _: 1, alone: threading.Lock | None = None
    ) -> None:
        self.most, self.size, self.alone = most, size, alone
        self._values: OrderedDict[Key, Value] = OrderedDict()
        self._total = 0
        self._lock = threading.Lock()

    def get(self, key: Key, make: Callable[[], Value]) -> Value:
        """The value of a key. Without `alone` two may make it at once, and the first one stays."""
        found = self.find(key)
        if found is not None:
            return found
        if self.alone is None:
            return self.put(key, make())
        with self.alone:
            found = self.find(key)
            return found if found is not None else self.put(key, make())

    def find(self, key: Key) -> Value | None:
        """The value of a key, if it is kept."""
        with self._lock:
            found = self._values.get(key)
            if found is not None:
                self._values.move_to_end(key)
            return found

    def put(self, key: Key, made: Value) -> Value:
        """Keep a value, unless there is one already or it alone is over the bound. Returns: the one that there is."""
        with self._lock:
            if key in self._values or self.size(made) > self.most:
                return self._values.get(key, made)
            self._values[key] = made
            self._total += self.size(made)
            while self._total > self.most:
                _, gone = self._values.popitem(last=False)
                self._total -= self.size(gone)
            return made

    def __len__(self) -> int:
        return len(self._values)
