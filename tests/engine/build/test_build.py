"""One premise for each leaf, slot and year, whatever was delivered, and the same whatever its order."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from engine.build import assessed_slots, build
from engine.errors import EvidenceError
from engine.model.case import CaseKey, EvidenceMode, State
from engine.model.edition import Addressee
from engine.model.evidence import EventState, Evidence, Ruling
from tests.engine.build.made_up import (
    AIMED,
    CITY,
    EVENTS,
    MARK,
    PAPER,
    RATE,
    WORLD,
    YEAR,
    aim,
    counted,
    edition_of,
    happened,
    nil,
    observed,
    paper,
    rated,
    ruled,
    source,
    without,
    world_with,
)

SLOTS = (replace(RATE, window=3), AIMED, PAPER, EVENTS, MARK)
EDITION = edition_of(*SLOTS)
RECORDS = (
    observed("a", "96"),
    observed("b", "95", corrects=source("a").key),
    observed("c", "94", YEAR - 1),
    counted("d", "19/20", final=False),
    paper("e"),
    paper("f"),
    happened("g", EventState.REPORTED),
    nil("h"),
    rated("i", "x", "60"),
    rated("j", "y", "61"),
    rated("k", "x", "70"),
    without("l", "rate"),
)


def case_of(*records, edition=EDITION, world=WORLD, decisions=(), code=CITY):
    key, evidence = CaseKey(edition.name, code, YEAR), Evidence((), records, decisions)
    return build(key, edition, world, evidence, EvidenceMode.DELIVERED, False)


def test_a_premise_for_every_slot_and_year_though_nothing_is_delivered() -> None:
    case = case_of()
    assert list(case.premises) == [("rate", 2020), ("rate", 2021), ("rate", 2022)] + [
        (slot.slug, YEAR) for slot in SLOTS[1:]
    ]
    states = {premise.slot: premise.state for premise in case.premises.values()}
    missing = dict.fromkeys(("rate", "paper", "events", "mark"), State.MISSING)
    assert states == missing | {"aimed": State.UNDECIDED} and case.records == {}


def test_slots_of_the_evaluating_body_have_no_premise() -> None:
    body = replace(EDITION.requirements["paper"], addressee=Addressee.EVALUATING_BODY)
    edition = replace(EDITION, requirements={**EDITION.requirements, "paper": body})
    assert [slot.slug for slot in assessed_slots(edition)] == ["rate", "aimed", "events", "mark"]
    assert ("paper", YEAR) not in case_of(edition=edition).premises


@pytest.mark.parametrize("seed", range(10))
def test_the_order_of_records_does_not_matter(seed: int) -> None:
    shuffled = list(RECORDS)
    Random(seed).shuffle(shuffled)
    decisions = (ruled("l", Ruling.ACCEPTED),)
    assert case_of(*shuffled, decisions=decisions) == case_of(*RECORDS, decisions=decisions)


@pytest.mark.parametrize(
    "records",
    [
        (happened("a", EventState.REPORTED), happened("b", EventState.REPORTED)),
        (observed("a", "94"), observed("b", "96")),
        (rated("a", "x", "60"), rated("b", "x", "70")),
    ],
    ids=["reported events", "conflicting figures", "ratings of one expert"],
)
def test_what_is_said_of_several_records_does_not_hang_on_their_order(records) -> None:
    assert case_of(*records) == case_of(*reversed(records))


def test_records_about_another_place_change_nothing() -> None:
    others = tuple(replace(record, subject="990000", source=source(f"x{record.source.id}")) for record in RECORDS)
    assert case_of(*RECORDS, *others) == case_of(*RECORDS)
    assert case_of(*others) == case_of()


def test_records_about_other_indicators_and_kinds_change_nothing() -> None:
    others = observed("x", "1", indicator="burden"), paper("y", kind="another"), happened("z", kind="another")
    assert case_of(*RECORDS, *others) == case_of(*RECORDS)


def test_the_case_keeps_what_was_chosen_and_what_was_set_aside() -> None:
    case = case_of(observed("a", "96"), observed("b", "95", scope="urban"), observed("c", "1", indicator="burden"))
    assert sorted(record.source.id for record in case.records.values()) == ["a", "b"]
    premise = case.premises["rate", YEAR]
    assert [one.id for one in premise.chosen] == ["a"]
    assert [(one.source.id, one.rule) for one in premise.set_aside] == [("b", "place-and-scope")]


def test_every_record_is_chosen_or_set_aside_and_never_both() -> None:
    for premise in case_of(*RECORDS).premises.values():
        assert not set(premise.chosen) & {one.source for one in premise.set_aside}


def test_a_slot_with_a_target_bears_it_whatever_its_state() -> None:
    case = case_of(world=world_with(aim("90")))
    premise = case.premises["aimed", YEAR]
    assert (premise.state, premise.target.value, premise.target.settled) == (State.MISSING, 90, True)
    assert case.premises["rate", YEAR].target is None


def test_a_subject_that_the_world_does_not_know_is_refused() -> None:
    with pytest.raises(EvidenceError) as error:
        case_of(code="999999")
    fault = error.value.faults[0]
    assert (fault.code, fault.where, fault.found) == ("BLD-002", "subject", "999999")
