"""Both projections: whole, up to the ledger and of one process, whatever was done to their files."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from engine.errors import Fault, StoreError, UsageError
from engine.read.home import home
from engine.store.journal import JOURNAL, read_journal
from engine.store.projections.graphs import graph_hashes
from engine.store.projections.opened import Projections, query_graphs
from engine.store.projections.projection import Position
from tests.conftest import process
from tests.engine.store.projections.made_up import history, opened


def test_a_ledger_restored_from_an_older_copy_makes_them_again(tmp_path: Path) -> None:
    entries = history(tmp_path, 6)
    with opened(tmp_path) as both:
        both.open(entries[:-2])
        older = [one.digest() for one in both.both()]
        both.open(entries)
        assert [fault.code for fault in both.open(entries[:-2])] == ["PRJ-004", "PRJ-004"]
        assert [one.digest() for one in both.both()] == older
        assert both.catch_up(entries) == () and {one.position() for one in both.both()} == {Position.of(entries)}


def test_they_are_made_again_to_the_same_hashes_in_another_process_with_another_hash_seed(tmp_path: Path) -> None:
    entries = history(tmp_path, 7)
    with opened(tmp_path) as both:
        for length in (1, 4, len(entries)):
            both.open(entries[:length])
        wanted = [one.digest() for one in both.both()]
    code = (
        "import sys; from pathlib import Path; from engine.read.home import home;"
        "from engine.store.journal import read_journal; from engine.store.projections.opened import Projections;"
        "s = Path(sys.argv[1]); p = Projections(s, home()); p.rebuild(read_journal(s));"
        "print(*(one.digest() for one in p.both()))"
    )
    for seed in ("1",):
        said = process(f"${{CG% -m *}} -c '{code}' {tmp_path}", PYTHONHASHSEED=seed)
        assert said.stdout.decode().split() == wanted, said.stderr.decode()


def test_a_second_process_is_refused(tmp_path: Path) -> None:
    with opened(tmp_path) as both:
        with pytest.raises(StoreError) as error:
            Projections(tmp_path, home())
        assert error.value.faults == (Fault("PRJ-007", str(both.folder), "lock"),)
    Projections(tmp_path, home()).close()


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "projections").write_text("x")
    with pytest.raises(StoreError) as error:
        Projections(tmp_path, home())
    assert [fault.code for fault in error.value.faults] == ["STO-001"]


def test_a_query_gets_a_folder_to_read_up_to_the_ledger(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        query_graphs(tmp_path, home())
    history(tmp_path, 8)
    found, entries = query_graphs(tmp_path, home()), read_journal(tmp_path)
    path = found.path
    assert (found.said, found.position) == ((), Position.of(entries)) and path.name.startswith(f"{len(entries):08d}-")
    store = ox.Store.read_only(str(path))
    assert sorted(graph.value for graph in store.named_graphs()) == list(found.graphs) and len(found.graphs) > 4
    del store
    (tmp_path / "projections/graphs/manifest.json").write_bytes(b"")
    wanted, again = graph_hashes(path), query_graphs(tmp_path, home())
    assert [fault.code for fault in again.said] == ["PRJ-001"] and graph_hashes(again.path) == wanted


def test_rebuilding_throws_away_what_is_foreign(tmp_path: Path) -> None:
    entries = history(tmp_path, 9)
    with opened(tmp_path) as both:
        (both.folder / "x").mkdir()
        (both.folder / "y").write_text("y")
        both.rebuild(entries)
        assert sorted(path.name for path in both.folder.iterdir()) == ["columns", "graphs", "lock"]
    assert (tmp_path / JOURNAL).exists()
