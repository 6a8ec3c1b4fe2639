"""Contents are numbered once, known ones first; cases refer to them, by how many years they lie back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.errors import PlanError
from engine.matrix import matrix_of
from engine.matrix.contents import NONE
from engine.model.case import CaseKey, State
from tests.oracle.generated import made_up, made_up_case


def made(seed: int = 2, number: int = 6):
    edition, _, random = made_up(seed)
    return edition, [made_up_case(edition, random, 0.3, n) for n in range(number)]


def test_every_premise_is_found_again_at_its_place() -> None:
    edition, cases = made()
    matrix = matrix_of(edition, cases)
    for slot, contents in matrix.contents.items():
        for row, case in enumerate(cases):
            for back, place in enumerate(contents.places[row]):
                premise = case.premises.get((slot, case.key.year - back))
                assert bool(place == NONE) is (premise is None)
                if premise is not None:
                    kept = contents.premises[place]
                    assert (kept.state, kept.known, kept.ranges) == (premise.state, premise.known, premise.ranges)


def test_each_known_content_stands_once_and_leads_to_its_reading() -> None:
    edition, cases = made()
    matrix = matrix_of(edition, [*cases, *cases])
    (segment,) = matrix.segments
    for contents in matrix.contents.values():
        known = [premise.known for premise in contents.premises if premise.state is State.KNOWN]
        assert len(set(known)) == len(known) == int(contents.known().sum())
        assert [segment.readings[place] for place in contents.readings if place != NONE] == known
        assert [contents.premises[place].state is State.KNOWN for place in contents.others()] == [False] * (
            len(contents.premises) - len(known)
        )
    assert len(set(segment.readings)) == len(segment.readings)


def test_an_open_and_a_closed_case_do_not_share_what_is_missing() -> None:
    edition, cases = made()
    both = [replace(cases[0], closed=closed) for closed in (False, True)]
    for contents in matrix_of(edition, both).contents.values():
        for place in contents.others():
            assert contents.closed[place] in (True, False)
        opened, closed = contents.places
        assert all(one == other for one, other in zip(opened, closed, strict=True) if contents.known()[one])


def test_a_case_of_another_edition_is_refused() -> None:
    edition, cases = made()
    stranger = replace(cases[0], key=CaseKey("other", "990000", 2022))
    with pytest.raises(PlanError) as error:
        matrix_of(edition, [*cases, stranger])
    assert [(fault.code, fault.where, fault.found) for fault in error.value.faults] == [
        ("PLN-005", "990000/2022", "other")
    ]
