"""Which cases a ledger knows, and which of them an entry can change."""

from __future__ import annotations

from pathlib import Path

from engine.model.entry import Act, Entry, Kind
from engine.store.chain import FIRST, sealed
from engine.store.journal import Journal, read_journal
from engine.store.ledger import close_case, submit
from engine.store.projections.known_cases import (
    CaseSource,
    case_named,
    known_subjects,
    subjects_of,
    touched,
    touched_each,
    touching,
)
from tests.engine.store.projections.made_up import HAND, deliveries, rows

FILE, OTHER = "a" * 64, "b" * 64
LEDGER = (
    ("submitted", FILE, {"file": "a.csv", "subjects": "430700 430600"}),
    ("submitted", OTHER, {"file": "b.csv", "subjects": "430200"}),
    ("accepted", f"{FILE}#o1", {}),
    ("rejected", OTHER, {}),
    ("closed", "430700/2020", {}),
    ("assessed", "c" * 64, {"case": "430200/2021"}),
    ("edition", "d" * 64, {}),
    ("finalised", "c" * 64, {}),
    ("closed", "431300/2020", {}),
    ("withdrawn", "e" * 64, {}),
)


def entries() -> list[Entry]:
    found: list[Entry] = []
    for number, (kind, about, details) in enumerate(LEDGER, 1):
        act = Act(HAND.time, HAND.actor, Kind(kind), about, "", tuple(sorted(details.items())))
        found.append(sealed(act, number, found[-1].hash if found else FIRST))
    return found


def test_what_an_entry_can_change() -> None:
    found = [touched([entry], entries()) for entry in entries()]
    assert found == [
        ["430600", "430700"],
        ["430200"],
        ["430600", "430700"],
        ["430200"],
        ["430700"],
        ["430200"],
        [],
        [],
        [],  # nothing was submitted for it
        ["430200", "430600", "430700"],  # about what is not known
    ]


def test_what_each_entry_can_change_is_what_one_of_them_can() -> None:
    assert touched_each(entries()) == {one.number: tuple(touched([one], entries())) for one in entries()}


def test_the_entries_of_a_place_are_those_that_touch_it_and_before_its_first_submission_those_of_all_places() -> None:
    for code in known_subjects(entries()):
        assert touching(entries(), code) == tuple(one for one in entries() if code in touched([one], entries()))
    assert [one.number for one in touching(entries(), "431300")] == [9, 10]
    assert [one.number for one in touching(entries(), "430900")] == [10]
    assert touching((), "430700") == ()


def test_places_and_cases_that_entries_name() -> None:
    assert known_subjects(entries()) == ["430200", "430600", "430700"]
    assert [subjects_of(entry) for entry in entries()[:3]] == [["430700", "430600"], ["430200"], []]
    named = [case_named(entry) for entry in entries()]
    assert [one for one in named if one] == [("430700", 2020), ("430200", 2021), ("431300", 2020)]


def test_the_years_of_a_place_are_those_named_and_the_last_that_its_evidence_speaks_of(tmp_path: Path) -> None:
    with Journal(tmp_path) as journal:
        submit(journal, "a.csv", rows("430700", ["90.0", "91.0"]), ["430700"], HAND)
        close_case(journal, "430700", 2017, HAND)
    source = CaseSource(deliveries(tmp_path), read_journal(tmp_path))
    found = [(case.key.year, case.mode.value, case.closed) for case in source.cases("430700")]
    assert found == [
        (2017, "delivered", True),
        (2017, "accepted", True),
        (2019, "delivered", False),
        (2019, "accepted", False),
    ]
