"""Walking paths: from nodes to the values that each has, every value once (SHACL, section 2.3.1)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.model.columns import NONE, Columns, Ids, Relation
from engine.model.shacl import Alternative, Inverse, Path, Predicate, Repeat, Sequence, Term
from engine.steps.rows import Places

NO_IDS = np.zeros(0, dtype=np.uint32)
NO_PLACES = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Single:
    """A relation in which every node has at most one value: values by node, NONE where there is none."""

    value: Ids


@dataclass(frozen=True, slots=True)
class Many:
    """Any relation: the values of node n stand from `start[n]` to `start[n + 1]`."""

    start: Places
    value: Ids


Index = Single | Many
Pairs = tuple[Places | None, Ids]  # the row above each value (None: one value for each row), the value


def walk(columns: Columns, nodes: Ids, path: Path) -> Pairs:
    """The values of each node, by node, each value of a node once."""
    match path:
        case Predicate(iri=iri):
            return step(index(columns, iri, turned=False), nodes)
        case Inverse(path=Predicate(iri=iri)):
            return step(index(columns, iri, turned=True), nodes)
        case Inverse(path=inner):
            return walk(columns, nodes, inverse(inner))
        case Sequence(paths=paths):
            return _one_after_another(columns, nodes, paths)
        case Alternative(paths=paths):
            found = [_placed(walk(columns, nodes, each), nodes) for each in paths]
            return distinct(np.concatenate([each[0] for each in found]), np.concatenate([each[1] for each in found]))
        case Repeat():
            return _repeated(columns, nodes, path)


def step(found: Index, nodes: Ids) -> Pairs:
    """One step along a relation."""
    if isinstance(found, Single):
        value = found.value[nodes]
        there = value != NONE
        if there.all():
            return None, value
        rows = np.flatnonzero(there)
        return rows, value[rows]
    start = found.start[nodes]
    count = found.start[nodes + np.uint32(1)] - start
    rows = np.repeat(np.arange(len(nodes)), count)
    before = np.cumsum(count) - count
    return rows, found.value[np.arange(len(rows)) + (start - before)[rows]]


def values_of(found: Index, node: int) -> Ids:
    """The values of one node."""
    if isinstance(found, Many):
        return found.value[found.start[node] : found.start[node + 1]]
    return NO_IDS if found.value[node] == NONE else found.value[node : node + 1]


def index(columns: Columns, predicate: Term, *, turned: bool) -> Index:
    """The index of a relation, in its own direction or turned; made once."""
    return columns.remember(("index", predicate, turned), lambda: _make(columns, predicate, turned))


def _make(columns: Columns, predicate: Term, turned: bool) -> Index:
    relation = columns.relations.get(predicate)
    size = len(columns.terms) + 1  # a constant that the data lack has the number after the last
    if relation is None:
        return Single(np.full(size, NONE, dtype=np.uint32))
    node, value, single = _turned(relation) if turned else (relation.subjects, relation.objects, relation.single)
    if single:
        values = np.full(size, NONE, dtype=np.uint32)
        values[node] = value
        return Single(values)
    start = np.zeros(size + 1, dtype=np.int64)
    np.cumsum(np.bincount(node, minlength=size), out=start[1:])
    return Many(start, value)


def _turned(relation: Relation) -> tuple[Ids, Ids, bool]:
    """A relation by object, then subject, and whether no object has two."""
    order = _sorting(relation.objects)
    node = relation.objects[order]
    return node, relation.subjects[order], bool((node[1:] != node[:-1]).all())


def _sorting(nodes: Ids) -> Places:
    """The order that sorts nodes and keeps equal ones as they stand: by their lower bits, then by their upper ones."""
    order = np.argsort(nodes.astype(np.uint16), kind="stable")
    upper = (nodes >> np.uint32(16)).astype(np.uint16)
    return order[np.argsort(upper[order], kind="stable")] if upper.any() else order


def distinct(rows: Places, values: Ids) -> tuple[Places, Ids]:
    """Each (row, value) once, in order."""
    keys = np.unique((rows.astype(np.uint64) << np.uint64(32)) | values)
    return (keys >> np.uint64(32)).astype(np.int64), keys.astype(np.uint32)


def inverse(path: Path) -> Path:
    """A path backwards, with `Inverse` on single steps only."""
    match path:
        case Predicate():
            return Inverse(path)
        case Inverse(path=inner):
            return inner
        case Sequence(paths=paths):
            return Sequence(tuple(inverse(each) for each in reversed(paths)))
        case Alternative(paths=paths):
            return Alternative(tuple(inverse(each) for each in paths))
        case Repeat(path=inner, least=least, once=once):
            return Repeat(inverse(inner), least, once)


def _placed(pairs: Pairs, nodes: Ids) -> tuple[Places, Ids]:
    rows, values = pairs
    return (np.arange(len(nodes)) if rows is None else rows), values


def _one_after_another(columns: Columns, nodes: Ids, paths: tuple[Path, ...]) -> Pairs:
    rows, values = None, nodes
    for path in paths:
        lower, values = walk(columns, values, path)
        rows = rows if lower is None else (lower if rows is None else rows[lower])
    return (None, values) if rows is None else distinct(rows, values)


def _repeated(columns: Columns, nodes: Ids, path: Repeat) -> Pairs:
    """The closure of a path: new pairs are walked on until there are none."""
    rows, values = np.arange(len(nodes)), nodes
    known = (rows, values) if path.least == 0 else (NO_PLACES, NO_IDS)
    new = (rows, values)
    while len(new[0]):
        lower, found = _placed(walk(columns, new[1], path.path), new[1])
        merged = distinct(np.concatenate((known[0], new[0][lower])), np.concatenate((known[1], found)))
        if path.once:
            return merged
        new, known = _added(merged, known), merged
    return known


def _added(merged: tuple[Places, Ids], known: tuple[Places, Ids]) -> tuple[Places, Ids]:
    """The pairs of `merged` that `known` lacks; both distinct and in order."""
    old = (known[0].astype(np.uint64) << np.uint64(32)) | known[1]
    now = (merged[0].astype(np.uint64) << np.uint64(32)) | merged[1]
    fresh = ~np.isin(now, old, assume_unique=True)
    return merged[0][fresh], merged[1][fresh]
