"""`whynot`: the smallest sets of premises that would turn a requirement of a case."""

from __future__ import annotations

from typing import Annotated

import typer

from api.cli.answers import assessed
from api.cli.options import Cases, CaseSubject, Lang, Language, Out, QuestionFormat, Year
from api.cli.output import chosen_form, put, written
from api.cli.subjects import case_at, typed


def whynot(
    subject: CaseSubject,
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
    chosen = chosen_form(out, form, "whynot")
    from engine import Standing, order_of, whynot_at, whynot_data, whynot_text

    (found,) = assessed([order_of(case_at(subject, cases, year))], lang)
    answers = whynot_at(found, typed(requirement))
    put(written(whynot_data(found, answers)) if chosen == "json" else whynot_text(found, answers, lang), out)
    return int(any(answer.standing in (Standing.FIXED, Standing.IMPOSSIBLE) for answer in answers))
