"""`ledger …`: what people do with evidence, entered with name and time."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from api.cli import answers, desk
from api.cli.desk import By, EvidenceName, Reason
from api.cli.faults import say_warnings
from api.cli.options import (
    STORE,
    CaseYear,
    CountedEvidence,
    KnownAt,
    Lang,
    Language,
    Mode,
    Out,
    OutputForm,
    QuestionFormat,
    Store,
    Subject,
)
from api.cli.output import chosen_form, form_of, put, written
from api.cli.subjects import place_named, taken_over, time_named, typed


def submit(
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="证据文件 evidence files")],
    subject: Annotated[list[str], typer.Option(metavar="CODE", help="所述地点，可重复 the places it speaks of")],
    by: By,
    store: Store = STORE,
    lang: Language = Lang.zh,
) -> int:
    """检查证据并入库。 Check evidence and enter it."""
    from engine import Journal, home, read_delivered, read_world
    from engine import submit as enter

    hand = desk.hand(by)
    taken = taken_over(store)
    codes = list(dict.fromkeys(place_named(word, taken) for word in subject))
    delivered = read_delivered(files, read_world(home(), taken), codes)
    say_warnings(delivered.warnings, lang)
    with Journal(store) as journal:
        for name, content in delivered.files:
            sys.stdout.write(desk.received(enter(journal, name, content, codes, hand), lang) + "\n")
            sys.stdout.flush()
    return 0


def accept(evidence: EvidenceName, by: By, reason: Reason, store: Store = STORE, lang: Language = Lang.zh) -> int:
    """采信证据。 Accept a file or a record."""
    return _ruled("accepted", evidence, by, reason, store, lang)


def reject(evidence: EvidenceName, by: By, reason: Reason, store: Store = STORE, lang: Language = Lang.zh) -> int:
    """不采信证据。 Reject a file or a record."""
    return _ruled("rejected", evidence, by, reason, store, lang)


def withdraw(evidence: EvidenceName, by: By, reason: Reason, store: Store = STORE, lang: Language = Lang.zh) -> int:
    """撤回证据。 Withdraw a file or a record."""
    return _ruled("withdrawn", evidence, by, reason, store, lang)


def _ruled(ruling: str, evidence: str, by: str, reason: str, store: Path, language: str) -> int:
    from engine import Journal, Ruling, decide, entries_at, home, read_world

    entries_at(store)  # a ruling never makes a store
    hand, world = desk.hand(by), read_world(home(), taken_over(store))
    with Journal(store) as journal:
        entry = decide(journal, Ruling(ruling), typed(evidence), typed(reason), hand, world)
        return desk.entered(journal.entries, entry, language)


def correct(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="更正的证据文件 the file that corrects")],
    corrected: Annotated[str, typer.Option("--of", metavar="EVIDENCE[#ID]", help="被更正的 what it corrects")],
    subject: Annotated[list[str], typer.Option(metavar="CODE", help="所述地点，可重复 the places it speaks of")],
    by: By,
    reason: Reason,
    store: Store = STORE,
    lang: Language = Lang.zh,
) -> int:
    """提交更正。 Submit a file that corrects evidence."""
    from engine import Journal, entries_at, home, read_delivered, read_world
    from engine import correct as enter

    entries_at(store)
    taken = taken_over(store)
    world, codes = read_world(home(), taken), list(dict.fromkeys(place_named(word, taken) for word in subject))
    delivered = read_delivered([file], world, codes)
    say_warnings(delivered.warnings, lang)
    with Journal(store) as journal:
        receipt = enter(journal, delivered.files[0], codes, typed(corrected), typed(reason), desk.hand(by), world)
    sys.stdout.write(desk.received(receipt, lang) + "\n")
    return 0


def judge(
    subject: Subject,
    year: CaseYear,
    kind: Annotated[str, typer.Option("--kind", metavar="SLUG", help="评分的种类 what is rated")],
    expert: Annotated[str, typer.Option(metavar="NAME", help="专家 the expert")],
    rating: Annotated[str, typer.Option(metavar="NUMBER", help="评分 the rating")],
    by: By,
    on: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="评分日期 the day of rating")] = None,
    store: Store = STORE,
    lang: Language = Lang.zh,
) -> int:
    """录入专家评分。 Enter an expert's rating."""
    from engine import Journal, Judgement, day_named, home, read_world
    from engine import judge as enter

    taken, hand = taken_over(store), desk.hand(by)
    day = day_named("--on", on or hand.time[:10])
    said = Judgement(place_named(subject, taken), typed(kind), year, typed(expert), day, typed(rating))
    with Journal(store) as journal:
        receipt = enter(journal, said, hand, read_world(home(), taken))
    sys.stdout.write(desk.received(receipt, lang) + "\n")
    return 0


def reference(
    file: Annotated[Path, typer.Argument(metavar="FILE.ttl", help="参考资料 a reference file")],
    approver: Annotated[str, typer.Option(metavar="NAME", help="审核人 who took it over")],
    by: By,
    store: Store = STORE,
    lang: Language = Lang.zh,
) -> int:
    """参考资料入库。 Take over documents, targets, places."""
    from engine import Journal, file_bytes, home, take_over

    hand, content = desk.hand(by), file_bytes(file)
    with Journal(store) as journal:
        receipt = take_over(journal, home(), file.name, content, typed(approver), hand)
    sys.stdout.write(desk.received(receipt, lang) + "\n")
    return 0


def withdraw_reference(
    file: Annotated[str, typer.Argument(metavar="FILE", help="文件名或哈希 file or its hash")],
    by: By,
    reason: Reason,
    store: Store = STORE,
    lang: Language = Lang.zh,
) -> int:
    """撤回参考资料。 Withdraw a reference file."""
    from engine import Journal, entries_at, home
    from engine import withdraw_reference as enter

    entries_at(store)
    with Journal(store) as journal:
        entry = enter(journal, home(), typed(file), typed(reason), desk.hand(by))
        return desk.entered(journal.entries, entry, lang)


def close(subject: Subject, year: CaseYear, by: By, store: Store = STORE, lang: Language = Lang.zh) -> int:
    """截止案例。 Close a case for delivery."""
    from engine import Journal, close_case, entries_at

    entries_at(store)
    with Journal(store) as journal:
        return desk.entered(
            journal.entries,
            close_case(journal, place_named(subject, taken_over(store)), year, desk.hand(by)),
            lang,
        )


def reopen(subject: Subject, year: CaseYear, by: By, store: Store = STORE, lang: Language = Lang.zh) -> int:
    """重新开放案例。 Reopen a closed case."""
    from engine import Journal, entries_at, reopen_case

    entries_at(store)
    with Journal(store) as journal:
        return desk.entered(
            journal.entries,
            reopen_case(journal, place_named(subject, taken_over(store)), year, desk.hand(by)),
            lang,
        )


def show(form: QuestionFormat = None, store: Store = STORE, lang: Language = Lang.zh, out: Out = None) -> int:
    """列出账目。 List the entries."""
    chosen = chosen_form(out, form, "ledger show")
    from engine import entries_at, ledger_data, ledger_text

    entries = entries_at(store)
    put(written(ledger_data(entries)) if chosen == "json" else ledger_text(entries, lang), out)
    return 0


def assess(
    subject: Subject,
    year: CaseYear,
    as_known_at: KnownAt = None,
    mode: CountedEvidence = Mode.delivered,
    form: OutputForm = None,
    store: Store = STORE,
    lang: Language = Lang.zh,
    out: Out = None,
) -> int:
    """按账本评价。 Assess a case as the ledger knows it."""
    chosen = form_of(out, form)
    from engine import EvidenceMode, order_at

    until = time_named(as_known_at)
    counted = EvidenceMode(mode or Mode.delivered)
    order = order_at(store, place_named(subject, taken_over(store, until)), year, until, counted)
    return answers.shown([order], answers.Wish(), chosen, lang, out)
