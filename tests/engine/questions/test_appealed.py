"""What an appeal would come to is what its upholding comes to; nothing but the appeal sets the two sides apart."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from engine import home
from engine.model.assessment import Assessment
from engine.model.entry import Kind
from engine.model.evidence import Ruling
from engine.questions.appealed import Granted, appeal_preview, concerned, granted
from engine.store.appeals import Plea, appeal
from engine.store.assessments import Recorded, Role, counted_by, record, recorded, run_again
from engine.store.course import courses
from engine.store.journal import Journal, read_journal
from engine.store.known import is_closed
from engine.store.ledger import decide, submit
from tests.engine.store.assessed import EVIDENCE, GRADED, REJECTED, graded, made_up_world
from tests.engine.store.made_up import digest
from tests.engine.store.test_appeals import KEY, PLEA, place
from tests.engine.store.test_states import brought_to, on

PLAN = ("plan-in-five-year-plan", "quality-planning")  # the leaf, and the tree that it stands in


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with Journal(graded(tmp_path)) as opened:
        yield opened


@pytest.fixture
def one(journal: Journal) -> Recorded:
    found = recorded(journal.entries)[1]
    brought_to(journal, found, Kind.PANELLED, Kind.PUBLICISED)
    return found


def asked(journal: Journal, one: Recorded, plea: Plea = PLEA) -> Granted:
    number = appeal(journal, one, plea, place(6), made_up_world()).number
    found = next(each for known in courses(journal.entries) for each in known.appeals if each.number == number)
    return appeal_preview(journal.folder, journal.entries, found)


def test_a_preview_is_what_upholding_comes_to_and_enters_nothing(journal: Journal, one: Recorded) -> None:
    found = asked(journal, one)
    assert (len(read_journal(journal.folder)), found.late) == (11, ())
    assert found.both.before.digest == one.assessment
    assert (found.both.before.scores.total_low, found.both.after.scores.total_low) < (987, 993)
    assert found.both.after.scores.total_low > found.both.before.scores.total_low
    assert set(concerned(found)) == set(PLAN)
    decide(journal, Ruling.ACCEPTED, KEY, "有公章", on(7), made_up_world())
    new = record(journal, home(), *GRADED, Role.RECOMMENDED, on(7)).recorded
    assert found.both.after.findings == run(journal, new).findings
    assert found.both.after.scores == run(journal, new).scores


def run(journal: Journal, one: Recorded) -> Assessment:
    return run_again(journal.folder, journal.entries, one)


def test_what_was_done_since_sets_nothing_apart(journal: Journal, one: Recorded) -> None:
    decide(journal, Ruling.WITHDRAWN, "e.ttl", "重做", on(4), made_up_world())
    found = asked(journal, one)
    assert found.both.before.digest == one.assessment
    assert set(concerned(found)) == set(PLAN)


def test_what_is_entered_after_an_appeal_is_not_thought_of_with_it(journal: Journal, one: Recorded) -> None:
    late = _only(REJECTED).encode()
    submit(journal, "late.ttl", late, ["990100"], on(5))
    found = asked(journal, one, Plea(PLAN[:1], "补充", ("late.ttl",)))
    made = granted(counted_by(journal.entries, one), journal.entries, found.appeal)
    submit(journal, "late.ttl", late, ["990100", "990200"], on(7))  # the same file, for another place too
    assert journal.entries[-1].act.about == digest(late)
    assert granted(counted_by(journal.entries, one), journal.entries, found.appeal) == made


def test_an_appeal_that_rests_on_words_changes_nothing(journal: Journal, one: Recorded) -> None:
    found = asked(journal, one, Plea(("air",), "口径不同"))
    assert found.both.before.digest == found.both.after.digest == one.assessment
    assert concerned(found) == ("air",)


def test_a_file_handed_in_after_the_closing_is_let_in_and_named(journal: Journal, one: Recorded) -> None:
    late = _only(REJECTED).encode()
    submit(journal, "late.ttl", late, ["990100"], on(5))
    found = asked(journal, one, Plea(PLAN[:1], "补充", ("late.ttl",)))
    assert found.late == (digest(late),)
    assert (found.both.before.case.closed, found.both.after.case.closed) == (True, True)
    assert [file.file for file in found.both.after.files] == ["e.ttl", "late.ttl"]
    assert set(concerned(found)) == set(PLAN)


def _only(record: str) -> str:
    """The evidence with one record alone."""
    text = EVIDENCE.read_text(encoding="utf-8")
    head = text[: text.index("<#")]
    body = text[text.index(f"<#{record}>") :]
    return head + body[: body.index(" .\n") + 3]


def test_what_is_granted_is_chained_after_what_was_known(journal: Journal, one: Recorded) -> None:
    submit(journal, "late.ttl", _only(REJECTED).encode(), ["990100"], on(5))
    number = appeal(journal, one, Plea(PLAN[:1], "补充", ("late.ttl", KEY)), place(6), made_up_world()).number
    (found,) = courses(journal.entries)[1].appeals
    known = counted_by(journal.entries, one)
    made = granted(known, journal.entries, found)
    assert (number, made[: len(known)]) == (12, known)
    assert [entry.act.kind for entry in made[len(known) :]] == [
        Kind.SUBMITTED,
        Kind.ACCEPTED,
        Kind.ACCEPTED,
        Kind.REOPENED,
        Kind.CLOSED,
    ]
    assert [entry.number for entry in made] == list(range(1, len(made) + 1))
    assert is_closed(made, "990100/2022")
    assert all(entry.before == before.hash for before, entry in pairwise(made))
