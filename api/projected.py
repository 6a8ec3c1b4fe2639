"""The projections while a service runs: followed by a thread of the process that writes, opened as left by those that read."""

from __future__ import annotations

import logging
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from api.watch.logs import error_fields, tell
from engine import Checkpoint, ClausegraphError, Entry, Fault, Left, Projections

QUIET = 0.2  # seconds in which more entries may come before they are taken in together
AGAIN = 5.0  # seconds between two tries of what went wrong, and between two looks where nobody said anything
BEHIND = 30.0  # seconds after which one that is behind the ledger is no longer ready
STEP = 0.02  # seconds between two looks at what another process leaves
PATIENCE = 5.0  # seconds for what is under way to be written
OK, LATE, BROKEN = "ok", "PRJ-008", "broken"
Entries = Callable[[], Sequence[Entry]]


@dataclass(frozen=True, slots=True)
class Stand:
    """How the graphs stand: how many entries are in them, how many files could not be taken in, and what was mended."""

    number: int = 0
    unread: int = 0
    mended: int = 0


class Projecting(Protocol):
    """What the routes and the probes know of projections."""

    def start(self) -> None:
        """Begin to follow the ledger, without waiting."""
        ...

    def poke(self) -> None:
        """Something was entered."""
        ...

    def upto(self, number: int, seconds: float) -> Checkpoint | None:
        """The graphs with so many entries, or as far as they come within that time; None where there are none."""
        ...

    def fault(self) -> str:
        """`ok`, or the code of what is wrong."""
        ...

    def stand(self) -> Stand:
        """How they stand."""
        ...

    def close(self) -> None:
        """Let another process have them."""
        ...


class Following:
    """The projections of a store, kept up by a thread of this process; no answer waits for it but that of a query.

    What is damaged when they are opened is made again; what goes wrong later has them opened, and so checked, anew.
    """

    def __init__(self, store: Path, home: Path, entries: Entries, ticks: Callable[[], float] = time.monotonic) -> None:
        self.store, self.home, self.entries, self.ticks = store, home, entries, ticks
        self._change = threading.Condition()
        self._thread: threading.Thread | None = None
        self._held: Projections | None = None
        self._checkpoint: Checkpoint | None = None
        self._ending = self._called = self._urgent = False
        self._fault, self._mended, self._level = OK, 0, ticks()

    def start(self) -> None:
        """Begin to follow the ledger, without waiting."""
        with self._change:
            if self._thread is None and not self._ending:
                self._thread = threading.Thread(target=self._follow, name="projections", daemon=True)
                self._thread.start()

    def poke(self) -> None:
        """Something was entered."""
        with self._change:
            self._called = True
            self._change.notify_all()

    def upto(self, number: int, seconds: float) -> Checkpoint | None:
        """The graphs with so many entries, or as far as they come within that time; None where there are none."""
        self.start()
        with self._change:
            if self._number() < number or self._checkpoint is None:
                self._called = self._urgent = True
                self._change.notify_all()
                self._change.wait_for(lambda: self._checkpoint is not None and self._number() >= number, seconds)
            return self._checkpoint

    def fault(self) -> str:
        """`ok`, or the code of what is wrong: PRJ-008 where they are behind the ledger for too long."""
        with self._change:
            if self._thread is None or self._fault != OK:
                return self._fault
            behind = self._checkpoint is None or self._number() < len(self.entries())
            self._level = self._level if behind else self.ticks()
            return LATE if behind and self.ticks() - self._level > BEHIND else OK

    def stand(self) -> Stand:
        """How they stand."""
        with self._change:
            said = self._checkpoint.said if self._checkpoint is not None else ()
            return Stand(self._number(), len(said), self._mended)

    def close(self) -> None:
        """Let another process have them, once what is under way is written."""
        with self._change:
            self._ending = True
            self._change.notify_all()
        if self._thread is not None:
            self._thread.join(PATIENCE)

    def _number(self) -> int:
        return self._checkpoint.position.number if self._checkpoint is not None else 0

    def _follow(self) -> None:
        while not self._ending:
            try:
                self._step()
                self._fault = OK
            except ClausegraphError as error:
                self._fail(error.faults[0].code, error)
            except Exception as error:  # a defect of ours ends no thread that others rely on
                self._fail(BROKEN, error)
            self._wait()
        self._let_go()

    def _step(self) -> None:
        """Up to the ledger as it stands now."""
        entries = self.entries()
        if self._held is not None and not self._stands():
            tell(logging.WARNING, {"event": "projections are gone and made anew"})
            self._let_go()
        if self._held is None:
            self._held = Projections(self.store, self.home)
            said = self._held.open(entries)
        elif self._number() < len(entries):
            said = self._held.catch_up(entries)
        else:
            return
        mended = tuple(fault for fault in said if fault.code != "PRJ-006")
        unread = tuple(dict.fromkeys(fault for fault in said if fault.code == "PRJ-006"))
        self._tell(mended)
        with self._change:
            self._mended += len(mended)
            self._checkpoint = self._held.graphs.checkpoint(unread)
            self._fault = OK  # before those who wait go on and ask
            self._change.notify_all()

    def _stands(self) -> bool:
        """Whether what was made last is still there; who removed it removed the lock as well."""
        return self._checkpoint is None or self._checkpoint.path.is_dir()

    def _wait(self) -> None:
        with self._change:
            self._change.wait_for(lambda: self._called or self._ending, AGAIN)
            if self._fault == OK:
                self._change.wait_for(lambda: self._urgent or self._ending, QUIET)
            self._called = self._urgent = False

    def _fail(self, code: str, error: Exception) -> None:
        if self._fault != code:
            tell(logging.ERROR, {"event": "projections", "code": code, **error_fields(error)})
        self._fault = code
        self._let_go()

    def _tell(self, mended: Sequence[Fault]) -> None:
        for code, count in Counter(fault.code for fault in mended).items():
            tell(logging.WARNING, {"event": "projection made again", "code": code, "faults": count})

    def _let_go(self) -> None:
        if self._held is not None:
            self._held.close()
            self._held = None


class Reading:
    """What the process that writes has left of the graphs, for one that reads beside it."""

    def __init__(self, store: Path, home: Path, entries: Entries, ticks: Callable[[], float] = time.monotonic) -> None:
        self.left, self.entries, self.ticks = Left(store, home), entries, ticks

    def start(self) -> None:
        """Nothing: the other process follows."""

    def poke(self) -> None:
        """Nothing: this process enters nothing."""

    def upto(self, number: int, seconds: float) -> Checkpoint | None:
        """The graphs with so many entries, or as far as they come within that time; None where there are none."""
        until = self.ticks() + seconds
        while True:
            found = self.left.checkpoint()
            if (found is not None and found.position.number >= number) or self.ticks() >= until:
                return found
            time.sleep(STEP)

    def fault(self) -> str:
        """`ok`: what the other process has not made is told by that one, and by the answer to a query."""
        return OK

    def stand(self) -> Stand:
        """How they stand."""
        found = self.left.checkpoint()
        return Stand(found.position.number if found is not None else 0)

    def close(self) -> None:
        """Nothing is held."""
