"""`check`: the problems of an edition, and everything in it that is assumed."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.options import Lang, Language
from api.cli.output import working, written

if TYPE_CHECKING:
    from engine import Assumption, Problem, Standard

SEVERITY = {"error": 2, "warning": 1, "info": 0}


class Level(StrEnum):
    """From which level on problems fail a check."""

    error = "error"
    warning = "warning"


class Reasoner(StrEnum):
    """Whether the reasoner runs: when it can, always, never."""

    auto = "auto"
    hermit = "hermit"
    none = "none"


def check(
    edition: Annotated[str | None, typer.Argument(metavar="EDITION", help="版本名 name of the edition")] = None,
    assumed: Annotated[bool, typer.Option("--assumed", help="列出全部假定 list every assumed number")] = False,
    fail_on: Annotated[Level, typer.Option("--fail-on", help="从哪一级起算失败 level that fails")] = Level.error,
    reasoner: Annotated[Reasoner, typer.Option(help="推理机 the reasoner")] = Reasoner.auto,
    json_: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
    lang: Language = Lang.zh,
) -> int:
    """检查版本：元形状、规则、推理机。 Check an edition: meta shapes, rules."""
    from engine import check as rules
    from engine import edition_for, home, reason

    name = edition or edition_for(home(), 2999)
    if assumed:
        return _assumed(name, json_, lang)
    with working(name):
        problems = list(rules(home(), name))
        if reasoner is not Reasoner.none:
            problems += reason(home(), name, required=reasoner is Reasoner.hermit)
    _show(problems, name, reasoner is not Reasoner.none, json_, lang)
    return int(any(SEVERITY[problem.level] >= SEVERITY[fail_on] for problem in problems))


def _show(problems: list[Problem], name: str, reasoned: bool, as_json: bool, language: str) -> None:
    from engine import Fault, fault_sentences, say

    pages = [
        {"level": one.level, "place": one.place, **fault_sentences(Fault(one.code, one.where, one.found), language)}
        for one in problems
    ]
    if as_json:
        sys.stdout.write(written({"edition": name, "problems": pages}))
        return
    for page in pages:
        place = say("check.place", language, place=page["place"]) if page["place"] else ""
        level = say("level." + page["level"], language)
        sys.stdout.write(f"{page['code']} {level} {page['problem']} {page['remedy']}{place}\n")
    if not problems:
        sys.stdout.write(say("check.clean", language, edition=name) + "\n")
    else:
        sys.stdout.write(say("check.count", language, n=str(len(problems))) + "\n")
    if reasoned and not any(one.code.startswith("EDN-03") for one in problems):
        sys.stdout.write(say("check.consistent", language) + "\n")


def _assumed(edition: str, as_json: bool, language: str) -> int:
    """List every assumed number with its reason and its model."""
    from engine import assumptions, home, say, standard_for

    standard = standard_for(home(), edition)
    rows = [_assumed_row(one, standard, language) for one in assumptions(standard.edition, standard.world)]
    if as_json:
        sys.stdout.write(written({"edition": standard.edition.name, "assumed": rows}))
        return 0
    sys.stdout.write(say("assumed.head", language, edition=standard.edition.name, n=str(len(rows))) + "\n")
    mark = say("mark.assumed", language).strip()
    for row in rows:
        model = say("assumed.model", language, model=row["model"]) if row["model"] else ""
        said = row | {"reason": row["reason"] or "-", "model": model}
        sys.stdout.write(say("assumed.line", language, mark=mark, **said) + "\n")
    return 0


def _assumed_row(one: Assumption, standard: Standard, language: str) -> dict[str, str]:
    """What is assumed, its value, why, and after which rule."""
    from engine import say

    model = standard.world.documents.get(one.basis.model or "")
    return {
        "kind": say(f"assumed.{one.kind}", language),
        "slug": one.slug,
        "label": one.label.in_language(language),
        "value": one.value,
        "reason": one.basis.reason.in_language(language) if one.basis.reason else "",
        "model": (model.number or model.label.in_language(language)) if model else "",
    }
