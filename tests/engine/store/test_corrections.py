"""A correction sets the old aside from then on, as known then it counts; its withdrawal revives what it corrected."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.assess import assess
from engine.errors import ClausegraphError
from engine.model.case import EvidenceMode
from engine.model.entry import Act, Kind, Receipt
from engine.model.evidence import Ruling
from engine.read.home import home
from engine.read.ontology import read_world
from engine.store.corrections import correct
from engine.store.hand import Hand
from engine.store.journal import Journal
from engine.store.known import order_at
from engine.store.ledger import close_case, decide, reopen_case, submit
from tests.engine.store.made_up import CLOSED, RULED, SUBMITTED, digest, row

WORLD = read_world(home(), ())
OLD, NEW, NEWER = row("84.7"), row("90.1"), row("91.2")
LATER = Hand("赵", "2026-04-01T08:00:00Z")


def corrected(journal: Journal, hand: Hand = RULED, of: str = "old.csv", content: bytes = NEW) -> Receipt:
    return correct(journal, (f"{digest(content)[:4]}.csv", content), ["430700"], of, " 数字抄错 ", hand, WORLD)


def submitted(folder: Path) -> Journal:
    journal = Journal(folder)
    submit(journal, "old.csv", OLD, ["430700"], SUBMITTED)
    return journal


def figures(folder: Path, *times: str | None, mode: EvidenceMode = EvidenceMode.DELIVERED) -> list[list[str]]:
    """The values that count at each time."""
    found = assess(home(), [order_at(folder, "430700", 2020, time, mode) for time in times])
    return [[one.raw for one in each.case.premises.values() if one.raw and one.known] for each in found]


def test_a_correction_points_to_what_it_corrects_and_is_entered_once(tmp_path: Path) -> None:
    with submitted(tmp_path) as journal:
        receipt = corrected(journal)
        assert corrected(journal) == Receipt(receipt.file, digest(NEW), None)
        kinds = [one.act.kind for one in journal.entries]
        last = journal.entries[-1]
    assert kinds == [Kind.SUBMITTED, Kind.SUBMITTED, Kind.CORRECTED]
    assert receipt == Receipt(f"{digest(NEW)[:4]}.csv", digest(NEW), last)
    assert last.act == Act(RULED.time, "李", Kind.CORRECTED, digest(NEW), "数字抄错", (("corrects", digest(OLD)),))


@pytest.mark.parametrize("of", ["old.csv", "old.csv#o1"])
def test_it_counts_from_then_on_and_its_withdrawal_revives_the_old(tmp_path: Path, of: str) -> None:
    with submitted(tmp_path) as journal:
        corrected(journal, of=of)
        decide(journal, Ruling.ACCEPTED, "old.csv", "晚到的采信", CLOSED, WORLD)
        decide(journal, Ruling.WITHDRAWN, digest(NEW), "更正有误", LATER, WORLD)
    times = (SUBMITTED.time, RULED.time, CLOSED.time, None)
    assert figures(tmp_path, *times) == [["84.7"], ["90.1"], ["90.1"], ["84.7"]]


def test_of_a_chain_the_last_counts(tmp_path: Path) -> None:
    with submitted(tmp_path) as journal:
        corrected(journal)
        corrected(journal, CLOSED, digest(NEW), NEWER)
    assert figures(tmp_path, RULED.time, None) == [["90.1"], ["91.2"]]


def test_where_only_accepted_evidence_counts_a_correction_waits_for_its_acceptance(tmp_path: Path) -> None:
    with submitted(tmp_path) as journal:
        decide(journal, Ruling.ACCEPTED, "old.csv", "原件已核", SUBMITTED, WORLD)
        corrected(journal)
        decide(journal, Ruling.ACCEPTED, f"{digest(NEW)}#o1", "更正已核", LATER, WORLD)
    assert figures(tmp_path, RULED.time, None, mode=EvidenceMode.ACCEPTED) == [["84.7"], ["90.1"]]


def test_a_correction_after_closing_counts_once_the_case_is_reopened(tmp_path: Path) -> None:
    with submitted(tmp_path) as journal:
        submit(journal, "new.csv", NEW, ["430700"], SUBMITTED)
        decide(journal, Ruling.REJECTED, "new.csv", "待核", SUBMITTED, WORLD)
        close_case(journal, "430700", 2020, RULED)
        decide(journal, Ruling.ACCEPTED, "new.csv", "已核", RULED, WORLD)
        decide(journal, Ruling.REJECTED, "old.csv#o1", "x", RULED, WORLD)
        decide(journal, Ruling.ACCEPTED, "old.csv#o1", "x", RULED, WORLD)
        corrected(journal, CLOSED)
        assert len(order_at(tmp_path, "430700", 2020).decisions) == 4
        reopen_case(journal, "430700", 2020, LATER)
    order = order_at(tmp_path, "430700", 2020)
    assert (len(order.decisions), order.decisions[-1].on_evidence) == (5, digest(OLD))


@pytest.mark.parametrize(
    ("of", "content", "code"),
    [
        ("none.csv", NEW, "STO-012"),
        ("old.csv#o9", NEW, "CAS-009"),
        ("old.csv", OLD, "STO-021"),
        (digest(NEW), OLD, "STO-021"),
    ],
)
def test_what_cannot_be_corrected_is_refused(tmp_path: Path, of: str, content: bytes, code: str) -> None:
    with submitted(tmp_path) as journal:
        corrected(journal)
        with pytest.raises(ClausegraphError) as error:
            corrected(journal, CLOSED, of, content)
        assert ([fault.code for fault in error.value.faults], len(journal.entries)) == ([code], 3)
