"""Which places an entry concerns, and which entries concern a place."""

from __future__ import annotations

from engine.model.entry import Act, Entry, Kind
from engine.store.chain import FIRST, sealed
from engine.store.touching import case_named, known_subjects, touched, touched_each, touching, years_named
from tests.engine.store.projections.made_up import HAND

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
    assert [entry.act.subjects for entry in entries()[:3]] == [("430700", "430600"), ("430200",), ()]
    named = [case_named(entry) for entry in entries()]
    assert [one for one in named if one] == [("430700", 2020), ("430200", 2021), ("431300", 2020)]
    assert (years_named(entries(), "430200"), years_named(entries(), "430600")) == ({2021}, set())
