"""The commands and their options."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from api.cli import answers, editions, evidences, guides

app = typer.Typer(
    name="clausegraph",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    help="按标准逐条评判证据并解释每一分。 Judge evidence against a standard clause by clause and explain every point.",
)
evidence = typer.Typer(no_args_is_help=True, help="证据：模板、检查、导入。 Evidence: template, check, import.")
app.add_typer(evidence, name="evidence")


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


class Level(StrEnum):
    """From which level on problems fail a check."""

    error = "error"
    warning = "warning"


class Reasoner(StrEnum):
    """Whether the reasoner runs: when it can, always, never."""

    auto = "auto"
    hermit = "hermit"
    none = "none"


Language = Annotated[Lang, typer.Option("--lang", help="输出语言 language of output")]
Out = Annotated[Path | None, typer.Option("--out", help="写入文件，格式按后缀 write to a file, form by suffix")]
EditionName = Annotated[str | None, typer.Option("--edition", help="版本名 name of the edition")]
Year = Annotated[int | None, typer.Option("--year", min=1949, max=2999, help="评价年度 assessed year")]


@app.command()
def assess(
    paths: Annotated[list[Path], typer.Argument(help="案例目录或证据文件 case folders or evidence files")],
    edition: EditionName = None,
    year: Year = None,
    subject: Annotated[str | None, typer.Option(help="六位代码 six-digit code")] = None,
    reference: Annotated[
        list[Path] | None,
        typer.Option(help="参考资料（地点、文件、目标）.ttl places, documents, targets that ontology/ lacks"),
    ] = None,
    approver: Annotated[str, typer.Option(help="核准参考资料的人 who takes the reference files over")] = "",
    mode: Annotated[
        Mode | None, typer.Option("--evidence", help="计入交付的或已采信的证据 which evidence counts")
    ] = None,
    closed: Annotated[bool, typer.Option("--closed", help="已过截止时间 after the cut-off for delivery")] = False,
    form: Annotated[Form, typer.Option("--format", help="输出格式 form of output")] = Form.table,
    lang: Language = Lang.zh,
    out: Out = None,
) -> int:
    """评价：读取证据、判定、计分、定级。 Read evidence, judge, score, grade."""
    wish = answers.Wish(
        edition, year, subject, mode.value if mode else None, closed, tuple(reference or ()), approver.strip()
    )
    return answers.assess(paths, wish, form.value, lang.value, out)


@app.command()
def why(
    subject: Annotated[str, typer.Argument(help="地名或代码 name or code")],
    clause: Annotated[str | None, typer.Argument(help="章条编号，如 12.1 clause number")] = None,
    cases: Annotated[
        Path | None, typer.Option(help="案例所在目录 folder of case folders", envvar="CLAUSEGRAPH_CASES")
    ] = None,
    year: Year = None,
    lang: Language = Lang.zh,
    out: Out = None,
) -> int:
    """为什么：失分清单与判定依据，直到文件和单元格。 Why: lost points and grounds, down to file and cell."""
    return answers.why(subject, clause, cases, year, lang.value, out)


@app.command()
def check(
    edition: Annotated[str | None, typer.Argument(help="版本名 name of the edition")] = None,
    assumed: Annotated[bool, typer.Option("--assumed", help="列出全部假定 list every assumed number")] = False,
    fail_on: Annotated[Level, typer.Option("--fail-on", help="从哪一级起算失败 level that fails")] = Level.error,
    reasoner: Annotated[Reasoner, typer.Option(help="推理机 the reasoner")] = Reasoner.auto,
    json_: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
    lang: Language = Lang.zh,
) -> int:
    """检查版本：元形状、规则、推理机。 Check an edition: meta shapes, rules, reasoner."""
    if assumed:
        return editions.assumed(edition, lang.value)
    return editions.check(edition, fail_on.value, reasoner.value, json_, lang.value)


@evidence.command("template")
def template(
    out: Annotated[Path, typer.Argument(help="要写入的 .xlsx")],
    edition: EditionName = None,
    subject: Annotated[str | None, typer.Option(help="预填的评价对象 subject to fill in")] = None,
    year: Year = None,
    lang: Language = Lang.zh,
) -> int:
    """生成可填写的 Excel 模板。 Write an Excel template to fill in."""
    return evidences.template(out, edition, subject, year, lang.value)


@evidence.command("check")
def evidence_check(
    files: Annotated[list[Path], typer.Argument(help="证据文件 evidence files")],
    annotate: Annotated[Path | None, typer.Option(help="把问题写入副本 .xlsx write faults into a copy")] = None,
    lang: Language = Lang.zh,
) -> int:
    """只检查证据文件。 Check evidence files only."""
    return evidences.check(files, annotate, None, lang.value)


@evidence.command("import")
def evidence_import(
    files: Annotated[list[Path], typer.Argument(help="证据文件 evidence files")],
    out: Annotated[Path, typer.Option("--out", help="写为 Turtle write as Turtle (.ttl)")],
    annotate: Annotated[Path | None, typer.Option(help="把问题写入副本 .xlsx write faults into a copy")] = None,
    lang: Language = Lang.zh,
) -> int:
    """读取证据并写为 Turtle。 Read evidence and write it as Turtle."""
    return evidences.check(files, annotate, out, lang.value)


@app.command()
def errors(
    code: Annotated[str | None, typer.Argument(help="错误代码，如 EVI-008 error code")] = None,
    lang: Language = Lang.zh,
) -> int:
    """错误代码的说明。 The page of an error code."""
    return guides.errors(code, lang.value)


@app.command()
def doctor(lang: Language = Lang.zh) -> int:
    """检查安装情况。 What is installed and what is missing."""
    return guides.doctor(lang.value)


@app.command()
def demo(lang: Language = Lang.zh) -> int:
    """引导演示：评价 fixtures/ 中的案例。 The guided first run over the cases in fixtures/."""
    return guides.demo(lang.value)


@app.command()
def record(
    folders: Annotated[list[Path], typer.Argument(help="案例目录 case folders")],
    lang: Language = Lang.zh,
) -> int:
    """重新记录案例的预期结果。 Record what must come out of cases anew."""
    return guides.record(folders, lang.value)
