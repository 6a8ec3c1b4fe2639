"""The standard that an assessment was judged under: each file kept under its hash, and a list of them for each edition."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from engine.assess import standard_for
from engine.errors import UsageError
from engine.model.entry import Entry, Kind
from engine.read.edition import edition_files
from engine.read.ontology import world_files
from engine.read.shapes import shape_files
from engine.store.disk import disk_error
from engine.store.files import keep, kept_bytes
from engine.store.hand import Hand
from engine.store.journal import JOURNAL, Journal
from engine.store.rooms import EDITIONS

LIST = "edition.json"  # path → SHA-256 of every file of an edition, under the name of a file


def keep_edition(journal: Journal, root: Path, name: str, hand: Hand) -> Entry:
    """Keep every file that an assessment under an edition reads from `ontology/` and `shapes/`, and enter the edition.

    It is entered under `Standard.digest` without reference files (those are evidence); files that editions share are kept once,
    and an edition that is known is entered no second time: its entry is the answer.
    Raises: OntologyError, ShapeError for what cannot be read; StoreError STO-001, STO-005.
    """
    content = _read(root, name)
    with _laid_out(content) as own:  # what is kept is what is read: nothing can change between
        standard = standard_for(own, name)
    known = edition_entry(journal.entries, standard.digest)
    if known is not None:
        return known
    digests = {path: hashlib.sha256(one).hexdigest() for path, one in content.items()}
    listed = (json.dumps(digests, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()
    whole = hashlib.sha256(listed).hexdigest()
    with journal.or_stop():
        for path, one in content.items():
            keep(journal.folder, digests[path], name_of(path), one, EDITIONS)
        keep(journal.folder, whole, LIST, listed, EDITIONS)
    details = {"edition": name, "files": str(len(content)), "list": whole, "version": standard.edition.version}
    return journal.append(hand.does(Kind.EDITION, standard.digest, **details))


def _read(root: Path, name: str) -> dict[str, bytes]:
    """The bytes of all files that are judged by, by path below the root."""
    paths = (*world_files(root), *edition_files(root, name), *shape_files(root, name))
    try:
        return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}
    except OSError as fault:
        raise disk_error(root, fault) from fault


def name_of(path: str) -> str:
    """The name under which a file of an edition is kept."""
    return path.rpartition("/")[2]


@contextmanager
def _laid_out(content: Mapping[str, bytes]) -> Iterator[Path]:
    """A folder with these files, for as long as it is looked at. Raises: StoreError STO-001."""
    with tempfile.TemporaryDirectory(prefix="clausegraph-") as folder:
        try:
            _write(Path(folder), content)
        except OSError as fault:
            raise disk_error(Path(folder), fault) from fault
        yield Path(folder)


def _write(folder: Path, content: Mapping[str, bytes]) -> None:
    for path, one in content.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(one)


def edition_entry(entries: Iterable[Entry], digest: str) -> Entry | None:
    """The entry of an edition by its digest; None where it was never kept."""
    found = (entry for entry in entries if entry.act.kind is Kind.EDITION and entry.act.about == digest)
    return next(found, None)


@contextmanager
def edition_home(folder: Path, entries: Iterable[Entry], digest: str) -> Iterator[Path]:
    """A root with `ontology/` and `shapes/` as they were when the edition was entered, made from the kept bytes.

    It is gone when it is no longer looked at. Raises: UsageError STO-035 for an edition that is not entered; StoreError
    STO-001, STO-009, STO-010 for a kept file that is not what it was.
    """
    entry = edition_entry(entries, digest)
    if entry is None:
        raise UsageError.of("STO-035", JOURNAL, digest)
    files = listed_files(folder, entry)
    with _laid_out({path: kept_bytes(folder, one, name_of(path), EDITIONS) for path, one in files.items()}) as root:
        yield root


def listed_files(folder: Path, entry: Entry) -> dict[str, str]:
    """The files of an edition by path, each with its SHA-256. Raises: StoreError STO-001, STO-009, STO-010."""
    found: dict[str, str] = json.loads(kept_bytes(folder, entry.act.detail("list"), LIST, EDITIONS))
    return found
