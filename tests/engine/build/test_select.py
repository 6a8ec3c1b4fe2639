"""Each declared step of selection keeps what it must and sets the rest aside by name, in the declared order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from engine.build.quantity import quantity
from engine.build.select import STEPS, corrected_elsewhere, select, uncorrected
from engine.errors import OntologyError
from engine.model.case import EvidenceMode, State
from engine.model.evidence import Ruling
from engine.model.world import Qualifier
from tests.engine.build.made_up import (
    RATE,
    YEAR,
    chosen,
    counted,
    edition_of,
    observed,
    paper,
    put_aside,
    ruled,
    setting_of,
    source,
)

A = observed("a", "96")
FIRMS = replace(RATE, indicator="firms")
JANUARY = date(YEAR, 1, 31)


def kept_and_aside(*records, slot=RATE, **setting):
    kept, aside = select(setting_of(*records, **setting), slot, YEAR, records)
    return [record.source.id for record in kept], sorted((one.source.id, one.rule) for one in aside)


@pytest.mark.parametrize(
    ("beside", "decisions", "rule"),
    [
        (observed("b", "97"), (ruled("b", Ruling.WITHDRAWN),), "withdrawn-or-rejected"),
        (observed("b", "97"), (ruled("b", Ruling.REJECTED),), "withdrawn-or-rejected"),
        (observed("b", "97", scope="urban"), (), "place-and-scope"),
        (observed("b", "97", end=JANUARY), (), "full-period"),
        (observed("b", "97", start=date(YEAR - 1, 1, 1)), (), "full-period"),
        (observed("b", "97", final=False), (), "final-over-provisional"),
        (observed("b", "97", source_kind="news"), (), "source-rank"),
        (observed("b", "97", source_kind="hearsay"), (), "source-rank"),
        (observed("b", "97", source_kind=None), (), "source-rank"),
        (observed("b", "97", qualifier=Qualifier.AT_LEAST), (), "exact-over-vague"),
        (observed("b", "97", qualifier=Qualifier.ABOUT, tolerance=Fraction(1)), (), "exact-over-vague"),
    ],
)
def test_a_step_sets_aside_by_its_name(beside, decisions, rule: str) -> None:
    assert kept_and_aside(A, beside, decisions=decisions) == (["a"], [("b", rule)])


@pytest.mark.parametrize(
    "beside",
    [
        observed("b", "97", scope="whole"),
        observed("b", "97", population="large"),
        counted("b", "97/100"),
        counted("b", "97/100", "97", qualifier=Qualifier.AT_LEAST),
    ],
)
def test_what_no_step_objects_to_stays_beside(beside) -> None:
    assert kept_and_aside(A, beside) == (["a", "b"], [])


@pytest.mark.parametrize(("population", "kept"), [(None, ["a"]), ("large", ["a"]), ("small", [])])
def test_a_stated_population_must_be_the_indicators(population: str | None, kept: list[str]) -> None:
    record = observed("a", "96", indicator="firms", population=population)
    assert kept_and_aside(record, slot=FIRMS)[0] == kept


@pytest.mark.parametrize(
    "alone",
    [
        observed("b", "97", final=False),
        observed("b", "97", source_kind="hearsay"),
        observed("b", "97", qualifier=Qualifier.ABOUT),
    ],
)
def test_a_weaker_record_alone_is_kept(alone) -> None:
    assert kept_and_aside(alone) == (["b"], [])


def test_a_correction_replaces_and_a_chain_leaves_its_last() -> None:
    second = observed("b", "94", corrects=source("a").key)
    third = observed("c", "95", corrects=source("b").key)
    assert kept_and_aside(A, second) == (["b"], [("a", "correction")])
    assert kept_and_aside(A, second, third) == (["c"], [("a", "correction"), ("b", "correction")])


@pytest.mark.parametrize(
    ("change", "decisions", "rule"),
    [
        ({}, (ruled("b", Ruling.WITHDRAWN),), "withdrawn-or-rejected"),
        ({"scope": "urban"}, (), "place-and-scope"),
        ({"end": JANUARY}, (), "full-period"),
    ],
)
def test_a_correction_set_aside_before_revives_what_it_corrected(change, decisions, rule: str) -> None:
    correction = observed("b", "94", corrects=source("a").key, **change)
    assert kept_and_aside(A, correction, decisions=decisions) == (["a"], [("b", rule)])


def test_a_provisional_correction_of_a_final_figure_still_corrects() -> None:
    correction = observed("b", "94", corrects=source("a").key, final=False)
    assert kept_and_aside(A, correction) == (["b"], [("a", "correction")])


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [
        ({"final": False}, {"source_kind": "news"}, "b"),
        ({"source_kind": "news"}, {"qualifier": Qualifier.AT_LEAST}, "b"),
        ({"final": False}, {"qualifier": Qualifier.AT_LEAST}, "b"),
    ],
)
def test_an_earlier_step_decides_before_a_later_one(first, second, kept: str) -> None:
    records = observed("a", "96", **first), observed("b", "97", **second)
    assert kept_and_aside(*records)[0] == [kept]
    backwards = edition_of(selection=tuple(reversed(STEPS)))
    assert kept_and_aside(*records, edition=backwards)[0] == ["a"]


def test_the_order_of_records_does_not_matter() -> None:
    records = (A, observed("b", "94", corrects=source("a").key), observed("c", "97", final=False), counted("d", "9/10"))
    assert sorted(kept_and_aside(*records)[0]) == sorted(kept_and_aside(*reversed(records))[0]) == ["b", "d"]


def test_a_step_without_a_rule_is_refused() -> None:
    with pytest.raises(OntologyError) as error:
        kept_and_aside(A, edition=edition_of(selection=("coin-toss",)))
    fault = error.value.faults[0]
    assert (fault.code, fault.where, fault.found) == ("BLD-001", "edition/made-up", "coin-toss")
    assert dict(fault.values)["known"] == ", ".join(STEPS)


def test_an_edition_without_steps_sets_nothing_aside() -> None:
    wrong = observed("b", "97", scope="urban")
    assert kept_and_aside(A, wrong, edition=edition_of(selection=())) == (["a", "b"], [])


def test_a_record_set_aside_says_what_it_would_have_given() -> None:
    records = observed("a", "96.5", end=JANUARY), counted("b", "19/20", end=JANUARY)
    aside = select(setting_of(*records), RATE, YEAR, records)[1]
    assert [(one.raw, one.would_be) for one in aside] == [("96.5", Fraction("96.5")), ("19/20", Fraction(95))]


def test_uncorrected_leaves_out_what_another_of_them_corrects() -> None:
    correction = paper("b", corrects=source("a").key)
    assert uncorrected([paper("a"), correction]) == [correction]
    assert uncorrected([paper("a")]) == [paper("a")]


@pytest.mark.parametrize(
    ("change", "decisions", "moved"),
    [
        ({"indicator": "firms"}, (), ["a"]),
        ({"start": date(2021, 1, 1), "end": date(2021, 12, 31)}, (), ["a"]),
        ({"indicator": "firms"}, (ruled("b", Ruling.REJECTED),), []),
        ({"indicator": "firms", "corrects": None}, (), []),
    ],
)
def test_a_correction_may_move_a_record_elsewhere(change, decisions, moved: list[str]) -> None:
    correction = observed("b", "96", **{"corrects": source("a").key, **change})
    setting = setting_of(A, correction, decisions=decisions)
    assert [record.source.id for record in corrected_elsewhere(setting, [A])] == moved


def test_a_figure_moved_to_another_year_is_gone_from_this_one() -> None:
    correction = observed("b", "96", YEAR - 1, corrects=source("a").key)
    setting = setting_of(A, correction)
    this, last = quantity(setting, RATE, YEAR), quantity(setting, RATE, YEAR - 1)
    assert (this.state, this.reason, put_aside(this)) == (State.MISSING, "all-set-aside", [("a", "correction")])
    assert (last.state, chosen(last)) == (State.KNOWN, ["b"])


def test_a_correction_not_accepted_yet_leaves_the_accepted_figure() -> None:
    correction = observed("b", "94", corrects=source("a").key)
    decisions = (ruled("a", Ruling.ACCEPTED),)
    known = quantity(setting_of(A, correction, mode=EvidenceMode.ACCEPTED, decisions=decisions), RATE, YEAR)
    assert (known.state, chosen(known), put_aside(known)) == (State.KNOWN, ["a"], [("b", "not-accepted")])
