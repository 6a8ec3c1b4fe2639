"""`evidence template`, `evidence check`, `evidence import`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from api.cli.faults import say_warnings
from api.cli.output import named, put, unused, whole

if TYPE_CHECKING:
    from engine import Evidence, Fault, World


def template(out: Path, edition: str | None, subject: str | None, year: int | None, force: bool, language: str) -> int:
    """Write the template of an edition. Raises: UsageError CLI-010 for a file that is there, unless by force."""
    _free(out, ".xlsx", force)
    from engine import edition_for, home, say, standard_for, write_template

    standard = standard_for(home(), edition or edition_for(home(), year or 2999))
    with whole(out) as path:
        write_template(standard.edition, standard.world, path, language, subject, year)
    sys.stdout.write(say("template.written", language, path=str(out)) + "\n")
    return 0


def _free(out: Path, suffix: str, force: bool) -> None:
    named(out, suffix)
    if not force:
        unused(out)


def mark(files: Sequence[Path], faults: Sequence[Fault], target: Path, language: str) -> None:
    """Write a copy of the first workbook that has a fault in a cell; one refused as a whole is not opened again."""
    from engine import annotate

    for book in files:
        own = [fault for fault in faults if fault.where.startswith(f"{book.name} ")]
        if book.suffix.lower() == ".xlsx" and any("!" in fault.where for fault in own):
            with whole(target) as path:
                annotate(book, own, path, language)
            return


def check(files: Sequence[Path], annotated: Path | None, reference: Sequence[Path], language: str) -> int:
    """Read evidence; say every fault and warning, or how many records there are."""
    _, found = _read(files, annotated, reference, language)
    _count(found, language)
    return 0


def turn(
    files: Sequence[Path],
    annotated: Path | None,
    reference: Sequence[Path],
    out: Path,
    force: bool,
    language: str,
) -> int:
    """As `check`, and write what was read as Turtle. Raises: UsageError CLI-010 for a file that is there, unless by force."""
    _free(out, ".ttl", force)
    from engine import evidence_turtle

    world, found = _read(files, annotated, reference, language)
    put(evidence_turtle(found.records, world), out)
    _count(found, language)
    return 0


def _read(
    files: Sequence[Path], annotated: Path | None, reference: Sequence[Path], language: str
) -> tuple[World, Evidence]:
    """What the files say of any place of `ontology/` and of the reference files; faults go into a copy where asked for."""
    named(annotated, ".xlsx")
    from engine import EvidenceError, home, read_evidence, read_world

    world = read_world(home(), reference)
    try:
        found = read_evidence(files, world, frozenset(world.places))
    except EvidenceError as error:
        if annotated is not None:
            mark(files, error.faults, annotated, language)
        raise
    say_warnings(found.warnings, language)
    return world, found


def _count(found: Evidence, language: str) -> None:
    from engine import say

    files, records = str(len(found.files)), str(len(found.records))
    sys.stdout.write(say("import.done", language, files=files, records=records) + "\n")
