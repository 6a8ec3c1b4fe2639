"""The course of an assessment by its commands: each enters one line, and `ledger state` tells them all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from engine import Hand, entries_at, recorded
from tests.conftest import Command
from tests.engine.store.assessed import graded

CASE = ("990100", "2022")
DAYS = ("--valid-from", "2026-03-12", "--valid-until", "2029-03-11", "--reevaluate-on", "2028-03-12")
FIRST_LAST = ("--first", "2026-03-04", "--last", "2026-03-10")


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store with a self-assessment and a recommended one, named by the environment."""
    folder = graded(tmp_path)
    monkeypatch.setenv("CLAUSEGRAPH_STORE", str(folder))
    return folder


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch):
    """Set the clock at the rim to a day of March 2026."""

    def setting(day: int) -> None:
        monkeypatch.setattr("api.cli.desk.hand", lambda by: Hand(by, f"2026-03-{day:02}T04:00:00Z"))

    return setting


@pytest.fixture
def name(store: Path) -> str:
    """The first digits of the recommended assessment."""
    return recorded(entries_at(store))[1].assessment[:8]


def test_the_course_is_entered_line_by_line(cg: Command, store: Path, name: str, at) -> None:
    steps = (
        (3, ("panel", name, "--member", "甲", "--member", "乙")),
        (3, ("publicise", name, *FIRST_LAST, "--reason", "官网")),
        (5, ("object", name, "--reason", "数据有误", "--received", "2026-03-04")),
        (11, ("answer", name, "1", "--reason", "已核实")),
        (12, ("finalise", name, *DAYS)),
        (20, ("annul", name, "--reason", "材料造假")),
    )
    for day, words in steps:
        at(day)
        said = cg("ledger", *words, "--by", "赵")
        assert (said.code, said.err) == (0, "")
    assert said.out.startswith("已入账：14  2026-03-20T04:00:00Z  撤销  ")
    told = cg("ledger", "state", "云岚市", "2022", "--lang", "en").out.splitlines()
    assert told[2].startswith(f"recommended  assessment {name}") and told[2].endswith("withdrawn (since 2026-03-20)")
    assert told[3:] == [
        "  8  2026-03-01  assessed  赵",
        "  9  2026-03-03  panelled, panel of 甲, 乙  赵",
        "  10  2026-03-03  publicised, first day 2026-03-04, last day 2026-03-10  赵: 官网",
        "  11  2026-03-05  objected number 1, received 2026-03-04  赵: 数据有误",
        "  12  2026-03-11  answered number 1  赵: 已核实",
        "  13  2026-03-12  finalised, valid from 2026-03-12, re-evaluation 2028-03-12, valid until 2029-03-11  赵",
        "  14  2026-03-20  annulled  赵: 材料造假",
    ]


def test_the_state_as_it_was_known_and_as_data(cg: Command, store: Path, name: str, at) -> None:
    at(3)
    cg("ledger", "panel", name, "--member", "甲", "--by", "赵")
    stages = {
        until: [
            one["stage"]
            for one in json.loads(cg("ledger", "state", *CASE, "--format", "json", *words).out)["assessments"]
        ]
        for until, words in {"now": (), "then": ("--as-known-at", "2026-03-02T00:00:00Z")}.items()
    }
    assert stages == {"now": ["draft", "panel"], "then": ["draft", "draft"]}
    out = store.parent / "state.json"
    assert cg("ledger", "state", *CASE, "--out", out).code == 0
    assert json.loads(out.read_text(encoding="utf-8"))["case"] == "990100/2022"


def test_a_holiday_is_not_worked_on(cg: Command, store: Path, name: str, at) -> None:
    at(3)
    cg("ledger", "panel", name, "--member", "甲", "--by", "赵")
    said = cg("ledger", "publicise", name, *FIRST_LAST, "--day-off", "2026-03-06", "--by", "赵")
    assert (said.code, said.err.split()[0]) == (2, "STO-042")
    longer = ("--first", "2026-03-04", "--last", "2026-03-11")
    assert cg("ledger", "publicise", name, *longer, "--day-off", "2026-03-06", "--by", "赵").code == 0
    assert entries_at(store)[-1].act.detail("days_off") == "2026-03-06"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("panel", "00000000", "--member", "甲", "--by", "赵"), "STO-036"),
        (("panel", "NAME", "--by", "赵"), "CLI-005"),
        (("panel", "NAME", "--member", "甲", "--by", " "), "STO-006"),
        (("panel", "NAME", "--as", "self", "--member", "甲", "--by", "赵"), "STO-036"),
        (("publicise", "NAME", *FIRST_LAST, "--by", "赵"), "STO-040"),
        (("publicise", "NAME", "--first", "2026-02-30", "--last", "2026-03-10", "--by", "赵"), "STO-043"),
        (("object", "NAME", "--reason", "误", "--received", "x", "--by", "赵"), "STO-043"),
        (("object", "NAME", "--reason", "误", "--by", "赵"), "STO-040"),
        (("answer", "NAME", "1", "--reason", "答", "--by", "赵"), "STO-040"),
        (("answer", "NAME", "0", "--reason", "答", "--by", "赵"), "CLI-005"),
        (("finalise", "NAME", *DAYS, "--by", "赵"), "STO-040"),
        (("annul", "NAME", "--reason", " ", "--by", "赵"), "STO-006"),
        (("state", "430600", "2020"), "STO-051"),
        (("state", *CASE, "--format", "json", "--out", "x.txt"), "CLI-009"),
        (("state", *CASE, "--as-known-at", "2020"), "STO-007"),
        (("state", *CASE, "--store", "nowhere"), "STO-011"),
        (("annul", "NAME", "--reason", "误", "--by", "赵", "--store", "nowhere"), "STO-011"),
    ],
)
def test_what_cannot_be_done_is_named_and_enters_nothing(
    words: tuple[str, ...], code: str, cg: Command, store: Path, name: str, at
) -> None:
    at(3)
    said = cg("ledger", *(name if word == "NAME" else word for word in words))
    assert (said.code, said.out, said.err.split()[0]) == (2, "", code)
    assert (len(entries_at(store)), Path("nowhere").exists()) == (8, False)
