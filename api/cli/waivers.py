"""`ledger waive`, `waivers` and `withdraw-waiver`: what a case need not meet, by whom granted, and until when."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli import desk
from api.cli.desk import By, Reason
from api.cli.options import STORE, CaseYear, KnownAt, Lang, Language, Out, QuestionFormat, Store, Subject
from api.cli.output import chosen_form, put, written
from api.cli.subjects import place_named, taken_over, time_named, typed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from engine import Entry, Standard


def waive(
    subject: Subject,
    year: CaseYear,
    requirement: Annotated[
        str,
        typer.Argument(metavar="REQUIREMENT", help="要求或章条：名称、编号 requirement or clause: slug, title, number"),
    ],
    reason: Reason,
    approver: Annotated[str, typer.Option(metavar="NAME", help="批准人 who grants it")],
    until: Annotated[str, typer.Option(metavar="YYYY-MM-DD", help="有效至 last day on which it holds")],
    by: By,
    store: Store = STORE,
    lang: Language = Lang.zh,
) -> int:
    """批准豁免：不计得分与失分。 Waive a requirement or clause."""
    from engine import Journal, WaiverWish, day_named
    from engine import waive as enter

    hand, taken = desk.hand(by), taken_over(store)
    code, day = place_named(subject, taken), day_named("--until", until)
    said = WaiverWish(code, year, typed(requirement), typed(reason), typed(approver), day)
    standard = _standard(year, taken)
    with Journal(store) as journal:
        entry = enter(journal, said, hand, standard.edition, standard.world)
        desk.entered(journal.entries, entry, lang)
        _warn_final(journal.entries, code, year, lang)
    return 0


def _warn_final(entries: Sequence[Entry], code: str, year: int, language: str) -> None:
    """Say on stderr that a final assessment stays as it is, where there is one."""
    from engine import DIGITS_SHOWN, Stage, courses, say

    for one in courses(entries, code, year):
        if one.stage is Stage.FINAL:
            said = {"case": f"{code}/{year}", "assessment": one.recorded.assessment[:DIGITS_SHOWN]}
            sys.stderr.write(say("waiver.final", language, **said) + "\n")


def withdraw_waiver(
    subject: Subject,
    number: Annotated[int, typer.Argument(metavar="NUMBER", min=1, help="豁免编号，即其账目序号 number of its entry")],
    by: By,
    reason: Reason,
    store: Store = STORE,
    lang: Language = Lang.zh,
) -> int:
    """撤销豁免。 Withdraw a waiver."""
    from engine import Journal, entries_at
    from engine import withdraw_waiver as enter

    entries_at(store)
    code = place_named(subject, taken_over(store))
    with Journal(store) as journal:
        entry = enter(journal, code, number, typed(reason), desk.hand(by))
        return desk.entered(journal.entries, entry, lang)


def waivers(
    subject: Subject,
    year: CaseYear,
    as_known_at: KnownAt = None,
    form: QuestionFormat = None,
    store: Store = STORE,
    lang: Language = Lang.zh,
    out: Out = None,
) -> int:
    """列出案例生效的豁免。 Waivers that cover a case."""
    chosen = chosen_form(out, form, "ledger waivers")
    from engine import entries_at, waivers_listed, waivers_text
    from engine import waivers as in_force

    until = time_named(as_known_at)
    taken = taken_over(store, until)
    code, edition = place_named(subject, taken), _standard(year, taken).edition
    found = in_force(entries_at(store, until), code, year)
    data = written(waivers_listed(f"{code}/{year}", found, edition)) if chosen == "json" else ""
    put(data or waivers_text(found, edition, lang), out)
    return 0


def _standard(year: int, taken: tuple[Path, ...]) -> Standard:
    """The standard of an assessed year."""
    from engine import edition_for, home, standard_for

    return standard_for(home(), edition_for(home(), year), taken)
