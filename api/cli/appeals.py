"""`ledger appeal`, `appeals`, `answer-appeal`, `preview-appeal`: what an assessed place brings against a recorded assessment."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from api.cli import desk
from api.cli.desk import By, Reason
from api.cli.options import STORE, CaseYear, KnownAt, Lang, Language, Out, QuestionFormat, Store, Subject
from api.cli.output import chosen_form, put, written
from api.cli.states import As, AssessmentName
from api.cli.subjects import taken_over, typed


class ResolutionName(StrEnum):
    """What becomes of an appeal."""

    upheld = "upheld"
    partly_upheld = "partly-upheld"
    dismissed = "dismissed"


Number = Annotated[int, typer.Argument(metavar="NUMBER", min=1, help="申诉编号，即其账目序号 number of its entry")]


def appeal(
    assessment: AssessmentName,
    requirement: Annotated[
        list[str], typer.Option(metavar="SLUG", help="所涉要求，可重复 a requirement that it disputes")
    ],
    by: By,
    reason: Reason,
    rests_on: Annotated[
        list[str] | None,
        typer.Option(metavar="EVIDENCE[#ID]", help="所据的已提交证据，可重复 submitted evidence that it rests on"),
    ] = None,
    role: As = None,
    store: Store = STORE,
    lang: Language = Lang.zh,
) -> int:
    """登记申诉。 Enter an appeal of the place."""
    from engine import Journal, Plea, Role, entries_at, home, one_recorded, read_world
    from engine import appeal as enter

    entries_at(store)  # an act on an assessment never makes a store
    hand, world = desk.hand(by), read_world(home(), taken_over(store))
    plea = Plea(tuple(map(typed, requirement)), typed(reason), tuple(map(typed, rests_on or ())))
    with Journal(store) as journal:
        one = one_recorded(journal.entries, typed(assessment), Role(role.value) if role else None)
        return desk.entered(journal.entries, enter(journal, one, plea, hand, world), lang)


def appeals(
    subject: Subject,
    year: CaseYear,
    as_known_at: KnownAt = None,
    form: QuestionFormat = None,
    store: Store = STORE,
    lang: Language = Lang.zh,
    out: Out = None,
) -> int:
    """一个案例的申诉及其答复。 Appeals of a case, with answers."""
    chosen = chosen_form(out, form, "ledger appeals")
    from engine import appeals_data, appeals_of, appeals_text

    found = appeals_of(desk.courses_of(store, subject, year, as_known_at)[2])
    put(written(appeals_data(found)) if chosen == "json" else appeals_text(found, lang), out)
    return 0


def answer_appeal(
    number: Number,
    resolution: Annotated[ResolutionName, typer.Option(help="支持、部分支持、驳回 what becomes of it")],
    by: By,
    reason: Reason,
    entry: Annotated[
        list[int] | None,
        typer.Option(metavar="NUMBER", min=1, help="据此办理的账目，可重复 an entry that carries it out"),
    ] = None,
    replaced_by: Annotated[
        str, typer.Option(metavar="ASSESSMENT", help="另行入账的评价 the assessment recorded in its place")
    ] = "",
    store: Store = STORE,
    lang: Language = Lang.zh,
) -> int:
    """答复申诉。 Answer an appeal."""
    from engine import Journal, Reply, Resolution, entries_at, resolve

    entries_at(store)
    reply = Reply(Resolution(resolution.value), typed(reason), tuple(entry or ()), typed(replaced_by))
    with Journal(store) as journal:
        return desk.entered(journal.entries, resolve(journal, number, reply, desk.hand(by)), lang)


def preview_appeal(
    number: Number,
    form: QuestionFormat = None,
    store: Store = STORE,
    lang: Language = Lang.zh,
    out: Out = None,
) -> int:
    """预览申诉：若采信所据证据。 If its evidence were accepted."""
    chosen = chosen_form(out, form, "ledger preview-appeal")
    from engine import appeal_named, courses, entries_at, granted_data, granted_text
    from engine import appeal_preview as ask

    entries = entries_at(store)
    found = ask(store, entries, appeal_named(courses(entries), number))
    put(written(granted_data(found)) if chosen == "json" else granted_text(found, lang), out)
    return 0
