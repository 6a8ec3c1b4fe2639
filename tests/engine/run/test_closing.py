"""Closing a case, row by row: the premise table of the law for every kind of slot, case open and case closed."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from engine.model import edition as model
from engine.model.case import EvidenceMode, State
from engine.model.edition import Slot, Veto
from engine.model.evidence import EventState, Record, Ruling
from engine.model.finding import Outcome
from engine.run.outcomes import CANT_TELL, FAILED, INAPPLICABLE, PASSED, UNTESTED
from tests.engine.build.made_up import (
    BASIS,
    EVENTS,
    LABEL,
    MARK,
    PAPER,
    RATE,
    happened,
    nil,
    observed,
    paper,
    rated,
    ruled,
    without,
)
from tests.engine.run.made_up import build_case, found_in, one_leaf
from tests.engine.score.made_up import absent, case_of, graded, grades, item, known, table

OPEN, CLOSED = False, True
WHEN = pytest.mark.parametrize("closed", [OPEN, CLOSED], ids=["open", "closed"])
SLOTS = {"quantity": RATE, "document": PAPER, "event": EVENTS, "judgement": MARK}
KINDS = pytest.mark.parametrize("kind", SLOTS)


@dataclass(frozen=True)
class Delivered:
    """What makes a premise of a kind known and passed, known and failed, or undecided."""

    passed: tuple[Record, ...]
    failed: tuple[Record, ...]
    undecided: tuple[Record, ...]


BY_KIND = {
    "quantity": Delivered((observed("a", "96"),), (observed("a", "94"),), (observed("a", "94"), observed("b", "96"))),
    "document": Delivered((paper("a"),), (), (paper("a"),)),
    "event": Delivered((nil("a"),), (happened("a"),), (happened("a", EventState.REPORTED),)),
    "judgement": Delivered(
        (rated("a", "x", "60"), rated("b", "y", "60")),
        (rated("a", "x", "60"), rated("b", "y", "59")),
        (rated("a", "x", "90"),),
    ),
}
ABOUT = {"quantity": "rate", "document": "paper", "event": "events", "judgement": "mark"}


def outcome(slot: Slot, *records: Record, closed: bool, accepted: bool = False, decisions=()) -> tuple[State, Outcome]:
    """The state of the one premise and the outcome of its leaf."""
    mode = EvidenceMode.ACCEPTED if accepted else EvidenceMode.DELIVERED
    edition = one_leaf(slot)
    case = build_case(edition, *records, closed=closed, mode=mode, decisions=decisions)
    (premise,) = case.premises.values()
    return premise.state, found_in(edition, case)[0].by_requirement[slot.requirement].outcome


@WHEN
@KINDS
def test_known_is_passed_where_its_shape_holds(kind: str, closed: bool) -> None:
    assert outcome(SLOTS[kind], *BY_KIND[kind].passed, closed=closed) == (State.KNOWN, PASSED)


@WHEN
@pytest.mark.parametrize("kind", [kind for kind in SLOTS if kind != "document"])
def test_known_is_failed_where_its_shape_is_violated(kind: str, closed: bool) -> None:
    assert outcome(SLOTS[kind], *BY_KIND[kind].failed, closed=closed) == (State.KNOWN, FAILED)


@WHEN
@KINDS
def test_undecided_is_cant_tell_where_alternatives_differ(kind: str, closed: bool) -> None:
    waiting = kind == "document"  # a document is undecided only while nobody has accepted it
    found = outcome(SLOTS[kind], *BY_KIND[kind].undecided, closed=closed, accepted=waiting)
    assert found == (State.UNDECIDED, CANT_TELL)


@WHEN
def test_undecided_is_passed_where_all_alternatives_pass(closed: bool) -> None:
    assert outcome(RATE, observed("a", "95"), observed("b", "99"), closed=closed) == (State.UNDECIDED, PASSED)


@WHEN
def test_undecided_is_failed_where_all_alternatives_fail(closed: bool) -> None:
    assert outcome(RATE, observed("a", "94"), observed("b", "1"), closed=closed) == (State.UNDECIDED, FAILED)


@pytest.mark.parametrize("kind", ["quantity", "document", "judgement"])
def test_missing_quantity_document_or_judgement_is_untested_while_open(kind: str) -> None:
    assert outcome(SLOTS[kind], closed=OPEN) == (State.MISSING, UNTESTED)


@pytest.mark.parametrize("kind", ["quantity", "document", "judgement"])
def test_missing_quantity_document_or_judgement_is_failed_once_closed(kind: str) -> None:
    assert outcome(SLOTS[kind], closed=CLOSED) == (State.MISSING, FAILED)


def test_missing_event_is_untested_while_open() -> None:
    assert outcome(EVENTS, closed=OPEN) == (State.MISSING, UNTESTED)


def test_missing_event_is_cant_tell_once_closed() -> None:
    assert outcome(EVENTS, closed=CLOSED) == (State.MISSING, CANT_TELL)


@WHEN
def test_missing_event_never_fires_its_veto(closed: bool) -> None:
    assert not with_veto(absent(EVENTS), closed=closed).vetoes[0].fired


def test_missing_event_withholds_the_grade_once_closed() -> None:
    found = with_veto(absent(EVENTS), closed=CLOSED)
    assert found.grade is None and found.withheld == ("veto-unstated",) and found.possible


@WHEN
@pytest.mark.parametrize(("count", "grade"), [(0, "a"), (1, "c")])
def test_known_event_alone_decides_the_veto_open_or_closed(count: int, grade: str, closed: bool) -> None:
    found = with_veto(known(EVENTS, count), closed=closed)
    assert (found.grade, found.withheld, found.vetoes[0].fired) == (grade, (), count == 1)


def with_veto(premise, *, closed: bool):
    """The grade of a case with full points and one event slot that feeds a veto."""
    veto = {"events": Veto("events", LABEL, "events", "c", BASIS)}
    items = (item("paper", "paper", 100, model.AllOrNothing()),)
    edition = table((PAPER, EVENTS), items, vetoes=veto, grades=grades(80, 50, None))
    return graded(edition, case_of(known(PAPER, ""), premise, closed=closed))[1]


@WHEN
@KINDS
def test_no_object_is_inapplicable(kind: str, closed: bool) -> None:
    found = outcome(SLOTS[kind], without("n", ABOUT[kind]), closed=closed, decisions=(ruled("n", Ruling.ACCEPTED),))
    assert found == (State.NO_OBJECT, INAPPLICABLE)


@pytest.mark.parametrize("kind", ["quantity", "document", "judgement"])
def test_closing_leaves_no_points_open_for_what_is_missing(kind: str) -> None:
    slot = SLOTS[kind]
    edition = table((slot,), (item("x", slot.requirement, 10, model.AllOrNothing()),), grades=grades(5, None))
    scores = {closed: graded(edition, case_of(absent(slot), closed=closed))[0] for closed in (OPEN, CLOSED)}
    assert (scores[OPEN].low, scores[OPEN].high) == (0, 10)
    assert (scores[CLOSED].low, scores[CLOSED].high) == (0, 0)


def test_closing_leaves_the_points_of_a_missing_event_open() -> None:
    edition = table((EVENTS,), (item("x", "events", 10, model.AllOrNothing()),), grades=grades(5, None))
    scores = graded(edition, case_of(absent(EVENTS), closed=CLOSED))[0]
    assert (scores.low, scores.high) == (0, 10)
