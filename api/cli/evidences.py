"""`evidence template`, `evidence check`, `evidence import`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from api.cli.output import put


def template(out: Path, edition: str | None, subject: str | None, year: int | None, language: str) -> int:
    """Write the template of an edition."""
    from engine import EvidenceError, edition_for, home, say, standard_for, write_template

    if out.suffix != ".xlsx":
        raise EvidenceError.of("CLI-002", str(out), out.suffix or "-", known=".xlsx")
    standard = standard_for(home(), edition or edition_for(home(), year or 2999))
    try:
        write_template(standard.edition, standard.world, out, language, subject, year)
    except OSError as fault:
        raise EvidenceError.of("CLI-002", str(out), str(fault), known=".xlsx") from fault
    sys.stdout.write(say("template.written", language, path=str(out)) + "\n")
    return 0


def check(files: Sequence[Path], annotated: Path | None, out: Path | None, language: str) -> int:
    """Read evidence; say every fault, or how many records there are, and write them as Turtle when asked to."""
    from engine import EvidenceError, annotate, evidence_turtle, home, read_evidence, read_world, say

    world = read_world(home())
    try:
        found = read_evidence(files, world, frozenset(world.places))
    except EvidenceError as error:
        books = [path for path in files if path.suffix == ".xlsx" and path.is_file()]
        if annotated is not None and books:
            own = [fault for fault in error.faults if fault.where.startswith(books[0].name)]
            annotate(books[0], own, annotated, language)
        raise
    for line in found.warnings:
        sys.stderr.write(say("import.warning", language, line=line) + "\n")
    if out is not None:
        if out.suffix != ".ttl":
            raise EvidenceError.of("CLI-002", str(out), out.suffix or "-", known=".ttl")
        put(evidence_turtle(found.records, world), out)
    sys.stdout.write(say("import.done", language, files=str(len(found.files)), records=str(len(found.records))) + "\n")
    return 0
