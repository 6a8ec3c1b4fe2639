"""A case folder is read whole or refused with every fault."""

import hashlib
from datetime import date
from pathlib import Path

import pytest

from engine.errors import EvidenceError, Fault
from engine.model.case import EvidenceMode
from engine.model.evidence import Decision, Ruling
from engine.model.waiver import Waiver
from engine.read.case import read_case

GOOD = """
subject = "990100"
year = 2022
title = { zh = "甲市", en = "Jia" }
evidence = ["e.ttl"]
mode = "accepted"
closed = true

[[decision]]
evidence = "e.ttl#o1"
ruling = "accepted"
by = "评审员甲"
on = 2023-01-02
"""


def folder(tmp_path: Path, text: str) -> Path:
    (tmp_path / "e.ttl").write_text("# empty\n", encoding="utf-8")
    (tmp_path / "case.toml").write_text(text, encoding="utf-8")
    return tmp_path


def test_read_case_whole(tmp_path: Path) -> None:
    case = read_case(folder(tmp_path, GOOD))
    digest = hashlib.sha256(b"# empty\n").hexdigest()
    assert (case.subject, case.year, case.mode, case.closed) == ("990100", 2022, EvidenceMode.ACCEPTED, True)
    assert case.edition is None and case.title.zh == "甲市" and case.evidence == ((tmp_path / "e.ttl").resolve(),)
    assert case.decisions == (Decision(f"{digest}#o1", Ruling.ACCEPTED, "评审员甲", date(2023, 1, 2)),)


@pytest.mark.parametrize(
    ("old", "new", "code", "found"),
    [
        ('subject = "990100"', "subject = 990100", "CAS-003", "subject = 990100"),
        ("year = 2022", 'year = "2022"', "CAS-003", 'year = "2022"'),
        ("year = 2022", "jahr = 2022", "CAS-002", "jahr"),
        ('evidence = ["e.ttl"]', 'evidence = ["f.ttl"]', "CAS-004", "f.ttl"),
        ('evidence = ["e.ttl"]', "evidence = []", "CAS-003", "evidence"),
        ('mode = "accepted"', 'mode = "believed"', "CAS-007", 'mode = "believed"'),
        ("closed = true", 'closed = "true"', "CAS-003", 'closed = "true"'),
        ("closed = true", "closed = [1, 2020-01-02]", "CAS-003", "closed = [1, 2020-01-02]"),
        ("closed = true", "closed = { a = false }", "CAS-003", "closed = { a = false }"),
        ('ruling = "accepted"', 'ruling = "maybe"', "CAS-007", 'decision.ruling = "maybe"'),
        ("on = 2023-01-02", 'on = "2023-01-02"', "CAS-003", 'decision.on = "2023-01-02"'),
        ('by = "评审员甲"', "", "CAS-003", "decision.by"),
        ('evidence = "e.ttl#o1"', "", "CAS-003", "decision.evidence"),
        ('"e.ttl#o1"', '"g.ttl#o1"', "CAS-004", "g.ttl#o1"),
        ("closed = true", 'closed = true\nreference = ["e.ttl"]', "CAS-003", "approver"),
    ],
)
def test_read_case_names_the_fault(tmp_path: Path, old: str, new: str, code: str, found: str) -> None:
    assert old in GOOD
    with pytest.raises(EvidenceError) as error:
        read_case(folder(tmp_path, GOOD.replace(old, new, 1)))
    assert (code, found) in {(fault.code, fault.found) for fault in error.value.faults}


def test_a_word_of_a_closed_list_is_refused_with_the_list_and_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(EvidenceError) as error:
        read_case(folder(tmp_path, GOOD.replace('ruling = "accepted"', 'ruling = "acepted"')))
    known = (("known", "accepted, rejected, withdrawn"), ("nearest", "accepted"))
    where = str(tmp_path / "case.toml")
    assert error.value.faults == (Fault("CAS-007", where, 'decision.ruling = "acepted"', known),)


def test_a_decision_that_is_no_table_is_refused(tmp_path: Path) -> None:
    text = GOOD.partition("\n[[decision]]")[0] + 'decision = ["yes"]\n'
    with pytest.raises(EvidenceError) as error:
        read_case(folder(tmp_path, text))
    assert error.value.faults == (Fault("CAS-003", str(tmp_path / "case.toml"), 'decision = "yes"'),)


@pytest.mark.parametrize("change", ["ruling", "by", "on"])
def test_a_decision_needs_ruling_person_and_day(tmp_path: Path, change: str) -> None:
    lines = [line for line in GOOD.splitlines() if not line.startswith(change)]
    with pytest.raises(EvidenceError) as error:
        read_case(folder(tmp_path, "\n".join(lines)))
    assert error.value.faults[0].code == "CAS-003"


@pytest.mark.parametrize("text", ["subject = ", None])
def test_a_broken_or_missing_case_file(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        folder(tmp_path, text)
    with pytest.raises(EvidenceError) as error:
        read_case(tmp_path)
    assert error.value.faults[0].code == "CAS-001"


WAIVER = """
[[waiver]]
requirement = " rate "
reason = " 灾后重建 "
approver = "省局"
until = 2023-12-31
"""


def test_waivers_are_read_with_the_subject_and_year_of_the_case(tmp_path: Path) -> None:
    case = read_case(folder(tmp_path, GOOD + WAIVER))
    assert case.waivers == (Waiver("990100", 2022, ("rate",), "灾后重建", "省局", date(2023, 12, 31)),)
    assert read_case(folder(tmp_path, GOOD)).waivers == ()


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("2023-12-31", "2022-12-30", ("STO-053", "2022-12-30")),
        ("2023-12-31", "2023", ("CAS-003", "waiver.until = 2023")),
        ("2023-12-31", "2023-12-31T00:00:00", ("CAS-003", "waiver.until = 2023-12-31T00:00:00")),
        ('"省局"', "7", ("CAS-003", "waiver.approver = 7")),
        ('approver = "省局"', "", ("CAS-003", "waiver.approver")),
        ('" rate "', '["rate"]', ("CAS-003", 'waiver.requirement = ["rate"]')),
    ],
)
def test_a_waiver_that_is_none_is_named(tmp_path: Path, old: str, new: str, fault: tuple[str, str]) -> None:
    with pytest.raises(EvidenceError) as raised:
        read_case(folder(tmp_path, GOOD + WAIVER.replace(old, new)))
    assert [(one.code, one.found) for one in raised.value.faults] == [fault]


def test_faults_of_a_case_and_of_its_waiver_are_said_together(tmp_path: Path) -> None:
    with pytest.raises(EvidenceError) as raised:
        read_case(folder(tmp_path, GOOD.replace("2022", '"2022"', 1) + WAIVER.replace('"省局"', '""')))
    assert [one.found for one in raised.value.faults] == ['year = "2022"', "waiver.approver"]
