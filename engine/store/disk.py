"""What is to be on the disk: names and bytes, all of them or none, and what the disk says when it refuses."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from engine.errors import StoreError


def disk_error(path: Path, fault: OSError) -> StoreError:
    """StoreError STO-001 with what the system said."""
    return StoreError.of("STO-001", str(path), str(fault.strerror or fault))


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_above(folder: Path) -> None:
    """Have the name of a new folder on the disk, and those of the folders above it, which may be new too.

    A folder that may not be read was not made by us, nor was one on another device.
    """
    device = folder.stat().st_dev
    for above in folder.parents:
        if above.stat().st_dev != device:
            break
        with contextlib.suppress(PermissionError):
            sync_folder(above)


def add_whole(handle: int, length: int, *parts: bytes) -> None:
    """Add parts to an open file of that length, each on the disk before the next is written; all of them, or the file is cut
    back, so that nothing unsaid is found later. Raises: OSError.
    """
    try:
        for part in parts:
            write_all(handle, part)
            os.fsync(handle)
    except BaseException:
        with contextlib.suppress(OSError):
            os.ftruncate(handle, length)
        raise


def write_all(handle: int, part: bytes) -> None:
    """Write all of a part, however few bytes the system takes at a time. Raises: OSError."""
    rest = memoryview(part)
    while rest:
        rest = rest[os.write(handle, rest) :]
