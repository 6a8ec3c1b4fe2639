"""What a running service holds: the standard, the ledger, and the assessments that were asked for."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any, NamedTuple, TypeVar

from anyio import CapacityLimiter
from fastapi import Depends, Request

from api.auth.caller import Caller
from api.confined import Confined
from api.kept import Kept
from api.problems import RefusedError
from api.projected import Following, Projecting, Reading
from api.settings import Settings
from engine import (
    Assessment,
    Described,
    Entry,
    EvidenceMode,
    Fault,
    Ground,
    Journal,
    Order,
    Readings,
    Recorded,
    Standard,
    Tail,
    World,
    assess,
    edition_names,
    grounds_of,
    head_of,
    known_by,
    known_subjects,
    order_from,
    reference_paths,
    run_again,
)

Value = TypeVar("Value")
MOST_KEPT = 256
MOST_GROUNDS = 4
PATIENCE = 5  # seconds for an entry under way to be written before the journal is closed
ENDED = "closed"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question for the assessment of a case: as the first `known` entries of the ledger have it, those after a time left out."""

    subject: str
    year: int
    mode: EvidenceMode
    known: int
    at: str | None = None


class Sight(NamedTuple):
    """Who looks at recorded assessments, on which day, at which head of the ledger."""

    caller: Caller
    day: date
    head: str


Cases = tuple[
    str, str | None, tuple[str, ...], int, EvidenceMode
]  # head of the ledger, time, subjects, year, which evidence counts


class Service:
    """The state behind the routes. `journal` is open for writing, or None where another process writes.

    Raises: StoreError STO-004 where another process writes to the store, STO-001 to STO-003 for one that cannot be used.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.readings = Readings(settings.home)
        self.described = Described(settings.home)
        self.journal = None if settings.read_only else Journal(settings.store)
        self.tail = Tail(settings.store)
        self.confined = Confined(settings)
        self.projected: Projecting = (Reading if settings.read_only else Following)(
            settings.store, settings.home, self.entries
        )
        self.asking = CapacityLimiter(settings.caps.workers + settings.caps.queue)
        self._ended = False
        self._judging = threading.Lock()  # one at a time: two would only take the processor from each other
        self._assessed: Kept[Asked, Assessment] = Kept(MOST_KEPT)
        self._of_order: Kept[Order, Assessment] = Kept(MOST_KEPT, alone=self._judging)
        self._named: Kept[str, Assessment] = Kept(MOST_KEPT, alone=self._judging)
        self._grounds: Kept[tuple[Order, ...], tuple[Ground, ...]] = Kept(MOST_GROUNDS, alone=self._judging)
        self._grounds_at: Kept[Cases, tuple[Ground, ...]] = Kept(MOST_GROUNDS)
        self._subjects: Kept[tuple[str, str | None], tuple[str, ...]] = Kept(MOST_GROUNDS)
        self.granted: Kept[str, dict[str, Any]] = Kept(MOST_KEPT, alone=self._judging)  # previews of appeals, by entry
        self.sights: Kept[Sight, Mapping[str, Recorded]] = Kept(MOST_KEPT)

    def start(self) -> None:
        """Have everything ready before it is asked for, without waiting."""
        self.confined.start()
        self.projected.start()

    def close(self) -> None:
        """Let another writer in, once an entry that is under way is written; what would write later is refused. No child
        outlives it.
        """
        self.confined.close()
        if self.journal is not None and not self._ended:
            self._ended = True
            mine = self.journal.turn.acquire(timeout=PATIENCE)
            self.journal.stopped = self.journal.stopped or ENDED
            self.journal.close()
            if mine:
                self.journal.turn.release()
        self.projected.close()

    def kept(self) -> dict[str, int]:
        """How much is kept, by what it is."""
        return {"assessments": len(self._of_order), "questions": len(self._assessed), "grounds": len(self._grounds)}

    def entries(self) -> tuple[Entry, ...]:
        """All entries of the ledger, as they stand now."""
        return self.tail.entries()

    def world(self) -> World:
        """What stands outside the editions, with the reference submissions of the ledger taken in."""
        return self.readings.world(self.references())

    def references(self) -> tuple[Path, ...]:
        """Where the reference files lie that count now."""
        return reference_paths(self.settings.store, self.entries())

    def editions(self) -> tuple[str, ...]:
        """The names of all editions."""
        return edition_names(self.settings.home)

    def standard(self, name: str) -> Standard:
        """An edition with world and shapes. Raises: RefusedError 404 (API-404) for a name that there is none of."""
        if name not in self.editions():
            raise missing(f"editions/{name}", name)
        return self.readings.standard_of(name, ())

    def edition_of(self, year: int) -> str:
        """The name of the edition in force for a year, else of the default."""
        return self.readings.edition_of(year)

    def asked(self, subject: str, year: int, mode: EvidenceMode, at: str | None = None) -> Asked:
        """The question for a case as the ledger knows it now, or knew it at a time."""
        return Asked(subject, year, mode, len(self.entries()), at)

    def known(self, asked: Asked) -> tuple[Entry, ...]:
        """The entries that count for a question."""
        return known_by(self.entries()[: asked.known], asked.at)

    def assessment(self, asked: Asked) -> Assessment:
        """The assessment of a case. Raises: UsageError STO-015 without evidence; what reading and judging raise."""
        return self._assessed.get(asked, lambda: self._assess(asked))

    def find(self, digest: str) -> Assessment | None:
        """An assessment by its hash, where it was asked for as a case lately."""
        return self._named.find(digest)

    def recorded(self, one: Recorded) -> Assessment:
        """A recorded assessment, made again from what was kept. Raises: as `run_again`."""
        return self._named.get(one.assessment, lambda: run_again(self.settings.store, self.entries(), one))

    def alone(self, make: Callable[[], Value]) -> Value:
        """What is reckoned while nothing else is."""
        with self._judging:
            return make()

    def check(self, holder: str, name: str, content: bytes, subjects: Sequence[str]) -> tuple[Fault, ...]:
        """Read a file in a child as evidence that speaks for subjects: its warnings. Raises: as `Confined.check`."""
        return self.confined.check(holder, name, content, subjects, self.references())

    def check_reference(self, holder: str, name: str, content: bytes) -> None:
        """Read a reference file in a child, as it would be taken over. Raises: as `Confined.check_reference`."""
        self.confined.check_reference(holder, name, content, self.references())

    def subjects(self, at: str | None = None) -> tuple[str, ...]:
        """The codes of all places that evidence was submitted for, until a time where one is given."""
        entries = self.entries()
        return self._subjects.get((head_of(entries), at), lambda: _subjects(entries, at))

    def grounds(
        self, subjects: Sequence[str], year: int, mode: EvidenceMode, at: str | None = None
    ) -> tuple[Ground, ...]:
        """The cases of subjects as they stand, or stood at a time, loaded for changes to be tried on: anew where the ledger has gone on and one of
        them is another. Raises: as `Readings.cases`.
        """
        entries = known_by(self.entries(), at)
        asked = (head_of(self.entries()), at, tuple(subjects), year, mode)
        return self._grounds_at.get(asked, lambda: self._grounds_of(entries, *asked[2:]))

    def _grounds_of(
        self, entries: tuple[Entry, ...], subjects: tuple[str, ...], year: int, mode: EvidenceMode
    ) -> tuple[Ground, ...]:
        orders = tuple(order_from(entries, self.settings.store, code, year, mode) for code in subjects)
        return self._grounds.get(orders, lambda: grounds_of(self.readings.cases(orders)))

    def _assess(self, asked: Asked) -> Assessment:
        order = order_from(self.known(asked), self.settings.store, asked.subject, asked.year, asked.mode)
        found = self._of_order.get(order, lambda: assess(self.readings, [order])[0])
        return self._named.put(found.digest, found)


def _subjects(entries: Sequence[Entry], at: str | None) -> tuple[str, ...]:
    return tuple(known_subjects(known_by(entries, at)))


def missing(where: str, found: str) -> RefusedError:
    """404 for a name that there is none of."""
    return RefusedError.of(404, "API-404", where, found)


def service_of(request: Request) -> Service:
    """The service of a request."""
    service: Service = request.app.state.service
    return service


Served = Annotated[Service, Depends(service_of)]
