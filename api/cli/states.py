"""`ledger panel`, `publicise`, `object`, `answer`, `finalise`, `annul`, `state`: the course of a recorded assessment."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli import desk
from api.cli.assessments import RoleName
from api.cli.desk import By, Reason
from api.cli.options import STORE, CaseYear, KnownAt, Lang, Language, Out, QuestionFormat, Store, Subject
from api.cli.output import chosen_form, put, written
from api.cli.subjects import typed

if TYPE_CHECKING:
    from engine import Entry, Journal, Recorded

AssessmentName = Annotated[
    str, typer.Argument(metavar="ASSESSMENT", help="评价的哈希，至少前 8 位 its hash, or the first 8 digits or more")
]
As = Annotated[
    RoleName | None, typer.Option("--as", help="哪一种：同一哈希有几种时 which one, where a hash has several roles")
]
Remark = Annotated[str, typer.Option("--reason", help="说明 a remark")]


def panel(
    assessment: AssessmentName,
    member: Annotated[list[str], typer.Option(metavar="NAME", help="评审组成员，可重复 who sits on the panel")],
    by: By,
    role: As = None,
    reason: Remark = "",
    store: Store = STORE,
    lang: Language = Lang.zh,
) -> int:
    """提交专家评审。 Give a draft to a panel."""
    from engine import panel as enter

    members, hand = [typed(name) for name in member], desk.hand(by)
    return _done(store, assessment, role, lang, lambda j, one: enter(j, one, members, hand, typed(reason)))


def publicise(
    assessment: AssessmentName,
    first: Annotated[str, typer.Option(metavar="YYYY-MM-DD", help="公示首日 first day")],
    last: Annotated[str, typer.Option(metavar="YYYY-MM-DD", help="公示末日 last day")],
    by: By,
    day_off: Annotated[
        list[str] | None,
        typer.Option(metavar="YYYY-MM-DD", help="期内法定假日，可重复 an official holiday among the days"),
    ] = None,
    role: As = None,
    reason: Remark = "",
    store: Store = STORE,
    lang: Language = Lang.zh,
) -> int:
    """公示，至少五个工作日。 Publicise for five working days or more."""
    from engine import day_named
    from engine import publicise as enter

    days, hand = (day_named("--first", first), day_named("--last", last)), desk.hand(by)
    off = [day_named("--day-off", day) for day in day_off or ()]
    return _done(store, assessment, role, lang, lambda j, one: enter(j, one, *days, hand, off, typed(reason)))


def object_(
    assessment: AssessmentName,
    by: By,
    reason: Reason,
    received: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="收到之日，默认今天 day of receipt; today when not said")
    ] = None,
    role: As = None,
    store: Store = STORE,
    lang: Language = Lang.zh,
) -> int:
    """登记公示期内的异议。 Enter an objection."""
    from engine import day_named, object_to

    day, hand = day_named("--received", received) if received is not None else None, desk.hand(by)
    return _done(store, assessment, role, lang, lambda j, one: object_to(j, one, typed(reason), hand, day))


def answer(
    assessment: AssessmentName,
    objection: Annotated[int, typer.Argument(metavar="NUMBER", min=1, help="异议编号 number of the objection")],
    by: By,
    reason: Reason,
    role: As = None,
    store: Store = STORE,
    lang: Language = Lang.zh,
) -> int:
    """答复异议。 Answer an objection."""
    from engine import answer as enter

    hand = desk.hand(by)
    return _done(store, assessment, role, lang, lambda j, one: enter(j, one, objection, typed(reason), hand))


def finalise(
    assessment: AssessmentName,
    valid_from: Annotated[str, typer.Option(metavar="YYYY-MM-DD", help="有效期首日 first day of validity")],
    valid_until: Annotated[str, typer.Option(metavar="YYYY-MM-DD", help="有效期末日 last day of validity")],
    reevaluate_on: Annotated[str, typer.Option(metavar="YYYY-MM-DD", help="复评日期 day of re-evaluation")],
    by: By,
    role: As = None,
    reason: Remark = "",
    store: Store = STORE,
    lang: Language = Lang.zh,
) -> int:
    """公示期满后定案。 Make it final once publicity is over."""
    from engine import day_named
    from engine import finalise as enter

    words = {"--valid-from": valid_from, "--valid-until": valid_until, "--reevaluate-on": reevaluate_on}
    start, end, again = (day_named(word, day) for word, day in words.items())
    hand = desk.hand(by)
    return _done(store, assessment, role, lang, lambda j, one: enter(j, one, start, end, again, hand, typed(reason)))


def annul(
    assessment: AssessmentName,
    by: By,
    reason: Reason,
    role: As = None,
    store: Store = STORE,
    lang: Language = Lang.zh,
) -> int:
    """撤销评价。 Withdraw an assessment."""
    from engine import annul as enter

    hand = desk.hand(by)
    return _done(store, assessment, role, lang, lambda j, one: enter(j, one, typed(reason), hand))


def _done(store: Path, word: str, role: RoleName | None, lang: Lang, act: Callable[[Journal, Recorded], Entry]) -> int:
    """Find the recorded assessment, enter the act, and say its line."""
    from engine import Journal, Role, entries_at, one_recorded

    entries_at(store)  # an act on an assessment never makes a store
    with Journal(store) as journal:
        one = one_recorded(journal.entries, typed(word), Role(role.value) if role else None)
        return desk.entered(journal.entries, act(journal, one), lang)


def state(
    subject: Subject,
    year: CaseYear,
    as_known_at: KnownAt = None,
    form: QuestionFormat = None,
    store: Store = STORE,
    lang: Language = Lang.zh,
    out: Out = None,
) -> int:
    """一个案例各项评价的进程。 How far assessments have come."""
    chosen = chosen_form(out, form, "ledger state")
    from engine import UsageError, states_data, states_text

    _, case, known = desk.courses_of(store, subject, year, as_known_at)
    if not known:
        raise UsageError.of("STO-051", str(store), case)
    put(written(states_data(case, known)) if chosen == "json" else states_text(known, lang), out)
    return 0
