"""Appeals by their commands: entered, listed, previewed and answered; what cannot be done is named and enters nothing."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from engine import Hand, Journal, entries_at, panel, publicise, recorded
from tests.conftest import Command
from tests.engine.store.assessed import REJECTED, graded

LEAF = "plan-in-five-year-plan"
HAND = Hand("赵", "2026-03-03T04:00:00Z")
CASE = ("990100", "2022")


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store with a publicised assessment (10 entries), named by the environment; it is the fifth of March 2026."""
    folder = graded(tmp_path)
    with Journal(folder) as journal:
        one = recorded(journal.entries)[1]
        panel(journal, one, ["甲"], HAND)
        publicise(journal, one, date(2026, 3, 4), date(2026, 3, 10), HAND)
    monkeypatch.setenv("CLAUSEGRAPH_STORE", str(folder))
    monkeypatch.setattr("api.cli.desk.hand", lambda by: Hand(by, "2026-03-05T04:00:00Z"))
    return folder


@pytest.fixture
def name(store: Path) -> str:
    """The first digits of the publicised assessment."""
    return recorded(entries_at(store))[1].assessment[:8]


def appeal(cg: Command, name: str):
    words = ("--requirement", LEAF, "--rests-on", f"e.ttl#{REJECTED}", "--reason", "公章齐全", "--by", "云岚市质量办")
    return cg("ledger", "appeal", name, *words)


def test_an_appeal_is_entered_previewed_and_answered(cg: Command, store: Path, name: str) -> None:
    said = appeal(cg, name)
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("已入账：11  2026-03-05T04:00:00Z  申诉  ")
    previewed = cg("ledger", "preview-appeal", "11", "--lang", "en")
    assert "  quality planning: failed, 12 points → passed, 18 points\n" in previewed.out
    data = json.loads(cg("ledger", "preview-appeal", "11", "--format", "json").out)
    assert (data["appeal"], data["turned"], len(entries_at(store))) == (11, [LEAF, "quality-planning"], 11)
    assert cg("ledger", "accept", f"e.ttl#{REJECTED}", "--by", "李", "--reason", "有公章").code == 0
    words = ("--resolution", "upheld", "--entry", "12", "--reason", "经核实", "--by", "赵")
    answered = cg("ledger", "answer-appeal", "11", *words, "--lang", "en")
    assert answered.code == 0 and "  resolved  " in answered.out
    listed = cg("ledger", "appeals", "云岚市", "2022").out.splitlines()
    assert listed[0].startswith(f"11  2026-03-05  推荐  评价 {name}") and listed[0].endswith("：公章齐全")
    assert listed[1] == "    2026-03-05  支持  赵，见账目 12：经核实"


def test_appeals_are_listed_as_known_then_and_as_data(cg: Command, store: Path, name: str) -> None:
    assert cg("ledger", "appeals", *CASE).out == "没有申诉。\n"
    appeal(cg, name)
    assert cg("ledger", "appeals", *CASE, "--as-known-at", "2026-03-04T00:00:00Z", "--lang", "en").out == (
        "There are no appeals.\n"
    )
    out = store.parent / "appeals.json"
    assert cg("ledger", "appeals", *CASE, "--out", out).code == 0
    assert json.loads(out.read_text(encoding="utf-8"))["appeals"][0]["by"] == "云岚市质量办"


APPEAL = ("appeal", "NAME", "--reason", "误", "--by", "乙")
ANSWER = ("answer-appeal", "11", "--reason", "答", "--by", "乙")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (APPEAL, "CLI-005"),
        ((*APPEAL, "--requirement", "airs"), "STO-056"),
        ((*APPEAL, "--requirement", ""), "STO-056"),
        ((*APPEAL, "--requirement", "air", "--rests-on", "none.csv"), "STO-012"),
        ((*APPEAL, "--requirement", "air", "--as", "self"), "STO-036"),
        (("appeal", "00000000", "--requirement", "air", "--reason", "误", "--by", "乙"), "STO-036"),
        (("appeal", "NAME", "--requirement", "air", "--reason", " ", "--by", "乙"), "STO-006"),
        (("appeal", "NAME", "--requirement", "air", "--reason", "误", "--by", " "), "STO-006"),
        ((*APPEAL, "--requirement", "air", "--store", "nowhere"), "STO-011"),
        ((*ANSWER, "--resolution", "granted"), "CLI-005"),
        (ANSWER, "CLI-005"),
        ((*ANSWER, "--resolution", "upheld"), "STO-057"),
        ((*ANSWER, "--resolution", "upheld", "--entry", "2"), "STO-057"),
        ((*ANSWER, "--resolution", "upheld", "--entry", "0"), "CLI-005"),
        ((*ANSWER, "--resolution", "dismissed", "--entry", "10"), "STO-057"),
        ((*ANSWER, "--resolution", "upheld", "--replaced-by", "00000000"), "STO-036"),
        (("answer-appeal", "12", "--resolution", "dismissed", "--reason", "答", "--by", "乙"), "STO-058"),
        (("answer-appeal", "11", "--resolution", "dismissed", "--reason", "答", "--by", "云岚市质量办"), "STO-060"),
        (("answer-appeal", "0", "--resolution", "dismissed", "--reason", "答", "--by", "乙"), "CLI-005"),
        ((*ANSWER, "--resolution", "dismissed", "--store", "nowhere"), "STO-011"),
        (("appeals", "000000", "2022"), "BLD-002"),
        (("appeals", *CASE, "--as-known-at", "2022"), "STO-007"),
        (("appeals", *CASE, "--store", "nowhere"), "STO-011"),
        (("preview-appeal", "12"), "STO-058"),
        (("preview-appeal", "x"), "CLI-005"),
        (("preview-appeal", "11", "--store", "nowhere"), "STO-011"),
        (("preview-appeal", "11", "--format", "json", "--out", "x.txt"), "CLI-009"),
    ],
)
def test_what_cannot_be_done_is_named_and_enters_nothing(
    words: tuple[str, ...], code: str, cg: Command, store: Path, name: str
) -> None:
    appeal(cg, name)
    said = cg("ledger", *(name if word == "NAME" else word for word in words))
    assert (said.code, said.out, said.err.split()[0]) == (2, "", code)
    assert (len(entries_at(store)), Path("nowhere").exists()) == (11, False)
