"""Documents in force, events proven or denied by a signed statement, and the experts' last ratings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from engine.build.papers import document, event, judgement
from engine.exact import Span
from engine.model.case import EvidenceMode, Reading, State
from engine.model.evidence import EventState, Ruling
from engine.model.world import Document
from tests.engine.build.made_up import (
    EVENTS,
    LABEL,
    MARK,
    PAPER,
    YEAR,
    chosen,
    happened,
    nil,
    paper,
    put_aside,
    rated,
    ruled,
    setting_of,
    source,
    world_with,
)

REPORTED = EventState.REPORTED
LAST = date(YEAR, 12, 31)
A_CORRECTED = {"corrects": source("a").key}


def accepted(*names: str):
    return {"mode": EvidenceMode.ACCEPTED, "decisions": tuple(ruled(name, Ruling.ACCEPTED) for name in names)}


def papers(*records, slot=PAPER, **setting):
    return document(setting_of(*records, **setting), slot, YEAR)


def events(*records, **setting):
    return event(setting_of(*records, **setting), EVENTS, YEAR)


def ratings(*records, **setting):
    return judgement(setting_of(*records, **setting), MARK, YEAR)


@pytest.mark.parametrize(
    ("issued", "until", "state"),
    [
        (date(2010, 1, 1), None, State.KNOWN),
        (LAST, None, State.KNOWN),
        (date(YEAR + 1, 1, 1), None, State.MISSING),
        (date(2010, 1, 1), LAST, State.KNOWN),
        (date(2010, 1, 1), date(YEAR, 12, 30), State.MISSING),
    ],
)
def test_a_document_counts_when_in_force_on_the_last_day_of_the_year(issued, until, state: State) -> None:
    known = papers(paper("a", issued, in_force_to=until))
    assert (known.state, put_aside(known)) == (state, [] if state is State.KNOWN else [("a", "out-of-force")])


def test_a_known_document_is_read_with_its_level_and_title() -> None:
    known = papers(paper("a", level="government"))
    assert (known.reading, known.raw) == (Reading("paper", document="delivered", level="government"), "title a")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (paper("a", level="government"), paper("b", date(2022, 1, 1), level="department")),
        (paper("a", level="department"), paper("b", date(2022, 1, 1))),
        (paper("a", date(2022, 1, 1)), paper("b", date(2021, 1, 1))),
        (paper("a"), paper("b")),
        (paper("a"), paper("b", date(2021, 1, 1), issued=None)),
    ],
    ids=["by level", "any level before none", "then the latest issued", "then by name", "undated last"],
)
def test_the_best_document_is_taken(first, second) -> None:
    for records in ((first, second), (second, first)):
        known = papers(*records)
        assert (chosen(known), put_aside(known)) == (["a"], [("b", "another-document")])


@pytest.mark.parametrize(
    ("issued", "state", "reason"),
    [
        (date(2020, 6, 1), State.KNOWN, "known"),
        (date(2020, 5, 31), State.MISSING, "older-than-rule"),
    ],
)
def test_a_document_older_than_the_measures_it_should_follow(issued: date, state: State, reason: str) -> None:
    known = papers(paper("a", issued), slot=replace(PAPER, since="measures"))
    assert (known.state, known.reason) == (state, reason)
    assert put_aside(known) == ([] if state is State.KNOWN else [("a", "older-than-rule")])


def test_a_document_without_date_of_issue_is_as_old_as_its_force() -> None:
    record = paper("a", date(2020, 5, 31), issued=None)
    assert papers(record, slot=replace(PAPER, since="measures")).reason == "older-than-rule"


@pytest.mark.parametrize(
    ("issued", "accepted", "state", "reason", "aside"),
    [
        (date(YEAR, 12, 31), True, State.KNOWN, "known", []),
        (date(YEAR, 1, 1), False, State.UNDECIDED, "not-accepted-yet", []),
        (date(YEAR - 1, 12, 31), True, State.MISSING, "other-year-only", [("a", "of-another-year")]),
        (date(YEAR - 1, 12, 31), False, State.MISSING, "other-year-only", [("a", "of-another-year")]),
        (date(YEAR + 1, 1, 1), True, State.MISSING, "all-set-aside", [("a", "out-of-force")]),
    ],
)
def test_a_yearly_slot_needs_a_document_of_the_year(issued, accepted: bool, state: State, reason: str, aside) -> None:
    mode = EvidenceMode.DELIVERED if accepted else EvidenceMode.ACCEPTED
    known = papers(paper("a", issued), slot=replace(PAPER, yearly=True), mode=mode)
    assert (known.state, known.reason, put_aside(known)) == (state, reason, aside)
    assert papers(paper("a", date(YEAR - 1, 12, 31))).state is State.KNOWN


def test_measures_without_a_date_set_nothing_aside() -> None:
    world = world_with(undated=Document("undated", LABEL))
    found = papers(paper("a", date(1999, 1, 1)), slot=replace(PAPER, since="undated"), world=world)
    assert found.state is State.KNOWN


@pytest.mark.parametrize(
    ("decisions", "picked", "aside"),
    [
        ((), ["b"], [("a", "correction")]),
        ((ruled("b", Ruling.WITHDRAWN),), ["a"], [("b", "withdrawn-or-rejected")]),
        ((ruled("b", Ruling.REJECTED),), ["a"], [("b", "withdrawn-or-rejected")]),
    ],
)
def test_a_corrected_document(decisions, picked, aside) -> None:
    known = papers(paper("a"), paper("b", **A_CORRECTED), decisions=decisions)
    assert (chosen(known), put_aside(known)) == (picked, aside)


def test_a_document_corrected_to_another_kind_is_gone() -> None:
    known = papers(paper("a"), paper("b", kind="another", **A_CORRECTED))
    assert (known.state, known.reason, put_aside(known)) == (State.MISSING, "all-set-aside", [("a", "correction")])


def test_a_correction_that_waits_does_not_touch_the_accepted_document() -> None:
    known = papers(paper("a"), paper("b", **A_CORRECTED), **accepted("a"))
    assert (known.state, chosen(known), put_aside(known)) == (State.KNOWN, ["a"], [("b", "not-accepted")])


def test_documents_that_wait_are_each_an_alternative() -> None:
    known = papers(paper("a", level="government"), paper("b", level="department"), **accepted())
    levels = [reading.level for reading in known.documents]
    assert (known.state, known.reason, levels) == (State.UNDECIDED, "not-accepted-yet", ["government", "department"])
    assert (chosen(known), known.raw, put_aside(known)) == (["a", "b"], "title a / title b", [])


def test_documents_that_wait_beside_an_accepted_one_are_set_aside() -> None:
    known = papers(paper("a", level="government"), paper("b", level="department"), **accepted("b"))
    assert (known.state, chosen(known), put_aside(known)) == (State.KNOWN, ["b"], [("a", "not-accepted")])


def test_a_document_that_waits_and_is_out_of_force_is_no_alternative() -> None:
    known = papers(paper("a", in_force_to=date(YEAR, 1, 1)), **accepted())
    assert (known.state, known.reason) == (State.MISSING, "all-set-aside")


@pytest.mark.parametrize(
    ("records", "count", "picked", "aside"),
    [
        ([nil("a")], 0, ["a"], []),
        ([nil("a", date(2020, 1, 1), date(2024, 12, 31))], 0, ["a"], []),
        ([happened("a")], 1, ["a"], []),
        ([happened("a"), happened("b")], 2, ["a", "b"], []),
        ([happened("a"), happened("b", description="event a")], 1, ["a", "b"], []),
        ([happened("a"), nil("b")], 1, ["a"], [("b", "proven-event")]),
        ([happened("a"), nil("b", end=date(YEAR, 3, 1))], 1, ["a"], [("b", "full-period")]),
        ([happened("a", day=date(YEAR, 1, 1)), happened("b", day=LAST)], 2, ["a", "b"], []),
        ([nil("a"), happened("b", day=date(YEAR - 1, 12, 31))], 0, ["a"], []),
        ([nil("a"), happened("b", kind="another")], 0, ["a"], []),
    ],
)
def test_the_count_is_of_proven_events_and_0_only_by_a_nil_statement(records, count, picked, aside) -> None:
    known = events(*records)
    assert (known.state, known.reading, known.raw) == (State.KNOWN, Reading("events", count=count), str(count))
    assert (chosen(known), put_aside(known)) == (picked, aside)


@pytest.mark.parametrize(
    ("records", "reason", "aside"),
    [
        ([], "not-delivered", []),
        ([nil("a", date(YEAR, 1, 2))], "nil-part-year", [("a", "full-period")]),
        ([nil("a", end=date(YEAR, 12, 30))], "nil-part-year", [("a", "full-period")]),
        ([nil("a", date(2020, 1, 1), date(2020, 12, 31))], "not-delivered", []),
    ],
)
def test_silence_is_no_statement(records, reason: str, aside) -> None:
    known = events(*records)
    assert (known.state, known.reason, put_aside(known)) == (State.MISSING, reason, aside)


@pytest.mark.parametrize(
    ("records", "counts", "picked"),
    [
        ([happened("a", REPORTED)], [0, 1], ["a"]),
        ([happened("a", REPORTED), nil("b")], [0, 1], ["a", "b"]),
        ([happened("a", REPORTED), happened("b", REPORTED)], [0, 1, 2], ["a", "b"]),
        ([happened("a"), happened("b", REPORTED)], [1, 2], ["a", "b"]),
        ([happened("a", REPORTED), nil("b", end=date(YEAR, 3, 1))], [0, 1], ["a"]),
    ],
)
def test_an_unproven_report_is_undecided(records, counts, picked) -> None:
    known = events(*records)
    assert (known.state, known.reason) == (State.UNDECIDED, "unproven-report")
    assert known.ranges == tuple(Span.point(count) for count in counts)
    assert chosen(known) == picked and not {name for name, _ in put_aside(known)} & set(picked)


def test_reports_are_quoted_once() -> None:
    known = events(happened("a", REPORTED, description="leak"), happened("b", REPORTED, description="leak"))
    assert known.raw == "leak"


@pytest.mark.parametrize(
    ("correction", "state"),
    [
        (happened("b", day=date(YEAR - 3, 6, 1), **A_CORRECTED), State.MISSING),
        (happened("b", kind="another", **A_CORRECTED), State.MISSING),
        (happened("b", REPORTED, **A_CORRECTED), State.UNDECIDED),
    ],
)
def test_a_proven_event_that_was_corrected_no_longer_counts(correction, state: State) -> None:
    known = events(happened("a"), correction)
    assert (known.state, put_aside(known)) == (state, [("a", "correction")])


@pytest.mark.parametrize(
    ("names", "state", "reason", "aside"),
    [
        ((), State.UNDECIDED, "not-accepted-yet", []),
        (("b",), State.KNOWN, "known", [("a", "not-accepted")]),
        (("a", "b"), State.KNOWN, "known", [("b", "proven-event")]),
    ],
)
def test_events_where_only_accepted_evidence_counts(names, state: State, reason: str, aside) -> None:
    known = events(happened("a"), nil("b"), **accepted(*names))
    assert (known.state, known.reason, put_aside(known)) == (state, reason, aside)


@pytest.mark.parametrize(
    ("raws", "mean"),
    [(("60", "70"), Fraction(65)), (("60", "61", "61"), Fraction(182, 3)), (("0.1", "0.2"), Fraction(3, 20))],
)
def test_the_mean_of_the_experts_is_exact(raws, mean: Fraction) -> None:
    known = ratings(*(rated(str(n), f"expert {n}", raw) for n, raw in enumerate(raws)))
    assert (known.state, known.reading) == (State.KNOWN, Reading("mark", rating=mean))
    assert (known.ratings, known.raw) == (len(raws), " / ".join(raws))


def test_the_last_rating_of_each_expert_counts() -> None:
    early, late = rated("a", "x", "10", date(YEAR, 1, 1)), rated("b", "x", "90", date(YEAR, 2, 1))
    known = ratings(late, early, rated("c", "y", "70"))
    assert (known.reading, put_aside(known)) == (Reading("mark", rating=Fraction(80)), [("a", "earlier-rating")])


def test_two_ratings_of_one_day_are_taken_in_the_order_of_their_place() -> None:
    records = rated("a", "x", "10"), rated("b", "x", "90"), rated("c", "y", "70")
    for order in (records, records[::-1]):
        assert ratings(*order).reading == Reading("mark", rating=Fraction(80))


@pytest.mark.parametrize(
    ("records", "number"),
    [([rated("a", "x", "90")], 1), ([rated("a", "x", "90"), rated("b", "x", "80", date(YEAR, 12, 1))], 1)],
)
def test_too_few_experts(records, number: int) -> None:
    known = ratings(*records)
    assert (known.state, known.reason, known.ratings) == (State.UNDECIDED, "too-few-ratings", number)
    assert known.reading is None


@pytest.mark.parametrize(
    ("records", "decisions", "reason"),
    [
        ([], (), "not-delivered"),
        ([rated("a", "x", "90", year=YEAR - 1)], (), "not-delivered"),
        ([rated("a", "x", "90")], (ruled("a", Ruling.REJECTED),), "all-set-aside"),
    ],
)
def test_no_rating_at_all(records, decisions, reason: str) -> None:
    known = ratings(*records, decisions=decisions)
    assert (known.state, known.reason, known.ratings) == (State.MISSING, reason, 0)


@pytest.mark.parametrize(
    ("names", "state", "reason", "aside"),
    [
        ((), State.UNDECIDED, "not-accepted-yet", []),
        (("a",), State.UNDECIDED, "too-few-ratings", [("b", "not-accepted")]),
        (("a", "b"), State.KNOWN, "known", []),
    ],
)
def test_ratings_where_only_accepted_evidence_counts(names, state: State, reason: str, aside) -> None:
    known = ratings(rated("a", "x", "90"), rated("b", "y", "80"), **accepted(*names))
    assert (known.state, known.reason, put_aside(known)) == (state, reason, aside)
