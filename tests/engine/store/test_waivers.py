"""A waiver is granted, listed, counted and withdrawn; what is recorded stays; bad words are refused and nothing is entered."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from engine.assess import assess, standard_for
from engine.errors import ClausegraphError
from engine.model.entry import Kind
from engine.model.waiver import Waiver
from engine.read.home import home
from engine.store.assessments import Role, record, recorded, repeat
from engine.store.counted import waivers
from engine.store.hand import Hand
from engine.store.journal import Journal
from engine.store.known import entries_at, order_at, order_from
from engine.store.ledger import close_case, submit
from engine.store.touching import touched
from engine.store.verify import verify
from engine.store.waivers import WaiverWish, granted_by, requirements_named, waive, withdraw_waiver
from tests.engine.store.made_up import RULED, SUBMITTED, row

STANDARD = standard_for(home(), "2021-draft")
EDITION, WORLD = STANDARD.edition, STANDARD.world
SAID = WaiverWish("430700", 2020, "air", " 试点 ", "省局", date(2021, 12, 31))
LATER = Hand("赵", "2026-03-01T08:00:00Z")
BETWEEN = "2026-02-15T00:00:00Z"


@pytest.fixture
def journal(tmp_path: Path):
    with Journal(tmp_path) as made:
        submit(made, "e.csv", row("84.7"), ["430700"], SUBMITTED)
        yield made


def granted(journal: Journal, **more):
    return waive(journal, replace(SAID, **more), RULED, EDITION, WORLD)


def test_a_waiver_is_entered_with_reason_approver_and_expiry(journal: Journal) -> None:
    entry = granted(journal)
    act = entry.act
    assert (act.kind, act.about, act.actor, act.reason) == (Kind.WAIVED, "430700/2020", "李", "试点")
    assert dict(act.details) == {"approver": "省局", "requirements": "air", "until": "2021-12-31"}
    made = Waiver("430700", 2020, ("air",), "试点", "省局", date(2021, 12, 31), entry.number, entry.hash)
    assert waivers(journal.entries) == waivers(journal.entries, "430700", 2021) == (made,)
    assert waivers(journal.entries, "430700", 2022) == waivers(journal.entries, "430100") == ()
    assert (touched([entry], journal.entries), verify(journal.folder).faults) == (["430700"], ())


def test_as_known_before_between_and_after_its_withdrawal(journal: Journal) -> None:
    entry = granted(journal)
    gone = withdraw_waiver(journal, "430700", entry.number, "期满", LATER)
    assert (gone.act.kind, gone.act.about) == (Kind.REVOKED, entry.hash)
    assert dict(gone.act.details) == {"case": "430700/2020", "waiver": "2"}
    times = (SUBMITTED.time, BETWEEN, LATER.time)
    held = [len(order_at(journal.folder, "430700", 2020, time).waivers) for time in times]
    assert held == [0, 1, 0]
    assert touched([gone], journal.entries) == ["430700"]
    assert granted(journal).number == 4  # what was withdrawn may be granted again


def test_a_closed_case_may_be_waived_and_stays_closed(journal: Journal) -> None:
    close_case(journal, "430700", 2020, RULED)
    granted(journal)
    order = order_at(journal.folder, "430700", 2020)
    assert order.closed and len(order.waivers) == 1


def test_both_lanes_agree_and_points_are_neither_lost_nor_earned(journal: Journal) -> None:
    before = order_at(journal.folder, "430700", 2020)
    granted(journal)
    plain, freed = assess(home(), [before, order_at(journal.folder, "430700", 2020)], cross_check=True)
    score = freed.scores.items["air"]
    assert (score.applicable, score.possible, score.low, score.high) == (False, 0, 0, 0)
    assert freed.scores.possible == plain.scores.possible == 1000
    assert freed.findings.by_requirement["air"].reason == "waived"
    lines = [*freed.explanation.ledger.lost, *freed.explanation.ledger.open, *freed.explanation.ledger.awarded]
    assert sum(one.points for one in lines) == freed.scores.possible
    assert plain.digest != freed.digest


def test_every_field_of_a_waiver_is_in_the_name_of_the_assessment(journal: Journal) -> None:
    granted(journal)
    order = order_at(journal.folder, "430700", 2020)
    (one,) = order.waivers
    others = [
        replace(one, reason="x"),
        replace(one, approver="x"),
        replace(one, until=date(2022, 1, 1)),
        replace(one, requirements=("surface-water",)),
        replace(one, number=7),
        replace(one, hash="0" * 64),
    ]
    orders = [order, *(replace(order, waivers=(other,)) for other in others), replace(order, waivers=())]
    assert len({found.digest for found in assess(home(), orders)}) == len(orders)


def test_what_is_recorded_with_a_waiver_repeats_to_the_bit_and_stays_when_it_is_withdrawn(journal: Journal) -> None:
    one = record(journal, home(), "430700", 2020, Role.SELF, RULED).recorded
    entry = granted(journal)
    two = record(journal, home(), "430700", 2020, Role.SELF, RULED).recorded
    withdraw_waiver(journal, "430700", entry.number, "错", LATER)
    assert one.assessment != two.assessment
    assert [repeat(journal.folder, journal.entries, each) for each in recorded(journal.entries)] == [(), ()]
    again = record(journal, home(), "430700", 2020, Role.SELF, LATER)
    assert not again.new and again.recorded.assessment == one.assessment
    assert verify(journal.folder).faults == ()


def test_a_waiver_of_a_later_case_leaves_this_one(journal: Journal) -> None:
    granted(journal, year=2021)
    assert (
        order_from(
            journal.entries, journal.folder, "430700", 2020, order_at(journal.folder, "430700", 2020).mode
        ).waivers
        == ()
    )


@pytest.mark.parametrize(
    ("word", "names"),
    [
        ("air", ("air",)),
        ("大气环境", ("air",)),
        ("good-day-ratio", ("good-day-ratio",)),
        ("12.1", ("air",)),
        ("12", ("air", "surface-water", "groundwater-class-v-ratio", "drinking-water-attainment-ratio")),
    ],
)
def test_a_requirement_by_slug_or_title_and_a_clause_with_all_its_requirements(
    word: str, names: tuple[str, ...]
) -> None:
    assert requirements_named(EDITION, word) == names


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"reason": " "}, "STO-006"),
        ({"approver": ""}, "STO-006"),
        ({"subject": "439999"}, "BLD-002"),
        ({"subject": ""}, "BLD-002"),
        ({"requirement": "nosuch"}, "BLD-003"),
        ({"requirement": ""}, "BLD-003"),
        ({"requirement": "food-safety-events"}, "BLD-004"),
        ({"requirement": "9"}, "BLD-004"),
        ({"requirement": "key-food-sampling-pass-rate"}, "BLD-004"),
        ({"until": date(2020, 12, 30)}, "STO-053"),
    ],
)
def test_bad_words_are_refused_and_nothing_is_entered(wrong: dict[str, object], code: str, journal: Journal) -> None:
    with pytest.raises(ClausegraphError) as raised:
        granted(journal, **wrong)
    assert (raised.value.faults[0].code, len(journal.entries)) == (code, 1)


def test_the_same_is_waived_once_and_more_or_longer_again(journal: Journal) -> None:
    granted(journal)
    for more in ({}, {"requirement": "good-day-ratio"}, {"until": date(2020, 12, 31)}, {"year": 2021}):
        with pytest.raises(ClausegraphError) as raised:
            granted(journal, **more)
        assert (raised.value.faults[0].code, raised.value.faults[0].found) == ("STO-054", "2")
    assert granted(journal, until=date(2022, 12, 31)).number == 3
    assert granted(journal, requirement="12").number == 4


@pytest.mark.parametrize(
    ("subject", "number", "reason", "code"),
    [("430700", 1, "错", "STO-052"), ("430100", 2, "错", "STO-052"), ("430700", 2, " ", "STO-006")],
)
def test_a_waiver_that_is_not_there_is_not_withdrawn(
    subject: str, number: int, reason: str, code: str, journal: Journal
) -> None:
    granted(journal)
    with pytest.raises(ClausegraphError) as raised:
        withdraw_waiver(journal, subject, number, reason, LATER)
    assert (raised.value.faults[0].code, len(journal.entries)) == (code, 2)


def test_a_waiver_is_withdrawn_once(journal: Journal) -> None:
    granted(journal)
    withdraw_waiver(journal, "430700", 2, "错", LATER)
    with pytest.raises(ClausegraphError) as raised:
        withdraw_waiver(journal, "430700", 2, "错", LATER)
    assert raised.value.faults[0].code == "STO-052"


def test_a_wish_is_checked_before_it_is_entered() -> None:
    found = granted_by(SAID, EDITION, WORLD)
    assert (found.requirements, found.reason, found.number, found.hash) == (("air",), "试点", 0, "")


def test_entries_at_a_time_hold_it(journal: Journal) -> None:
    granted(journal)
    assert [one.act.kind for one in entries_at(journal.folder, BETWEEN)] == [Kind.SUBMITTED, Kind.WAIVED]
