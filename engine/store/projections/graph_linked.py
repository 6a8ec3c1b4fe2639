"""Entries of the ledger as linked data, with the terms of the graph projection."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from engine.model.entry import Entry
from engine.report.described import PREFIXES, SAID
from engine.store.projections.graph_triples import PROV, SPDX, agent_triples, entry_quads


def entries_linked(entries: Iterable[Entry], form: str) -> str:
    """Each entry as an activity: who, when, what about, its hash and the entry before; a file with its name and size.

    `form` is one of `SAID`: `turtle`, `jsonld`, `ntriples`.
    """
    return _written(dict.fromkeys(quad.triple for entry in entries for quad in entry_quads(entry)), form)


def agent_linked(name: str, form: str) -> str:
    """Who made entries, by name, in one of `SAID`."""
    return _written(agent_triples(name), form)


def _written(triples: Iterable[ox.Triple], form: str) -> str:
    written = ox.serialize(triples, format=SAID[form], prefixes=PREFIXES | {"prov": PROV, "spdx": SPDX})
    assert written is not None
    return written.decode()
