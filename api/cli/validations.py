"""`validate` and `plan`: any SHACL shapes over any RDF data, and the compiled plan as text."""

from __future__ import annotations

import os
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli.options import Lang, Language
from api.cli.output import put, working, written

if TYPE_CHECKING:
    from engine import Validation

FORMS = {".ttl": "ttl", ".nt": "nt", ".ntriples": "nt", ".jsonld": "jsonld"}
SHOWN = 200
File = Annotated[Path | None, typer.Option("--out", "-o", help="写入文件 write to a file")]


class ReportForm(StrEnum):
    """The forms of a validation report."""

    table = "table"
    json = "json"
    ttl = "ttl"
    nt = "nt"
    jsonld = "jsonld"


def validate(
    data: Annotated[list[Path], typer.Argument(metavar="DATA", help="RDF 数据文件 .ttl .nt .jsonld RDF data")],
    shapes: Annotated[list[Path], typer.Option("--shapes", "-s", help="SHACL 形状文件 SHACL shapes")],
    form: Annotated[ReportForm, typer.Option("--format", "-f", help="输出格式 form of output")] = ReportForm.table,
    rungs: Annotated[
        bool, typer.Option("--rungs", help="列出每条约束由哪一级判定 the rung of every constraint")
    ] = False,
    lang: Language = Lang.zh,
    out: File = None,
) -> int:
    """按 SHACL 形状校验，不符合时退出码 1。 Validate RDF by SHACL shapes."""
    from engine import say, validate_rdf

    with working(say("validate.working", lang)):
        found = validate_rdf(_given(data), _given(shapes), plans=_kept_plans())
    text = WRITERS[form](found, lang)
    put(text + (_rungs(found, lang) if rungs else ""), out)
    return int(not found.conforms)


def _kept_plans() -> Path | None:
    """Where compiled plans are kept: below CLAUSEGRAPH_CACHE, else below the user's own cache; nowhere where that is `off`."""
    said = os.environ.get("CLAUSEGRAPH_CACHE") or os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return None if said == "off" else Path(said) / "clausegraph" / "plans"


def plan(
    shapes: Annotated[list[Path], typer.Argument(metavar="SHAPES", help="SHACL 形状文件 SHACL shapes")],
    out: File = None,
) -> int:
    """编译后的执行方案。 The compiled plan of shapes, as text."""
    from engine import compiled_plan, show_plan

    put(show_plan(compiled_plan(_given(shapes))), out)
    return 0


def _given(paths: list[Path]) -> list[tuple[Path, str]]:
    from engine import UsageError

    for path in paths:
        if path.suffix not in FORMS:
            raise UsageError.of("CLI-002", str(path), path.suffix or "-", known=" ".join(FORMS))
    return [(path, FORMS[path.suffix]) for path in paths]


def _table(found: Validation, lang: str) -> str:
    from engine import say

    if found.conforms:
        return say("validate.conforms", lang) + "\n"
    rows = list(found.table.head(SHOWN).iter_rows(named=True))
    lines = [say("validate.fails", lang, count=str(found.table.height))]
    lines += [_row(found, row, lang) for row in rows]
    left = found.table.height - len(rows)
    return "\n".join([*lines, *([say("validate.more", lang, count=str(left))] if left else [])]) + "\n"


def _row(found: Validation, row: dict[str, Any], lang: str) -> str:
    from engine import say

    source = found.sources[int(row["source"])]
    message = _message(list(row["messages"] or source.messages), lang)
    component = source.component.rpartition("#")[2].removesuffix("ConstraintComponent>")
    value = row["value"] or "-"
    return say("validate.row", lang, focus=row["focus"], component=component, value=value, message=message)


def _message(messages: list[str], lang: str) -> str:
    """The message in the language asked for, else the first."""
    own = [one for one in messages if one.endswith(f"@{lang}")]
    return (own or messages or [""])[0]


def _json(found: Validation, lang: str) -> str:
    rows = [_result(found, row) for row in found.table.iter_rows(named=True)]
    return written({"schema": "validation/1", "conforms": found.conforms, "results": rows})


def _result(found: Validation, row: dict[str, Any]) -> dict[str, object]:
    """A result as a program wants it: terms as N-Triples, the path as Turtle."""
    from engine import path_text

    source = found.sources[row["source"]]
    return {
        "focus": row["focus"],
        "path": row["path"] or path_text(source.path) or None,
        "value": row["value"],
        "messages": list(row["messages"] or source.messages),
        "shape": source.shape,
        "component": source.component.strip("<>"),
        "severity": source.severity.strip("<>"),
    }


def _rungs(found: Validation, lang: str) -> str:
    from engine import say

    lines = [
        say("validate.rung", lang, shape=one.shape, component=one.component, rung=one.rung.value, reason=one.reason)
        for one in found.decided
    ]
    return "\n".join(lines) + "\n"


def _writer(form: str) -> Callable[[Validation, str], str]:
    def write(found: Validation, lang: str) -> str:
        from engine import VALIDATION_FORMS

        return VALIDATION_FORMS[form](found)

    return write


WRITERS: dict[str, Callable[[Validation, str], str]] = {
    "table": _table,
    "json": _json,
    **{form: _writer(form) for form in ("ttl", "nt", "jsonld")},
}
