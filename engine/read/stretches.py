"""Where the individuals of our Turtle files stand: file and line, for whoever has to mend one."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from engine.errors import ClausegraphError

PREFIX = re.compile(r"@prefix\s+([\w-]*):\s*<([^>]*)>")
SUBJECT = re.compile(r"(?:<([^>\s]+)>|([\w-]*):([^\s;,]+))(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Stretch:
    """The lines of a file from one subject to the next; `line` counts from 1."""

    file: str
    line: int
    text: str

    @property
    def place(self) -> str:
        """As every reader names a place."""
        return f"{self.file} line {self.line}"


def stretches(paths: Iterable[Path]) -> Mapping[str, Stretch]:
    """The first stretch of every subject by its IRI; a subject begins its line, as in every formatted file."""
    found: dict[str, Stretch] = {}
    for path in paths:
        for iri, stretch in _of(path):
            found.setdefault(iri, stretch)
    return found


def _of(path: Path) -> Iterator[tuple[str, Stretch]]:
    text = path.read_text(encoding="utf-8", errors="replace")
    lines, prefixes = text.split("\n"), dict(PREFIX.findall(text))
    begins = [(number, named) for number, line in enumerate(lines) if (named := SUBJECT.match(line))]
    ends = [number for number, _ in begins[1:]] + [len(lines)]
    for (number, named), end in zip(begins, ends, strict=False):  # a file may have no subject
        iri = named[1] or prefixes.get(named[2], "") + named[3]
        yield iri, Stretch(path.name, number + 1, "\n".join(lines[number:end]))


@contextmanager
def placing(paths: Iterable[Path]) -> Iterator[None]:
    """Put file and line before the IRI that a fault names, where it is a subject of one of the files."""
    try:
        yield
    except ClausegraphError as error:
        known = stretches(path for path in paths if path.is_file() and os.access(path, os.R_OK))
        faults = tuple(
            replace(fault, where=f"{known[fault.where].place} {fault.where}") if fault.where in known else fault
            for fault in error.faults
        )
        raise type(error)(faults) from error
