"""`backup` and `restore`: a store copied while others write to it, proved after writing, and proved before it is put back."""

from __future__ import annotations

import hashlib
import os
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from engine.errors import StoreError, UsageError, raise_all
from engine.store.archive import MANIFEST, SECRET, Manifest, Member, put_bytes, put_file, unpack
from engine.store.chain import Scan
from engine.store.disk import disk_error, sync_folder
from engine.store.files import fault_of, path_of
from engine.store.journal import JOURNAL, scanned
from engine.store.owner import own_folder
from engine.store.verify import File, Verified, entered_files, verify
from engine.version import VERSION

BESIDE = ".clausegraph-"


@dataclass(frozen=True, slots=True)
class Copied:
    """A backup or a restored store: where it is, its manifest, the bytes of the archive, and the proof of its content."""

    path: Path
    manifest: Manifest
    size: int
    proof: Verified


def backup(store: Path, target: Path, moment: str) -> Copied:
    """Write a store as it stands into a new archive `target`, read it back and prove it; `moment` (UTC) is noted in it.

    Others may write meanwhile: the journal is read first, up to its last whole line, then the files that it names, which
    were on the disk before their entries. Nothing is left behind where it fails.
    Raises: UsageError STO-011 where there is no store, SRV-009 where `target` is there; StoreError for a damaged store
    (as `verify`, before anything is written), STO-001 for what the disk refuses, SRV-… where what was read back differs.
    """
    if os.path.lexists(target):
        raise UsageError.of("SRV-009", str(target), target.name)
    try:
        content = _content(store)
        manifest = _manifest(store, content, moment)
        with _new(target) as beside:
            _write(beside, manifest, content.grown, store)
            proof = _proved(beside)
            size = beside.stat().st_size
            os.link(beside, target)  # unlike a rename, it never takes the place of a file
        sync_folder(target.parent)
    except OSError as fault:
        raise disk_error(target, fault) from fault
    return Copied(target, manifest, size, proof)


def restore(archive: Path, store: Path) -> Copied:
    """Put a backup where no store is: unpacked beside `store`, proved, moved there in one step, and proved again.

    Raises: UsageError SRV-008 where `store` holds anything; StoreError SRV-004 to SRV-007 for an archive that is damaged
    or hostile, those of `verify` for a store that is not whole; STO-001. `store` is as it was then.
    """
    _empty(store)
    try:
        parent = store.absolute().parent
        parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=parent, prefix=BESIDE) as beside:
            unpacked = Path(beside) / "store"
            own_folder(unpacked)
            manifest = unpack(archive, unpacked)
            _whole(unpacked, manifest)
            os.rename(unpacked, store)  # over an empty folder or none; the system refuses any other
        sync_folder(parent)
        size = archive.stat().st_size
    except OSError as fault:
        raise disk_error(store, fault) from fault
    return Copied(store, manifest, size, _whole(store, manifest))


def _empty(store: Path) -> None:
    if store.is_symlink() or (store.exists() and not store.is_dir()):
        raise UsageError.of("SRV-008", str(store), store.name)
    held = sorted(path.name for path in store.iterdir()) if store.is_dir() else []
    if held:
        raise UsageError.of("SRV-008", str(store), held[0])


@dataclass(frozen=True, slots=True)
class _Content:
    """What is copied: the journal as read, the bytes of the files that grow, the files that the journal names."""

    journal: Scan
    grown: dict[str, bytes]
    kept: tuple[File, ...]


def _content(store: Path) -> _Content:
    """What a store holds now, the journal first. Raises: UsageError STO-011; StoreError for what is damaged."""
    journal = scanned(store)
    raise_all(StoreError, journal.faults)
    kept = tuple(dict.fromkeys(one for entry in journal.entries for one in entered_files(store, entry)))
    wrong = (fault_of(store, digest, name, room) for room, digest, name in kept)
    raise_all(StoreError, (fault for fault in wrong if fault is not None))
    grown = {JOURNAL: (store / JOURNAL).read_bytes()[: journal.whole]}
    for name in SECRET:
        if (store / name).is_file():
            content = (store / name).read_bytes()
            grown[name] = content[: content.rfind(b"\n") + 1]
    return _Content(journal, grown, kept)


def _manifest(store: Path, content: _Content, moment: str) -> Manifest:
    grown = (Member(name, len(text), hashlib.sha256(text).hexdigest()) for name, text in content.grown.items())
    paths = ((digest, path_of(store, digest, name, room)) for room, digest, name in content.kept)
    kept = (Member(path.relative_to(store).as_posix(), path.stat().st_size, digest) for digest, path in paths)
    return Manifest(moment, VERSION, content.journal.head, len(content.journal.entries), (*grown, *kept))


@contextmanager
def _new(target: Path) -> Iterator[Path]:
    """A file beside the target that only its owner may read; gone in the end."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=BESIDE, suffix=".tar")
    os.close(handle)
    try:
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


def _write(path: Path, manifest: Manifest, grown: dict[str, bytes], store: Path) -> None:
    with path.open("r+b") as file:
        with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as tar:
            put_bytes(tar, MANIFEST, manifest.written(), 0o644)
            for member in manifest.members:
                if member.path in grown:
                    put_bytes(tar, member.path, grown[member.path], member.mode)
                else:
                    put_file(tar, member, store / member.path)
        file.flush()
        os.fsync(file.fileno())


def _proved(archive: Path) -> Verified:
    """An archive read back into a folder of its own, and the proof of that."""
    with tempfile.TemporaryDirectory(dir=archive.parent, prefix=BESIDE) as beside:
        return _whole(Path(beside), unpack(archive, Path(beside)))


def _whole(store: Path, manifest: Manifest) -> Verified:
    """The proof of a store that holds what a manifest says, no less and no more; a damaged audit is copied as it is, as no
    evidence may be lost for its sake. Raises: StoreError.
    """
    found = verify(store, manifest.head, audit=False)
    raise_all(StoreError, (*found.faults, *found.left))
    if (found.head, found.entries) != (manifest.head, manifest.entries):
        raise StoreError.of("SRV-007", MANIFEST, found.head, wanted=manifest.head)
    return found
