"""Every command explains itself in both languages without heavy imports, and wrong words end in exit 2."""

from __future__ import annotations

import pytest

from tests.conftest import Command, process

HELP = {
    "whynot": ("怎样才符合：最少要改变的前提。", "Why not: the fewest premises to turn."),
    "improve": ("怎样升级：最省的办法及其证明。", "Improve: the cheapest way to a grade."),
    "robustness": ("稳健性：怎样一变等级就变。", "Robustness: the least that flips a grade."),
    "impact": ("影响：改动标准后各地的得失。", "Impact: who would gain or lose."),
    "contrast": ("对比：得分之差从何而来。", "Contrast: where a difference comes from."),
    "assess": ("评价：读取证据、判定、计分、定级。", "Read evidence, judge, score, grade."),
    "why": ("为什么：失分与依据，直到单元格。", "Why: points and grounds, down to the cell."),
    "check": ("检查版本：元形状、规则、推理机。", "Check an edition: meta shapes"),
    "validate": ("按 SHACL 形状校验，不符合时退出码 1。", "Validate RDF by SHACL shapes."),
    "plan": ("编译后的执行方案。", "The compiled plan of shapes, as text."),
    "evidence template": ("生成可填写的 Excel 模板。", "Write an Excel template to fill in."),
    "evidence check": ("只检查证据文件。", "Check evidence files only."),
    "evidence import": ("读取证据并写为 Turtle。", "Read evidence and write it as Turtle."),
    "ledger submit": ("检查证据并入库。", "Check evidence and enter it."),
    "ledger accept": ("采信证据。", "Accept a file or a record."),
    "ledger reject": ("不采信证据。", "Reject a file or a record."),
    "ledger withdraw": ("撤回证据。", "Withdraw a file or a record."),
    "ledger close": ("截止案例。", "Close a case for delivery."),
    "ledger reopen": ("重新开放案例。", "Reopen a closed case."),
    "ledger show": ("列出账目。", "List the entries."),
    "ledger assess": ("按账本评价。", "Assess a case as the ledger knows it."),
    "ledger record": ("评价并连同版本、结果入账。", "Assess, and keep edition and result."),
    "ledger compare": ("自评、推荐、核定逐项对照。", "The three scores of each item."),
    "ledger panel": ("提交专家评审。", "Give a draft to a panel."),
    "ledger publicise": ("公示，至少五个工作日。", "Publicise for five working days or more."),
    "ledger object": ("登记公示期内的异议。", "Enter an objection."),
    "ledger answer": ("答复异议。", "Answer an objection."),
    "ledger finalise": ("公示期满后定案。", "Make it final once publicity is over."),
    "ledger annul": ("撤销评价。", "Withdraw an assessment."),
    "ledger appeal": ("登记申诉。", "Enter an appeal of the place."),
    "ledger appeals": ("一个案例的申诉及其答复。", "Appeals of a case, with answers."),
    "ledger answer-appeal": ("答复申诉。", "Answer an appeal."),
    "ledger preview-appeal": ("预览申诉：若采信所据证据。", "If its evidence were accepted."),
    "ledger state": ("一个案例各项评价的进程。", "How far assessments have come."),
    "keys new": ("制作密钥，只显示一次。", "Make a key; it is shown once."),
    "keys list": ("列出密钥（不含密钥本身）。", "List the keys, without the keys themselves."),
    "keys revoke": ("吊销密钥。", "Revoke a key."),
    "keys audit": ("核验并列出审计记录。", "Prove and list the audit."),
    "verify": ("核对库，或重做评价。", "Verify the store, or repeat an assessment."),
    "rebuild": ("重建图与列。", "Make graphs and columns anew."),
    "query": ("用 SPARQL 查询图。", "Ask the graphs by SPARQL."),
    "serve": ("启动服务。", "Serve HTTP until stopped."),
    "backup": ("备份库并核对。", "Back the store up, proved."),
    "restore": ("恢复到空目录。", "Restore where no store is."),
    "errors": ("错误代码的说明。", "The page of an error code."),
    "doctor": ("检查安装情况。", "What is installed and what is missing."),
    "demo": ("引导演示：评价自带案例。", "The guided first run over our own cases."),
    "record": ("重新记录案例的预期结果。", "Record what must come out of cases anew."),
}
HEAVY = ("rdflib", "pyshacl", "pyoxigraph", "openpyxl", "xlsxwriter", "owlready2", "engine")
LIGHT = """
import sys
from api.cli import run
for words in sys.argv[1:]:
    assert run([*words.split(), "--help"]) == 0, words
print("heavy:", *[name for name in HEAVY if name in sys.modules])
"""


@pytest.mark.parametrize("command", HELP)
def test_help_says_what_the_command_does(command: str, cg: Command) -> None:
    said = cg(*command.split(), "--help")
    assert (said.code, said.err) == (0, "")
    for sentence in HELP[command]:
        assert sentence in " ".join(said.out.split())


def test_help_lists_every_command(cg: Command) -> None:
    rows = cg("--help").out.split("Commands:\n")[1].splitlines()
    listed = {line.split()[0] for line in rows if line.strip()}
    assert listed == {name.split()[0] for name in HELP}


@pytest.mark.parametrize("command", ["", "evidence", "ledger", "keys", *HELP])
def test_help_cuts_nothing_off(command: str, cg: Command) -> None:
    page = cg(*command.split(), "--help").out.splitlines()
    assert page[0].startswith("Usage: clausegraph")
    assert [line for line in page[1:] if "…" in line or line.endswith("...")] == []


def test_help_of_every_command_imports_nothing_heavy() -> None:
    script = LIGHT.replace("HEAVY", repr(HEAVY))
    words = " ".join(f"'{command}'" for command in ["", "evidence", "ledger", "keys", *HELP])
    done = process(f'${{CG%% -m*}} -c "$SCRIPT" {words}', SCRIPT=script)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().splitlines()[-1] == "heavy:"


@pytest.mark.parametrize("words", [(), ("evidence",), ("ledger",), ("keys",)])
def test_no_words_show_the_help(words: tuple[str, ...], cg: Command) -> None:
    said = cg(*words)
    assert (said.code, said.out) == (2, "")
    assert said.err == cg(*words, "--help").out


FORMS = "table, tree, json, jsonl, csv, md, ttl, jsonld, shacl"
MISUSE = [
    (("assess",), "clausegraph assess", "缺少 EVIDENCE", "EVIDENCE is missing"),
    (("why",), "clausegraph why", "缺少 SUBJECT", "SUBJECT is missing"),
    (("evidence", "import", "a.ttl"), "clausegraph evidence import", "缺少 --out", "--out is missing"),
    (("nope",), "clausegraph", "不认识“nope”", "“nope” is not known"),
    (("evidence", "nope"), "clausegraph evidence", "不认识“nope”", "“nope” is not known"),
    (
        ("whynott",),
        "clausegraph",
        "不认识“whynott”（是否指 whynot？）",
        "“whynott” is not known (is whynot meant?)",
    ),
    (
        ("evidence", "it's"),
        "clausegraph evidence",
        "不认识“it's”",
        "“it's” is not known",
    ),
    (
        ("evidence", "chek"),
        "clausegraph evidence",
        "不认识“chek”（是否指 check？）",
        "“chek” is not known (is check meant?)",
    ),
    (("why", "a", "b", "c"), "clausegraph why", "不认识“c”", "“c” is not known"),
    (("doctor", "--nope"), "clausegraph doctor", "没有选项 --nope", "there is no option --nope"),
    (
        ("assess", "x", "--yeer", "2020"),
        "clausegraph assess",
        "没有选项 --yeer（是否指 --year？）",
        "there is no option --yeer (is --year meant?)",
    ),
    (
        ("assess", "x", "--format", "html"),
        "clausegraph assess",
        f"--format 不能是“html”，只能是 {FORMS}",
        f"--format cannot be “html”, only {FORMS}",
    ),
    (("assess", "x", "--year=twenty"), "clausegraph assess", "--year 不能是“twenty”", "--year cannot be “twenty”"),
    (("assess", "x", "--year", "1948"), "clausegraph assess", "--year 不能是“1948”", "--year cannot be “1948”"),
    (
        ("assess", "x", "--evidence", "all"),
        "clausegraph assess",
        "--evidence 不能是“all”，只能是 delivered, accepted",
        "--evidence cannot be “all”, only delivered, accepted",
    ),
    (
        ("check", "--fail-on", "info"),
        "clausegraph check",
        "--fail-on 不能是“info”，只能是 error, warning",
        "--fail-on cannot be “info”, only error, warning",
    ),
]


@pytest.mark.parametrize(("words", "command", "chinese", "english"), MISUSE)
def test_wrong_words_are_named_in_both_languages(
    words: tuple[str, ...], command: str, chinese: str, english: str, cg: Command
) -> None:
    said = cg(*words)
    assert (said.code, said.out) == (2, "")
    assert said.err == (
        f"CLI-005 {command}\n  命令行有误：{chinese}。\n  要求：{command} --help 所列的用法。\n  处理：请改正后再运行。\n"
    )
    said = cg(*words, "--lang", "en")
    assert (said.code, said.out) == (2, "")
    assert said.err == (
        f"CLI-005 {command}\n  The command line is wrong: {english}.\n"
        f"  expected: As {command} --help says.\n  remedy: Mend it and run it again.\n"
    )


def test_an_option_without_its_value_is_named(cg: Command) -> None:
    said = cg("assess", "x", "--year")
    assert said.code == 2
    assert "命令行有误：选项 --year 后面没有取值。" in said.err
