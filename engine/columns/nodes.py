"""Nodes as a set: each once, in the order of their numbers."""

from __future__ import annotations

import numpy as np

from engine.model.columns import Ids

SPARSE = (
    6  # where nodes are fewer than the terms shifted so often, they are sooner sorted than all terms looked through
)


def each_once(nodes: Ids, size: int) -> Ids:
    """Each node once, ascending, of so many terms."""
    if len(nodes) < size >> SPARSE:
        return np.unique(nodes)
    found = np.zeros(size, dtype=np.bool_)
    found[nodes] = True
    return np.flatnonzero(found).astype(np.uint32)
