"""`query`: SPARQL over the standard's own graphs, or over those of a store, in a child that can be ended."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.options import Lang, Language, Out
from api.cli.output import whole

if TYPE_CHECKING:
    from engine import Answer

MOST_SAID = 1_000_000  # a longer file is no query


class AnswerForm(StrEnum):
    """The forms of an answer: tables first, then graphs."""

    json = "json"
    xml = "xml"
    csv = "csv"
    tsv = "tsv"
    ttl = "ttl"
    nt = "nt"
    jsonld = "jsonld"


def query(
    asked: Annotated[str, typer.Argument(metavar="QUERY|FILE", help="查询文字或 .rq 文件 SPARQL text or an .rq file")],
    form: Annotated[AnswerForm, typer.Option("--form", help="答复的格式 form of the answer")] = AnswerForm.json,
    store: Annotated[
        Path | None,
        typer.Option(help="库目录；不写则查标准本身 folder of a store; without it the standard is asked"),
    ] = None,
    lang: Language = Lang.zh,
    out: Out = None,
) -> int:
    """用 SPARQL 查询图。 Ask the graphs by SPARQL."""
    from engine import say

    found = _asked(_text(asked), form.value, store)
    _put(found.body, out)
    if found.cut:
        sys.stderr.write(say("query.cut", lang.value, rows=str(found.rows)) + "\n")
    return 0


def _asked(text: str, form: str, store: Path | None) -> Answer:
    from engine import Pool, ask, home, query_graphs

    with Pool() as pool:
        if store is None:
            files = [path for room in ("ontology", "shapes") for path in sorted((home() / room).rglob("*.ttl"))]
            return ask(pool, text, form, files=files)
        checkpoint = query_graphs(store, home())
        return ask(pool, text, form, store=checkpoint.path, named=checkpoint.graphs)


def _text(asked: str) -> str:
    """The text of a file where one is named, else the words themselves. Raises: UsageError QRY-010."""
    from engine import UsageError

    path = Path(asked)
    if path.suffix not in (".rq", ".sparql"):
        return asked
    try:
        with path.open(encoding="utf-8-sig") as file:
            return file.read(MOST_SAID)
    except (OSError, UnicodeDecodeError) as fault:
        said = fault.strerror if isinstance(fault, OSError) else str(fault)
        raise UsageError.of("QRY-010", str(path), said or type(fault).__name__) from fault


def _put(body: bytes, out: Path | None) -> None:
    if out is None:
        sys.stdout.write(body.decode("utf-8"))
        return
    with whole(out) as path:
        path.write_bytes(body)
