"""`contrast`: why one case has other points than another, in parts that add up."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from api.cli.output import put
from api.cli.subjects import case_named, typed
from api.cli.whynot import assessed, case_at, chosen_form, written

if TYPE_CHECKING:
    from engine import CaseFile


def contrast(first: str, second: str, cases: Path | None, form: str | None, language: str, out: Path | None) -> int:
    """Find both cases, assess them, and say what sets the second apart from the first.

    Each word is a case folder, a place or `PLACE@YEAR`; the second may be a year alone: the same place in that year.
    Raises: what `case_at` and `chosen_form` raise.
    """
    form = chosen_form(out, form, "contrast")
    from engine import contrast as ask
    from engine import contrast_data, contrast_text

    case = case_at(first, cases, None)
    one, other = assessed([case, _second(second, case, cases)], language)
    found = ask(one, other)
    data = form == "json"
    put(written(contrast_data(one, other, found)) if data else contrast_text(one, other, found, language), out)
    return 0


def _second(word: str, first: CaseFile, cases: Path | None) -> CaseFile:
    """The second case; a year of four digits stands for the place of the first."""
    word = typed(word)
    if len(word) == 4 and word.isascii() and word.isdigit():
        return case_named(first.subject, cases, int(word))
    return case_at(word, cases, None)
