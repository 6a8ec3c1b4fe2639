"""A store in one `.tar`: a manifest first, then every file that it lists, in its order; nothing else is taken from one."""

from __future__ import annotations

import hashlib
import json
import os
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from engine.errors import StoreError
from engine.store.disk import disk_error, sync_folder
from engine.store.files import PART, safe_name
from engine.store.journal import DIGEST, JOURNAL
from engine.store.rooms import KEPT

MANIFEST = "manifest.json"
FORM = 1
SECRET = ("keys.jsonl", "audit.jsonl")  # for their owner only
MOST_MANIFEST = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Member:
    """A file of a store: its path with `/`, its bytes counted, and their SHA-256."""

    path: str
    size: int
    digest: str

    @property
    def mode(self) -> int:
        """Who may read it."""
        return 0o600 if self.path in SECRET else 0o644


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself: when it was made (UTC), the hash of the last entry, how many there are, all files."""

    made: str
    version: str
    head: str
    entries: int
    members: tuple[Member, ...]

    def written(self) -> bytes:
        """The one way to write it."""
        said = {
            "form": FORM,
            "made": self.made,
            "version": self.version,
            "head": self.head,
            "entries": self.entries,
            "files": [{"path": one.path, "size": one.size, "sha256": one.digest} for one in self.members],
        }
        return json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"


def header(path: str, size: int, mode: int) -> tarfile.TarInfo:
    """The head of a member: nothing of the machine that wrote it, so that the same store gives the same bytes."""
    info = tarfile.TarInfo(path)
    info.size, info.mode, info.mtime = size, mode, 0
    return info


def put_bytes(tar: tarfile.TarFile, path: str, content: bytes, mode: int) -> None:
    """Write a member that is in memory."""
    tar.addfile(header(path, len(content), mode), BytesIO(content))


def put_file(tar: tarfile.TarFile, member: Member, source: Path) -> None:
    """Copy a kept file, proved while it is read. Raises: StoreError STO-009 for other bytes than its hash says."""
    with source.open("rb") as file:
        read = _Read(file)
        tar.addfile(header(member.path, member.size, member.mode), read)
        read.read(1)  # what was added since its size was taken
    if read.total.hexdigest() != member.digest:
        raise StoreError.of("STO-009", member.path, read.total.hexdigest(), wanted=member.digest)


class _Read:
    """A file that is hashed while it is read."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.total = file, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        part = self.file.read(size)
        self.total.update(part)
        return part


def unpack(archive: Path, folder: Path) -> Manifest:
    """Write the files of a backup into a folder that is empty, each compared with its size and hash, all on the disk.

    Raises: StoreError SRV-004 for what is no backup, SRV-005 for a member that may not be there, SRV-006 for one that is
    missing or cut off, SRV-007 for one of other bytes; STO-001 for what the disk refuses.
    """
    try:
        with archive.open("rb") as file, tarfile.open(fileobj=file, mode="r:") as tar:
            return _unpacked(tar, archive, folder)
    except tarfile.TarError as fault:
        raise StoreError.of("SRV-004", archive.name, str(fault) or type(fault).__name__) from fault
    except (ValueError, OverflowError, EOFError) as fault:  # what the library lets through for headers made up
        raise StoreError.of("SRV-004", archive.name, type(fault).__name__) from fault
    except OSError as fault:
        raise disk_error(archive, fault) from fault


def _unpacked(tar: tarfile.TarFile, archive: Path, folder: Path) -> Manifest:
    manifest = _manifest(tar, archive)
    awaited = {one.path: one for one in manifest.members}
    for info in _plain(tar):
        member = awaited.pop(info.name, None)
        if member is None or info.size != member.size:
            raise StoreError.of("SRV-005", printable_name(info.name), str(info.size))
        _write(tar, info, member, folder)
    for path, member in awaited.items():
        raise StoreError.of("SRV-006", path, str(member.size))
    for at, _, _ in os.walk(folder, topdown=False):
        sync_folder(Path(at))
    return manifest


def _plain(tar: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
    """The members after the manifest; a link, a folder, a device or a file with holes is refused before it is read."""
    while (info := tar.next()) is not None:
        if info.type not in (tarfile.REGTYPE, tarfile.AREGTYPE) or info.issparse():
            raise StoreError.of("SRV-005", printable_name(info.name), f"type {info.type.decode('ascii', 'replace')}")
        yield info


def _write(tar: tarfile.TarFile, info: tarfile.TarInfo, member: Member, folder: Path) -> None:
    target = folder / member.path
    target.parent.mkdir(parents=True, exist_ok=True)
    source, total, left = tar.extractfile(info), hashlib.sha256(), member.size
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, member.mode)
    with os.fdopen(handle, "wb") as file:
        while left and source is not None:
            part = source.read(min(PART, left))
            if not part:
                raise StoreError.of("SRV-006", member.path, f"-{left}")
            total.update(part)
            file.write(part)
            left -= len(part)
        file.flush()
        os.fsync(file.fileno())
    if total.hexdigest() != member.digest:
        raise StoreError.of("SRV-007", member.path, total.hexdigest(), wanted=member.digest)


def _manifest(tar: tarfile.TarFile, archive: Path) -> Manifest:
    info = tar.next()
    if info is None or info.name != MANIFEST or not info.isreg() or info.issparse() or info.size > MOST_MANIFEST:
        raise StoreError.of("SRV-004", archive.name, printable_name(info.name) if info is not None else "-")
    file = tar.extractfile(info)
    content = file.read() if file is not None else b""
    try:
        return _said(json.loads(content), content)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as fault:
        raise StoreError.of("SRV-004", MANIFEST, type(fault).__name__) from fault


def _said(said: dict[str, Any], content: bytes) -> Manifest:
    """A manifest that is, to the bit, what one is written as; its paths stay inside the store."""
    members = tuple(Member(one["path"], one["size"], one["sha256"]) for one in said["files"])
    for one in members:
        if not allowed(one.path):
            raise StoreError.of("SRV-005", printable_name(one.path), MANIFEST)
    found = Manifest(said["made"], said["version"], said["head"], said["entries"], members)
    if found.written() != content or len({one.path for one in members}) != len(members):
        raise StoreError.of("SRV-004", MANIFEST, "-")
    return found


def allowed(path: str) -> bool:
    """Whether a file of a store may stand at a path: the journal, keys, audit, or `<room>/<sha256>/<name>`.

    >>> allowed("evidence/" + "0" * 64 + "/a.csv"), allowed("evidence/../keys.jsonl")
    (True, False)
    """
    if path in (JOURNAL, *SECRET):
        return True
    parts = path.split("/")
    return (
        len(parts) == 3
        and parts[0] in KEPT
        and DIGEST.fullmatch(parts[1]) is not None
        and parts[2] == safe_name(parts[2])
    )


def printable_name(name: str) -> str:
    """A name from an archive, fit to be shown."""
    return "".join(char if char.isprintable() else "?" for char in name)[:200] or "-"
