"""`evidence template`, `evidence check`, `evidence import`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from api.cli.output import named, put, whole

if TYPE_CHECKING:
    from engine import Fault


def template(out: Path, edition: str | None, subject: str | None, year: int | None, language: str) -> int:
    """Write the template of an edition."""
    named(out, ".xlsx")
    from engine import edition_for, home, say, standard_for, write_template

    standard = standard_for(home(), edition or edition_for(home(), year or 2999))
    with whole(out) as path:
        write_template(standard.edition, standard.world, path, language, subject, year)
    sys.stdout.write(say("template.written", language, path=str(out)) + "\n")
    return 0


def mark(files: Sequence[Path], faults: Sequence[Fault], target: Path, language: str) -> None:
    """Write a copy of the first workbook that has a fault in a cell; one refused as a whole is not opened again."""
    from engine import annotate

    for book in files:
        own = [fault for fault in faults if fault.where.startswith(f"{book.name} ")]
        if book.suffix.lower() == ".xlsx" and any("!" in fault.where for fault in own):
            with whole(target) as path:
                annotate(book, own, path, language)
            return


def check(files: Sequence[Path], annotated: Path | None, out: Path | None, language: str) -> int:
    """Read evidence; say every fault, or how many records there are, and write them as Turtle when asked to."""
    named(annotated, ".xlsx")
    named(out, ".ttl")
    from engine import EvidenceError, evidence_turtle, home, read_evidence, read_world, say

    world = read_world(home())
    try:
        found = read_evidence(files, world, frozenset(world.places))
    except EvidenceError as error:
        if annotated is not None:
            mark(files, error.faults, annotated, language)
        raise
    for line in found.warnings:
        sys.stderr.write(say("import.warning", language, line=line) + "\n")
    if out is not None:
        put(evidence_turtle(found.records, world), out)
    sys.stdout.write(say("import.done", language, files=str(len(found.files)), records=str(len(found.records))) + "\n")
    return 0
