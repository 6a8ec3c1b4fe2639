"""`improve`: the cheapest way of a case to a grade, with its proof, or what blocks it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.cli.answers import assessed
from api.cli.options import Cases, CaseSubject, Lang, Language, Out, QuestionFormat, Year
from api.cli.output import chosen_form, put, written
from api.cli.subjects import case_at, typed


def improve(
    subject: CaseSubject,
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
    chosen = chosen_form(out, form, "improve")
    from engine import finish_day, improvement_data, improvement_text, order_of, read_costs
    from engine import improve as ask

    day = None if before is None else finish_day(typed(before))
    (one,) = assessed([order_of(case_at(subject, cases, year))], lang)
    table = None if costs is None else read_costs(costs, one.edition, one.world)
    found = ask(one, typed(to), table, day)
    put(written(improvement_data(one, found)) if chosen == "json" else improvement_text(one, found, lang), out)
    return 0 if found.reached else 1
