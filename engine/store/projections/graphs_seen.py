"""Which graphs may be asked: each entry, file and recorded assessment stands in graphs of its own, and those not shown are left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from engine.model.entry import Entry
from engine.read.facts import BASE
from engine.store.projections.graph_triples import EVIDENCE, LEDGER, graphs_of_entry

OF_ENTRIES = (f"{BASE}assessment/", f"{LEDGER}/", EVIDENCE)


def graphs_seen(graphs: Iterable[str], entries: Sequence[Entry], shown: Iterable[Entry]) -> tuple[str, ...]:
    """Of these graphs those of the standard, and those of the entries that are shown.

    Unknowns: the graph of a file, an entry or an assessment that no entry here tells of is left out; so is that of an act
    which is told in part only.
    """
    whole = set(entries)
    told = {graph for entry in shown if entry in whole for graph in graphs_of_entry(entry)}
    return tuple(graph for graph in graphs if graph in told or not graph.startswith(OF_ENTRIES))
