"""`evidence template`, `evidence check`, `evidence import`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.faults import say_warnings
from api.cli.options import EditionName, Lang, Language, Reference, Year
from api.cli.output import named, put, unused, whole

if TYPE_CHECKING:
    from engine import Evidence, Fault, World

evidence = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="证据：模板、检查、导入。 Evidence: template, check, import."
)
Files = Annotated[
    list[Path], typer.Argument(metavar="FILE", help="证据文件 evidence files: xlsx, csv, parquet, ttl, nt, jsonld")
]
Annotate = Annotated[Path | None, typer.Option(help="把问题写入副本 .xlsx write faults into a copy")]
Force = Annotated[bool, typer.Option("--force", help="覆盖已有文件 replace a file that is there")]


@evidence.command()
def template(
    out: Annotated[Path, typer.Argument(metavar="FILE.xlsx", help="要写入的文件 the file to write")],
    edition: EditionName = None,
    subject: Annotated[str | None, typer.Option(help="预填的评价对象 subject to fill in")] = None,
    year: Year = None,
    force: Force = False,
    lang: Language = Lang.zh,
) -> int:
    """生成可填写的 Excel 模板。 Write an Excel template to fill in."""
    _free(out, ".xlsx", force)
    from engine import edition_for, evidence_template, home, say, standard_for

    standard = standard_for(home(), edition or edition_for(home(), year or 2999))
    with whole(out) as path:
        path.write_bytes(evidence_template(standard.edition, standard.world, lang, subject, year))
    sys.stdout.write(say("template.written", lang, path=str(out)) + "\n")
    return 0


def _free(out: Path, suffix: str, force: bool) -> None:
    """Raise UsageError CLI-010 for a file that is there, unless by force, and CLI-002 for another suffix."""
    named(out, suffix)
    if not force:
        unused(out)


def _mark(files: Sequence[Path], faults: Sequence[Fault], target: Path, language: str) -> None:
    """Write a copy of the first workbook that has a fault in a cell; one refused as a whole is not opened again."""
    from engine import annotate

    for book in files:
        own = [fault for fault in faults if fault.where.startswith(f"{book.name} ")]
        if book.suffix.lower() == ".xlsx" and any("!" in fault.where for fault in own):
            with whole(target) as path:
                annotate(book, own, path, language)
            return


@evidence.command()
def check(files: Files, annotate: Annotate = None, reference: Reference = None, lang: Language = Lang.zh) -> int:
    """只检查证据文件。 Check evidence files only."""
    _, found = _read(files, annotate, reference or (), lang)
    _count(found, lang)
    return 0


@evidence.command("import")
def turn(
    files: Files,
    out: Annotated[Path, typer.Option("--out", help="写为 Turtle write as Turtle (.ttl)")],
    annotate: Annotate = None,
    reference: Reference = None,
    force: Force = False,
    lang: Language = Lang.zh,
) -> int:
    """读取证据并写为 Turtle。 Read evidence and write it as Turtle."""
    _free(out, ".ttl", force)
    from engine import evidence_turtle

    world, found = _read(files, annotate, reference or (), lang)
    put(evidence_turtle(found.records, world), out)
    _count(found, lang)
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
            _mark(files, error.faults, annotated, language)
        raise
    say_warnings(found.warnings, language)
    return world, found


def _count(found: Evidence, language: str) -> None:
    from engine import say

    files, records = str(len(found.files)), str(len(found.records))
    sys.stdout.write(say("import.done", language, files=files, records=records) + "\n")
