"""Files under their hash: `evidence/<sha256>/<name>` as delivered, other rooms likewise; whole on the disk or not there."""

from __future__ import annotations

import contextlib
import hashlib
import os
from pathlib import Path

from engine.errors import Fault, StoreError
from engine.store.disk import disk_error, sync_folder
from engine.store.journal import EVIDENCE, INCOMING

LONGEST = 200
UNNAMED = "unnamed"
PART = 1024 * 1024


def safe_name(name: str) -> str:
    """The last part of a name, without what no file name should hold, and not too long for any file system.

    >>> safe_name("../..\\\\x/.表 1\\x1b.xlsx")
    '表 1_.xlsx'
    """
    last = name.replace("\\", "/").rpartition("/")[2]
    plain = "".join(char if char.isprintable() else "_" for char in last).strip().lstrip(".")
    stem, dot, suffix = plain.rpartition(".")
    room = max(LONGEST - len((dot + suffix).encode()), 0)
    short = (stem.encode()[:room].decode(errors="ignore") + dot + suffix) if dot else plain
    return short.encode()[:LONGEST].decode(errors="ignore") or UNNAMED


def path_of(folder: Path, digest: str, name: str, room: str = EVIDENCE) -> Path:
    """Where a file is kept."""
    return folder / room / digest / name


def name_kept(folder: Path, digest: str) -> str | None:
    """The name under which bytes stand that were kept and never entered; None where there are none."""
    kept = folder / EVIDENCE / digest
    names = [path.name for path in kept.iterdir()] if kept.is_dir() else []
    return names[0] if len(names) == 1 and safe_name(names[0]) == names[0] else None


def keep(folder: Path, digest: str, name: str, content: bytes, room: str = EVIDENCE) -> None:
    """Have the bytes on the disk under their hash: written beside, synced, renamed, the folders synced. Raises: OSError."""
    target = path_of(folder, digest, name, room)
    (folder / INCOMING).mkdir(exist_ok=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = folder / INCOMING / digest
    _write(beside, content)
    os.replace(beside, target)
    for changed in (target.parent, target.parent.parent, folder):
        sync_folder(changed)


def _write(path: Path, content: bytes) -> None:
    """A new file, whole on the disk; what fails leaves nothing that takes room on a full disk.

    What stood there is left alone: after a power cut it may be another name of a file that is kept.
    """
    path.unlink(missing_ok=True)
    try:
        with path.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        with contextlib.suppress(OSError):
            path.unlink()
        raise


def fault_of(folder: Path, digest: str, name: str, room: str = EVIDENCE) -> Fault | None:
    """What is wrong with a kept file: not there (STO-010), or of other bytes than its hash says (STO-009)."""
    path = path_of(folder, digest, name, room)
    where = path.relative_to(folder).as_posix()
    if path.is_symlink() or not path.is_file():
        return Fault("STO-010", where, "-")
    found = digest_of_file(path)
    return None if found == digest else Fault("STO-009", where, found, (("wanted", digest),))


def kept_bytes(folder: Path, digest: str, name: str, room: str = EVIDENCE) -> bytes:
    """The bytes of a kept file, proved while they are read. Raises: StoreError STO-001, STO-009, STO-010."""
    path = path_of(folder, digest, name, room)
    where = path.relative_to(folder).as_posix()
    if path.is_symlink() or not path.is_file():
        raise StoreError.of("STO-010", where, "-")
    try:
        content = path.read_bytes()
    except OSError as fault:
        raise disk_error(path, fault) from fault
    found = hashlib.sha256(content).hexdigest()
    if found != digest:
        raise StoreError.of("STO-009", where, found, wanted=digest)
    return content


def digest_of_file(path: Path) -> str:
    """SHA-256 of a file's bytes; what the disk says where it cannot be read."""
    total = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while part := file.read(PART):
                total.update(part)
    except OSError as fault:
        return str(fault.strerror or fault)
    return total.hexdigest()
