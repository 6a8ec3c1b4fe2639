"""Reference files: taken over by a named approver, part of every question from then on, withdrawn again; never the standard."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.assess import assess
from engine.errors import ClausegraphError, Fault, UsageError
from engine.model.entry import Act, Kind, Receipt
from engine.read.home import home
from engine.read.ontology import read_world
from engine.store.counted import reference_paths
from engine.store.files import path_of
from engine.store.hand import Hand
from engine.store.journal import Journal
from engine.store.known import order_at
from engine.store.ledger import submit
from engine.store.references import MOST_BYTES, take_over, withdraw_reference
from engine.store.verify import verify
from tests.engine.store.made_up import CLOSED, RULED, SUBMITTED, digest, row

FILE = (home() / "fixtures/world/fictional.ttl").read_bytes()
KEY = digest(FILE)
HEAD = b"""@prefix cg: <https://w3id.org/clausegraph/def/> .
@prefix document: <https://w3id.org/clausegraph/document/> .
@prefix target: <https://w3id.org/clausegraph/target/> .
@prefix place: <https://w3id.org/clausegraph/place/> .
@prefix indicator: <https://w3id.org/clausegraph/indicator/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""
MORE = HEAD + (
    b"target:later a cg:Target ; cg:setBy document:fictional-grade-a-plan ; cg:indicator indicator:pm25 ;\n"
    b"  cg:place place:990100 ; cg:year 2031 ; cg:targetValue 25 .\n"
)


def taken(journal: Journal, content: bytes = FILE, name: str = "world.ttl", hand: Hand = SUBMITTED) -> Receipt:
    return take_over(journal, home(), name, content, "陈审核", hand)


def test_a_reference_file_is_kept_and_entered_once(tmp_path: Path) -> None:
    with Journal(tmp_path) as journal:
        receipt = taken(journal)
        assert taken(journal, name="other.ttl") == Receipt("other.ttl", KEY, None)
        (entry,) = journal.entries
    details = (("approver", "陈审核"), ("file", "world.ttl"), ("size", str(len(FILE))))
    assert entry.act == Act(SUBMITTED.time, "王", Kind.REFERENCE, KEY, "", details)
    assert receipt == Receipt("world.ttl", KEY, entry) and path_of(tmp_path, KEY, "world.ttl").read_bytes() == FILE
    assert (verify(tmp_path).faults, verify(tmp_path).left, verify(tmp_path).files) == ((), (), 1)


def test_it_is_part_of_every_question_from_then_on_until_it_is_withdrawn(tmp_path: Path) -> None:
    early = Hand("王", "2025-12-01T00:00:00Z")
    with Journal(tmp_path) as journal:
        submit(journal, "e.csv", row("84.7"), ["430700"], early)
        taken(journal)
        entry = withdraw_reference(journal, home(), "world.ttl", " 已废止 ", RULED)
        taken(journal, hand=CLOSED)
    assert entry.act == Act(RULED.time, "李", Kind.WITHDRAWN, KEY, "已废止")
    held = ((path_of(tmp_path, KEY, "world.ttl"),), "陈审核")
    times = (early.time, SUBMITTED.time, RULED.time, None)
    orders = [order_at(tmp_path, "430700", 2020, time) for time in times]
    assert [(one.reference, one.approver) for one in orders] == [((), ""), held, ((), ""), held]
    before, after = assess(home(), orders[:2])
    assert (before.reference, after.approver, [one.digest for one in after.reference]) == ((), "陈审核", [KEY])
    assert before.digest != after.digest


def test_the_world_holds_the_places_of_reference_files(tmp_path: Path) -> None:
    with Journal(tmp_path) as journal:
        taken(journal)
        assert "990100" in read_world(home(), reference_paths(tmp_path, journal.entries)).places
        withdraw_reference(journal, home(), KEY[:8], "x", RULED)
        assert "990100" not in read_world(home(), reference_paths(tmp_path, journal.entries)).places


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b"indicator:new a cg:Indicator .", "ONT-011"),
        (b"<https://w3id.org/clausegraph/edition/2021-draft/requirement/x> cg:weight 3 .", "ONT-011"),
        (b"place:430700 a cg:Place .", "ONT-012"),
        (b'place:x a cg:Place ; rdfs:label "x"@zh , "x"@en ; cg:code "430700" .', "ONT-012"),
        (MORE.removeprefix(HEAD), "ONT-013"),
        (b"no turtle", "ONT-002"),
    ],
)
def test_what_a_reference_file_may_not_state_is_refused_and_nothing_is_kept(
    tmp_path: Path, text: bytes, code: str
) -> None:
    with Journal(tmp_path) as journal:
        with pytest.raises(ClausegraphError) as error:
            taken(journal, HEAD + text)
        assert (code in {fault.code for fault in error.value.faults}, journal.entries) == (True, [])
    assert not (tmp_path / "evidence").exists()


@pytest.mark.parametrize(
    ("name", "content", "approver", "fault"),
    [
        ("w.ttl", FILE, " ", Fault("STO-006", "--approver", " ")),
        ("w.csv", b"abc", "陈", Fault("STO-020", "w.csv", "3", (("most", str(MOST_BYTES)),))),
    ],
)
def test_it_has_an_approver_and_is_turtle(
    tmp_path: Path, name: str, content: bytes, approver: str, fault: Fault
) -> None:
    with Journal(tmp_path) as journal, pytest.raises(UsageError) as error:
        take_over(journal, home(), name, content, approver, SUBMITTED)
    assert error.value.faults == (fault,)


def test_what_another_file_needs_is_not_withdrawn(tmp_path: Path) -> None:
    with Journal(tmp_path) as journal:
        taken(journal)
        taken(journal, MORE, "more.ttl")
        with pytest.raises(ClausegraphError) as error:
            withdraw_reference(journal, home(), "world.ttl", "x", RULED)
        assert {fault.code for fault in error.value.faults} == {"ONT-013"}
        withdraw_reference(journal, home(), "more.ttl", "x", RULED)
        withdraw_reference(journal, home(), "world.ttl", "x", RULED)
        with pytest.raises(UsageError) as error:
            withdraw_reference(journal, home(), "world.ttl", "x", RULED)
    assert [fault.code for fault in error.value.faults] == ["STO-012"]
