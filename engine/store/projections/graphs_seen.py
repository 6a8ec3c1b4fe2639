"""Which graphs a viewer may ask: what is confidential before publicity is in graphs of its own, and these are left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from engine.model.entry import Entry
from engine.read.facts import BASE
from engine.store.projections.graph_triples import LEDGER, graphs_of_entry
from engine.store.visible import Viewer, visible_entries

CONFIDENTIAL = (f"{BASE}assessment/", f"{LEDGER}/")


def graphs_seen(graphs: Iterable[str], entries: Sequence[Entry], viewer: Viewer, today: date) -> tuple[str, ...]:
    """Of these graphs those that a viewer may see on a day, as `visible_entries` has it for entries.

    Unknowns: the graph of a recorded assessment, or of an act on one, that no entry here tells of is left out; so is that of
    an act which is told in part only.
    """
    whole = set(entries)
    seen = (entry for entry in visible_entries(entries, viewer, today) if entry in whole)
    told = {graph for entry in seen for graph in graphs_of_entry(entry)}
    return tuple(graph for graph in graphs if graph in told or not graph.startswith(CONFIDENTIAL))
