"""Nothing of an assessment that a viewer may not see stands in a graph that he may ask."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from engine.model.entry import Kind
from engine.store.assessments import recorded
from engine.store.course import Stage
from engine.store.journal import Journal, read_journal
from engine.store.projections.graphs import Graphs
from engine.store.projections.graphs_seen import graphs_seen
from engine.store.projections.projection import brought_up
from engine.store.visible import visible_entries
from tests.engine.store.assessed import assessed, graded
from tests.engine.store.projections.made_up import deliveries
from tests.engine.store.test_states import WAY, brought_to
from tests.engine.store.test_visible import INSIDE, TODAY, VIEWERS

BASE = "https://w3id.org/clausegraph/"


@pytest.mark.parametrize("stage", [Stage.DRAFT, Stage.PANEL, Stage.PUBLICISED])
def test_what_may_not_be_seen_stands_in_no_graph_that_may_be_asked(stage: Stage, tmp_path: Path) -> None:
    store = graded(tmp_path)
    with Journal(store) as journal:
        own, one = recorded(journal.entries)
        brought_to(journal, one, *WAY[stage])
    entries, graphs = read_journal(store), Graphs(deliveries(store))
    brought_up(graphs, entries)
    found = graphs.checkpoint()
    assert found is not None
    asked = ox.Store.read_only(str(found.path))
    for name, viewer in VIEWERS.items():
        allowed = graphs_seen(found.graphs, entries, visible_entries(entries, viewer, TODAY))
        texts = b"".join(
            asked.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.NamedNode(graph)) or b"" for graph in allowed
        )
        told = [each for each in (own, one) if each.assessment.encode() in texts]
        inside = name in INSIDE or (name == "member" and stage is not Stage.DRAFT)
        assert told == ([own, one] if inside else [one] if stage is Stage.PUBLICISED else [])
        assert set(found.graphs) - set(allowed) <= {graph for graph in found.graphs if "/evidence/" not in graph}
        assert {f"{BASE}ledger/1", f"{BASE}ontology"} < set(allowed)


def test_who_objected_stands_in_no_graph_that_others_may_ask(tmp_path: Path) -> None:
    with Journal(graded(tmp_path)) as journal:
        one = recorded(journal.entries)[1]
        brought_to(journal, one, Kind.PANELLED, Kind.PUBLICISED, Kind.OBJECTED, Kind.ANSWERED)
        entries = tuple(journal.entries)
    graphs = [f"{BASE}ledger/{number}" for number in (11, 12)]
    seen = {
        name: graphs_seen(graphs, entries, visible_entries(entries, viewer, TODAY)) for name, viewer in VIEWERS.items()
    }
    assert {name for name, found in seen.items() if graphs[0] in found} == INSIDE | {"member"}
    assert all(graphs[1] in found for found in seen.values())


def test_what_is_recorded_later_than_the_entries_is_left_out(tmp_path: Path) -> None:
    later = [f"{BASE}assessment/{'a' * 64}", f"{BASE}ledger/99", f"{BASE}evidence/{'b' * 64}", f"{BASE}ontology"]
    entries = read_journal(assessed(tmp_path))
    assert graphs_seen(later, entries, entries) == (f"{BASE}ontology",)
