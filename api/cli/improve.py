"""`improve`: the cheapest way of a case to a grade, with its proof, or what blocks it."""

from __future__ import annotations

from pathlib import Path

from api.cli.output import put
from api.cli.subjects import typed
from api.cli.whynot import assessed, case_at, chosen_form, written


def improve(
    subject: str,
    grade: str,
    costs: Path | None,
    before: str | None,
    cases: Path | None,
    year: int | None,
    form: str | None,
    language: str,
    out: Path | None,
) -> int:
    """Find the case of a subject, assess it, and say how it comes to a grade; 1 where it cannot.

    Raises: what `case_at` and `chosen_form` raise, and what `read_costs`, `finish_day` and `improve` of the engine raise.
    """
    form = chosen_form(out, form, "improve")
    from engine import finish_day, improvement_data, improvement_text, read_costs
    from engine import improve as ask

    day = None if before is None else finish_day(typed(before))
    assessment = assessed([case_at(subject, cases, year)], language)[0]
    table = None if costs is None else read_costs(costs, assessment.edition, assessment.world)
    found = ask(assessment, typed(grade), table, day)
    data = form == "json"
    put(written(improvement_data(assessment, found)) if data else improvement_text(assessment, found, language), out)
    return 0 if found.reached else 1
