"""Without object: by the table of levels, or by a statement that a named evaluator accepted; never by silence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from engine.build import KINDS
from engine.build.objects import about_object
from engine.exact import Span
from engine.model.case import EvidenceMode, Reading, State
from engine.model.evidence import Ruling
from engine.model.world import Qualifier
from tests.engine.build.made_up import (
    EVENTS,
    MARK,
    PAPER,
    RATE,
    YEAR,
    chosen,
    happened,
    nil,
    observed,
    paper,
    put_aside,
    rated,
    ruled,
    setting_of,
    without,
)

ACCEPTED = (ruled("n", Ruling.ACCEPTED),)
SLOTS = [(RATE, "rate"), (PAPER, "paper"), (EVENTS, "events"), (MARK, "mark")]


def looked_at(slot, *records, **setting):
    found = setting_of(*records, **setting)
    return about_object(found, slot, YEAR, KINDS[slot.kind](found, slot, YEAR))


@pytest.mark.parametrize("mode", EvidenceMode)
@pytest.mark.parametrize(("slot", "about"), SLOTS)
def test_an_accepted_statement(slot, about: str, mode: EvidenceMode) -> None:
    known = looked_at(slot, without("n", about), mode=mode, decisions=ACCEPTED)
    assert (known.state, known.reason, chosen(known)) == (State.NO_OBJECT, "no-object-stated", ["n"])


@pytest.mark.parametrize("mode", EvidenceMode)
@pytest.mark.parametrize(("slot", "about"), SLOTS)
def test_a_delivered_statement_waits_and_the_premise_stays_missing(slot, about: str, mode: EvidenceMode) -> None:
    known = looked_at(slot, without("n", about), mode=mode)
    assert (known.state, known.reason) == (State.MISSING, "not-delivered")
    assert put_aside(known) == [("n", "no-object-not-accepted")]


@pytest.mark.parametrize("ruling", [Ruling.REJECTED, Ruling.WITHDRAWN])
def test_a_statement_rejected_or_withdrawn_is_set_aside(ruling: Ruling) -> None:
    known = looked_at(RATE, without("n", "rate"), decisions=(*ACCEPTED, ruled("n", ruling, 2)))
    assert (known.state, put_aside(known)) == (State.MISSING, [("n", "withdrawn-or-rejected")])


@pytest.mark.parametrize(
    "statement",
    [
        without("n", "other-rate"),
        without("n", "rate", date(YEAR, 1, 2)),
        without("n", "rate", end=date(YEAR, 12, 30)),
        without("n", "rate", date(YEAR - 1, 1, 1), date(YEAR - 1, 12, 31)),
    ],
)
def test_a_statement_about_something_else_or_part_of_the_year_says_nothing(statement) -> None:
    known = looked_at(RATE, statement, decisions=ACCEPTED)
    assert (known.state, known.reason, put_aside(known)) == (State.MISSING, "not-delivered", [])


@pytest.mark.parametrize("slot", [slot for slot, _ in SLOTS], ids=[about for _, about in SLOTS])
@pytest.mark.parametrize(("level", "state"), [("prefecture", State.NO_OBJECT), ("district", State.MISSING)])
def test_the_table_of_levels(slot, level: str, state: State) -> None:
    known = looked_at(replace(slot, no_object_at=frozenset({level})))
    assert (known.state, known.reason) == (state, "no-object-by-level" if state is State.NO_OBJECT else "not-delivered")


def test_the_table_of_levels_sets_aside_what_was_delivered() -> None:
    known = looked_at(replace(RATE, no_object_at=frozenset({"prefecture"})), observed("a", "96"))
    assert (known.state, known.reading, chosen(known)) == (State.NO_OBJECT, None, [])
    assert put_aside(known) == [("a", "no-object-by-level")]


def test_a_record_set_aside_does_not_dispute_the_statement() -> None:
    known = looked_at(RATE, observed("a", "96", scope="urban"), without("n", "rate"), decisions=ACCEPTED)
    assert (known.state, put_aside(known)) == (State.NO_OBJECT, [("a", "place-and-scope")])


@pytest.mark.parametrize(
    ("slot", "about", "records", "ranges", "documents"),
    [
        (RATE, "rate", [observed("a", "96")], (Span.point(96),), ()),
        (RATE, "rate", [observed("a", "100", qualifier=Qualifier.AT_LEAST)], (Span.point(100),), ()),
        (RATE, "rate", [observed("a", "94"), observed("b", "96")], (Span.point(94), Span.point(96)), ()),
        (PAPER, "paper", [paper("a")], (), (Reading("paper", document="delivered"),)),
        (EVENTS, "events", [nil("a")], (Span.point(0),), ()),
        (EVENTS, "events", [happened("a")], (Span.point(1),), ()),
        (MARK, "mark", [rated("a", "x", "60"), rated("b", "y", "70")], (Span.point(65),), ()),
    ],
)
def test_a_statement_beside_a_value_is_disputed_until_a_person_decides(slot, about, records, ranges, documents) -> None:
    known = looked_at(slot, *records, without("n", about), decisions=ACCEPTED)
    assert (known.state, known.reason) == (State.UNDECIDED, "object-disputed")
    assert (known.ranges, known.documents) == (ranges, documents)
    assert chosen(known) == [*(record.source.id for record in records), "n"]
