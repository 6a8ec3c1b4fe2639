"""`rebuild` says what was made, the same each time; what cannot be read is a warning and not an end."""

from __future__ import annotations

from pathlib import Path

from engine import Hand, Journal, Projections, home, submit
from engine.store.journal import JOURNAL
from tests.conftest import Command
from tests.engine.store.made_up import row

HAND = Hand("王", "2026-01-01T08:00:00Z")


def kept(store: Path, *contents: bytes) -> Path:
    with Journal(store) as journal:
        for content in contents:
            submit(journal, "a.csv", content, ["430700"], HAND)
    return store


def test_what_was_made_is_said_and_the_same_each_time(tmp_path: Path, cg: Command) -> None:
    store = kept(tmp_path, row("84.7"))
    said = cg("rebuild", "--store", store)
    graphs, columns = said.out.splitlines()
    assert (said.code, said.err) == (0, "")
    assert graphs.startswith("图：5 个，语句 ") and columns.startswith("列：案例 2 个，前提 ")
    assert cg("rebuild", "--store", store) == said
    with Projections(store, home()) as projections:
        assert [one.digest for one in projections.standing()] == [graphs[-64:], columns[-64:]]
    english = cg("rebuild", "--store", store, "--lang", "en").out
    assert english.startswith("Graphs: 5, with ") and english.splitlines()[1].startswith("Columns: 2 cases, with ")


def test_what_cannot_be_read_is_a_warning(tmp_path: Path, cg: Command) -> None:
    said = cg("rebuild", "--store", kept(tmp_path, row("84.7"), b"a,b\n"), "--lang", "en")
    assert said.code == 0 and said.out.startswith("Graphs: 6") and said.err.count("PRJ-006") == 2


def test_a_store_in_use_or_without_a_ledger_is_refused(tmp_path: Path, cg: Command) -> None:
    none = cg("rebuild", "--store", tmp_path / "none")
    assert (none.code, none.err.split()[0]) == (2, "STO-011") and not (tmp_path / "none").exists()
    store = kept(tmp_path, row("84.7"))
    with Projections(store, home()):
        said = cg("rebuild", "--store", store)
    assert (said.code, said.out, said.err.split()[0]) == (5, "", "PRJ-007")
    (store / JOURNAL).write_text("x\n")
    assert cg("rebuild", "--store", store).code == 5
