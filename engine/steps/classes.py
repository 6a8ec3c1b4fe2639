"""Instances of classes, as the data say: rdf:type, then rdfs:subClassOf any number of times (SHACL, section 1.2)."""

from __future__ import annotations

import numpy as np

from engine.model.columns import Columns, Ids
from engine.steps.walk import index, step

TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
SUBCLASS = "<http://www.w3.org/2000/01/rdf-schema#subClassOf>"


def members_of(columns: Columns, number: int) -> Ids:
    """The instances of a class, ascending, each once."""
    classes = _below(columns, number)
    found = step(index(columns, TYPE, turned=True), classes)[1]
    return found if len(classes) == 1 else np.unique(found)


def _below(columns: Columns, number: int) -> Ids:
    """A class and all classes below it, each once."""
    seen = {number: None}
    edge = [number] if SUBCLASS in columns.relations else []
    while edge:
        found = step(index(columns, SUBCLASS, turned=True), np.array(edge, dtype=np.uint32))[1]
        edge = [one for one in dict.fromkeys(found.tolist()) if one not in seen]
        seen |= dict.fromkeys(edge)
    return np.array(list(seen), dtype=np.uint32)
