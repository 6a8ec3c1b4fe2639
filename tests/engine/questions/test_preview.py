"""What acts would change is what they change once they are made; thinking of them enters nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.assess import assess
from engine.errors import EvidenceError, UsageError
from engine.model.assessment import Assessment
from engine.model.case import EvidenceMode
from engine.model.evidence import Ruling
from engine.questions.preview import Thought, after_rulings, blast, preview, rested_on, resting
from engine.read.home import home
from engine.read.ontology import read_world
from engine.store.journal import Journal
from engine.store.known import entries_at, order_at
from engine.store.ledger import close_case, decide, submit
from tests.engine.store.made_up import CLOSED, RULED, SUBMITTED, digest, row

WORLD = read_world(home(), ())
ONE, OTHER = row("84.7"), row("90.1").replace(b"2020", b"2021")


def store(folder: Path) -> Path:
    with Journal(folder) as journal:
        submit(journal, "one.csv", ONE, ["430700", "430600"], SUBMITTED)
        submit(journal, "other.csv", OTHER, ["430700"], SUBMITTED)
    return folder


def figures(found: Assessment) -> list[str]:
    return [one.raw for one in found.case.premises.values() if one.raw and one.known]


def test_a_preview_is_what_the_acts_come_to_and_enters_nothing(tmp_path: Path) -> None:
    before = (store(tmp_path) / "ledger.jsonl").read_bytes()
    thought = Thought(((Ruling.WITHDRAWN, "one.csv#o1"),))
    found = preview(home(), tmp_path, "430700", 2020, thought)
    assert (figures(found.before), figures(found.after)) == (["84.7"], [])
    assert (tmp_path / "ledger.jsonl").read_bytes() == before
    with Journal(tmp_path) as journal:
        decide(journal, Ruling.WITHDRAWN, "one.csv#o1", "x", RULED, WORLD)
    (made,) = assess(home(), [order_at(tmp_path, "430700", 2020)])
    assert (made.findings, made.scores, made.grade) == (found.after.findings, found.after.scores, found.after.grade)


def test_acceptance_is_previewed_where_only_accepted_evidence_counts(tmp_path: Path) -> None:
    thought = Thought(((Ruling.ACCEPTED, digest(ONE)),))
    found = preview(home(), store(tmp_path), "430700", 2020, thought, mode=EvidenceMode.ACCEPTED)
    assert (figures(found.before), figures(found.after)) == ([], ["84.7"])


def test_a_file_is_previewed_while_the_case_is_open(tmp_path: Path) -> None:
    path = tmp_path / "new.csv"
    path.write_bytes(row("95.1"))
    thought = Thought(((Ruling.REJECTED, "one.csv"),), (path,))
    found = preview(home(), store(tmp_path / "store"), "430700", 2020, thought)
    assert (figures(found.before), figures(found.after)) == (["84.7"], ["95.1"])
    with Journal(tmp_path / "store") as journal:
        close_case(journal, "430700", 2020, CLOSED)
    with pytest.raises(UsageError) as error:
        preview(home(), tmp_path / "store", "430700", 2020, thought)
    assert [(one.code, one.where, one.found) for one in error.value.faults] == [("STO-024", "430700/2020", "new.csv")]
    assert figures(preview(home(), tmp_path / "store", "430700", 2020, thought, RULED.time).after) == ["95.1"]


def test_a_waiver_is_previewed_as_it_would_count(tmp_path: Path) -> None:
    found = preview(home(), store(tmp_path), "430700", 2020, Thought(waived=("12.1",)))
    assert (found.before.case.waivers, found.after.findings.by_requirement["air"].reason) == ((), "waived")
    (one,) = found.after.case.waivers
    assert (one.requirements, one.years, one.number) == (("air",), (2020, 2020), 0)
    assert [entry.number for entry in entries_at(tmp_path)] == [1, 2]
    with pytest.raises(UsageError) as error:
        preview(home(), tmp_path, "430700", 2020, Thought(waived=("food-safety-events",)))
    assert error.value.faults[0].code == "BLD-004"


def test_evidence_that_there_is_not_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as error:
        preview(home(), store(tmp_path), "430700", 2020, Thought(((Ruling.ACCEPTED, "none.csv"),)))
    assert [one.code for one in error.value.faults] == ["STO-012"]


def test_what_falls_with_a_file_are_the_cases_that_rest_on_it(tmp_path: Path) -> None:
    found = blast(home(), store(tmp_path), "other.csv")
    assert [(one.before.case.key.code, one.before.case.key.year) for one in found] == [("430700", 2021)]
    assert [(figures(one.before), figures(one.after)) for one in found] == [(["90.1"], [])]
    assert (digest(OTHER) in rested_on(found[0].before.case), digest(ONE) in rested_on(found[0].before.case)) == (
        True,
        False,
    )
    assert [one.before.case.key.year for one in blast(home(), tmp_path, digest(ONE))] == [2020]


def test_what_falls_with_a_record_is_not_what_falls_with_its_file(tmp_path: Path) -> None:
    found = blast(home(), store(tmp_path), "other.csv#o1")
    assert [(figures(one.before), figures(one.after)) for one in found] == [(["90.1"], [])]
    assert f"{digest(OTHER)}#o1" in rested_on(found[0].before.case)
    with pytest.raises(EvidenceError) as error:
        blast(home(), tmp_path, "other.csv#none")
    assert [one.code for one in error.value.faults] == ["CAS-009"]


def test_the_cases_that_rest_on_a_file_are_known_without_judging_and_may_be_asked_one_by_one(tmp_path: Path) -> None:
    found = resting(home(), store(tmp_path), "one.csv")
    assert found == (("430700", 2020),)
    assert blast(home(), tmp_path, "one.csv", cases=found) == blast(home(), tmp_path, "one.csv")
    assert blast(home(), tmp_path, "one.csv", cases=()) == ()
    with pytest.raises(EvidenceError) as error:
        resting(home(), tmp_path, "one.csv#none")
    assert [one.code for one in error.value.faults] == ["CAS-009"]


def test_rulings_only_thought_of_stand_after_the_last_entry(tmp_path: Path) -> None:
    entries = entries_at(store(tmp_path))
    made = after_rulings(entries, [(Ruling.ACCEPTED, "one.csv"), (Ruling.WITHDRAWN, "one.csv")])
    assert (made[:2], [one.number for one in made]) == (entries, [1, 2, 3, 4])
    assert {one.act.time for one in made[2:]} == {SUBMITTED.time}
