"""Instances of classes, as the data say: rdf:type, then rdfs:subClassOf any number of times (SHACL, section 1.2)."""

from __future__ import annotations

import numpy as np

from engine.columns.nodes import each_once
from engine.model.columns import Columns, Ids
from engine.steps.walk import index, values_of

TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
SUBCLASS = "<http://www.w3.org/2000/01/rdf-schema#subClassOf>"


def members_of(columns: Columns, number: int) -> Ids:
    """The instances of a class, ascending, each once; made once."""
    return columns.remember(("instances", number), lambda: _members(columns, number))


def _members(columns: Columns, number: int) -> Ids:
    typed = index(columns, TYPE, turned=True)
    found = [values_of(typed, one) for one in _below(columns, number)]
    return found[0] if len(found) == 1 else each_once(np.concatenate(found), len(columns.terms))


def _below(columns: Columns, number: int) -> list[int]:
    """A class and all classes below it, each once."""
    if SUBCLASS not in columns.relations:
        return [number]
    below, seen = index(columns, SUBCLASS, turned=True), {number: None}
    edge = [number] if len(values_of(below, number)) else []
    while edge:
        found = dict.fromkeys(lower for one in edge for lower in values_of(below, one).tolist())
        edge = [one for one in found if one not in seen]
        seen |= dict.fromkeys(edge)
    return list(seen)
