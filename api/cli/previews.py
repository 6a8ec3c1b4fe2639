"""`ledger preview` and `ledger depends`: what acts would change, and what falls with a file; nothing is entered."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.desk import EvidenceName
from api.cli.options import (
    STORE,
    CaseYear,
    CountedEvidence,
    KnownAt,
    Lang,
    Language,
    Mode,
    Out,
    QuestionFormat,
    Store,
    Subject,
)
from api.cli.output import chosen_form, put, written
from api.cli.subjects import place_named, taken_over, time_named, typed

if TYPE_CHECKING:
    from engine import Before

Thought = Annotated[list[str] | None, typer.Option(metavar="EVIDENCE[#ID]", help="设想的裁定 a ruling thought of")]


def preview(
    subject: Subject,
    year: CaseYear,
    accept: Thought = None,
    reject: Thought = None,
    withdraw: Thought = None,
    file: Annotated[
        list[Path] | None, typer.Option("--file", metavar="FILE", help="设想提交的文件 a file to submit")
    ] = None,
    waive: Annotated[
        list[str] | None, typer.Option(metavar="REQUIREMENT", help="设想的豁免 a waiver thought of")
    ] = None,
    as_known_at: KnownAt = None,
    mode: CountedEvidence = Mode.delivered,
    form: QuestionFormat = None,
    store: Store = STORE,
    lang: Language = Lang.zh,
    out: Out = None,
) -> int:
    """预览办理的结果，不入账。 What acts would change."""
    chosen = chosen_form(out, form, "ledger preview")
    from engine import EvidenceMode, Ruling, home
    from engine import Thought as Wish
    from engine import preview as ask

    until = time_named(as_known_at)
    words = {Ruling.ACCEPTED: accept, Ruling.REJECTED: reject, Ruling.WITHDRAWN: withdraw}
    rulings = tuple((ruling, typed(word)) for ruling, found in words.items() for word in found or ())
    code, counted = place_named(subject, taken_over(store, until)), EvidenceMode(mode or Mode.delivered)
    wish = Wish(rulings, tuple(file or ()), tuple(map(typed, waive or ())))
    found = ask(home(), store, code, year, wish, until, counted)
    return _previewed((found,), chosen, lang, out)


def depends(
    evidence: EvidenceName,
    as_known_at: KnownAt = None,
    mode: CountedEvidence = Mode.delivered,
    form: QuestionFormat = None,
    store: Store = STORE,
    lang: Language = Lang.zh,
    out: Out = None,
) -> int:
    """若撤回该证据会怎样。 What falls if evidence falls."""
    chosen = chosen_form(out, form, "ledger depends")
    from engine import EvidenceMode, blast, home

    until = time_named(as_known_at)
    counted = EvidenceMode(mode or Mode.delivered)
    return _previewed(blast(home(), store, typed(evidence), until, counted), chosen, lang, out)


def _previewed(found: Sequence[Before], form: str, language: str, out: Path | None) -> int:
    from engine import preview_data, preview_text

    put(written(preview_data(found)) if form == "json" else preview_text(found, language), out)
    return 0
