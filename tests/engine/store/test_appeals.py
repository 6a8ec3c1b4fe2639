"""An appeal is entered and answered by those who may, when they may; what does not fit is refused by name and enters nothing."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from engine import home
from engine.errors import ClausegraphError, Fault
from engine.model.entry import Entry, Kind
from engine.model.evidence import Ruling
from engine.read.evidence import read_evidence
from engine.store.appeals import Plea, Reply, Resolution, appeal, appeal_named, open_appeal, resolve
from engine.store.assessments import Recorded, Role, record, recorded
from engine.store.course import Stage, course, courses
from engine.store.files import path_of
from engine.store.hand import Hand
from engine.store.journal import Journal
from engine.store.known import entries_at
from engine.store.ledger import decide, reopen_case, submit
from engine.store.states import annul, finalise
from engine.store.touching import touched
from engine.store.verify import verify
from tests.engine.store.assessed import EVIDENCE, GRADED, REJECTED, graded, made_up_world
from tests.engine.store.made_up import digest, row
from tests.engine.store.test_states import FIRST, LAST, VALID, brought_to, on

PLEA = Plea(("plan-in-five-year-plan",), "公章齐全", (f"e.ttl#{REJECTED}",))
DISMISSED = Reply(Resolution.DISMISSED, "未见公章")
KEY = f"{digest(EVIDENCE.read_bytes())}#{REJECTED}"


def place(day: int, hour: int = 4) -> Hand:
    """The place's own hand, at a day of March 2026."""
    return Hand("云岚市质量办", on(day, hour).time)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with Journal(graded(tmp_path)) as opened:
        yield opened


@pytest.fixture
def one(journal: Journal) -> Recorded:
    """The recommended assessment, publicised: entries 9 and 10."""
    found = recorded(journal.entries)[1]
    brought_to(journal, found, Kind.PANELLED, Kind.PUBLICISED)
    return found


def appealed(journal: Journal, one: Recorded, day: int = 5, plea: Plea = PLEA) -> Entry:
    return appeal(journal, one, plea, place(day), made_up_world())


def fault_of(step: Callable[[], object]) -> Fault:
    with pytest.raises(ClausegraphError) as error:
        step()
    (fault,) = error.value.faults
    return fault


def test_an_appeal_is_entered_with_what_it_disputes_and_rests_on(journal: Journal, one: Recorded) -> None:
    twice = Plea(PLEA.requirements * 2, "  公章齐全 ", (*PLEA.evidence, KEY, "e.ttl"))
    entry = appealed(journal, one, plea=twice)
    assert (entry.number, entry.act.kind, entry.act.about) == (11, Kind.APPEALED, one.assessment)
    assert (entry.act.actor, entry.act.reason) == ("云岚市质量办", "公章齐全")
    assert dict(entry.act.details) == {
        "case": "990100/2022",
        "evidence": f"{KEY}\n{KEY.partition('#')[0]}",
        "requirements": "plan-in-five-year-plan",
        "role": "recommended",
    }
    found = appeal_named(courses(journal.entries), 11)
    assert (found.number, found.recorded.entry.number, found.answer) == (11, one.entry.number, None)
    assert course(journal.entries, one).stage is Stage.PUBLICISED
    assert touched([entry], journal.entries) == []
    assert verify(journal.folder).faults == ()


def test_a_file_is_read_once_however_many_of_its_records_are_named(
    journal: Journal, one: Recorded, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[int] = []

    def counted(paths, *given):
        calls.append(len(paths))
        return read_evidence(paths, *given)

    monkeypatch.setattr("engine.store.ledger.read_evidence", counted)
    words = ("e.ttl", *(f"e.ttl#{name}" for name in (REJECTED, "plan-in-force-2022", "plan-targets-2022")))
    entry = appealed(journal, one, plea=Plea(("air",), "口径不同", words))
    assert (calls, len(entry.act.detail("evidence").splitlines())) == ([1], 4)


def test_the_same_appeal_is_entered_once_while_it_is_open(journal: Journal, one: Recorded) -> None:
    plea = Plea(("air", "pm25"), "口径不同", ("e.ttl", f"e.ttl#{REJECTED}"))
    appealed(journal, one, plea=plea)
    again = Plea(("pm25", "air", "air"), " 口径不同 ", (KEY, "e.ttl"))
    fault = fault_of(lambda: appealed(journal, one, 6, again))
    assert (fault.code, fault.found, len(journal.entries)) == ("STO-062", "11", 11)
    for other in (
        Plea(("air",), plea.reason, plea.evidence),
        Plea(plea.requirements, "时间不同", plea.evidence),
        Plea(plea.requirements, plea.reason, plea.evidence[:1]),
    ):
        appealed(journal, one, 6, other)
    appeal(journal, one, plea, Hand("钱", on(6).time), made_up_world())  # of somebody else
    resolve(journal, 11, DISMISSED, on(7))
    assert appealed(journal, one, 8, again).number == 17


def test_an_appeal_may_rest_on_its_words_alone(journal: Journal, one: Recorded) -> None:
    assert appealed(journal, one, plea=Plea(("air", "pm25"), "口径不同")).act.detail("evidence") == ""


@pytest.mark.parametrize(
    ("plea", "code", "found"),
    [
        (Plea(("air",), " "), "STO-006", "-"),
        (Plea((), "口径不同"), "STO-056", "-"),
        (Plea(("air", "airs"), "口径不同"), "STO-056", "airs"),
        (Plea(("air", ""), "口径不同"), "STO-056", "-"),
        (Plea(("air",), "口径不同", ("none.csv",)), "STO-012", "none.csv"),
        (Plea(("air",), "口径不同", ("",)), "STO-012", "-"),
        (Plea(("air",), "口径不同", ("2ba9",)), "STO-012", "2ba9"),
        (Plea(("air",), "口径不同", ("e.ttl#none",)), "CAS-009", "none"),
        (Plea(("air",), "口径不同", ("fictional.ttl",)), "STO-012", "fictional.ttl"),  # a reference file is no evidence
    ],
)
def test_words_of_an_appeal_that_do_not_fit(plea: Plea, code: str, found: str, journal: Journal, one: Recorded) -> None:
    fault = fault_of(lambda: appealed(journal, one, plea=plea))
    assert fault.code == code
    assert found in fault.found or found in fault.where
    assert len(journal.entries) == 10


def test_the_nearest_requirement_is_named(journal: Journal, one: Recorded) -> None:
    fault = fault_of(lambda: appealed(journal, one, plea=Plea(("plan-in-five-year",), "口径不同")))
    assert dict(fault.values)["nearest"] == "plan-in-five-year-plan"


def test_evidence_of_another_place_is_as_if_it_were_not_there(journal: Journal, one: Recorded) -> None:
    submit(journal, "other.csv", row("84.7"), ["430700"], on(3))
    plea = Plea(("air",), "口径不同", ("other.csv",))
    unknown = fault_of(lambda: appealed(journal, one, plea=Plea(("air",), "口径不同", ("otter.csv",))))
    fault = fault_of(lambda: appealed(journal, one, plea=plea))
    assert (fault.code, fault.where, unknown.code, unknown.where) == (
        "STO-012",
        "ledger.jsonl",
        "STO-012",
        "ledger.jsonl",
    )
    assert "other.csv" not in dict(unknown.values).values()


def test_evidence_that_was_changed_on_the_disk_bears_no_appeal(journal: Journal, one: Recorded) -> None:
    path = path_of(journal.folder, KEY.partition("#")[0], "e.ttl")
    path.chmod(0o644)
    path.write_bytes(path.read_bytes() + b" ")
    assert fault_of(lambda: appealed(journal, one)).code == "STO-009"


@pytest.mark.parametrize(("day", "hour", "allowed"), [(3, 15, False), (3, 16, True), (10, 4, True), (20, 4, True)])
def test_an_appeal_comes_on_the_first_day_of_publicity_or_later(
    day: int, hour: int, allowed: bool, journal: Journal, one: Recorded
) -> None:
    if allowed:  # 16:00 UTC is the next day in China
        assert appeal(journal, one, PLEA, place(day, hour), made_up_world()).act.kind is Kind.APPEALED
        return
    fault = fault_of(lambda: appeal(journal, one, PLEA, place(day, hour), made_up_world()))
    assert (fault.code, fault.found, dict(fault.values)["low"]) == ("STO-055", "2026-03-03", str(FIRST))


def test_what_is_final_is_appealed_against_until_its_last_day(journal: Journal, one: Recorded) -> None:
    valid = (date(2026, 3, 12), date(2026, 3, 20), date(2026, 3, 15))
    finalise(journal, one, *valid, on(12))
    late = fault_of(lambda: appealed(journal, one, 21))
    assert (late.code, late.values) == ("STO-055", (("high", "2026-03-20"), ("low", str(FIRST))))
    appealed(journal, one, 20)
    assert course(journal.entries, one).stage is Stage.FINAL


@pytest.mark.parametrize("way", [(), (Kind.PANELLED,), (Kind.ANNULLED,)])
def test_what_is_not_public_is_not_appealed_against(way: tuple[Kind, ...], journal: Journal) -> None:
    found = recorded(journal.entries)[1]
    brought_to(journal, found, *way)
    fault = fault_of(lambda: appealed(journal, found, 25))
    assert (fault.code, dict(fault.values)["wanted"]) == ("STO-040", "publicised, final")
    own = recorded(journal.entries)[0]
    assert fault_of(lambda: appealed(journal, own)).code == "STO-041"


def test_an_open_appeal_keeps_an_assessment_from_becoming_final(journal: Journal, one: Recorded) -> None:
    appealed(journal, one)
    appealed(journal, one, plea=Plea(("air",), "口径不同"))
    fault = fault_of(lambda: finalise(journal, one, *VALID, on(12)))
    assert (fault.code, fault.found) == ("STO-061", "11, 12")
    resolve(journal, 12, DISMISSED, on(11))
    assert fault_of(lambda: finalise(journal, one, *VALID, on(12))).found == "11"
    resolve(journal, 11, DISMISSED, on(11))
    assert finalise(journal, one, *VALID, on(12)).act.kind is Kind.FINALISED


def test_an_answer_is_entered_once(journal: Journal, one: Recorded) -> None:
    appealed(journal, one)
    entry = resolve(journal, 11, DISMISSED, on(8))
    assert (entry.act.kind, entry.act.about, entry.act.reason) == (Kind.RESOLVED, one.assessment, "未见公章")
    assert dict(entry.act.details) == {
        "appeal": "11",
        "case": "990100/2022",
        "entries": "",
        "replaced_by": "",
        "resolution": "dismissed",
        "role": "recommended",
    }
    again = fault_of(lambda: resolve(journal, 11, DISMISSED, on(8)))
    assert (again.code, again.found, again.values) == ("STO-058", "11", (("known", "-"),))
    assert appeal_named(courses(journal.entries), 11).answer == entry


@pytest.mark.parametrize("number", [0, -1, 8, 12, 10**9])
def test_a_number_that_is_no_appeals(number: int, journal: Journal, one: Recorded) -> None:
    appealed(journal, one)
    fault = fault_of(lambda: resolve(journal, number, DISMISSED, on(8)))
    assert (fault.code, fault.found, fault.values) == ("STO-058", str(number), (("known", "11"),))
    assert fault_of(lambda: appeal_named(courses(journal.entries), number)).code == "STO-058"
    assert fault_of(lambda: open_appeal(courses(journal.entries), number)).code == "STO-058"


@pytest.mark.parametrize("name", ["云岚市质量办", " 云岚市质量办 "])
def test_who_appealed_does_not_answer(name: str, journal: Journal, one: Recorded) -> None:
    appealed(journal, one)
    fault = fault_of(lambda: resolve(journal, 11, DISMISSED, Hand(name, on(8).time)))
    assert fault == Fault("STO-060", "11", "云岚市质量办")


def test_who_appealed_does_not_answer_under_another_spelling(journal: Journal, one: Recorded) -> None:
    appeal(journal, one, PLEA, Hand("Li  Wei", on(5).time), made_up_world())
    assert fault_of(lambda: resolve(journal, 11, DISMISSED, Hand("ＬＩ wei", on(8).time))).code == "STO-060"
    resolve(journal, 11, DISMISSED, Hand("Li Wen", on(8).time))


def granted(*entries: int, by: str = "", as_: Resolution = Resolution.UPHELD) -> Reply:
    return Reply(as_, "经核实", entries, by)


def test_what_is_upheld_points_to_what_was_done_for_it(journal: Journal, one: Recorded) -> None:
    appealed(journal, one)
    ruled = decide(journal, Ruling.ACCEPTED, KEY, "有公章", on(6), made_up_world())
    new = record(journal, home(), *GRADED, Role.RECOMMENDED, on(6)).recorded
    assert new.assessment != one.assessment
    annul(journal, one, "申诉成立", on(7))
    entry = resolve(journal, 11, granted(ruled.number, ruled.number, by=new.assessment[:8]), on(7))
    assert (entry.act.detail("entries"), entry.act.detail("replaced_by")) == ("12", new.assessment)
    old, mine = (course(journal.entries, each) for each in (one, new))
    assert (old.stage, old.appeals[0].answer, mine.appeals) == (Stage.WITHDRAWN, entry, ())
    assert verify(journal.folder).faults == ()


@pytest.mark.parametrize("resolution", [Resolution.UPHELD, Resolution.PARTLY_UPHELD])
def test_what_is_upheld_points_to_something(resolution: Resolution, journal: Journal, one: Recorded) -> None:
    appealed(journal, one)
    fault = fault_of(lambda: resolve(journal, 11, granted(as_=resolution), on(8)))
    assert fault == Fault("STO-057", "11", resolution.value)


def test_what_is_dismissed_points_to_nothing(journal: Journal, one: Recorded) -> None:
    appealed(journal, one)
    ruled = decide(journal, Ruling.REJECTED, KEY, "无公章", on(6), made_up_world())
    for reply in (
        granted(ruled.number, as_=Resolution.DISMISSED),
        granted(by=one.assessment, as_=Resolution.DISMISSED),
    ):
        assert fault_of(lambda reply=reply: resolve(journal, 11, reply, on(8))).code == "STO-057"


def test_entries_that_carry_nothing_out_are_not_pointed_to(journal: Journal, one: Recorded) -> None:
    before = decide(journal, Ruling.REJECTED, KEY, "无公章", on(4), made_up_world())
    appealed(journal, one)  # 12
    submit(journal, "other.csv", row("84.7"), ["430700"], on(6))  # of another place
    record(journal, home(), *GRADED, Role.CONFIRMED, on(6))
    answered = course(journal.entries, one).appeals[0].number
    assert answered == 12
    for number in (before.number, 12, 13, 14, 2, 0, -3, 99):
        fault = fault_of(lambda number=number: resolve(journal, 12, granted(number), on(8)))
        assert (fault.code, fault.where, fault.found) == ("STO-057", "12", str(number)), number
    reopened = reopen_case(journal, *GRADED, on(8))
    assert (
        resolve(journal, 12, granted(reopened.number, as_=Resolution.PARTLY_UPHELD), on(8)).act.detail("entries")
        == "15"
    )


def test_an_assessment_that_is_not_in_its_place_is_not_pointed_to(journal: Journal, one: Recorded) -> None:
    appealed(journal, one)
    for word, code in (
        (one.assessment, "STO-057"),  # the one that was appealed against
        ("0" * 64, "STO-036"),
        ("x", "STO-036"),
        (recorded(journal.entries)[0].assessment, "STO-036"),  # a self-assessment has another role
    ):
        assert fault_of(lambda word=word: resolve(journal, 11, granted(by=word), on(8))).code == code
    decide(journal, Ruling.ACCEPTED, KEY, "有公章", on(6), made_up_world())
    new = record(journal, home(), *GRADED, Role.RECOMMENDED, on(6)).recorded
    annul(journal, new, "误录", on(7))
    assert fault_of(lambda: resolve(journal, 11, granted(by=new.assessment), on(8))).code == "STO-057"
    assert len(journal.entries) == 14


def test_a_reason_is_stated(journal: Journal, one: Recorded) -> None:
    appealed(journal, one)
    fault = fault_of(lambda: resolve(journal, 11, Reply(Resolution.DISMISSED, " "), on(8)))
    assert (fault.code, len(journal.entries)) == ("STO-006", 11)


def test_appeals_are_known_as_of_a_time(journal: Journal, one: Recorded) -> None:
    appealed(journal, one)
    resolve(journal, 11, DISMISSED, on(8))
    (then,) = courses(entries_at(journal.folder, on(6).time))[1].appeals
    assert then.answer is None
    assert courses(entries_at(journal.folder, on(4).time))[1].appeals == ()


def test_two_who_answer_at_once_do_not_both(journal: Journal, one: Recorded) -> None:
    appealed(journal, one)
    found: list[str] = []

    def late() -> None:
        found.append(fault_of(lambda: resolve(journal, 11, DISMISSED, on(8))).code)

    with journal.turn:
        thread = threading.Thread(target=late)
        thread.start()
        thread.join(0.3)  # it waits for the turn before it looks
        resolve(journal, 11, DISMISSED, on(8))
    thread.join()
    assert found == ["STO-058"]


def test_the_last_day_of_publicity_is_no_end(journal: Journal, one: Recorded) -> None:
    assert date(2026, 3, 11) > LAST
    assert appealed(journal, one, 11).number == 11
