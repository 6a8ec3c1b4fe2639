"""A course is read from the entries: stages, days, objections, and appeals wherever they were answered."""

from __future__ import annotations

from datetime import date

import pytest

from engine.model.entry import Act, Entry, Kind
from engine.store.chain import FIRST, sealed
from engine.store.course import TURNS, Appeal, Stage, appeals_of, course, courses

ONE, OTHER = "a" * 64, "b" * 64
Said = tuple[Kind, str, dict[str, str]]


def recorded(assessment: str = ONE, role: str = "recommended") -> Said:
    details = {
        "case": "990100/2022",
        "edition": "2021-draft",
        "standard": "",
        "result": "",
        "engine": "0",
        "known": "1",
    }
    return Kind.ASSESSED, assessment, details | {"role": role, "grades": "A"}


def turned(kind: Kind, assessment: str = ONE, **details: str) -> Said:
    return kind, assessment, {"role": "recommended", "case": "990100/2022", **details}


def ledger(*said: Said) -> list[Entry]:
    """Entries of these acts, one a day from the first of March 2026."""
    found: list[Entry] = []
    for day, (kind, about, details) in enumerate(said, 1):
        act = Act(f"2026-03-{day:02}T04:00:00Z", "赵", kind, about, "理由", tuple(sorted(details.items())))
        found.append(sealed(act, day, found[-1].hash if found else FIRST))
    return found


PUBLIC = (
    recorded(),
    turned(Kind.PANELLED, members="甲\n乙"),
    turned(Kind.PUBLICISED, first="2026-03-04", last="2026-03-10", days_off=""),
)
APPEALED = turned(Kind.APPEALED, requirements="air water", evidence=f"{OTHER}#r 1\n{OTHER}")


def answered(number: int, about: str = ONE) -> Said:
    return turned(Kind.RESOLVED, about, appeal=str(number), resolution="dismissed", entries="", replaced_by="")


def test_an_appeal_says_what_it_disputes_and_what_it_rests_on() -> None:
    (known,) = courses(ledger(*PUBLIC, APPEALED))
    (appeal,) = known.appeals
    assert (appeal.number, appeal.requirements, appeal.answer) == (4, ("air", "water"), None)
    assert appeal.evidence == (f"{OTHER}#r 1", OTHER)
    assert Appeal(known.recorded, known.turns[0], None).evidence == ()


@pytest.mark.parametrize("kind", [Kind.APPEALED, Kind.RESOLVED])
def test_an_appeal_and_its_answer_leave_the_stage_and_its_day(kind: Kind) -> None:
    assert TURNS[kind][1] is None
    (known,) = courses(ledger(*PUBLIC, APPEALED, answered(4)))
    assert (known.stage, known.since) == (Stage.PUBLICISED, date(2026, 3, 3))
    assert len(known.turns) == 4


def test_an_answer_is_that_of_its_appeal_alone() -> None:
    entries = ledger(*PUBLIC, APPEALED, APPEALED, answered(5))
    first, second = courses(entries)[0].appeals
    assert (first.answer, second.answer) == (None, entries[5])


def test_an_answer_belongs_to_the_recording_that_was_appealed_against() -> None:
    entries = ledger(*PUBLIC, APPEALED, turned(Kind.ANNULLED), *PUBLIC, answered(4))
    old, new = courses(entries)
    assert [one.answer for one in old.appeals] == [entries[8]]
    assert (old.stage, new.stage, new.appeals) == (Stage.WITHDRAWN, Stage.PUBLICISED, ())
    assert entries[8] not in new.turns
    assert course(entries, old.recorded) == old


def test_an_answer_to_no_appeal_belongs_to_nothing() -> None:
    (known,) = courses(ledger(*PUBLIC, answered(9)))
    assert (len(known.turns), known.stage) == (2, Stage.PUBLICISED)


def test_appeals_of_several_courses_come_by_number() -> None:
    other = [(kind, OTHER, details) for kind, _, details in PUBLIC]
    entries = ledger(*PUBLIC, *other, (APPEALED[0], OTHER, APPEALED[2]), APPEALED)
    known = courses(entries)
    assert [(one.number, one.recorded.assessment) for one in appeals_of(known)] == [(7, OTHER), (8, ONE)]
    assert appeals_of(()) == ()


def test_courses_are_those_of_a_case() -> None:
    entries = ledger(*PUBLIC)
    assert len(courses(entries, "990100", 2022)) == 1
    assert courses(entries, "990100", 2021) == courses(entries, "990200") == ()


def test_objections_are_numbered_and_members_named() -> None:
    entries = ledger(*PUBLIC, turned(Kind.OBJECTED), turned(Kind.OBJECTED), turned(Kind.ANSWERED, objection="2"))
    (known,) = courses(entries)
    assert [(one.number, one.answer) for one in known.objections] == [(1, None), (2, entries[5])]
    assert (known.members, known.publicity) == (("甲", "乙"), (date(2026, 3, 4), date(2026, 3, 10)))
    assert (known.validity, known.reevaluation) == (None, None)
