"""`verify`: the proof that nothing was changed, and an assessment made again from what was kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine import Act, AuditLog, Kind, entries_at, recorded, verify
from tests.conftest import Command, left_in, lines_of
from tests.engine.store.assessed import assessed
from tests.engine.store.made_up import digest, row

ROW, LATER = row("84.7"), row("90.1")
KEY = digest(ROW)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store named by the environment, and a file to submit beside it."""
    monkeypatch.setenv("CLAUSEGRAPH_STORE", str(tmp_path / "store"))
    (tmp_path / "e.csv").write_bytes(ROW)
    return tmp_path / "store"


@pytest.fixture
def judged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store with a self-assessment and a recommended one, named by the environment."""
    folder = assessed(tmp_path)
    monkeypatch.setenv("CLAUSEGRAPH_STORE", str(folder))
    return folder


def test_a_whole_store_gives_0_and_a_damaged_one_1(cg: Command, store: Path) -> None:
    cg("ledger", "submit", store.parent / "e.csv", "--subject", "430700", "--by", "王")
    head = verify(store).head
    said = cg("verify", "--lang", "en", "--head", head)
    assert (said.code, said.out, said.err) == (0, f"Whole: 1 entries, 1 files, head {head}\n", "")
    kept = store / "evidence" / KEY / "e.csv"
    kept.write_bytes(LATER)
    said = cg("verify", "--store", store, "--lang", "en")
    assert (said.code, said.out) == (1, f"Damaged in 1 places: 1 entries are whole, 1 files, head {head}\n")
    assert lines_of(said) == [
        f"STO-009 evidence/{KEY}/e.csv",
        f"The bytes of evidence/{KEY}/e.csv have changed: their hash is {digest(LATER)}.",
        f"expected: {KEY}, the hash of the bytes that were entered.",
        "remedy: Restore the file from a copy, or submit the same file again.",
    ]
    assert cg("ledger", "assess", "430700", "2020").code == 5


def test_without_a_store_verify_says_what_it_wants(cg: Command, tmp_path: Path) -> None:
    said = cg("verify", "--store", tmp_path)
    assert (said.code, said.out, lines_of(said)[0]) == (2, "", f"STO-011 {tmp_path}")
    assert left_in(tmp_path) == []


def test_the_audit_of_the_service_is_verified_with_the_store(cg: Command, store: Path) -> None:
    cg("ledger", "submit", store.parent / "e.csv", "--subject", "430700", "--by", "王")
    AuditLog(store).add(Act("2026-11-26T08:00:00Z", "王敏", Kind.CALLED, "POST /v1/submissions", "201"))
    assert cg("verify").out.splitlines()[-1] == "审计记录完好：1 行"
    (store / "audit.jsonl").write_bytes(b"{}\n")
    said = cg("verify", "--lang", "en")
    assert (said.code, said.err.splitlines()[0]) == (1, "STO-002 audit.jsonl line 1")


def test_an_assessment_is_made_again_in_every_role_that_it_has(cg: Command, judged: Path) -> None:
    cg("ledger", "record", "430700", "2020", "--as", "confirmed", "--by", "赵")
    own, one, _ = recorded(entries_at(judged))
    rest = f"案例 430700/2020，评价 {one.assessment}，结果 {one.result}\n"
    said = cg("verify", one.assessment[:8])
    assert (said.code, said.out, said.err) == (0, f"重做相同：推荐，{rest}重做相同：核定，{rest}", "")
    assert cg("verify", own.assessment, "--lang", "en").out == (
        f"Repeated, the same: self-assessment, case 430700/2020, assessment {own.assessment}, result {own.result}\n"
    )
    assert (cg("verify", "00000000").code, cg("verify", "").err.split()[0]) == (2, "STO-036")


def test_a_difference_ends_in_1_and_names_the_place(cg: Command, judged: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = recorded(entries_at(judged))[0]
    monkeypatch.setattr("engine.store.assessments.VERSION", "9.9.9")
    said = cg("verify", one.assessment, "--lang", "en")
    assert (said.code, lines_of(said)[0]) == (1, f"STO-039 {one.assessment}")
    assert said.out == (
        f"Repeated, not the same: self-assessment, case 430700/2020, assessment {one.assessment}, 1 places\n"
    )
