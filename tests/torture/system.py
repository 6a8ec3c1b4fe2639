"""The calls by which a store changes its folder, watched: each is told before it is done, and may be refused then, and after."""

from __future__ import annotations

import builtins
import io
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

CHANGES = ("create", "write", "truncate", "rename", "mkdir", "unlink", "sync")
OPEN, WRITE, TRUNCATE, FSTAT = os.open, os.write, os.ftruncate, os.fstat


@dataclass(frozen=True, slots=True)
class Call:
    """One change: what (of `CHANGES`), the path below the watched folder (`.` is itself), and where to, at what place, which bytes."""

    name: str
    path: str
    to: str = ""
    at: int = 0
    data: bytes = b""


class Watch:
    """Who is told; as it stands it lets everything pass."""

    def before(self, call: Call) -> int | None:
        """Raise OSError to refuse a call; a number says how many bytes of a write are taken."""
        return None

    def after(self, call: Call) -> None:
        """A call was done."""


class _File(io.FileIO):
    """A file opened for writing, whose writes are told."""

    system: _System

    def write(self, data: Any) -> int:
        taken = self.system.write(self.fileno(), bytes(data), super().tell())
        super().seek(0, os.SEEK_CUR)
        return taken


class _System:
    """The calls as a store makes them."""

    def __init__(self, folder: Path, watch: Watch) -> None:
        self.folder, self.watch = os.path.realpath(folder), watch

    def inside(self, path: Any) -> str | None:
        """A path, or what a handle was opened on, as it stands below the folder; None for one elsewhere."""
        full = os.readlink(f"/proc/self/fd/{path}") if isinstance(path, int) else os.path.abspath(os.fspath(path))
        if full != self.folder and not full.startswith(f"{self.folder}/"):
            return None
        return os.path.relpath(full, self.folder)

    def told(self, call: Call, act: Any, *words: Any, **more: Any) -> Any:
        self.watch.before(call)
        found = act(*words, **more)
        self.watch.after(call)
        return found

    def changing(self, name: str, act: Any) -> Any:
        """`mkdir`, `unlink` or `sync`: the first word is the path or the handle."""

        def changed(path: Any, *words: Any, **more: Any) -> Any:
            where = self.inside(path)
            return (
                act(path, *words, **more) if where is None else self.told(Call(name, where), act, path, *words, **more)
            )

        return changed

    def renaming(self, act: Any) -> Any:
        def renamed(source: Any, target: Any, **more: Any) -> Any:
            pair = self.inside(source), self.inside(target)
            call = Call("rename", pair[0] or "", pair[1] or "")
            return self.told(call, act, source, target, **more) if all(pair) else act(source, target, **more)

        return renamed

    def open(self, path: Any, flags: int, *words: Any, **more: Any) -> int:
        where = self.inside(path) if flags & os.O_CREAT else None
        if where is None or os.path.lexists(path):
            return OPEN(path, flags, *words, **more)
        return self.told(Call("create", where), OPEN, path, flags, *words, **more)

    def open_file(self, act: Any) -> Any:
        """`open` for writing in binary gives a file that tells; text is not written by a store."""

        def opened(path: Any, mode: str = "r", *words: Any, **more: Any) -> Any:
            where = None if isinstance(path, int) else self.inside(path)
            if where is None or mode.strip("b") not in ("w", "a", "x"):
                return act(path, mode, *words, **more)
            return io.BufferedWriter(self._file(path, mode.replace("b", ""), where))

        return opened

    def _file(self, path: Any, mode: str, where: str) -> _File:
        there = os.path.lexists(path)
        if there and mode == "w":
            file = self.told(Call("truncate", where), _File, path, mode)
        else:
            file = _File(path, mode) if there else self.told(Call("create", where), _File, path, mode)
        file.system = self
        return file

    def write_plain(self, handle: int, data: Any) -> int:
        if self.inside(handle) is None:
            return WRITE(handle, data)
        return self.write(handle, bytes(data), FSTAT(handle).st_size)

    def write(self, handle: int, data: bytes, at: int) -> int:
        """Write what the watch lets through: a full disk takes a part."""
        where = self.inside(handle) or ""
        taken = self.watch.before(Call("write", where, at=at, data=data))
        written = WRITE(handle, data[:taken])
        self.watch.after(Call("write", where, at=at, data=data[:written]))
        return written

    def truncate(self, handle: int, size: int) -> None:
        where = self.inside(handle)
        if where is None:
            TRUNCATE(handle, size)
        else:
            self.told(Call("truncate", where, at=size), TRUNCATE, handle, size)


def _quick(handle: int) -> None:
    """No disk is waited for."""


@contextmanager
def watched(folder: Path, watch: Watch) -> Iterator[None]:
    """While this lasts, every change below the folder by this process is told. A sync is told only: the power stays on."""
    system = _System(folder, watch)
    calls = {
        "open": system.open,
        "write": system.write_plain,
        "ftruncate": system.truncate,
        "fsync": system.changing("sync", _quick),
        "fdatasync": system.changing("sync", _quick),
        "mkdir": system.changing("mkdir", os.mkdir),
        "unlink": system.changing("unlink", os.unlink),
        "replace": system.renaming(os.replace),
        "rename": system.renaming(os.rename),
    }
    with ExitStack() as stack:
        for name, call in calls.items():
            stack.enter_context(patch.object(os, name, call))
        for module in (io, builtins):
            stack.enter_context(patch.object(module, "open", system.open_file(io.open)))
        yield
