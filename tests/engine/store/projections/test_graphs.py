"""The graphs on disk: made again to the same hashes, caught up to the same hashes, damaged and found."""

from __future__ import annotations

import os
from pathlib import Path

import pyoxigraph as ox
import pytest

from engine.errors import StoreError
from engine.read.home import home
from engine.store.assessments import Role, record
from engine.store.files import path_of
from engine.store.journal import Journal, read_journal
from engine.store.ledger import submit
from engine.store.projections import graphs as module
from engine.store.projections.graphs import Graphs, graph_hashes
from engine.store.projections.projection import Position, brought_up
from engine.store.references import take_over, withdraw_reference
from tests.engine.store.made_up import digest, row
from tests.engine.store.projections.made_up import HAND, deliveries, history

BASE = "https://w3id.org/clausegraph/"
REFERENCE = (home() / "fixtures/world/fictional.ttl").read_bytes()
NONE = b"a,b\n"  # no evidence


def made(store: Path, seed: int = 1) -> Graphs:
    entries = history(store, seed)
    graphs = Graphs(deliveries(store))
    assert brought_up(graphs, entries) == ()
    return graphs


def tables_of(graphs: Graphs):
    found = graphs.checkpoint()
    assert found is not None
    hashes = graph_hashes(found.path)
    assert found.graphs == tuple(sorted(hashes))
    return hashes


@pytest.mark.parametrize("seed", range(2))
def test_caught_up_entry_by_entry_is_what_is_made_at_once(tmp_path: Path, seed: int) -> None:
    entries = history(tmp_path, seed)
    graphs = Graphs(deliveries(tmp_path))
    for length in range(len(entries) + 1):
        assert brought_up(graphs, entries[:length]) == ()
        assert graphs.position() == Position.of(entries[:length])
    before, found = graphs.digest(), tables_of(graphs)
    graphs.rebuild(entries)
    assert (graphs.digest(), tables_of(graphs)) == (before, found)
    assert {f"{BASE}ledger/1", f"{BASE}ontology", f"{BASE}edition/2021-draft"} <= set(found)


def test_a_process_that_comes_later_goes_on(tmp_path: Path) -> None:
    entries = history(tmp_path, 2)
    brought_up(Graphs(deliveries(tmp_path)), entries[:3])
    later = Graphs(deliveries(tmp_path))
    assert brought_up(later, entries) == ()
    before = later.digest()
    later.rebuild(entries)
    assert later.digest() == before


def test_a_disk_without_links_is_written_to_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    entries = history(tmp_path, 2)
    brought_up(Graphs(deliveries(tmp_path)), entries[:3])

    def no_links(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    later = Graphs(deliveries(tmp_path))
    assert brought_up(later, entries) == () and later.check() == ()


def test_an_upload_changes_its_own_graph_and_the_ledgers_and_no_other(tmp_path: Path) -> None:
    graphs = made(tmp_path)
    before, hostile = tables_of(graphs), row("70").replace(b"o1", b"x> <http://e/p> <http://e/o> . <y")
    with Journal(tmp_path) as journal:
        submit(journal, "z.csv", hostile, ["430700"], HAND)
    assert brought_up(graphs, read_journal(tmp_path)) == ()
    after = tables_of(graphs)
    changed = {graph for graph in after if before.get(graph) != after[graph]}
    number = len(read_journal(tmp_path))
    assert changed == {f"{BASE}ledger/{number}", f"{BASE}evidence/{digest(hostile)}"} and before.keys() < after.keys()


def test_what_cannot_be_read_is_named_and_stands_in_no_graph(tmp_path: Path) -> None:
    graphs = made(tmp_path)
    with Journal(tmp_path) as journal:
        submit(journal, "z.csv", NONE, ["430700"], HAND)
    entries = read_journal(tmp_path)
    (fault,) = brought_up(graphs, entries)
    assert (fault.code, fault.where) == ("PRJ-006", digest(NONE))
    assert f"{BASE}evidence/{digest(NONE)}" not in tables_of(graphs)
    before = graphs.digest()
    assert (graphs.rebuild(entries), graphs.digest()) == ((fault,), before)
    assert brought_up(graphs, entries) == (fault,)


def test_a_recorded_assessment_stands_in_its_graph(tmp_path: Path) -> None:
    graphs = made(tmp_path)
    code = read_journal(tmp_path)[0].act.detail("subjects")
    with Journal(tmp_path) as journal:
        found = record(journal, home(), code, 2019, Role.SELF, HAND).recorded
    entries = read_journal(tmp_path)
    assert brought_up(graphs, entries) == ()
    before = tables_of(graphs)
    assert before[f"{BASE}assessment/{found.assessment}"].count > 100
    graphs.rebuild(entries)
    assert tables_of(graphs) == before


def test_evidence_about_a_place_of_a_reference_file_is_read_in_the_world_of_its_time(tmp_path: Path) -> None:
    made_up = row("84.7").replace("常德市".encode(), b"990100").replace(b"430700", b"990100")
    with Journal(tmp_path) as journal:
        submit(journal, "early.csv", made_up + b"\n", ["990100"], HAND)
        taken = take_over(journal, home(), "world.ttl", REFERENCE, "陈审核", HAND)
        submit(journal, "late.csv", made_up, ["990100"], HAND)
        withdraw_reference(journal, home(), "world.ttl", "已废止", HAND)
    entries, graphs = read_journal(tmp_path), Graphs(deliveries(tmp_path))
    for length in range(len(entries) + 1):
        said = brought_up(graphs, entries[:length])
    assert [(fault.code, fault.where) for fault in said] == [("PRJ-006", digest(made_up + b"\n"))]
    before = tables_of(graphs)
    assert before[f"{BASE}evidence/{digest(made_up)}"].count == 6
    assert before[f"{BASE}evidence/{taken.digest}"].count > 20
    digests = graphs.digest()
    assert graphs.rebuild(entries) == said and (graphs.digest(), tables_of(graphs)) == (digests, before)


def test_changed_evidence_is_refused_and_what_was_there_stays(tmp_path: Path) -> None:
    graphs = made(tmp_path)
    before = graphs.digest()
    with Journal(tmp_path) as journal:
        submit(journal, "z.csv", row("71"), ["430700"], HAND)
    path_of(tmp_path, digest(row("71")), "z.csv").write_bytes(row("72"))
    with pytest.raises(StoreError) as error:
        brought_up(graphs, read_journal(tmp_path))
    assert [fault.code for fault in error.value.faults] == ["STO-009"]
    assert (graphs.digest(), graphs.check()) == (before, ())


def test_a_full_disk_is_said_and_the_next_try_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    graphs = made(tmp_path)
    before = graphs.digest()
    with Journal(tmp_path) as journal:
        submit(journal, "z.csv", row("71"), ["430700"], HAND)
    entries = read_journal(tmp_path)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(module, "written", full)
        with pytest.raises(StoreError) as error:
            graphs.catch_up(entries)
    assert [fault.code for fault in error.value.faults] == ["STO-001"]
    assert (graphs.digest(), graphs.check()) == (before, ())
    assert brought_up(graphs, entries) == () and graphs.position() == Position.of(entries)


def test_what_the_store_of_triples_cannot_use_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    graphs = made(tmp_path)
    with Journal(tmp_path) as journal:
        submit(journal, "z.csv", row("71"), ["430700"], HAND)
    later = Graphs(deliveries(tmp_path))
    next(graphs.checkpoint().path.glob("MANIFEST-*")).write_bytes(b"x" * 99)
    with pytest.raises(StoreError) as error:
        later.catch_up(read_journal(tmp_path))
    assert [fault.code for fault in error.value.faults] == ["STO-001"]
    assert graph_hashes(graphs.checkpoint().path) == {} and [fault.code for fault in later.check()] == ["PRJ-002"]


def test_a_graph_that_was_changed_through_the_store_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    graphs = made(tmp_path)
    path = graphs.checkpoint().path
    store = ox.Store(str(path))
    store.remove_graph(ox.NamedNode(f"{BASE}ledger/1"))
    store.flush()
    del store
    assert {fault.code for fault in graphs.check()} == {"PRJ-002"}
    monkeypatch.setattr(module, "manifest_faults", lambda *_: ())  # had the files the right hashes
    (fault,) = graphs.check()
    assert (fault.code, fault.where, fault.found) == ("PRJ-003", f"{BASE}ledger/1", "-")


def test_two_checkpoints_stay_and_reading_changes_neither(tmp_path: Path) -> None:
    entries = history(tmp_path, 4)
    graphs = Graphs(deliveries(tmp_path))
    for length in (1, 2, 3):
        brought_up(graphs, entries[:length])
    path = graphs.checkpoint().path
    places = {one.name for one in graphs.folder.iterdir() if one.is_dir() and not one.name.startswith("live-")}
    assert len(places) == 2 and path.name == max(places)
    assert len(ox.Store.read_only(str(path))) > 10_000 and graphs.check() == ()


def test_nothing_is_there_before_it_is_made(tmp_path: Path) -> None:
    graphs = Graphs(deliveries(tmp_path))
    assert (graphs.position(), graphs.digest(), graphs.checkpoint(), graphs.check()) == (None, "", None, ())
    assert graph_hashes(tmp_path / "none") == {}
