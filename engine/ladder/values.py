"""The value nodes of focus nodes, as pairs of numbers (SHACL, section 2.3)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.model.columns import Columns, Ids
from engine.model.shacl import Path, Term
from engine.steps.rows import Places
from engine.steps.walk import walk


@dataclass(frozen=True, slots=True)
class Pairs:
    """Shape: `place` and `value` have one length; `place` says which of the focus nodes a value belongs to."""

    place: Places
    value: Ids


def pairs(columns: Columns, focus: Ids, path: Path | None) -> Pairs:
    """Each focus node with each of its value nodes; itself where there is no path."""
    every = np.arange(len(focus))
    if path is None:
        return Pairs(every, focus)
    place, value = walk(columns, focus, path)
    return Pairs(every if place is None else place, value)


def texts(columns: Columns, nodes: Ids) -> list[Term]:
    """Nodes as terms."""
    found: list[Term] = columns.terms.text.gather(nodes).to_list()
    return found
