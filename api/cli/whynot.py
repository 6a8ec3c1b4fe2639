"""`whynot`: the smallest sets of premises that would turn a requirement of a case."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from api.cli.output import form_of, put, working
from api.cli.subjects import case_named, typed

if TYPE_CHECKING:
    from engine import Assessment, CaseFile

FORMS = ("table", "json")


def whynot(
    subject: str,
    requirement: str,
    cases: Path | None,
    year: int | None,
    form: str | None,
    language: str,
    out: Path | None,
) -> int:
    """Find the case, assess it, and say what would turn a requirement; 1 where one of those named cannot be turned.

    Raises: what `case_at` and `chosen_form` raise, and UsageError EXP-001 for a word that names no requirement.
    """
    form = chosen_form(out, form, "whynot")
    from engine import Standing, whynot_at, whynot_data, whynot_text

    assessment = assessed([case_at(subject, cases, year)], language)[0]
    answers = whynot_at(assessment, typed(requirement))
    put(
        written(whynot_data(assessment, answers)) if form == "json" else whynot_text(assessment, answers, language), out
    )
    return int(any(answer.standing in (Standing.FIXED, Standing.IMPOSSIBLE) for answer in answers))


def case_at(word: str, cases: Path | None, year: int | None) -> CaseFile:
    """The case that a word names: a case folder, a place (its latest case, or that of `year`), or `PLACE@YEAR`.

    Raises: UsageError CLI-001 or CLI-007 for a subject without a case, CLI-008 for a year without one; EvidenceError CAS-…
    for a folder whose `case.toml` cannot be read.
    """
    from engine import UsageError, read_case

    word = typed(word)
    if (Path(word) / "case.toml").is_file():
        case = read_case(Path(word))
        if year not in (None, case.year):
            raise UsageError.of("CLI-008", word, str(year), known=str(case.year))
        return case
    name, _, after = word.rpartition("@")
    if name and after.isascii() and after.isdigit():
        return case_named(name, cases, int(after))
    return case_named(word, cases, year)


def assessed(cases: list[CaseFile], language: str) -> tuple[Assessment, ...]:
    """The cases assessed in one run."""
    from engine import assess, home, order_of, say

    with working(say("demo.progress", language, n=str(len(cases)))):
        return assess(home(), [order_of(case) for case in cases])


def chosen_form(out: Path | None, form: str | None, question: str) -> str:
    """Table or JSON. Raises: UsageError EXP-002 for another form, and those of `form_of`."""
    from engine import UsageError

    chosen = form_of(out, form)
    if chosen not in FORMS:
        raise UsageError.of("EXP-002", question, chosen, known=", ".join(FORMS))
    return chosen


def written(data: dict[str, object]) -> str:
    """Data as JSON text."""
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
