"""Whether the process lives and whether it is ready, told before any guard and beside all work."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from engine import ClausegraphError

OK, LATE, BROKEN = "ok", "late", "broken"
PATIENCE = 2  # seconds in which every part must have answered
Check = Callable[[], str]


@dataclass(frozen=True, slots=True)
class Ready:
    """Each part of a service with `ok`, or the code of what is wrong with it."""

    parts: Mapping[str, str]

    @property
    def ready(self) -> bool:
        """Whether all of them are."""
        return all(said == OK for said in self.parts.values())


class Probes:
    """Looks at the parts of a service in a thread of its own, one look at a time: many questions cost no more than one."""

    def __init__(self, checks: Mapping[str, Check]) -> None:
        self.checks = checks
        self._thread = ThreadPoolExecutor(1, "probes")
        self._look: Future[Ready] | None = None
        self._said: dict[str, str] = {}

    async def ready(self) -> Ready:
        """How the parts stand; where a look takes too long, those that have not answered yet are late."""
        if self._look is None or self._look.done():
            self._said = {}
            self._look = self._thread.submit(self.look)
        try:
            return await asyncio.wait_for(asyncio.shield(asyncio.wrap_future(self._look)), PATIENCE)
        except TimeoutError:
            return Ready(dict.fromkeys(self.checks, LATE) | self._said)

    def look(self) -> Ready:
        """How the parts stand, looked at now."""
        said: dict[str, str] = {}
        self._said = said
        for name, check in self.checks.items():
            said[name] = said_by(check)
        return Ready(said)

    def close(self) -> None:
        """Look no more."""
        self._thread.shutdown(wait=False, cancel_futures=True)


def said_by(check: Check) -> str:
    """What a check says, the code of what it raises where it cannot say; a defect of ours is no reason to fall silent."""
    try:
        return check()
    except ClausegraphError as error:
        return error.faults[0].code
    except Exception:
        return BROKEN
