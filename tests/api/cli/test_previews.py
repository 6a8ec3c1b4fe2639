"""`ledger preview` and `ledger depends` answer from the store and enter nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from api.cli.subjects import taken_over
from engine import Hand, Journal, entries_at, home, submit, take_over
from tests.conftest import Command
from tests.engine.store.made_up import row


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CLAUSEGRAPH_STORE", str(tmp_path / "store"))
    with Journal(tmp_path / "store") as journal:
        submit(journal, "e.csv", row("84.7"), ["430700"], Hand("王", "2026-01-01T08:00:00Z"))
    return tmp_path / "store"


def test_acts_are_previewed(cg: Command, store: Path) -> None:
    (store.parent / "new.csv").write_bytes(row("95.1"))
    words = ("ledger", "preview", "常德市", "2020", "--reject", "e.csv", "--file", store.parent / "new.csv")
    said = cg(*words, "--format", "json")
    (case,) = json.loads(said.out)["cases"]
    assert ([one["file"] for one in case["after"]["files"]], len(case["before"]["files"])) == (["e.csv", "new.csv"], 1)
    assert "办理后：" in cg(*words).out and len(entries_at(store)) == 1
    assert cg(*words, "--as-known-at", "2025-01-01T00:00:00Z").err.split()[0] == "STO-015"
    assert cg("ledger", "preview", "常德市", "2020", "--accept", "x").err.split()[0] == "STO-012"


def test_what_depends_on_a_file_is_listed(cg: Command, store: Path) -> None:
    (case,) = json.loads(cg("ledger", "depends", "e.csv", "--format", "json").out)["cases"]
    assert (case["before"]["case"]["subject"], case["before"]["case"]["year"]) == ("430700", 2020)
    assert "after: " in cg("ledger", "depends", "e.csv", "--lang", "en").out
    assert cg("ledger", "depends", "e.csv", "--evidence", "accepted").code == 0
    assert cg("ledger", "depends", "none.csv").err.split()[0] == "STO-012"


def test_reference_files_are_none_without_a_store_and_those_taken_over_with_one(store: Path, tmp_path: Path) -> None:
    path = home() / "fixtures" / "world" / "fictional.ttl"
    with Journal(store) as journal:
        take_over(journal, home(), path.name, path.read_bytes(), "陈", Hand("王", "2026-02-01T08:00:00Z"))
    assert [one.name for one in taken_over(store)] == ["fictional.ttl"]
    assert (taken_over(store, "2026-01-01T08:00:00Z"), taken_over(tmp_path / "none")) == ((), ())


def test_a_waiver_is_previewed(cg: Command, store: Path) -> None:
    said = cg("ledger", "preview", "常德市", "2020", "--waive", "大气环境", "--lang", "en")
    assert (said.code, said.err) == (0, "")
    assert "outcomes that change, 3: " in said.out
    assert cg("ledger", "preview", "常德市", "2020", "--waive", "nosuch").err.split()[0] == "BLD-003"
