"""`ledger`: from a file to a grade as known then."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from engine import Journal, entries_at, verify
from tests.conftest import CHANGDE, Command, Said, lines_of
from tests.engine.store.made_up import digest, row

ROW, LATER = row("84.7"), row("90.1")
KEY = digest(ROW)
TIME = re.compile(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ")
BEFORE = "2026-01-02T00:00:00Z"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store named by the environment, and a file to submit beside it."""
    monkeypatch.setenv("CLAUSEGRAPH_STORE", str(tmp_path / "store"))
    (tmp_path / "e.csv").write_bytes(ROW)
    (tmp_path / "later.csv").write_bytes(LATER)
    (tmp_path / "bad.csv").write_bytes(row("184"))
    return tmp_path / "store"


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> object:
    """Set the clock at the rim."""

    def setting(time: str) -> None:
        from engine import Hand

        monkeypatch.setattr("api.cli.desk.hand", lambda by: Hand(by, time))

    return setting


def test_a_file_is_submitted_and_known_the_second_time(cg: Command, store: Path) -> None:
    words = ("ledger", "submit", store.parent / "e.csv", "--subject", "常德市", "--by", "王")
    assert cg(*words) == Said(0, f"e.csv 已入库：第 1 条，{KEY}\n", "")
    assert cg(*words, "--lang", "en").out == f"e.csv is known already, nothing was added: {KEY}\n"
    (entry,) = entries_at(store)
    assert (entry.act.actor, entry.act.detail("subjects")) == ("王", "430700")
    assert TIME.fullmatch(entry.act.time)


def test_a_bad_file_is_refused_and_nothing_is_kept(cg: Command, store: Path) -> None:
    files = (store.parent / "e.csv", store.parent / "bad.csv")
    said = cg("ledger", "submit", *files, "--subject", "430700", "--by", "王")
    assert (said.code, said.out, lines_of(said)[0]) == (3, "", "EVI-013 bad.csv line 2 数值")
    assert not store.exists()


@pytest.mark.parametrize(
    ("words", "code", "exit_code"),
    [
        (("submit", "e.csv", "--subject", "430700", "--by", " "), "STO-006", 2),
        (("submit", "e.csv", "--subject", "无此市", "--by", "王"), "BLD-002", 2),
        (("submit", "e.csv", "--subject", "430600", "--by", "王"), "EVI-011", 3),
        (("accept", "e.csv", "--by", "李", "--reason", "x"), "STO-011", 2),
        (("close", "430700", "2020", "--by", "李"), "STO-011", 2),
        (("reopen", "430700", "2020", "--by", "李"), "STO-011", 2),
        (("show",), "STO-011", 2),
        (("show", "--format", "json", "--out", "x.txt"), "CLI-009", 2),
        (("assess", "430700", "2020"), "STO-011", 2),
        (("assess", "430700", "2020", "--as-known-at", "2020"), "STO-007", 2),
    ],
)
def test_what_cannot_be_done_is_named_and_makes_no_store(
    words: tuple[str, ...], code: str, exit_code: int, cg: Command, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(store.parent)
    said = cg("ledger", *words)
    assert (said.code, said.out, said.err.split()[0]) == (exit_code, "", code)
    assert not store.exists()


def test_a_second_writer_is_refused_and_reading_goes_on(cg: Command, store: Path) -> None:
    words = ("ledger", "submit", store.parent / "e.csv", "--subject", "430700", "--by", "王")
    with Journal(store):
        said = cg(*words, "--lang", "en")
        assert cg("ledger", "show").code == 0
    assert (said.code, said.out) == (5, "")
    assert lines_of(said)[:2] == [
        f"STO-004 {store}",
        f"Another process is writing to {store} (ledger.jsonl is locked).",
    ]


def test_a_case_is_assessed_as_it_was_known_before_and_after_a_ruling(cg: Command, store: Path, at) -> None:
    at("2026-01-01T00:00:00Z")
    cg("ledger", "submit", store.parent / "e.csv", "--subject", "430700", "--by", "王")
    at("2026-01-03T00:00:00Z")
    said = cg("ledger", "accept", "e.csv#o1", "--by", "李", "--reason", "原件已核")
    assert said.out == f"已入账：2  2026-01-03T00:00:00Z  采信  e.csv#o1 [{KEY[:12]}]  李：原件已核\n"
    at("2026-01-05T00:00:00Z")
    assert cg("ledger", "withdraw", KEY[:8], "--by", "王", "--reason", "填错").code == 0
    values = {
        (until, mode): value_of(cg, "--evidence", mode, *(("--as-known-at", until) if until else ()))
        for until in (BEFORE, "2026-01-03T00:00:00Z", "")
        for mode in ("delivered", "accepted")
    }
    assert values == {
        (BEFORE, "delivered"): "84.7",
        (BEFORE, "accepted"): "",
        ("2026-01-03T00:00:00Z", "delivered"): "84.7",
        ("2026-01-03T00:00:00Z", "accepted"): "84.7",
        ("", "delivered"): "",
        ("", "accepted"): "",
    }


def value_of(cg: Command, *words: str) -> str:
    """The figure that counts in `ledger assess`; empty where it is set aside or waits."""
    said = cg("ledger", "assess", "430700", "2020", "--format", "json", *words)
    assert (said.code, said.err) == (0, "")
    premises = json.loads(said.out)["assessments"][0]["premises"]
    return "".join(premise.get("known", {}).get("value", "") for premise in premises)


def test_closing_leaves_out_what_comes_later_until_it_is_reopened(cg: Command, store: Path) -> None:
    submit = ("ledger", "submit", "--subject", "430700", "--by", "王")
    case = ("430700", "2020", "--by", "李")
    cg(*submit, store.parent / "e.csv")
    assert cg("ledger", "close", *case).code == 0
    assert cg("ledger", "close", *case).err.split()[0] == "STO-014"
    cg(*submit, store.parent / "later.csv")
    closed = cg("ledger", "assess", "430700", "2020", "--lang", "en").out.splitlines()[1]
    assert cg("ledger", "reopen", *case).code == 0
    opened = cg("ledger", "assess", "430700", "2020", "--lang", "en").out.splitlines()[1]
    assert ("; closed; " in closed, "; open; " in opened) == (True, True)
    kinds = [entry["kind"] for entry in json.loads(cg("ledger", "show", "--format", "json").out)["entries"]]
    assert kinds == ["submitted", "closed", "submitted", "reopened"]


def test_the_assessment_is_that_of_the_same_files(cg: Command, store: Path) -> None:
    book = CHANGDE / "evidence.xlsx"
    cg("ledger", "submit", book, "--subject", "430700", "--by", "王")
    plain = cg("assess", book, "--year", "2020", "--subject", "430700").out
    assert cg("ledger", "assess", "常德市", "2020").out == plain


def test_the_ledger_is_shown_and_written(cg: Command, store: Path) -> None:
    cg("ledger", "submit", store.parent / "e.csv", "--subject", "430700", "--by", "王")
    shown = cg("ledger", "show", "--lang", "en").out
    assert TIME.sub("TIME", shown) == f"1  TIME  submitted  e.csv [{KEY[:12]}] (430700)  王\n"
    out = store.parent / "ledger.json"
    assert cg("ledger", "show", "--out", out).code == 0
    assert json.loads(out.read_text(encoding="utf-8"))["head"] == verify(store).head


def test_a_reference_file_is_taken_over_and_withdrawn(cg: Command, store: Path, at) -> None:
    path = CHANGDE.parents[1] / "world" / "fictional.ttl"
    words = ("ledger", "reference", path, "--approver", "陈", "--by", "王")
    at("2026-01-01T00:00:00Z")
    assert cg(*words).out == f"fictional.ttl 已入库：第 1 条，{digest(path.read_bytes())}\n"
    assert "已在库中" in cg(*words).out
    assert "（审核人 陈）" in cg("ledger", "show").out
    (store.parent / "made.csv").write_bytes(ROW.replace("常德市".encode(), "云岚市".encode()))
    assert cg("ledger", "submit", store.parent / "made.csv", "--subject", "云岚市", "--by", "王").code == 0
    assert cg("ledger", "assess", "990100", "2020").code == 0
    at("2026-01-03T00:00:00Z")
    assert cg("ledger", "withdraw-reference", "fictional.ttl", "--by", "李", "--reason", "试").code == 0
    assert cg("ledger", "assess", "990100", "2020").err.split()[0] == "BLD-002"
    assert cg("ledger", "assess", "云岚市", "2020", "--as-known-at", BEFORE).code == 0
    assert cg("ledger", "withdraw-reference", "x", "--by", "李", "--reason", "试").err.split()[0] == "STO-012"


def test_a_reference_file_without_approver_or_that_is_none_is_refused(cg: Command, store: Path) -> None:
    path = CHANGDE.parents[1] / "world" / "fictional.ttl"
    assert cg("ledger", "reference", path, "--approver", " ", "--by", "王").err.split()[0] == "STO-006"
    assert (
        cg("ledger", "reference", store.parent / "no.ttl", "--approver", "陈", "--by", "王").err.split()[0] == "STO-001"
    )


def test_a_correction_is_submitted_and_the_old_counts_as_known_then(cg: Command, store: Path, at) -> None:
    at("2026-01-01T00:00:00Z")
    cg("ledger", "submit", store.parent / "e.csv", "--subject", "430700", "--by", "王")
    at("2026-01-03T00:00:00Z")
    words = ("ledger", "correct", store.parent / "later.csv", "--subject", "常德市", "--by", "王", "--reason", "抄错")
    assert cg(*words, "--of", "e.csv#o1").out == f"later.csv 已入库：第 3 条，{digest(LATER)}\n"
    assert f"（更正 {KEY[:12]}#o1）" in cg("ledger", "show").out
    assert (value_of(cg), value_of(cg, "--as-known-at", BEFORE)) == ("90.1", "84.7")
    assert cg(*words, "--of", digest(LATER)).err.split()[0] == "STO-021"


def test_a_rating_is_entered_and_counted(cg: Command, store: Path) -> None:
    words = ("ledger", "judge", "常德市", "2020", "--expert", "甲", "--by", "李", "--kind", "improvement-effect")
    said = cg(*words, "--rating", "85", "--on", "2021-01-02")
    assert (said.code, "第 2 条" in said.out) == (0, True)
    assert cg(*words, "--rating", "101").err.split()[0] == "EVI-013"
    assert cg(*words, "--rating", "85", "--on", "2021").err.split()[0] == "STO-043"
    shown = json.loads(cg("ledger", "assess", "430700", "2020", "--format", "json").out)["assessments"][0]
    assert [one["ratings"] for one in shown["premises"] if one.get("ratings")] == [1]
