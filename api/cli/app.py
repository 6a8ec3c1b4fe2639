"""The commands and their options."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from api.cli import answers, assessments, copies, editions, evidences, guides, rebuilding, validations
from api.cli import appeals as _appeals  # noqa: F401  # its commands stand below `ledger`
from api.cli import contrast as contrasts
from api.cli import impact as impacts
from api.cli import improve as improvements
from api.cli import robustness as robustnesses
from api.cli import states as _states  # noqa: F401  # its commands stand below `ledger`
from api.cli import waivers as _waivers  # noqa: F401  # as those
from api.cli import whynot as whynots
from api.cli.keys import keys
from api.cli.ledger import ledger, proved
from api.cli.options import STORE, CountedEvidence, Lang, Language, Out, OutputForm, QuestionFormat, Store
from api.cli.query import query
from api.cli.serve import serve

app = typer.Typer(
    name="clausegraph",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # panels cut what does not fit, and count Chinese wrongly
    help="按标准逐条评判证据并解释每一分。 Judge evidence against a standard clause by clause and explain every point.",
)
evidence = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="证据：模板、检查、导入。 Evidence: template, check, import."
)
app.add_typer(evidence, name="evidence")
app.add_typer(ledger, name="ledger")
app.add_typer(keys, name="keys")


class LaneName(StrEnum):
    """Which engine gives the verdicts."""

    fast = "fast"
    reference = "reference"


class ReportForm(StrEnum):
    """The forms of a validation report."""

    table = "table"
    json = "json"
    ttl = "ttl"
    nt = "nt"
    jsonld = "jsonld"


class Level(StrEnum):
    """From which level on problems fail a check."""

    error = "error"
    warning = "warning"


class Reasoner(StrEnum):
    """Whether the reasoner runs: when it can, always, never."""

    auto = "auto"
    hermit = "hermit"
    none = "none"


EditionName = Annotated[str | None, typer.Option("--edition", help="版本名 name of the edition")]
Cases = Annotated[Path | None, typer.Option(help="案例所在目录 folder of case folders", envvar="CLAUSEGRAPH_CASES")]
Year = Annotated[int | None, typer.Option("--year", min=1949, max=2999, help="评价年度 assessed year")]
Reference = Annotated[
    list[Path] | None,
    typer.Option(help="参考资料（地点、文件、目标）.ttl places, documents, targets that ontology/ lacks"),
]
Force = Annotated[bool, typer.Option("--force", help="覆盖已有文件 replace a file that is there")]


@app.command()
def assess(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="EVIDENCE",
            help="案例目录或证据文件（xlsx、csv、parquet、ttl、nt、jsonld） case folders or evidence files",
        ),
    ],
    edition: EditionName = None,
    year: Year = None,
    subject: Annotated[str | None, typer.Option(help="地名或六位代码 name or six-digit code")] = None,
    reference: Reference = None,
    approver: Annotated[str, typer.Option(help="核准参考资料的人 who takes the reference files over")] = "",
    mode: CountedEvidence = None,
    closed: Annotated[bool, typer.Option("--closed", help="已过截止时间 after the cut-off for delivery")] = False,
    form: OutputForm = None,
    lane: Annotated[
        LaneName, typer.Option("--lane", help="快速车道或参考车道 the compiled shapes or pySHACL")
    ] = LaneName.fast,
    cross_check: Annotated[
        bool, typer.Option("--cross-check", help="两条车道都运行并比较 run both lanes and compare")
    ] = False,
    processes: Annotated[int, typer.Option(min=1, max=64, help="同时运行的进程数 processes to share the cases")] = 1,
    lang: Language = Lang.zh,
    out: Out = None,
) -> int:
    """评价：读取证据、判定、计分、定级。 Read evidence, judge, score, grade."""
    wish = answers.Wish(
        edition,
        year,
        subject,
        mode.value if mode else None,
        closed,
        tuple(reference or ()),
        approver.strip(),
        lane.value,
        cross_check,
        processes,
    )
    return answers.assess(paths, wish, form.value if form else None, lang.value, out)


@app.command()
def why(
    subject: Annotated[str, typer.Argument(metavar="SUBJECT", help="地名或代码，如 常德市 name or code")],
    clause: Annotated[
        str | None, typer.Argument(metavar="CLAUSE", help="章条编号或名称，如 12.1 number or title of a clause")
    ] = None,
    cases: Cases = None,
    year: Year = None,
    form: QuestionFormat = None,
    lang: Language = Lang.zh,
    out: Out = None,
) -> int:
    """为什么：失分与依据，直到单元格。 Why: points and grounds, down to the cell."""
    return answers.why(subject, clause, cases, year, form.value if form else None, lang.value, out)


@app.command()
def whynot(
    subject: Annotated[str, typer.Argument(metavar="SUBJECT", help="案例目录、地名或代码 case folder, name or code")],
    requirement: Annotated[
        str, typer.Argument(metavar="REQUIREMENT", help="编号或名称，如 12.1 number, title or slug of a requirement")
    ],
    cases: Cases = None,
    year: Year = None,
    form: QuestionFormat = None,
    lang: Language = Lang.zh,
    out: Out = None,
) -> int:
    """怎样才符合：最少要改变的前提。 Why not: the fewest premises to turn."""
    return whynots.whynot(subject, requirement, cases, year, form.value if form else None, lang.value, out)


@app.command()
def impact(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[CASES]...", help="案例目录，默认全部案例 case folders, all when none is named"),
    ] = None,
    parameter: Annotated[list[str] | None, typer.Option("--set", help="参数=数值 PARAMETER=NUMBER")] = None,
    points: Annotated[list[str] | None, typer.Option(help="评分项=分值 ITEM=NUMBER")] = None,
    band: Annotated[list[str] | None, typer.Option(help="评分项:档=界限 ITEM:BAND=NUMBER")] = None,
    grade: Annotated[list[str] | None, typer.Option(help="等级=最低分，如 A=910 GRADE=NUMBER")] = None,
    veto: Annotated[list[str] | None, typer.Option(help="否决项=等级或 off VETO=GRADE or off")] = None,
    window: Annotated[list[str] | None, typer.Option(help="取值位=年数 SLOT=YEARS")] = None,
    off: Annotated[list[str] | None, typer.Option(help="不评的章条 a clause not to assess")] = None,
    near: Annotated[str, typer.Option(help="离等级界限多近算接近（分） points that count as near")] = "5",
    cases: Cases = None,
    form: QuestionFormat = None,
    lang: Language = Lang.zh,
    out: Out = None,
) -> int:
    """影响：改动标准后各地的得失。 Impact: who would gain or lose."""
    said = {
        "set": parameter,
        "points": points,
        "band": band,
        "grade": grade,
        "veto": veto,
        "window": window,
        "off": off,
    }
    words = {sort: found or [] for sort, found in said.items()}
    return impacts.impact(paths or [], cases, words, near, form.value if form else None, lang.value, out)


@app.command()
def improve(
    subject: Annotated[str, typer.Argument(metavar="SUBJECT", help="案例目录、地名或代码 case folder, name or code")],
    to: Annotated[str, typer.Option("--to", metavar="GRADE", help="要达到的等级，如 A the grade to reach")],
    costs: Annotated[
        Path | None, typer.Option(help="代价表 .csv：评价要求、代价、达到、完成日期 requirement, cost, reach, by")
    ] = None,
    before: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="在此日前（含当日）完成 finished by this day")
    ] = None,
    cases: Cases = None,
    year: Year = None,
    form: QuestionFormat = None,
    lang: Language = Lang.zh,
    out: Out = None,
) -> int:
    """怎样升级：最省的办法及其证明。 Improve: the cheapest way to a grade."""
    return improvements.improve(subject, to, costs, before, cases, year, form.value if form else None, lang.value, out)


@app.command()
def contrast(
    first: Annotated[str, typer.Argument(metavar="A", help="案例目录、地名或“地名@年度” folder, place or PLACE@YEAR")],
    second: Annotated[str, typer.Argument(metavar="B", help="同上，或只写年度 likewise, or a year alone")],
    cases: Cases = None,
    form: QuestionFormat = None,
    lang: Language = Lang.zh,
    out: Out = None,
) -> int:
    """对比：得分之差从何而来。 Contrast: where a difference comes from."""
    return contrasts.contrast(first, second, cases, form.value if form else None, lang.value, out)


@app.command()
def robustness(
    subject: Annotated[str, typer.Argument(metavar="SUBJECT", help="案例目录、地名或代码 case folder, name or code")],
    cases: Cases = None,
    year: Year = None,
    seed: Annotated[int, typer.Option(min=0, help="随机核验的种子 seed of the cross-check by chance")] = 0,
    draws: Annotated[int, typer.Option(min=1, max=1_000_000, help="随机核验的次数 how many draws it takes")] = 10_000,
    form: QuestionFormat = None,
    lang: Language = Lang.zh,
    out: Out = None,
) -> int:
    """稳健性：怎样一变等级就变。 Robustness: the least that flips a grade."""
    return robustnesses.robustness(subject, cases, year, seed, draws, form.value if form else None, lang.value, out)


@app.command()
def check(
    edition: Annotated[str | None, typer.Argument(metavar="EDITION", help="版本名 name of the edition")] = None,
    assumed: Annotated[bool, typer.Option("--assumed", help="列出全部假定 list every assumed number")] = False,
    fail_on: Annotated[Level, typer.Option("--fail-on", help="从哪一级起算失败 level that fails")] = Level.error,
    reasoner: Annotated[Reasoner, typer.Option(help="推理机 the reasoner")] = Reasoner.auto,
    json_: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
    lang: Language = Lang.zh,
) -> int:
    """检查版本：元形状、规则、推理机。 Check an edition: meta shapes, rules."""
    if assumed:
        return editions.assumed(edition, json_, lang.value)
    return editions.check(edition, fail_on.value, reasoner.value, json_, lang.value)


@app.command()
def validate(
    data: Annotated[list[Path], typer.Argument(metavar="DATA", help="RDF 数据文件 .ttl .nt .jsonld RDF data")],
    shapes: Annotated[list[Path], typer.Option("--shapes", "-s", help="SHACL 形状文件 SHACL shapes")],
    form: Annotated[ReportForm, typer.Option("--format", "-f", help="输出格式 form of output")] = ReportForm.table,
    rungs: Annotated[
        bool, typer.Option("--rungs", help="列出每条约束由哪一级判定 the rung of every constraint")
    ] = False,
    lang: Language = Lang.zh,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="写入文件 write to a file")] = None,
) -> int:
    """按 SHACL 形状校验，不符合时退出码 1。 Validate RDF by SHACL shapes."""
    return validations.validate(data, shapes, form.value, rungs, lang.value, out)


@app.command()
def plan(
    shapes: Annotated[list[Path], typer.Argument(metavar="SHAPES", help="SHACL 形状文件 SHACL shapes")],
    out: Annotated[Path | None, typer.Option("--out", "-o", help="写入文件 write to a file")] = None,
) -> int:
    """编译后的执行方案。 The compiled plan of shapes, as text."""
    return validations.plan(shapes, out)


@evidence.command("template")
def template(
    out: Annotated[Path, typer.Argument(metavar="FILE.xlsx", help="要写入的文件 the file to write")],
    edition: EditionName = None,
    subject: Annotated[str | None, typer.Option(help="预填的评价对象 subject to fill in")] = None,
    year: Year = None,
    force: Force = False,
    lang: Language = Lang.zh,
) -> int:
    """生成可填写的 Excel 模板。 Write an Excel template to fill in."""
    return evidences.template(out, edition, subject, year, force, lang.value)


@evidence.command("check")
def evidence_check(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE", help="证据文件 evidence files: xlsx, csv, parquet, ttl, nt, jsonld")
    ],
    annotate: Annotated[Path | None, typer.Option(help="把问题写入副本 .xlsx write faults into a copy")] = None,
    reference: Reference = None,
    lang: Language = Lang.zh,
) -> int:
    """只检查证据文件。 Check evidence files only."""
    return evidences.check(files, annotate, reference or (), lang.value)


@evidence.command("import")
def evidence_import(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE", help="证据文件 evidence files: xlsx, csv, parquet, ttl, nt, jsonld")
    ],
    out: Annotated[Path, typer.Option("--out", help="写为 Turtle write as Turtle (.ttl)")],
    annotate: Annotated[Path | None, typer.Option(help="把问题写入副本 .xlsx write faults into a copy")] = None,
    reference: Reference = None,
    force: Force = False,
    lang: Language = Lang.zh,
) -> int:
    """读取证据并写为 Turtle。 Read evidence and write it as Turtle."""
    return evidences.turn(files, annotate, reference or (), out, force, lang.value)


@app.command()
def verify(
    assessment: Annotated[
        str | None,
        typer.Argument(metavar="[ASSESSMENT]", help="要离线重做的评价 an assessment to repeat offline, by its hash"),
    ] = None,
    store: Store = STORE,
    head: Annotated[str | None, typer.Option(help="须含有的账首哈希 hash that an entry must have")] = None,
    lang: Language = Lang.zh,
) -> int:
    """核对库，或重做评价。 Verify the store, or repeat an assessment."""
    if assessment is not None:
        return assessments.repeated(store, assessment, lang.value)
    return proved(store, head, lang.value)


@app.command()
def rebuild(store: Store = STORE, lang: Language = Lang.zh) -> int:
    """重建图与列。 Make graphs and columns anew."""
    return rebuilding.rebuilt(store, lang.value)


app.command()(query)
app.command()(serve)
app.command()(copies.backup)
app.command()(copies.restore)


@app.command()
def errors(
    code: Annotated[str | None, typer.Argument(metavar="CODE", help="错误代码，如 EVI-008 error code")] = None,
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
    """引导演示：评价自带案例。 The guided first run over our own cases."""
    return guides.demo(lang.value)


@app.command()
def record(
    folders: Annotated[list[Path], typer.Argument(metavar="FOLDER", help="案例目录 case folders")],
    lang: Language = Lang.zh,
) -> int:
    """重新记录案例的预期结果。 Record what must come out of cases anew."""
    return guides.record(folders, lang.value)
