"""The target of a place and a year: its own, else the next later one; an unsettled one says why and is looked at first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from engine.build.quantity import quantity
from engine.build.targets import against_target, target_for
from engine.exact import Span
from engine.model.case import EvidenceMode, Reading, State
from engine.model.world import Document, Qualifier
from tests.engine.build.made_up import AIMED, CITY, LABEL, PROVINCE, YEAR, aim, observed, setting_of, world_with

LOWER = replace(AIMED, slug="capped", requirement="capped", indicator="burden")
DAY, AFTER = date(YEAR - 2, 1, 1), date(YEAR + 1, 1, 1)


def used(*targets, **documents):
    """Value, year, whether it is early, and why it is not settled."""
    found = target_for(world_with(*targets, **documents), AIMED, CITY, YEAR)
    return (None if found.value is None else int(found.value), found.year, found.early, found.reason)


@pytest.mark.parametrize(
    ("targets", "expected"),
    [
        ((aim("80"),), (80, 2022, False, "")),
        ((aim("80"), aim("90", 2025)), (80, 2022, False, "")),
        ((aim("90", 2025), aim("85", 2023)), (85, 2023, True, "")),
        ((aim("70", 2020), aim("90", 2025)), (90, 2025, True, "")),
        ((aim("80"), aim("80", slug="again")), (80, 2022, False, "")),
        ((aim("80", qualifier=Qualifier.AT_LEAST),), (80, 2022, False, "")),
        ((aim("80"), aim("90", place=PROVINCE)), (80, 2022, False, "")),
        ((aim("80"), aim("95", document="measures")), (80, 2022, False, "")),
    ],
)
def test_the_own_target_of_the_year_else_the_next_later_one(targets, expected) -> None:
    assert used(*targets) == expected


@pytest.mark.parametrize(
    ("targets", "reason"),
    [
        ((), "target-none"),
        ((aim("80", indicator="burden"),), "target-none"),
        ((aim("80", document="measures"),), "target-none"),
        ((aim("80", place="990200"),), "target-none"),
        ((aim("80", place=PROVINCE),), "target-province-only"),
        ((aim("80", 2021),), "target-expired"),
        ((aim("80", 2021), aim("80", place=PROVINCE)), "target-expired"),
        ((aim("80", document="undated"), aim("80", place=PROVINCE)), "target-date-unknown"),
        ((aim("80", document="undated"), aim("80", document="late")), "target-not-in-force"),
        ((aim("80", 2025, document="late"), aim("80", 2021)), "target-expired"),
        ((aim("80", place=PROVINCE, document="late"),), "target-none"),
        ((aim("80", place=PROVINCE, document="undated"),), "target-none"),
        ((aim("80"), aim("81")), "target-conflict"),
    ],
)
def test_an_unsettled_target_says_why(targets, reason: str) -> None:
    late = Document("late", LABEL, issued=AFTER, carries_out=("plan",))
    undated = Document("undated", LABEL, carries_out=("plan",))
    assert used(*targets, late=late, undated=undated) == (None, None, False, reason)


@pytest.mark.parametrize("qualifier", [Qualifier.ABOUT, Qualifier.MORE_THAN, Qualifier.LESS_THAN])
def test_a_vague_target_is_shown_and_not_settled(qualifier: Qualifier) -> None:
    found = target_for(world_with(aim("80", qualifier=qualifier)), AIMED, CITY, YEAR)
    assert (found.value, found.settled, found.reason) == (Fraction(80), False, "target-vague")


@pytest.mark.parametrize(
    ("document", "in_force"),
    [
        (Document("plan", LABEL, issued=date(YEAR, 12, 31)), True),
        (Document("plan", LABEL, issued=AFTER), False),
        (Document("plan", LABEL, issued=date(YEAR, 6, 1), in_force_from=AFTER), False),
        (Document("plan", LABEL, in_force_from=date(YEAR, 12, 31)), True),
        (Document("plan", LABEL, issued=DAY, in_force_to=date(YEAR, 12, 31)), True),
        (Document("plan", LABEL, issued=DAY, in_force_to=date(YEAR, 12, 30)), False),
    ],
)
def test_in_force_means_in_force_on_31_december(document: Document, in_force: bool) -> None:
    assert used(aim("80"), plan=document)[3] == ("" if in_force else "target-not-in-force")


@pytest.mark.parametrize("document", [Document("plan", LABEL), Document("plan", LABEL, in_force_to=AFTER)])
def test_a_document_of_which_no_first_day_is_known_is_in_force_in_no_year(document: Document) -> None:
    assert used(aim("80"), plan=document) == (None, None, False, "target-date-unknown")
    assert used(aim("80", 2025), plan=document) == (None, None, False, "target-date-unknown")


@pytest.mark.parametrize(
    ("successor", "in_force"),
    [
        (Document("next", LABEL, in_force_from=date(YEAR, 12, 31)), False),
        (Document("next", LABEL, issued=date(YEAR, 12, 31)), False),
        (Document("next", LABEL, in_force_from=AFTER), True),
        (Document("next", LABEL), True),
    ],
)
def test_a_successor_in_force_replaces(successor: Document, in_force: bool) -> None:
    plan = Document("plan", LABEL, issued=DAY, successor="next")
    assert used(aim("80"), plan=plan, next=successor)[3] == ("" if in_force else "target-not-in-force")


def test_a_target_not_in_force_is_left_out_before_years_are_compared() -> None:
    late = Document("late", LABEL, in_force_from=AFTER, carries_out=("plan",))
    assert used(aim("80", document="late"), aim("90", 2025), late=late) == (90, 2025, True, "")


@pytest.mark.parametrize("how", ["carries_out", "presumably_carries_out"])
def test_a_plan_that_carries_out_the_document_sets_targets_too(how: str) -> None:
    local = Document("local", LABEL, issued=DAY, **{how: ("plan",)})
    found = target_for(world_with(aim("80", document="local"), local=local), AIMED, CITY, YEAR)
    assert (found.value, found.document, found.slug) == (Fraction(80), "local", f"local-{CITY}-2022-80")


def compared(*targets, raw="90", slot=AIMED, closed=False, **more):
    """Quantity and target together: state, reason and reading."""
    world, records = world_with(*targets), (observed("a", raw, indicator=slot.indicator, **more),) if raw else ()
    setting = setting_of(*records, world=world, closed=closed)
    known = against_target(setting, slot, quantity(setting, slot, YEAR), target_for(world, slot, CITY, YEAR))
    return known.state, known.reason, known.reading


def test_a_known_value_is_read_beside_its_target() -> None:
    reading = Reading("aimed", value=Fraction(90), target=Fraction(80))
    assert compared(aim("80")) == (State.KNOWN, "known", reading)


@pytest.mark.parametrize("closed", [False, True])
@pytest.mark.parametrize("raw", ["90", ""])
def test_an_unsettled_target_is_looked_at_before_a_missing_value(raw: str, closed: bool) -> None:
    reading = Reading("aimed", value=Fraction(90)) if raw else None
    assert compared(raw=raw, closed=closed) == (State.UNDECIDED, "target-none", reading)


@pytest.mark.parametrize("closed", [False, True])
def test_a_settled_target_leaves_a_missing_value_missing(closed: bool) -> None:
    assert compared(aim("80"), raw="", closed=closed) == (State.MISSING, "not-delivered", None)
    assert compared(aim("80", 2025), raw="", closed=closed) == (State.MISSING, "not-delivered", None)


@pytest.mark.parametrize(
    ("slot", "target", "raw", "reached"),
    [
        (AIMED, aim("90", 2025), "90", True),
        (AIMED, aim("90", 2025), "89.9", False),
        (LOWER, aim("35", 2025, indicator="burden"), "35", True),
        (LOWER, aim("35", 2025, indicator="burden"), "35.1", False),
    ],
)
def test_a_target_not_due_yet_is_passed_early_or_waits(slot, target, raw: str, reached: bool) -> None:
    states = [compared(target, raw=raw, slot=slot, closed=closed)[:2] for closed in (False, True)]
    early = [(State.UNDECIDED, "target-not-due"), (State.NO_OBJECT, "target-not-due")]
    assert states == ([(State.KNOWN, "known")] * 2 if reached else early)


@pytest.mark.parametrize(("raw", "reason"), [("90", "vague"), ("89", "target-not-due")])
def test_a_range_reaches_a_target_not_due_yet_only_as_a_whole(raw: str, reason: str) -> None:
    found = compared(aim("90", 2025), raw=raw, qualifier=Qualifier.AT_LEAST)
    assert found[:2] == (State.UNDECIDED, reason)


def test_evidence_that_waits_does_not_reach_a_target_not_due_yet() -> None:
    world = world_with(aim("80", 2025))
    setting = setting_of(observed("a", "90"), world=world, mode=EvidenceMode.ACCEPTED)
    known = against_target(setting, AIMED, quantity(setting, AIMED, YEAR), target_for(world, AIMED, CITY, YEAR))
    assert (known.state, known.reason, known.ranges) == (State.UNDECIDED, "target-not-due", ())


def test_a_range_keeps_its_ends_while_the_target_is_unsettled() -> None:
    setting = setting_of(observed("a", "90", qualifier=Qualifier.AT_LEAST))
    known = against_target(setting, AIMED, quantity(setting, AIMED, YEAR), target_for(setting.world, AIMED, CITY, YEAR))
    assert known.ranges == (Span(Fraction(90), Fraction(100)),)
