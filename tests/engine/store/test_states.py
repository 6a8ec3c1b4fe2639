"""An assessment goes its course step by step; every step that is not allowed is refused by name and enters nothing."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from engine import home
from engine.errors import Fault, StoreError, UsageError
from engine.model.entry import Entry, Kind
from engine.model.evidence import Ruling
from engine.store.assessments import RESULT, Recorded, Role, record, recorded
from engine.store.chain import sealed
from engine.store.course import Stage, course, courses
from engine.store.files import path_of
from engine.store.hand import Hand
from engine.store.journal import Journal
from engine.store.ledger import decide
from engine.store.rooms import RESULTS
from engine.store.states import annul, answer, finalise, object_to, panel, publicise
from engine.store.verify import verify
from tests.engine.store.assessed import GRADED, REJECTED, assessed, graded, made_up_world

FIRST, LAST = date(2026, 3, 4), date(2026, 3, 10)
VALID = (date(2026, 3, 12), date(2029, 3, 11), date(2028, 3, 12))


def on(day: int, hour: int = 4) -> Hand:
    """At a day of March 2026, at noon in China where nothing else is said."""
    return Hand("赵", f"2026-03-{day:02}T{hour:02}:00:00Z")


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with Journal(graded(tmp_path)) as opened:
        yield opened


@pytest.fixture
def one(journal: Journal) -> Recorded:
    return recorded(journal.entries)[1]


Step = Callable[[Journal, Recorded], Entry]
STEPS: dict[Kind, Step] = {
    Kind.PANELLED: lambda j, one: panel(j, one, ["甲", "乙"], on(3)),
    Kind.PUBLICISED: lambda j, one: publicise(j, one, FIRST, LAST, on(3)),
    Kind.OBJECTED: lambda j, one: object_to(j, one, "数据有误", on(5)),
    Kind.ANSWERED: lambda j, one: answer(j, one, 1, "已核实", on(11)),
    Kind.FINALISED: lambda j, one: finalise(j, one, *VALID, on(12)),
    Kind.ANNULLED: lambda j, one: annul(j, one, "材料造假", on(20)),
}
WAY = {
    Stage.DRAFT: (),
    Stage.PANEL: (Kind.PANELLED,),
    Stage.PUBLICISED: (Kind.PANELLED, Kind.PUBLICISED),
    Stage.FINAL: (Kind.PANELLED, Kind.PUBLICISED, Kind.FINALISED),
    Stage.WITHDRAWN: (Kind.ANNULLED,),
}
ALLOWED = {
    (Stage.DRAFT, Kind.PANELLED): Stage.PANEL,
    (Stage.PANEL, Kind.PUBLICISED): Stage.PUBLICISED,
    (Stage.PUBLICISED, Kind.OBJECTED): Stage.PUBLICISED,
    (Stage.PUBLICISED, Kind.FINALISED): Stage.FINAL,
    **{(stage, Kind.ANNULLED): Stage.WITHDRAWN for stage in Stage if stage is not Stage.WITHDRAWN},
}


def brought_to(journal: Journal, one: Recorded, *kinds: Kind) -> None:
    for kind in kinds:
        STEPS[kind](journal, one)


@pytest.mark.parametrize(("stage", "kind"), list(product(Stage, STEPS)))
def test_only_what_the_course_allows_is_entered(stage: Stage, kind: Kind, journal: Journal, one: Recorded) -> None:
    brought_to(journal, one, *WAY[stage])
    before = len(journal.entries)
    assert course(journal.entries, one).stage is stage
    if (stage, kind) in ALLOWED:
        entry = STEPS[kind](journal, one)
        assert (entry.act.kind, entry.act.about, entry.number) == (kind, one.assessment, before + 1)
        assert (entry.act.detail("role"), entry.act.detail("case")) == ("recommended", "990100/2022")
        assert course(journal.entries, one).stage is ALLOWED[stage, kind]
        return
    with pytest.raises(UsageError) as error:
        STEPS[kind](journal, one)
    (fault,) = error.value.faults
    no_objection = (stage, kind) == (Stage.PUBLICISED, Kind.ANSWERED)
    assert (fault.code, len(journal.entries)) == ("STO-046" if no_objection else "STO-040", before)
    assert fault.where == f"{one.assessment[:12]} recommended 990100/2022"
    assert no_objection or (fault.found, dict(fault.values)["property"]) == (stage, kind)


def test_the_whole_course_with_its_days(journal: Journal, one: Recorded) -> None:
    own = journal.entries[one.entry.number - 1]
    drafted = course(journal.entries, one)
    assert (drafted.publicity, drafted.validity, drafted.reevaluation, drafted.members) == (None, None, None, ())
    assert (drafted.since, drafted.turns, drafted.recorded.entry) == (date(2026, 3, 1), (), own)
    brought_to(journal, one, *STEPS)
    known = course(journal.entries, one)
    assert [entry.act.kind for entry in known.turns] == list(STEPS)
    assert (known.stage, known.since, known.members) == (Stage.WITHDRAWN, date(2026, 3, 20), ("甲", "乙"))
    assert (known.publicity, known.validity, known.reevaluation) == ((FIRST, LAST), VALID[:2], VALID[2])
    (objection,) = known.objections
    assert (objection.number, objection.entry.act.reason) == (1, "数据有误")
    assert objection.answer is not None and objection.answer.act.reason == "已核实"
    assert verify(journal.folder).faults == ()


def test_a_self_assessment_can_only_be_annulled(journal: Journal) -> None:
    own = recorded(journal.entries)[0]
    for kind, step in STEPS.items():
        if kind is Kind.ANNULLED:
            continue
        with pytest.raises(UsageError) as error:
            step(journal, own)
        wanted = "STO-041"
        assert [fault.code for fault in error.value.faults] == [wanted]
    brought_to(journal, own, Kind.ANNULLED)
    assert [known.stage for known in courses(journal.entries, *GRADED)] == [Stage.WITHDRAWN, Stage.DRAFT]


def fault_of(step: Callable[[], Entry]) -> Fault:
    with pytest.raises(UsageError) as error:
        step()
    (fault,) = error.value.faults
    return fault


def test_publicity_has_five_working_days_and_begins_today_or_later(journal: Journal, one: Recorded) -> None:
    brought_to(journal, one, Kind.PANELLED)
    short = fault_of(lambda: publicise(journal, one, date(2026, 3, 5), date(2026, 3, 10), on(3)))
    assert short == Fault("STO-042", "2026-03-05 – 2026-03-10", "4", (("low", "5"),))
    holiday = fault_of(lambda: publicise(journal, one, FIRST, LAST, on(3), [date(2026, 3, 6)]))
    assert (holiday.code, holiday.found) == ("STO-042", "4")
    backwards = fault_of(lambda: publicise(journal, one, LAST, FIRST, on(3)))
    assert (backwards.code, backwards.found) == ("STO-042", "0")
    late = fault_of(lambda: publicise(journal, one, FIRST, LAST, on(4, 16)))  # midnight in China
    assert (late.code, late.found, late.values) == ("STO-044", "2026-03-04", (("wanted", "2026-03-05"),))
    entry = publicise(journal, one, FIRST, date(2026, 3, 11), on(4, 15), [date(2026, 3, 6)])
    assert (entry.act.detail("days_off"), course(journal.entries, one).publicity) == (
        "2026-03-06",
        (FIRST, date(2026, 3, 11)),
    )


def test_an_objection_counts_from_the_first_to_the_last_day(journal: Journal, one: Recorded) -> None:
    brought_to(journal, one, Kind.PANELLED, Kind.PUBLICISED)
    early = fault_of(lambda: object_to(journal, one, "早", on(3)))
    assert (early.code, early.found, early.values) == (
        "STO-045",
        "2026-03-03",
        (("high", "2026-03-03"), ("low", "2026-03-04")),
    )
    assert fault_of(lambda: object_to(journal, one, "晚", on(11))).values == (
        ("high", "2026-03-10"),
        ("low", "2026-03-04"),
    )
    to_come = fault_of(lambda: object_to(journal, one, "未来", on(5), date(2026, 3, 6)))
    assert to_come.values == (("high", "2026-03-05"), ("low", "2026-03-04"))
    object_to(journal, one, "末日寄达", on(11), LAST)
    object_to(journal, one, "首日", on(4))
    object_to(journal, one, "末日", on(10, 15))
    known = course(journal.entries, one).objections
    assert [(o.number, o.entry.act.detail("received"), o.answer) for o in known] == [
        (1, "2026-03-10", None),
        (2, "2026-03-04", None),
        (3, "2026-03-10", None),
    ]


def test_final_needs_every_answer_and_the_last_day_past(journal: Journal, one: Recorded) -> None:
    brought_to(journal, one, Kind.PANELLED, Kind.PUBLICISED)
    for reason in ("一", "二", "三"):
        object_to(journal, one, reason, on(5))
    answer(journal, one, 2, "答", on(6))
    unanswered = fault_of(lambda: finalise(journal, one, *VALID, on(12)))
    assert (unanswered.code, unanswered.found) == ("STO-047", "1, 3")
    again = fault_of(lambda: answer(journal, one, 2, "再答", on(6)))
    assert (again.code, again.found, again.values) == ("STO-046", "2", (("known", "1, 3"),))
    assert fault_of(lambda: answer(journal, one, 4, "答", on(6))).code == "STO-046"
    answer(journal, one, 3, "答", on(12))
    answer(journal, one, 1, "答", on(12))
    early = fault_of(lambda: finalise(journal, one, *VALID, on(10, 15)))
    assert (early.code, early.found, early.values) == ("STO-048", "2026-03-10", (("wanted", "2026-03-10"),))
    assert finalise(journal, one, *VALID, on(10, 16)).act.kind is Kind.FINALISED  # the 11th has begun in China


@pytest.mark.parametrize(
    ("valid_from", "valid_until", "reevaluate_on"),
    [
        (VALID[1], VALID[0], VALID[2]),
        (VALID[0], VALID[1], date(2029, 3, 12)),
        (VALID[0], VALID[1], date(2026, 3, 11)),
    ],
)
def test_days_of_validity_are_in_their_order(
    valid_from: date, valid_until: date, reevaluate_on: date, journal: Journal, one: Recorded
) -> None:
    brought_to(journal, one, Kind.PANELLED, Kind.PUBLICISED)
    fault = fault_of(lambda: finalise(journal, one, valid_from, valid_until, reevaluate_on, on(12)))
    assert (fault.code, fault.found) == ("STO-049", f"{valid_from}, {reevaluate_on}, {valid_until}")


def test_one_assessment_of_a_case_and_role_is_final_at_a_time(journal: Journal, one: Recorded) -> None:
    brought_to(journal, one, Kind.PANELLED, Kind.PUBLICISED, Kind.FINALISED)
    confirmed = record(journal, home(), *GRADED, Role.CONFIRMED, on(1)).recorded
    decide(journal, Ruling.ACCEPTED, f"e.ttl#{REJECTED}", "有公章", on(2), made_up_world())
    other = record(journal, home(), *GRADED, Role.RECOMMENDED, on(2)).recorded
    brought_to(journal, confirmed, Kind.PANELLED, Kind.PUBLICISED, Kind.FINALISED)  # the same hash in another role
    brought_to(journal, other, Kind.PANELLED, Kind.PUBLICISED)
    fault = fault_of(lambda: finalise(journal, other, *VALID, on(12)))
    assert fault == Fault("STO-050", "990100/2022", one.assessment[:12])
    brought_to(journal, one, Kind.ANNULLED)
    assert finalise(journal, other, *VALID, on(13)).act.kind is Kind.FINALISED
    assert [known.stage for known in courses(journal.entries, *GRADED)] == [
        Stage.DRAFT,
        Stage.WITHDRAWN,
        Stage.FINAL,
        Stage.FINAL,
    ]


def test_nothing_becomes_final_while_several_grades_are_possible(tmp_path: Path) -> None:
    with Journal(assessed(tmp_path)) as journal:
        one = recorded(journal.entries)[1]
        brought_to(journal, one, Kind.PANELLED, Kind.PUBLICISED)
        fault = fault_of(lambda: finalise(journal, one, *VALID, on(12)))
        assert fault == Fault("STO-059", f"{one.assessment[:12]} recommended 430700/2020", "A, B, C, D")
        assert course(journal.entries, one).stage is Stage.PUBLICISED


def test_nothing_becomes_final_while_its_grade_is_withheld(
    journal: Journal, one: Recorded, monkeypatch: pytest.MonkeyPatch
) -> None:
    brought_to(journal, one, Kind.PANELLED, Kind.PUBLICISED)
    withheld = {"grade": {"possible": ["a"], "withheld": ["veto-unstated"]}}
    monkeypatch.setattr("engine.store.states.kept_data", lambda folder, of: withheld)
    assert fault_of(lambda: finalise(journal, one, *VALID, on(12))).code == "STO-059"


def test_nothing_becomes_final_on_a_result_that_was_changed(journal: Journal, one: Recorded) -> None:
    brought_to(journal, one, Kind.PANELLED, Kind.PUBLICISED)
    path = path_of(journal.folder, one.result, RESULT, RESULTS)
    path.chmod(0o644)
    path.write_bytes(path.read_bytes().replace(b'"possible":["a"]', b'"possible":["b"]', 1))
    with pytest.raises(StoreError) as error:
        finalise(journal, one, *VALID, on(12))
    assert [fault.code for fault in error.value.faults] == ["STO-009"]


@pytest.mark.parametrize("kind", [Kind.PANELLED, Kind.ANNULLED])
def test_two_who_do_the_same_at_once_do_not_both(kind: Kind, journal: Journal, one: Recorded) -> None:
    found: list[str] = []
    with journal.turn:
        thread = threading.Thread(target=lambda: found.append(fault_of(lambda: STEPS[kind](journal, one)).code))
        thread.start()
        thread.join(0.3)  # it waits for the turn before it looks
        STEPS[kind](journal, one)
    thread.join()
    assert found == ["STO-040"]


def test_what_was_annulled_is_recorded_anew_as_a_draft(journal: Journal, one: Recorded) -> None:
    brought_to(journal, one, Kind.PANELLED, Kind.ANNULLED)
    again = record(journal, home(), *GRADED, Role.RECOMMENDED, on(21))
    assert (again.new, again.recorded.assessment) == (True, one.assessment)
    brought_to(journal, again.recorded, Kind.PANELLED)
    stages = [course(journal.entries, each).stage for each in (one, again.recorded)]
    assert stages == [Stage.WITHDRAWN, Stage.PANEL]
    assert not record(journal, home(), *GRADED, Role.RECOMMENDED, on(21)).new


def test_names_and_reasons_are_stated(journal: Journal, one: Recorded) -> None:
    blank = [
        lambda: panel(journal, one, [], on(3)),
        lambda: panel(journal, one, ["甲", " "], on(3)),
        lambda: object_to(journal, one, " ", on(5)),
        lambda: answer(journal, one, 1, "", on(5)),
        lambda: annul(journal, one, "", on(5)),
    ]
    assert [fault_of(step).code for step in blank] == ["STO-006"] * len(blank)
    assert len(journal.entries) == 8


def test_a_later_act_on_an_annulled_recording_is_not_the_new_ones(journal: Journal, one: Recorded) -> None:
    brought_to(journal, one, Kind.ANNULLED)
    record(journal, home(), *GRADED, Role.RECOMMENDED, on(21))
    assert fault_of(lambda: panel(journal, one, ["甲"], on(22))).code == "STO-040"


def test_courses_of_many_are_told_apart_in_one_pass(journal: Journal, one: Recorded) -> None:
    brought_to(journal, one, Kind.PANELLED)
    acts = [entry.act for entry in journal.entries]
    many = 2_000
    entries = [
        sealed(
            replace(act, about=f"{number:064x}" if act.kind in (Kind.ASSESSED, Kind.PANELLED) else act.about), at, ""
        )
        for number in range(many)
        for at, act in enumerate(acts, number * len(acts) + 1)
    ]
    known = courses(entries)
    recommended = [each for each in known if each.recorded.role is Role.RECOMMENDED]
    assert (len(known), {each.stage for each in recommended}) == (2 * many, {Stage.PANEL})
    assert {len(each.turns) for each in known} == {0, 1}
