"""Sends everything to a running service, and notes what was not answered as it must be."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from tests.hostile.raw import Raw, tell
from tests.hostile.sent import CHECK, File, Heard, Sent, ask, delivery
from tests.hostile.verdict import BUSY, places, refused, unsound
from tests.hostile.watched import Watched

SENDERS = 2
TRIES, WAIT = 5, 1.0  # of a request that is answered by 429 or 503, and seconds between them
MANY = 200  # as many faults as an answer lists


@dataclass
class Noted:
    """What came of everything that was sent: a line for each answer that was wrong, how many were sent of each kind, how
    often one was told to come again, and what was under way at which moments.
    """

    wrong: list[str] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)
    statuses: Counter[int] = field(default_factory=Counter)
    busy: int = 0
    slowest: tuple[float, str] = (0.0, "-")
    spans: list[tuple[float, float, str]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, kind: str, name: str, begun: float, statuses: Iterable[int], fault: str) -> None:
        """One more was answered."""
        ended = time.monotonic()
        with self.lock:
            self.kinds[kind] += 1
            self.statuses.update(statuses)
            self.spans.append((begun, ended, f"{kind}: {name[:60]!r}"))
            self.slowest = max(self.slowest, (ended - begun, f"{kind}: {name[:60]!r}"))
            if fault:
                self.wrong.append(f"{kind}: {name[:60]!r}: {fault}")

    def at(self, moment: float) -> str:
        """What was under way at a moment."""
        return ", ".join(name for begun, ended, name in self.spans if begun <= moment <= ended) or "nothing"


class Player:
    """Sends to one service as an evaluator (an admin where an evaluator may not), and notes."""

    def __init__(self, service: Watched, words: dict[str, str]) -> None:
        self.service, self.words, self.noted = service, words, Noted()

    def play(self, acts: Sequence[Callable[[], None]], senders: int = SENDERS) -> None:
        """Do all of them, a few at a time. Raises: what one of them raises."""
        with ThreadPoolExecutor(senders) as several:
            for done in [several.submit(act) for act in acts]:
                done.result()

    def file(self, file: File) -> None:
        """A file is refused in Chinese when it is delivered, and has the same faults in English when it is checked."""
        begun = time.monotonic()
        first = self._asked(delivery(file))
        second = self._asked(delivery(file, CHECK, "en"))
        fault = refused(first, "zh") or unsound(second, "en")
        if not fault and second.status == 200 and places(first)[:MANY] != places(second)[:MANY]:
            fault = f"delivered {places(first)[:3]}, checked {places(second)[:3]}"
        self.noted.note(file.kind, file.name, begun, (first.status, second.status), fault)

    def sent(self, sent: Sent) -> None:
        """A request is refused."""
        begun = time.monotonic()
        heard = self._asked(sent, admin=True)
        self.noted.note(sent.kind, sent.name, begun, (heard.status,), refused(heard))

    def quiet(self, sent: Sent) -> None:
        """A request is answered, with whatever but a defect."""
        begun = time.monotonic()
        heard = self._asked(sent, admin=True)
        fault = "" if heard.status // 100 in (2, 4) else f"status {heard.status}"
        self.noted.note(sent.kind, sent.name, begun, (heard.status,), fault)

    def raw(self, raw: Raw) -> None:
        """Bytes on a connection are answered as they may be, or the connection ends."""
        begun = time.monotonic()
        told = tell(self.service.service.port, raw, self.service.keys.admin, self.words)
        fault = "" if told.right_for(raw) else f"{told.statuses[:4]} after {told.seconds:.1f} s, not {raw.right[:4]}"
        self.noted.note("raw", raw.name, begun, told.statuses, fault)

    def _asked(self, sent: Sent, admin: bool = False) -> Heard:
        keys = self.service.keys
        heard = ask(self.service.service.port, sent, keys.admin if admin else keys.evaluator)
        for _ in range(TRIES):
            if heard.status not in BUSY:
                break
            with self.noted.lock:
                self.noted.busy += 1
            time.sleep(WAIT)
            heard = ask(self.service.service.port, sent, keys.admin if admin else keys.evaluator)
        return heard
