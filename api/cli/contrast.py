"""`contrast`: why one case has other points than another, in parts that add up."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.answers import assessed
from api.cli.options import Cases, Lang, Language, Out, QuestionFormat
from api.cli.output import chosen_form, put, written
from api.cli.subjects import case_at, case_named, typed

if TYPE_CHECKING:
    from engine import CaseFile


def contrast(
    first: Annotated[str, typer.Argument(metavar="A", help="案例目录、地名或“地名@年度” folder, place or PLACE@YEAR")],
    second: Annotated[str, typer.Argument(metavar="B", help="同上，或只写年度 likewise, or a year alone")],
    cases: Cases = None,
    form: QuestionFormat = None,
    lang: Language = Lang.zh,
    out: Out = None,
) -> int:
    """对比：得分之差从何而来。 Contrast: where a difference comes from."""
    chosen = chosen_form(out, form, "contrast")
    from engine import contrast as ask
    from engine import contrast_data, contrast_text, order_of

    case = case_at(first, cases, None)
    one, other = assessed([order_of(case), order_of(_second(second, case, cases))], lang)
    found = ask(one, other)
    data = chosen == "json"
    put(written(contrast_data(one, other, found)) if data else contrast_text(one, other, found, lang), out)
    return 0


def _second(word: str, first: CaseFile, cases: Path | None) -> CaseFile:
    """The second case; a year of four digits stands for the place of the first."""
    word = typed(word)
    if len(word) == 4 and word.isascii() and word.isdigit():
        return case_named(first.subject, cases, int(word))
    return case_at(word, cases, None)
