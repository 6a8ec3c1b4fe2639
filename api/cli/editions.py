"""`check`: the problems of an edition, and everything in it that is assumed."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from api.cli.output import working

if TYPE_CHECKING:
    from engine import Assumption, Problem, Standard

SEVERITY = {"error": 2, "warning": 1, "info": 0}


def _name(edition: str | None) -> str:
    from engine import edition_for, home

    return edition or edition_for(home(), 2999)


def check(edition: str | None, fail_on: str, reasoner: str, as_json: bool, language: str) -> int:
    """Show every problem; exit 1 when one is at the level asked for or above."""
    from engine import check as rules
    from engine import home, reason

    name = _name(edition)
    with working(name):
        problems = list(rules(home(), name))
        if reasoner != "none":
            problems += reason(home(), name, required=reasoner == "hermit")
    _show(problems, name, reasoner != "none", as_json, language)
    return int(any(SEVERITY[problem.level] >= SEVERITY[fail_on] for problem in problems))


def _show(problems: list[Problem], name: str, reasoned: bool, as_json: bool, language: str) -> None:
    from engine import Fault, fault_sentences, say

    pages = [
        {"level": one.level, "place": one.place, **fault_sentences(Fault(one.code, one.where, one.found), language)}
        for one in problems
    ]
    if as_json:
        sys.stdout.write(json.dumps({"edition": name, "problems": pages}, ensure_ascii=False, indent=1) + "\n")
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


def assumed(edition: str | None, as_json: bool, language: str) -> int:
    """List every assumed number with its reason and its model."""
    from engine import assumptions, home, say, standard_for

    standard = standard_for(home(), _name(edition))
    rows = [_assumed_row(one, standard, language) for one in assumptions(standard.edition, standard.world)]
    if as_json:
        found = {"edition": standard.edition.name, "assumed": rows}
        sys.stdout.write(json.dumps(found, ensure_ascii=False, indent=1) + "\n")
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
