"""What every projection offers, so that an endpoint or a database can stand where the embedded ones do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from engine.errors import Fault
from engine.model.entry import Entry
from engine.store.chain import head_of


@dataclass(frozen=True, slots=True)
class Position:
    """How far in the ledger a projection has come: the number of the last entry in it, and the hash of that entry."""

    number: int
    head: str

    @classmethod
    def of(cls, entries: Sequence[Entry]) -> Position:
        """After all these entries."""
        return cls(entries[-1].number if entries else 0, head_of(entries))

    def is_on(self, entries: Sequence[Entry]) -> bool:
        """Whether the ledger that these entries are passed here: False for one that is shorter, or another."""
        return self.number <= len(entries) and Position.of(entries[: self.number]) == self


class Projection(Protocol):
    """Something that follows the ledger. `entries` are always all entries of the ledger, in their order."""

    @property
    def name(self) -> str:
        """The word for it in messages."""
        ...

    def position(self) -> Position | None:
        """How far it has come; None where there is nothing that could be trusted."""
        ...

    def check(self) -> tuple[Fault, ...]:
        """What is damaged, missing, or made by another standard or engine. Empty: it may be asked."""
        ...

    def catch_up(self, entries: Sequence[Entry]) -> tuple[Fault, ...]:
        """Take in what was entered since; gives what could not be taken in. Only where `check` found nothing.

        Raises: StoreError for what the disk refuses and for evidence that is not what was entered.
        """
        ...

    def rebuild(self, entries: Sequence[Entry]) -> tuple[Fault, ...]:
        """Throw everything away and make it again. Gives and raises as `catch_up`."""
        ...

    def digest(self) -> str:
        """SHA-256 over the contents, whichever way they came about: the same ledger and standard, the same digest."""
        ...


def brought_up(projection: Projection, entries: Sequence[Entry]) -> tuple[Fault, ...]:
    """Have a projection whole and up to the ledger: mended by rebuilding where it is damaged, or not on this ledger.

    Gives what was wrong (PRJ-001 to PRJ-005; none for one that is made for the first time), then what could not be taken
    in (PRJ-006). Raises: as `Projection.catch_up`.
    """
    found = projection.check()
    position = projection.position()
    if not found and position is not None and not position.is_on(entries):
        now = Position.of(entries)
        values = (("head", now.head[:12]), ("number", str(now.number)))
        found = (Fault("PRJ-004", projection.name, f"{position.number} {position.head[:12]}", values),)
    if found or position is None:
        return (*found, *projection.rebuild(entries))
    return projection.catch_up(entries)
