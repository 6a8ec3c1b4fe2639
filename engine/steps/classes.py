"""Instances of classes, as the data say: rdf:type, then rdfs:subClassOf any number of times (SHACL, section 1.2)."""

from __future__ import annotations

import numpy as np

from engine.model.columns import Columns, Ids
from engine.model.shacl import Inverse, Predicate, Repeat
from engine.steps.walk import index, step, walk

TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
SUBCLASS = "<http://www.w3.org/2000/01/rdf-schema#subClassOf>"
BELOW = Inverse(Repeat(Predicate(SUBCLASS), 0))


def members_of(columns: Columns, number: int) -> Ids:
    """The instances of a class, ascending, each once."""
    start = np.array([number], dtype=np.uint32)
    classes = walk(columns, start, BELOW)[1] if SUBCLASS in columns.relations else start
    found = step(index(columns, TYPE, turned=True), classes)[1]
    return found if len(classes) == 1 else np.unique(found)
