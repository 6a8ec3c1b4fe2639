"""Compiled shapes, kept on disk under the hash of what they were made from: their text, the rung, and the compiler itself.

A plan is data, so it is kept as JSON of its own frozen types and nothing else; a file that was touched is not believed.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import engine.plan
from engine.compile.passes import compile_shapes
from engine.model import shacl, validation
from engine.model.shacl import ShapesGraph
from engine.model.validation import Rung
from engine.plan import Plan
from engine.read.shapes_graph import read_shapes_graph

KIND, CHOICE, PAIRS = "$", "=", "@"  # what a value is: a frozen type, a member of an enumeration, a mapping
HERE = Path(__file__).parent


Sources = Sequence[tuple[bytes | Path, str]]


@dataclass(frozen=True, slots=True)
class Compiled:
    """A shapes graph and its plan."""

    graph: ShapesGraph
    plan: Plan


def compiled_shapes(sources: Sources, folder: Path | None, highest: Rung = Rung.COMPILED) -> Compiled:
    """Shapes, read and compiled: those kept in `folder`, else made and kept there; without a folder made.

    Unknowns: what is kept and damaged, or a folder that cannot be written, is as none. Raises: as `read_shapes_graph`.
    """
    if folder is None:
        return _made(sources, highest)
    contents = [(_content(source), form) for source, form in sources]
    path = folder / f"{_key(contents, highest)}.json"
    found = _read(path)
    if found is None:
        found = _made(sources, highest)
        _write(path, found)
    return found


def _made(sources: Sources, highest: Rung) -> Compiled:
    graph = read_shapes_graph(sources)
    return Compiled(graph, compile_shapes(graph, highest))


def _content(source: bytes | Path) -> bytes:
    """The bytes of a source; none where the reader will say why."""
    try:
        return source if isinstance(source, bytes) else source.read_bytes()
    except OSError:
        return b""


def encoded(value: Any) -> Any:
    """A plan, or any part of it, as data for JSON."""
    if is_dataclass(value) and not isinstance(value, type):
        return {KIND: type(value).__name__} | {one.name: encoded(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, StrEnum):
        return {CHOICE: type(value).__name__, "value": value.value}
    if isinstance(value, tuple):
        return [encoded(one) for one in value]
    if isinstance(value, Mapping):
        return {PAIRS: [[encoded(key), encoded(one)] for key, one in value.items()]}
    assert value is None or isinstance(value, str | int | bool), value
    return value


def decoded(data: Any) -> Any:
    """What `encoded` was given. Raises: KeyError, TypeError or ValueError for data that it did not make."""
    if isinstance(data, list):
        return tuple(decoded(one) for one in data)
    if not isinstance(data, dict):
        return data
    if PAIRS in data:
        return {decoded(key): decoded(one) for key, one in data[PAIRS]}
    if CHOICE in data:
        return _types()[data[CHOICE]](data["value"])
    return _types()[data[KIND]](**{name: decoded(one) for name, one in data.items() if name != KIND})


@cache
def _types() -> dict[str, Any]:
    """The frozen types and enumerations that compiled shapes are made of."""
    every = (one for module in (engine.plan, shacl, validation) for one in vars(module).values())
    found = [one for one in every if isinstance(one, type) and (is_dataclass(one) or issubclass(one, StrEnum))]
    return {one.__name__: one for one in (*found, Compiled)}


def _key(contents: Sequence[tuple[bytes, str]], highest: Rung) -> str:
    digests = [f"{form} {hashlib.sha256(content).hexdigest()}" for content, form in contents]
    return hashlib.sha256("\n".join((*digests, highest, _compiler())).encode()).hexdigest()


@cache
def _compiler() -> str:
    """The hash of the reader and the compiler: others make other plans."""
    rooms = (HERE, HERE.parent / "read" / "shacl", HERE.parent / "columns")
    files = [*(path for room in rooms for path in sorted(room.glob("*.py"))), HERE.parent / "read" / "shapes_graph.py"]
    files += [Path(str(one.__file__)) for one in (engine.plan, shacl, validation)]
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


def _read(path: Path) -> Compiled | None:
    try:
        digest, _, body = path.read_text(encoding="utf-8").partition("\n")
        if hashlib.sha256(body.encode()).hexdigest() != digest:
            return None
        found = decoded(json.loads(body))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return found if isinstance(found, Compiled) else None


def _write(path: Path, compiled: Compiled) -> None:
    """Whole or not at all; a folder that refuses is no fault of the run."""
    body = json.dumps(encoded(compiled), ensure_ascii=False, separators=(",", ":"))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}.")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(f"{hashlib.sha256(body.encode()).hexdigest()}\n{body}")
        Path(name).replace(path)
    except OSError:
        return
