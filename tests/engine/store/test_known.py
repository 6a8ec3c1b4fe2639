"""A question is asked as the ledger knew things then: files, rulings, closing; and never of a changed file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from engine.assess import Order, assess
from engine.errors import Fault, StoreError, UsageError
from engine.model.case import EvidenceMode
from engine.model.entry import Act, Kind
from engine.model.evidence import Decision, Ruling
from engine.read.home import home
from engine.store.files import path_of
from engine.store.hand import Hand
from engine.store.journal import Journal
from engine.store.known import entries_at, evidence_named, is_closed, known_by, order_at
from engine.store.ledger import close_case, reopen_case, submit
from tests.engine.store.made_up import CLOSED, FILES, RULED, SUBMITTED, digest, filled, row

ROW, LATER = row("84.7"), Hand("王", "2026-04-01T00:00:00Z")


def paths(folder: Path, *files: tuple[str, bytes]) -> tuple[Path, ...]:
    return tuple(path_of(folder, digest(content), name) for name, content in files)


def test_an_order_holds_what_was_known_at_each_time(tmp_path: Path) -> None:
    filled(tmp_path)
    accepted = Decision(digest(b"one"), Ruling.ACCEPTED, "李", date(2026, 2, 1), "原件已核")
    plain = {"evidence": paths(tmp_path, *FILES), "speaks_for": frozenset({"430700"})}
    assert order_at(tmp_path, "430700", 2020, "2026-01-31T23:59:59Z") == Order("430700", 2020, **plain)
    assert order_at(tmp_path, "430700", 2020, RULED.time) == Order("430700", 2020, decisions=(accepted,), **plain)
    assert order_at(tmp_path, "430700", 2020, None, EvidenceMode.ACCEPTED) == Order(
        "430700", 2020, decisions=(accepted,), closed=True, mode=EvidenceMode.ACCEPTED, **plain
    )
    assert order_at(tmp_path, "430700", 2021).closed is False


def test_nothing_known_by_then_is_said(tmp_path: Path) -> None:
    filled(tmp_path)
    for subject, until, known in (("430600", None, "430700"), ("430700", "2025-12-31T23:59:59Z", "-")):
        with pytest.raises(UsageError) as error:
            order_at(tmp_path, subject, 2020, until)
        assert error.value.faults == (Fault("STO-015", str(tmp_path), subject, (("known", known),)),)


def test_what_is_submitted_after_closing_counts_only_when_reopened(tmp_path: Path) -> None:
    filled(tmp_path)
    with Journal(tmp_path) as journal:
        submit(journal, "late.csv", b"late", ["430700"], CLOSED)
        assert order_at(tmp_path, "430700", 2020).evidence == paths(tmp_path, *FILES)
        reopen_case(journal, "430700", 2020, LATER)
    order = order_at(tmp_path, "430700", 2020)
    assert (order.evidence, order.closed) == (paths(tmp_path, *FILES, ("late.csv", b"late")), False)
    assert order_at(tmp_path, "430700", 2020, CLOSED.time).closed is True


def test_a_file_may_speak_for_all_that_it_was_submitted_for(tmp_path: Path) -> None:
    with Journal(tmp_path) as journal:
        submit(journal, "e.csv", ROW, ["430600", "430700"], SUBMITTED)
        submit(journal, "f.csv", b"other", ["430800"], SUBMITTED)
    order = order_at(tmp_path, "430700", 2020)
    assert (order.evidence, order.speaks_for) == (paths(tmp_path, ("e.csv", ROW)), frozenset({"430600", "430700"}))


def test_a_clock_that_went_back_does_not_change_which_ruling_is_the_last(tmp_path: Path) -> None:
    with Journal(tmp_path) as journal:
        submit(journal, "e.csv", ROW, ["430700"], SUBMITTED)
        journal.append(Act("2036-01-01T00:00:00Z", "李", Kind.ACCEPTED, digest(ROW), "x"))
        journal.append(Act("2026-01-01T00:00:00Z", "李", Kind.REJECTED, digest(ROW), "y"))
    assert [(one.ruling, one.on) for one in order_at(tmp_path, "430700", 2020).decisions] == [
        (Ruling.ACCEPTED, date(2036, 1, 1)),
        (Ruling.REJECTED, date(2036, 1, 1)),
    ]


@pytest.mark.parametrize("code", ["STO-009", "STO-010"])
def test_a_changed_or_missing_file_is_never_judged(tmp_path: Path, code: str) -> None:
    path = path_of(filled(tmp_path), digest(b"one"), "一.csv")
    path.unlink() if code == "STO-010" else path.write_bytes(b"onf")
    with pytest.raises(StoreError) as error:
        order_at(tmp_path, "430700", 2020)
    assert [(fault.code, fault.where) for fault in error.value.faults] == [
        (code, path.relative_to(tmp_path).as_posix())
    ]


def test_an_assessment_runs_on_the_order(tmp_path: Path) -> None:
    with Journal(tmp_path) as journal:
        submit(journal, "e.csv", ROW, ["430700"], SUBMITTED)
        journal.append(Act(RULED.time, "李", Kind.WITHDRAWN, digest(ROW), "填错"))
    orders = [order_at(tmp_path, "430700", 2020, SUBMITTED.time), order_at(tmp_path, "430700", 2020)]
    then, now = assess(home(), orders)
    raw = [[p.raw for p in one.case.premises.values() if p.raw] for one in (then, now)]
    assert raw == [["84.7"], []] and then.digest != now.digest


def test_entries_are_those_made_up_to_a_time(tmp_path: Path) -> None:
    filled(tmp_path)
    assert [len(entries_at(tmp_path, until)) for until in (None, CLOSED.time, RULED.time, SUBMITTED.time)] == [
        5,
        5,
        4,
        3,
    ]


def test_what_was_known_by_a_time_may_be_asked_of_any_entries(tmp_path: Path) -> None:
    entries = entries_at(filled(tmp_path))
    for until in (None, SUBMITTED.time, "2000-01-01T00:00:00Z"):
        assert known_by(entries, until) == entries_at(tmp_path, until)


def test_a_case_is_closed_from_its_closing_to_its_reopening(tmp_path: Path) -> None:
    with Journal(tmp_path) as journal:
        close_case(journal, "430700", 2020, CLOSED)
        assert [is_closed(journal.entries, f"430700/{year}") for year in (2020, 2021)] == [True, False]
        reopen_case(journal, "430700", 2020, CLOSED)
        assert is_closed(journal.entries, "430700/2020") is False


def test_another_act_on_a_closed_case_leaves_it_closed(tmp_path: Path) -> None:
    with Journal(tmp_path) as journal:
        close_case(journal, "430700", 2020, CLOSED)
        journal.append(Act(CLOSED.time, "李", Kind.WAIVED, "430700/2020", "x"))
        assert is_closed(journal.entries, "430700/2020") is True


def test_evidence_is_named_by_name_or_hash(tmp_path: Path) -> None:
    entries = entries_at(filled(tmp_path))
    for word in ("two.csv", digest(FILES[1][1]), digest(FILES[1][1])[:8]):
        assert evidence_named(entries, word) == (digest(FILES[1][1]), "two.csv")


def test_a_name_of_none_or_of_several_is_refused(tmp_path: Path) -> None:
    with Journal(filled(tmp_path)) as journal:
        submit(journal, "two.csv", b"2", ["430700"], SUBMITTED)
        entries = journal.entries
    for word, near in (("tow.csv", "two.csv"), (digest(b"one")[:7], "-"), ("", "-")):
        with pytest.raises(UsageError) as error:
            evidence_named(entries, word)
        assert error.value.faults == (Fault("STO-012", "ledger.jsonl", word or "-", (("nearest", near),)),)
    with pytest.raises(UsageError) as error:
        evidence_named(entries, "two.csv")
    both = " ".join(sorted(digest(content)[:12] for content in (b"2", FILES[1][1])))
    assert error.value.faults == (Fault("STO-013", "ledger.jsonl", "two.csv", (("known", both),)),)
