"""`robustness`: the smallest change of a threshold, of an observation or of the weights that flips a grade."""

from __future__ import annotations

from pathlib import Path

from api.cli.output import put
from api.cli.whynot import assessed, case_at, chosen_form, written


def robustness(
    subject: str,
    cases: Path | None,
    year: int | None,
    seed: int,
    draws: int,
    form: str | None,
    language: str,
    out: Path | None,
) -> int:
    """Find the case of a subject, assess it, and say how far its grade is from another; 1 where it has none yet.

    Raises: what `case_at` and `chosen_form` raise, and what `robustness` of the engine raises.
    """
    form = chosen_form(out, form, "robustness")
    from engine import robustness as ask
    from engine import robustness_data, robustness_text

    assessment = assessed([case_at(subject, cases, year)], language)[0]
    found = ask(assessment, seed, draws)
    data = form == "json"
    put(written(robustness_data(assessment, found)) if data else robustness_text(assessment, found, language), out)
    return int(found.weights is None)
