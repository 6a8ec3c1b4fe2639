"""What is waived has no object, with what was delivered set aside; what a veto or a key item rests on is never waived."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from engine.build import build
from engine.build.waivers import WAIVED, check_waivers, covered, waived
from engine.errors import EvidenceError, Fault, UsageError
from engine.model.case import CaseKey, EvidenceMode, State
from engine.model.edition import Addressee, Logic
from engine.model.evidence import Evidence, Ruling
from engine.model.waiver import Waiver
from tests.engine.build.made_up import CITY, PAPER, RATE, YEAR, edition_of, observed, paper, put_aside, ruled, without
from tests.engine.build.made_up import WORLD as PLACES
from tests.engine.explain.made_up import EDITION
from tests.engine.score.made_up import tree

ACCEPTED = ruled("n", Ruling.ACCEPTED)


def waiver(*names: str, **more) -> Waiver:
    return replace(Waiver(CITY, YEAR, names, "pilot", "approver", date(YEAR, 12, 31)), **more)


def case_of(*records, edition=EDITION, waivers=(), decisions=()):
    key = CaseKey(edition.name, CITY, YEAR)
    evidence = Evidence((), records, decisions)
    return build(key, edition, PLACES, evidence, EvidenceMode.DELIVERED, False, waivers)


def test_what_is_delivered_for_a_waived_requirement_is_set_aside_and_shown() -> None:
    held = waiver("paper")
    case = case_of(observed("a", "96"), paper("p"), waivers=[held])
    premise = case.premises[("paper", YEAR)]
    assert (premise.state, premise.reason, premise.known, premise.chosen) == (State.NO_OBJECT, WAIVED, None, ())
    assert put_aside(premise) == [("p", WAIVED)]
    assert case.waivers == (held,) and set(case.records) == {paper(name).source.key for name in "ap"}


def test_every_other_premise_is_as_it_was() -> None:
    records = (observed("a", "96"), paper("p"))
    plain, freed = case_of(*records), case_of(*records, waivers=[waiver("paper")])
    differing = {key for key in plain.premises if plain.premises[key] != freed.premises[key]}
    assert differing == {("paper", YEAR)}


def test_all_years_of_the_window_of_the_assessed_year_are_waived() -> None:
    case = case_of(edition=edition_of(replace(RATE, window=3)), waivers=[waiver("rate")])
    assert {one.reason for one in case.premises.values()} == {WAIVED} and len(case.premises) == 3


@pytest.mark.parametrize(
    "held",
    [waiver("paper", until=date(YEAR, 12, 30)), waiver("paper", subject="990000"), waiver("paper", year=YEAR + 1)],
)
def test_a_waiver_that_does_not_cover_the_case_leaves_it_as_it_was(held: Waiver) -> None:
    assert case_of(paper("p"), waivers=[held]) == case_of(paper("p"))


def test_what_has_no_object_anyhow_is_not_waived() -> None:
    case = case_of(without("n", "rate"), edition=edition_of(RATE), waivers=[waiver("rate")], decisions=(ACCEPTED,))
    assert case.premises[("rate", YEAR)].reason == "no-object-stated"


def test_a_dispute_about_an_object_is_settled_by_a_waiver() -> None:
    records = (observed("a", "96"), without("n", "rate"))
    known = {"edition": edition_of(RATE), "decisions": (ACCEPTED,)}
    assert case_of(*records, **known).premises[("rate", YEAR)].reason == "object-disputed"
    premise = case_of(*records, **known, waivers=[waiver("rate")]).premises[("rate", YEAR)]
    assert (premise.state, put_aside(premise)) == (State.NO_OBJECT, [("a", WAIVED), ("n", WAIVED)])


def test_a_tree_is_waived_with_all_below_it_and_the_first_waiver_is_named() -> None:
    edition = edition_of(RATE, PAPER)
    both = tree("both", Logic.ALL_OF, "rate", "paper")
    edition = replace(edition, requirements={**edition.requirements, "both": both})
    first, second = waiver("paper"), waiver("both", number=2)
    assert covered(edition, [first, second]) == {"paper": first, "both": second, "rate": second}


def test_waived_keeps_what_was_set_aside_before() -> None:
    from engine.build.setting import Known

    known = Known(State.MISSING, "not-delivered")
    assert waived(known) == Known(State.NO_OBJECT, WAIVED)


@pytest.mark.parametrize(
    ("name", "code", "where", "found"),
    [
        ("rat", "BLD-003", "edition/made-up", "rat"),
        ("", "BLD-003", "edition/made-up", "-"),
        ("events", "BLD-004", "requirement/events", "veto/events"),
        ("both", "BLD-004", "requirement/both", "veto/events"),
        ("rate", "BLD-004", "requirement/rate", "key-item/rate"),
    ],
)
def test_what_cannot_be_waived_is_named(name: str, code: str, where: str, found: str) -> None:
    with pytest.raises(EvidenceError) as raised:
        case_of(waivers=[waiver(name)])
    (fault,) = raised.value.faults
    assert (fault.code, fault.where, fault.found) == (code, where, found)


def test_a_leaf_below_a_key_item_is_not_waived_either() -> None:
    keyed = replace(EDITION.key_items["rate"], slug="both", item="both")
    edition = replace(EDITION, key_items={"both": keyed}, vetoes={})
    with pytest.raises(UsageError) as raised:
        check_waivers(edition, [waiver("paper")], UsageError)
    assert raised.value.faults == (Fault("BLD-004", "requirement/paper", "key-item/both"),)


def test_all_faults_are_said_at_once_and_what_speaks_to_the_body_is_no_requirement_of_a_subject() -> None:
    body = replace(EDITION.requirements["paper"], addressee=Addressee.EVALUATING_BODY)
    edition = replace(EDITION, requirements={**EDITION.requirements, "paper": body})
    with pytest.raises(EvidenceError) as raised:
        check_waivers(edition, [waiver("paper", "none"), waiver("events")])
    assert [one.code for one in raised.value.faults] == ["BLD-003", "BLD-003", "BLD-004"]
