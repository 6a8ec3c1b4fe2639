"""One case explained: ledger, tree, premises, and what to deliver first."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from engine.model.case import State
from tests.engine.build.made_up import PAPER, nil, observed, rated
from tests.engine.explain.made_up import EDITION, FIRED, RECORDS, assessed

F = Fraction


def first(*records, **more) -> list[tuple[str, Fraction]]:
    """What to deliver first, with the points that it decides."""
    return [(one.slot, one.points) for one in assessed(*records, **more).explanation.deliver_first]


def test_what_feeds_a_veto_comes_first_then_what_decides_most() -> None:
    assert [slot for slot, _ in first()] == ["events", "rate", "burden", "paper", "aimed", "mark"]


def test_points_of_an_item_are_shared_by_its_open_slots() -> None:
    found = dict(first())
    assert found["events"] == found["paper"] == F(29, 2)
    assert sum(found.values()) == 106 + 7


def test_only_what_is_open_is_asked_for() -> None:
    assert first(*RECORDS) == [("events", F(29, 2)), ("mark", 7)]


def test_nothing_is_asked_for_once_all_is_known() -> None:
    assert first(*FIRED, rated("x", "x", "70"), rated("y", "y", "70")) == []


def test_a_closed_case_asks_only_for_what_stays_open() -> None:
    assert first(*RECORDS, closed=True) == [("events", F(29, 2))]


def test_a_delivery_names_years_requirement_and_veto() -> None:
    edition = replace(EDITION, slots={**EDITION.slots, "events": replace(EDITION.slots["events"], window=2)})
    (found, _) = assessed(*RECORDS, edition=edition).explanation.deliver_first
    assert (found.requirement, found.years, found.feeds_veto) == ("events", (2021, 2022), True)


def test_only_the_open_years_are_asked_for() -> None:
    edition = replace(EDITION, slots={**EDITION.slots, "events": replace(EDITION.slots["events"], window=2)})
    (found, _) = assessed(*RECORDS, nil("n"), edition=edition).explanation.deliver_first
    assert found.years == (2021,)


def test_a_delivery_is_labelled_by_its_kind_of_evidence_where_that_is_known() -> None:
    labels = {one.slot: one.label.en for one in assessed().explanation.deliver_first}
    assert (labels["paper"], labels["rate"]) == ("deed", PAPER.label.en)


def test_a_conflict_is_asked_for_too() -> None:
    one = assessed(*RECORDS, observed("z", "97"))
    assert one.case.premises["rate", 2022].state is State.UNDECIDED
    assert ("rate", 24) in [(found.slot, found.points) for found in one.explanation.deliver_first]


def test_the_explanation_keeps_case_and_premises_in_the_order_of_the_edition() -> None:
    one = assessed(*RECORDS)
    assert one.explanation.case == one.case.key
    assert [premise.slot for premise in one.explanation.premises] == list(EDITION.slots)


def test_the_tree_begins_at_the_grade() -> None:
    tree = assessed(*RECORDS).explanation.tree
    assert (tree.subject, tree.id) == ("grade", "made-up")
