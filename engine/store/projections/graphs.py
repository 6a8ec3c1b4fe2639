"""The graphs on disk: the standard, one for each submission, the ledger; written into a live copy, served from checkpoints.

A checkpoint is a folder that nobody writes to again, so each of its files has a hash; what is asked is always one.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import chain, count, islice
from pathlib import Path

import pyoxigraph as ox

from engine.errors import EvidenceError, Fault, StoreError
from engine.model.entry import Entry, Kind
from engine.store.assessments import files_of
from engine.store.counted import with_references
from engine.store.disk import disk_error
from engine.store.journal import EVIDENCE
from engine.store.projections.deliveries import Deliveries, Reference, codes_of, since
from engine.store.projections.graph_triples import (
    assessment_quads,
    entry_quads,
    evidence_quads,
    graphs_of_entry,
    reference_quads,
    standard_quads,
)
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
from engine.store.rooms import RESULTS

FOLDER = "graphs"
LIVE = "live-"  # and a number that no other of this process has: what is written to, thrown away with the process
TURNS = count()
LINKED = "explanation.ttl"  # what is kept of a recorded assessment as linked data


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A folder to be opened by `pyoxigraph.Store.read_only` and never written to, with the IRIs of its graphs.

    `position` is how far in the ledger it stands. It lasts until the ledger was caught up with twice more. `said` is what
    was mended, or could not be taken in.
    """

    path: Path
    graphs: tuple[str, ...]
    position: Position
    said: tuple[Fault, ...] = ()


class Graphs:
    """The graphs of a store, as a `Projection`; only one process may write (see `Projections`)."""

    name = FOLDER

    def __init__(self, deliveries: Deliveries) -> None:
        self.deliveries = deliveries
        self.folder = deliveries.store / "projections" / FOLDER
        self._live: ox.Store | None = None

    def position(self) -> Position | None:
        """How far in the ledger the checkpoint stands that is asked."""
        return position_in(self.folder)

    def digest(self) -> str:
        """SHA-256 over names, counts and contents of all graphs, and over the position; empty where there is nothing."""
        return digest_in(self.folder)

    def checkpoint(self, said: tuple[Fault, ...] = ()) -> Checkpoint | None:
        """What is to be asked; None where there is nothing."""
        found = read_manifest(self.folder)
        if found is None:
            return None
        return Checkpoint(self.folder / found.place, tuple(sorted(found.parts)), found.position, said)

    def check(self) -> tuple[Fault, ...]:
        """Every file against its hash, every graph against count and content: PRJ-001, PRJ-002, PRJ-003, PRJ-005."""
        found = manifest_faults(self.folder, self.name, self.deliveries.made_by)
        manifest = read_manifest(self.folder)
        if found or manifest is None:
            return found
        return tuple(_differing(manifest.parts, graph_hashes(self.folder / manifest.place)))

    def catch_up(self, entries: Sequence[Entry]) -> tuple[Fault, ...]:
        """Take in the entries since, a submission in one transaction with its entry; then a new checkpoint."""
        manifest = read_manifest(self.folder)
        assert manifest is not None  # `check` and `position` come first
        new = since(entries, manifest.number)
        if not new:
            return manifest.refused()
        with self._writing() as live:
            unread = dict(manifest.unread)
            for entry, reference in islice(self._with_references(entries), manifest.number, None):
                live.extend(self._taken_in(entry, reference, unread))
            graphs = {graph for one in new for graph in graphs_of_entry(one)}
            parts = dict(manifest.parts) | _parts(live, graphs)
            return self._checkpoint(live, replace(manifest, parts=parts, unread=unread), Position.of(entries))

    def rebuild(self, entries: Sequence[Entry]) -> tuple[Fault, ...]:
        """Everything anew: the standard, then the ledger entry by entry."""
        self.close()
        unread: dict[str, str] = {}
        shutil.rmtree(self.folder, ignore_errors=True)
        with self._writing() as live:
            live.bulk_extend(standard_quads(self.deliveries.root))
            taken_in = (self._taken_in(*one, unread) for one in self._with_references(entries))
            live.bulk_extend(chain.from_iterable(taken_in))
            parts = _parts(live, [graph.value for graph in _graphs(live)])
            empty = Manifest(self.deliveries.made_by, 0, "", "", parts, {}, unread)
            return self._checkpoint(live, empty, Position.of(entries))

    def close(self) -> None:
        """Let go of the live copy."""
        self._live = None

    def _with_references(self, entries: Sequence[Entry]) -> Iterator[tuple[Entry, Reference]]:
        return with_references(self.deliveries.store, entries)

    def _taken_in(self, entry: Entry, reference: Reference, unread: dict[str, str]) -> Iterator[ox.Quad]:
        """What an entry adds, a file read in the world that it was submitted in; a file that is no evidence under this
        standard is noted and adds nothing of its own.
        """
        quads, digest = entry_quads(entry), entry.act.about
        match entry.act.kind:
            case Kind.SUBMITTED:
                try:
                    _, records = self.deliveries.read(digest, entry.act.detail("file"), reference)
                except EvidenceError as error:
                    unread[digest] = codes_of(error)
                else:
                    world = self.deliveries.readings.world(reference)
                    quads = chain(quads, evidence_quads(digest, records, world))
            case Kind.REFERENCE:
                content = self.deliveries.kept(digest, entry.act.detail("file"), EVIDENCE)
                quads = chain(quads, reference_quads(digest, content))
            case Kind.ASSESSED:
                content = self.deliveries.kept(files_of(entry)[LINKED], LINKED, RESULTS)
                quads = chain(quads, assessment_quads(entry, content))
        return quads

    @contextmanager
    def _writing(self) -> Iterator[ox.Store]:
        """The live copy; whatever fails in here throws it away."""
        try:
            if self._live is None:
                self._live = ox.Store(self._copied())
            yield self._live
        except OSError as fault:
            self.close()
            raise disk_error(self.folder, fault) from fault
        except RuntimeError as fault:  # what the store of triples says of a file that it cannot use
            self.close()
            raise StoreError.of("STO-001", str(self.folder), str(fault)) from fault
        except BaseException:
            self.close()
            raise

    def _copied(self) -> Path:
        """The checkpoint laid out to be written to: what never changes is linked, the rest copied."""
        live, manifest = self.folder / f"{LIVE}{next(TURNS)}", read_manifest(self.folder)
        for left in self.folder.glob(f"{LIVE}*"):
            shutil.rmtree(left, ignore_errors=True)
        live.mkdir(parents=True)
        for path in sorted((self.folder / manifest.place).iterdir()) if manifest else ():
            _laid(path, live / path.name)
        return live

    def _checkpoint(self, live: ox.Store, manifest: Manifest, at: Position) -> tuple[Fault, ...]:
        """All of the live copy on the disk under a name of its own, then the manifest that names it, then older ones gone."""
        live.flush()
        stem = f"{at.number:08d}-{at.head[:12]}"
        place = next(one for one in _names(stem) if not (self.folder / one).exists())
        live.backup(self.folder / place)
        files = synced_files(self.folder, self.folder / place)
        new = replace(manifest, number=at.number, head=at.head, place=place, files=files)
        before = read_manifest(self.folder)
        written(self.folder, new)
        self._tidy({place, before.place if before else place})
        return new.refused()

    def _tidy(self, kept: set[str]) -> None:
        for path in self.folder.iterdir():
            if path.is_dir() and path.name not in kept and not path.name.startswith(LIVE):
                shutil.rmtree(path, ignore_errors=True)


def _laid(path: Path, target: Path) -> None:
    """A file that is never written to is linked, where the disk can do that; any other is copied."""
    if path.suffix == ".sst":
        with contextlib.suppress(OSError):
            return os.link(path, target)
    shutil.copyfile(path, target)


def _names(stem: str) -> Iterator[str]:
    yield stem
    yield from (f"{stem}-{again}" for again in range(2, 1_000_000))


def graph_hashes(checkpoint: Path) -> dict[str, Part]:
    """The count and content hash of each graph of a checkpoint; nothing where it cannot be opened.

    The content hash is SHA-256 over the sorted N-Triples lines, so it hangs on nothing but the statements.
    """
    try:
        store = ox.Store.read_only(str(checkpoint))
        return _parts(store, [graph.value for graph in _graphs(store)])
    except (OSError, ValueError, RuntimeError):  # it names damage by a RuntimeError
        return {}


def _graphs(store: ox.Store) -> Iterator[ox.NamedNode]:
    """The graphs that hold something; all are named by IRIs, as we name them."""
    return (graph for graph in store.named_graphs() if isinstance(graph, ox.NamedNode))


def _parts(store: ox.Store, graphs: Iterable[str]) -> dict[str, Part]:
    found = {graph: _part(store, graph) for graph in graphs}
    return {graph: part for graph, part in found.items() if part.count}


def _part(store: ox.Store, graph: str) -> Part:
    dumped = store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.NamedNode(graph)) or b""
    lines = sorted(dumped.splitlines())
    return Part(len(lines), hashlib.sha256(b"\n".join(lines)).hexdigest())


def _differing(wanted: Mapping[str, Part], found: Mapping[str, Part]) -> Iterator[Fault]:
    for graph in sorted(wanted.keys() | found.keys()):
        ours, theirs = wanted.get(graph), found.get(graph)
        if ours != theirs:
            yield Fault("PRJ-003", graph, _told(theirs), (("wanted", _told(ours)),))


def _told(part: Part | None) -> str:
    return f"{part.count} {part.digest[:12]}" if part else "-"
