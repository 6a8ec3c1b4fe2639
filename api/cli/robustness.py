"""`robustness`: the smallest change of a threshold, of an observation or of the weights that flips a grade."""

from __future__ import annotations

from typing import Annotated

import typer

from api.cli.answers import assessed
from api.cli.options import Cases, CaseSubject, Lang, Language, Out, QuestionFormat, Year
from api.cli.output import chosen_form, put, written
from api.cli.subjects import case_at


def robustness(
    subject: CaseSubject,
    cases: Cases = None,
    year: Year = None,
    seed: Annotated[int, typer.Option(min=0, help="随机核验的种子 seed of the cross-check by chance")] = 0,
    draws: Annotated[int, typer.Option(min=1, max=1_000_000, help="随机核验的次数 how many draws it takes")] = 10_000,
    form: QuestionFormat = None,
    lang: Language = Lang.zh,
    out: Out = None,
) -> int:
    """稳健性：怎样一变等级就变。 Robustness: the least that flips a grade."""
    chosen = chosen_form(out, form, "robustness")
    from engine import order_of, robustness_data, robustness_text
    from engine import robustness as ask

    (one,) = assessed([order_of(case_at(subject, cases, year))], lang)
    found = ask(one, seed, draws)
    put(written(robustness_data(one, found)) if chosen == "json" else robustness_text(one, found, lang), out)
    return int(found.weights is None)
