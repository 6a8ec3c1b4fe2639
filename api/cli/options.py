"""Options and closed lists of words that several commands share."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Lang(StrEnum):
    """The languages of output."""

    zh = "zh"
    en = "en"


class Form(StrEnum):
    """The forms of output."""

    table = "table"
    tree = "tree"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"
    md = "md"
    ttl = "ttl"
    jsonld = "jsonld"
    shacl = "shacl"


class Mode(StrEnum):
    """Which evidence counts."""

    delivered = "delivered"
    accepted = "accepted"


class QuestionForm(StrEnum):
    """The forms of an answer to a question."""

    table = "table"
    json = "json"


Language = Annotated[Lang, typer.Option("--lang", help="输出语言 language of output")]
Out = Annotated[Path | None, typer.Option("--out", help="写入文件，格式按后缀 write to a file, form by suffix")]
OutputForm = Annotated[
    Form | None, typer.Option("--format", help="输出格式，默认为表 form of output; a table when not said")
]
QuestionFormat = Annotated[
    QuestionForm | None, typer.Option("--format", help="输出格式，默认为表 form of output; a table when not said")
]
CountedEvidence = Annotated[
    Mode | None, typer.Option("--evidence", help="计入交付的或已采信的证据 which evidence counts")
]
Store = Annotated[Path, typer.Option("--store", help="库目录 folder of the store", envvar="CLAUSEGRAPH_STORE")]
STORE = Path("store")
Subject = Annotated[str, typer.Argument(metavar="SUBJECT", help="地名或代码 name or code")]
CaseYear = Annotated[int, typer.Argument(metavar="YEAR", min=1949, max=2999, help="评价年度 assessed year")]
KnownAt = Annotated[
    str | None, typer.Option(metavar="YYYY-MM-DDTHH:MM:SSZ", help="按当时所知 as known at that time (UTC)")
]
CaseSubject = Annotated[str, typer.Argument(metavar="SUBJECT", help="案例目录、地名或代码 case folder, name or code")]
Cases = Annotated[Path | None, typer.Option(help="案例所在目录 folder of case folders", envvar="CLAUSEGRAPH_CASES")]
EditionName = Annotated[str | None, typer.Option("--edition", help="版本名 name of the edition")]
Year = Annotated[int | None, typer.Option("--year", min=1949, max=2999, help="评价年度 assessed year")]
Reference = Annotated[
    list[Path] | None,
    typer.Option(help="参考资料（地点、文件、目标）.ttl places, documents, targets that ontology/ lacks"),
]
