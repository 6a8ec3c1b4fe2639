"""The premises of all known cases as columns on disk, from which a matrix starts without reading evidence.

What changes is written beside what is there, as a segment of its own; small segments are put together, so that few are read.
"""

from __future__ import annotations

import hashlib
import io
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath

import polars as pl

from engine.errors import EvidenceError, Fault, StoreError
from engine.model.case import Case, EvidenceMode
from engine.model.entry import Entry
from engine.store.disk import disk_error
from engine.store.projections.deliveries import Deliveries, codes_of, since
from engine.store.projections.known_cases import CaseSource
from engine.store.projections.manifest import (
    Manifest,
    Part,
    digest_in,
    manifest_faults,
    position_in,
    read_manifest,
    synced_files,
    written,
)
from engine.store.projections.projection import Position
from engine.store.projections.texts import Tables, cases_of
from engine.store.touching import known_subjects, touched

FOLDER = "columns"
SUFFIX = ".parquet"
WIDER = 2  # a segment is put together with the one before, unless that has more than so many times its cases
Cases = dict[str, Case]


class Columns:
    """The cases of a store, as a `Projection`; only one process may write (see `Projections`)."""

    name = FOLDER

    def __init__(self, deliveries: Deliveries) -> None:
        self.deliveries = deliveries
        self.folder = deliveries.store / "projections" / FOLDER

    def position(self) -> Position | None:
        """How far in the ledger the columns stand."""
        return position_in(self.folder)

    def digest(self) -> str:
        """SHA-256 over names, counts and contents of all cases, and over the position; empty where there is nothing."""
        return digest_in(self.folder)

    def check(self) -> tuple[Fault, ...]:
        """Every file against its hash, which fixes every content: PRJ-001, PRJ-002, PRJ-005."""
        return manifest_faults(self.folder, self.name, self.deliveries.made_by)

    def catch_up(self, entries: Sequence[Entry]) -> tuple[Fault, ...]:
        """Build anew the cases of the places that the entries since can change, as one more segment."""
        manifest = read_manifest(self.folder)
        assert manifest is not None  # `check` and `position` come first
        new = since(entries, manifest.number)
        return self._taken_in(manifest, touched(new, entries), entries) if new else manifest.refused()

    def rebuild(self, entries: Sequence[Entry]) -> tuple[Fault, ...]:
        """All cases anew, as one segment."""
        shutil.rmtree(self.folder, ignore_errors=True)
        empty = Manifest(self.deliveries.made_by, 0, "", "")
        return self._taken_in(empty, known_subjects(entries), entries)

    def cases(self, edition: str | None = None, mode: EvidenceMode | None = None) -> tuple[Case, ...]:
        """The cases that the columns hold, in order of edition, place, year and mode; equal to those built from evidence.

        Raises: StoreError STO-001 where a file cannot be read, PRJ-002 for one that is damaged: `brought_up` mends it, and
        has the columns up to the ledger.
        """
        manifest = read_manifest(self.folder)
        found = self._loaded(manifest) if manifest else {}
        ordered = sorted(found.values(), key=lambda case: (case.key, case.mode))
        return tuple(
            case for case in ordered if edition in (None, case.key.edition) and (mode is None or case.mode is mode)
        )

    def _taken_in(self, manifest: Manifest, codes: Sequence[str], entries: Sequence[Entry]) -> tuple[Fault, ...]:
        """The manifest with the cases of these places as they are now. Parts and what is unread are dropped by place."""
        source, unread = CaseSource(self.deliveries, entries), dict(manifest.unread)
        built: Cases = {}
        for code in codes:
            unread.pop(code, None)
            try:
                built |= {name_of(case): case for case in source.cases(code)}
            except EvidenceError as error:
                unread[code] = codes_of(error)
        gone = frozenset(codes)
        parts = {name: part for name, part in manifest.parts.items() if name.split("/")[1] not in gone}
        kept = replace(manifest, parts=parts | {name: part_of(case) for name, case in built.items()}, unread=unread)
        at = Position.of(entries)
        try:
            return self._written(replace(kept, number=at.number, head=at.head), built)
        except OSError as fault:
            raise disk_error(self.folder, fault) from fault

    def _written(self, manifest: Manifest, built: Cases) -> tuple[Fault, ...]:
        """A new segment with the cases built, put together with small ones before; then the manifest; then the rest gone."""
        self.folder.mkdir(parents=True, exist_ok=True)
        segments = _segments(manifest)
        while built and segments and segments[-1][1] <= WIDER * len(built):
            built = self._read_segment(manifest, segments.pop()[0]) | built
        built = {name: case for name, case in built.items() if name in manifest.parts}
        files = {path: digest for path, digest in manifest.files.items() if path.split("/")[0] in dict(segments)}
        if built:
            files |= self._segment(manifest, built)
        new = replace(manifest, files=files, place=max((path.split("/")[0] for path in files), default=""))
        written(self.folder, new)
        for path in self.folder.iterdir():
            if path.is_dir() and path.name not in {name.split("/")[0] for name in files}:
                shutil.rmtree(path, ignore_errors=True)
        return new.refused()

    def _segment(self, manifest: Manifest, built: Cases) -> dict[str, str]:
        """Cases written to a folder of their own, named by the ledger's number and by how many they are."""
        place = self.folder / f"{manifest.number:08d}-{len(built)}"
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        tables = Tables()
        for name in sorted(built):
            tables.add(built[name])
        for name, frame in tables.frames().items():
            frame.write_parquet(place / f"{name}{SUFFIX}", compression="lz4", statistics=False)
        return synced_files(self.folder, place)

    def _loaded(self, manifest: Manifest) -> Cases:
        found: Cases = {}
        for place, _ in _segments(manifest):
            found |= self._read_segment(manifest, place)
        return {name: case for name, case in found.items() if name in manifest.parts}

    def _read_segment(self, manifest: Manifest, place: str) -> Cases:
        paths = [path for path in manifest.files if path.startswith(f"{place}/")]
        frames = {PurePosixPath(path).stem: self._frame(path, manifest.files[path]) for path in paths}
        return {name_of(case): case for case in cases_of(frames)}

    def _frame(self, path: str, wanted: str) -> pl.DataFrame:
        """A table, proved while it is read."""
        try:
            content = (self.folder / path).read_bytes()
        except OSError as fault:
            raise disk_error(self.folder / path, fault) from fault
        found = hashlib.sha256(content).hexdigest()
        if found != wanted:
            raise StoreError.of("PRJ-002", f"{self.name}/{path}", found, wanted=wanted)
        return pl.read_parquet(io.BytesIO(content))


def _segments(manifest: Manifest) -> list[tuple[str, int]]:
    """The segments in the order in which they were written, with the number of their cases."""
    places = sorted({path.split("/")[0] for path in manifest.files})
    return [(place, int(place.partition("-")[2])) for place in places]


def name_of(case: Case) -> str:
    """The name of a case and its mode: `2021-draft/430700/2020/delivered`."""
    return f"{case.key.edition}/{case.key.code}/{case.key.year}/{case.mode}"


def part_of(case: Case) -> Part:
    """How many premises a case has, and SHA-256 over all that it holds."""
    return Part(len(case.premises), hashlib.sha256(repr(case).encode()).hexdigest())
