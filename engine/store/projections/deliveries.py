"""Submissions read again from their kept bytes, each once for all that is made of it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from engine.assess import Readings
from engine.errors import EvidenceError
from engine.model.entry import Entry
from engine.model.evidence import Delivered, Record
from engine.read.edition import edition_files, edition_names
from engine.read.evidence import read_file
from engine.read.evidence.names import Names, names_of
from engine.read.facts import digest_of
from engine.read.ontology import world_files
from engine.read.shapes import shape_files
from engine.store.files import kept_bytes
from engine.version import VERSION

FORM = "4"  # of what projections hold: another number, and all are made again
MOST_KEPT, MOST_RECORDS = 64, 5_000  # files and records that are kept

Reference = tuple[Path, ...]
Read = tuple[Delivered, tuple[Record, ...]]


class Deliveries:
    """The submissions of a store under the standard of `root`, which is read once; what was read last is kept for the next
    who asks.
    """

    def __init__(self, store: Path, root: Path) -> None:
        self.store, self.root = store, root
        self.readings = Readings(root)
        self._names: dict[Reference, Names] = {}
        self._read: dict[tuple[str, Reference], Read] = {}

    @cached_property
    def made_by(self) -> str:
        """Digest of all that a projection is made by beside the ledger: ontology, editions, shapes, engine."""
        names = edition_names(self.root)
        files = [digest_of(edition_files(self.root, name)) + digest_of(shape_files(self.root, name)) for name in names]
        said = [FORM, VERSION, digest_of(world_files(self.root)), *names, *files]
        return hashlib.sha256("\n".join(said).encode()).hexdigest()

    def read(self, digest: str, name: str, reference: Reference = ()) -> Read:
        """A kept file and its records, in the world with these reference files taken over.

        Unknowns: for whom the file may speak was settled when it was submitted.
        Raises: EvidenceError where it is no evidence under this standard; StoreError STO-001, STO-009, STO-010.
        """
        key = (digest, reference)
        if key not in self._read:
            found = self._read_file(name, kept_bytes(self.store, digest, name), reference)
            self._read[key] = found
            self._make_room()
            return found
        return self._read[key]

    def _make_room(self) -> None:
        """Let go of what was read first; what was read last stays."""
        records = sum(len(kept) for _, kept in self._read.values())
        while len(self._read) > 1 and (len(self._read) > MOST_KEPT or records > MOST_RECORDS):
            records -= len(self._read.pop(next(iter(self._read)))[1])

    def kept(self, digest: str, name: str, room: str) -> bytes:
        """The bytes of another kept file. Raises: StoreError STO-001, STO-009, STO-010."""
        return kept_bytes(self.store, digest, name, room)

    def _read_file(self, name: str, content: bytes, reference: Reference) -> Read:
        world = self.readings.world(reference)
        if reference not in self._names:
            self._names[reference] = names_of(world)
        return read_file(name, content, world, frozenset(world.places), self._names[reference])[:2]


def since(entries: Sequence[Entry], number: int) -> Sequence[Entry]:
    """The entries after the one with that number."""
    return entries[number:]


def codes_of(error: EvidenceError) -> str:
    """The codes of all faults of a refusal, each once."""
    return " ".join(sorted({fault.code for fault in error.faults}))
