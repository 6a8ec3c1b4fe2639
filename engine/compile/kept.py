"""Compiled plans, kept on disk under the hash of what they were made from: shapes, rung, and the compiler itself.

A plan is data, so it is kept as JSON of its own frozen types and nothing else; a file that was touched is not believed.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from dataclasses import fields, is_dataclass
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

KIND, CHOICE = "$", "="  # what a value is: a frozen type, or a member of an enumeration
HERE = Path(__file__).parent


def plan_for(graph: ShapesGraph, folder: Path | None, highest: Rung = Rung.COMPILED) -> Plan:
    """The plan of a shapes graph: the one kept in `folder`, else compiled and kept there; without a folder compiled.

    Unknowns: a kept plan that is damaged, or a folder that cannot be written, is as none. Raises: as `compile_shapes`.
    """
    if folder is None:
        return compile_shapes(graph, highest)
    path = folder / f"{_key(graph, highest)}.json"
    found = _read(path)
    if found is None:
        found = compile_shapes(graph, highest)
        _write(path, found)
    return found


def encoded(value: Any) -> Any:
    """A plan, or any part of it, as data for JSON."""
    if is_dataclass(value) and not isinstance(value, type):
        return {KIND: type(value).__name__} | {one.name: encoded(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, StrEnum):
        return {CHOICE: type(value).__name__, "value": value.value}
    if isinstance(value, tuple):
        return [encoded(one) for one in value]
    assert value is None or isinstance(value, str | int | bool), value
    return value


def decoded(data: Any) -> Any:
    """What `encoded` was given. Raises: KeyError, TypeError or ValueError for data that it did not make."""
    if isinstance(data, list):
        return tuple(decoded(one) for one in data)
    if not isinstance(data, dict):
        return data
    if CHOICE in data:
        return _types()[data[CHOICE]](data["value"])
    return _types()[data[KIND]](**{name: decoded(one) for name, one in data.items() if name != KIND})


@cache
def _types() -> dict[str, Any]:
    """The frozen types and enumerations that a plan is made of."""
    found = [
        one for module in (engine.plan, shacl, validation) for one in vars(module).values() if isinstance(one, type)
    ]
    return {one.__name__: one for one in found if is_dataclass(one) or issubclass(one, StrEnum)}


def _key(graph: ShapesGraph, highest: Rung) -> str:
    return hashlib.sha256(f"{graph.digest} {highest} {_compiler()}".encode()).hexdigest()


@cache
def _compiler() -> str:
    """The hash of the compiler: another one makes other plans."""
    files = [*sorted(HERE.glob("*.py")), *(Path(str(one.__file__)) for one in (engine.plan, shacl, validation))]
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


def _read(path: Path) -> Plan | None:
    try:
        digest, _, body = path.read_text(encoding="utf-8").partition("\n")
        if hashlib.sha256(body.encode()).hexdigest() != digest:
            return None
        found = decoded(json.loads(body))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return found if isinstance(found, Plan) else None


def _write(path: Path, plan: Plan) -> None:
    """Whole or not at all; a folder that refuses is no fault of the run."""
    body = json.dumps(encoded(plan), ensure_ascii=False, separators=(",", ":"))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}.")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(f"{hashlib.sha256(body.encode()).hexdigest()}\n{body}")
        Path(name).replace(path)
    except OSError:
        return
