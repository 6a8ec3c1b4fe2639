"""`ledger record` and `ledger compare`: an assessment is kept by name, and laid beside those in other roles."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from engine import Hand, entries_at, recorded, verify
from tests.conftest import Command
from tests.engine.store.assessed import assessed

CASE = ("430700", "2020")
NOW = "2026-03-02T08:00:00Z"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store with a self-assessment and a recommended one, named by the environment; the clock stands."""
    folder = assessed(tmp_path)
    monkeypatch.setenv("CLAUSEGRAPH_STORE", str(folder))
    monkeypatch.setattr("api.cli.desk.hand", lambda by: Hand(by, NOW))
    return folder


def test_an_assessment_is_recorded_once(cg: Command, store: Path) -> None:
    said = cg("ledger", "record", *CASE, "--as", "confirmed", "--by", "赵")
    one = recorded(entries_at(store))[-1]
    assert said.out == f"已入账：第 6 条，核定，评价 {one.assessment}，结果 {one.result}\n"
    assert (said.code, one.entry.act.actor, one.entry.act.time) == (0, "赵", NOW)
    again = cg("ledger", "record", "常德市", "2020", "--as", "confirmed", "--by", "钱", "--lang", "en")
    assert again.out == (
        f"Entered before, nothing was added: number 6, confirmed, assessment {one.assessment}, result {one.result}\n"
    )
    assert (len(entries_at(store)), verify(store).faults) == (6, ())


def test_an_assessment_is_recorded_as_it_was_known(cg: Command, store: Path) -> None:
    words = ("ledger", "record", *CASE, "--as", "confirmed", "--by", "赵")
    assert cg(*words, "--as-known-at", "2026-01-02T00:00:00Z").code == 0
    assert cg(*words).code == 0
    then, now = recorded(entries_at(store))[-2:]
    assert (then.as_known_at, now.as_known_at) == ("2026-01-02T00:00:00Z", "")
    assert then.assessment != now.assessment == recorded(entries_at(store))[1].assessment


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("record", *CASE, "--as", "confirmed", "--by", " "), "STO-006"),
        (("record", *CASE, "--as", "judged", "--by", "赵"), "CLI-005"),
        (("record", *CASE, "--as", "self", "--by", "赵", "--as-known-at", "2020"), "STO-007"),
        (("record", "430600", "2020", "--as", "self", "--by", "赵"), "STO-015"),
        (("record", *CASE, "--as", "self", "--by", "赵", "--store", "nowhere"), "STO-011"),
    ],
)
def test_what_cannot_be_recorded_is_named(words: tuple[str, ...], code: str, cg: Command, store: Path) -> None:
    said = cg("ledger", *words)
    assert (said.code, said.out, said.err.split()[0]) == (2, "", code)
    assert (len(entries_at(store)), Path("nowhere").exists()) == (5, False)


def test_roles_are_compared_in_three_forms(cg: Command, store: Path) -> None:
    table = cg("ledger", "compare", "常德市", "2020")
    assert (table.code, table.err) == (0, "")
    assert table.out.startswith("常德市 430700/2020 各项得分对照\n") and "没有入账的：核定" in table.out
    data = json.loads(cg("ledger", "compare", *CASE, "--format", "json").out)
    assert [role for role, found in data["assessments"].items() if found] == ["self", "recommended"]
    out = store.parent / "sides.csv"
    assert cg("ledger", "compare", *CASE, "--out", out, "--lang", "en").code == 0
    assert len(out.read_text(encoding="utf-8-sig").splitlines()) == len(data["items"]) + 1


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((*CASE, "--format", "ttl"), "EXP-002"),
        ((*CASE, "--as-known-at", "2020"), "STO-007"),
        ((*CASE, "--as-known-at", "2026-01-01T08:00:00Z"), "STO-051"),
        (("430600", "2020"), "STO-051"),
        ((*CASE, "--store", "nowhere"), "STO-011"),
    ],
)
def test_what_cannot_be_compared_is_named(words: tuple[str, ...], code: str, cg: Command, store: Path) -> None:
    said = cg("ledger", "compare", *words)
    assert (said.code, said.out, said.err.split()[0]) == (2, "", code)
