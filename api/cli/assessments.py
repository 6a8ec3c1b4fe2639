"""`ledger record` and `ledger compare`: assessments that are kept, and compared."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli import desk
from api.cli.desk import By
from api.cli.options import STORE, CaseYear, KnownAt, Lang, Language, Out, OutputForm, Store, Subject
from api.cli.output import form_of, put, working, written
from api.cli.subjects import place_named, taken_over, time_named

if TYPE_CHECKING:
    from engine import Recorded


COMPARED = ("table", "json", "csv")


class RoleName(StrEnum):
    """Whose assessment it is."""

    self = "self"
    recommended = "recommended"
    confirmed = "confirmed"


RecordedAs = Annotated[
    RoleName, typer.Option("--as", help="自评、推荐或核定 self-assessment, recommended or confirmed")
]


def record(
    subject: Subject,
    year: CaseYear,
    role: RecordedAs,
    by: By,
    as_known_at: KnownAt = None,
    store: Store = STORE,
    lang: Language = Lang.zh,
) -> int:
    """评价并连同版本、结果入账。 Assess, and keep edition and result."""
    from engine import Journal, Role, entries_at, home, say
    from engine import record as enter

    until = time_named(as_known_at)
    entries_at(store)  # a recording never makes a store
    code, hand = place_named(subject, taken_over(store)), desk.hand(by)
    with Journal(store) as journal, working(say("demo.progress", lang, n="1")):
        done = enter(journal, home(), code, year, Role(role.value), hand, until)
    said = said_of(done.recorded, lang)
    key = "assessed.new" if done.new else "assessed.known"
    sys.stdout.write(say(key, lang, number=str(done.recorded.entry.number), **said) + "\n")
    return 0


def compare(
    subject: Subject,
    year: CaseYear,
    as_known_at: KnownAt = None,
    form: OutputForm = None,
    store: Store = STORE,
    lang: Language = Lang.zh,
    out: Out = None,
) -> int:
    """自评、推荐、核定逐项对照。 The three scores of each item."""
    chosen = form_of(out, form)
    from engine import UsageError, latest, side_by_side, sides_csv, sides_data, sides_text

    if chosen not in COMPARED:
        raise UsageError.of("EXP-002", "ledger compare", chosen, known=", ".join(COMPARED))
    entries, case, known = desk.courses_of(store, subject, year, as_known_at)
    found = latest(known)
    if not found:
        raise UsageError.of("STO-051", str(store), case)
    sides = side_by_side(store, entries, found.values())
    if chosen == "json":
        text = written(sides_data(sides))
    else:
        text = (sides_csv if chosen == "csv" else sides_text)(sides, lang)
    put(text, out)
    return 0


def said_of(one: Recorded, language: str) -> dict[str, str]:
    """Role, name and result of a recorded assessment, as sentences say them."""
    from engine import say

    return {"role": say(f"role.{one.role}", language), "assessment": one.assessment, "result": one.result}
