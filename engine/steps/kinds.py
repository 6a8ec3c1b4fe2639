"""What each kind of step does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from engine.columns.nodes import each_once
from engine.model.columns import NONE, Columns, Ids
from engine.model.shacl import Pairing, Path, Target, TargetKind, Term
from engine.plan import (
    Clear,
    Combine,
    Compare,
    Count,
    Every,
    Focus,
    Follow,
    Holders,
    Narrow,
    Repeated,
    Report,
    Stray,
    Tally,
    Test,
)
from engine.steps.classes import members_of
from engine.steps.orders import out_of_order
from engine.steps.results import Part, part
from engine.steps.rows import Bools, Places, Rows, below
from engine.steps.walk import index, step, walk

Made = list[Any]  # what earlier steps made: rows and masks by place
Limits = tuple[npt.NDArray[np.int64], bool]


def focus(columns: Columns, made: Made, asked: Focus, numbers: Mapping[Term, int]) -> Rows:
    """The focus nodes of each member."""
    if len(asked.targets) == 1:
        return Rows(_targets(columns, numbers, asked.targets[0]))
    if len(set(asked.targets)) == 1:
        nodes = _targets(columns, numbers, asked.targets[0])
        many = len(asked.targets)
        return Rows(np.tile(nodes, many), np.repeat(np.arange(many), len(nodes)), shared=nodes)
    found = [_targets(columns, numbers, targets) for targets in asked.targets]
    return Rows(np.concatenate(found), np.repeat(np.arange(len(found)), [len(nodes) for nodes in found]))


def _targets(columns: Columns, numbers: Mapping[Term, int], targets: tuple[Target, ...]) -> Ids:
    found = [_target(columns, numbers, target) for target in targets]
    return found[0] if len(found) == 1 else np.unique(np.concatenate(found))


def _target(columns: Columns, numbers: Mapping[Term, int], target: Target) -> Ids:
    match target.kind:
        case TargetKind.NODE:
            return np.array([numbers[target.term]], dtype=np.uint32)
        case TargetKind.CLASS:
            return members_of(columns, numbers[target.term])
        case TargetKind.SUBJECTS_OF | TargetKind.OBJECTS_OF:
            return columns.remember(("ends", target), lambda: _ends(columns, target))


def _ends(columns: Columns, target: Target) -> Ids:
    relation = columns.relations.get(target.term)
    if relation is None:
        return np.zeros(0, dtype=np.uint32)
    ends = relation.subjects if target.kind is TargetKind.SUBJECTS_OF else relation.objects
    return each_once(ends, len(columns.terms))


def holders(columns: Columns, made: Made, asked: Holders, terms: Ids) -> Rows:
    """The nodes that have their member's term, by member, then node."""
    parent, node = step(index(columns, asked.predicate, turned=True), terms)
    return Rows(node, np.arange(len(node)) if parent is None else parent)


def follow(columns: Columns, made: Made, asked: Follow, _: None) -> Rows:
    """The values of each row's node."""
    frame: Rows = made[asked.rows]
    if len(asked.paths) == 1 or frame.member is None:
        parent, node = walk(columns, frame.node, asked.paths[0])
        return below(frame, node, parent)
    return _follow_each(columns, frame, asked.paths)


def _follow_each(columns: Columns, frame: Rows, paths: tuple[Path, ...]) -> Rows:
    """The values along paths that differ from member to member."""
    assert frame.member is not None
    known = {path: place for place, path in enumerate(dict.fromkeys(paths))}
    own = np.array([known[path] for path in paths])[frame.member]
    parents, nodes = [], []
    for path, place in known.items():
        rows = np.flatnonzero(own == place)
        parent, node = walk(columns, frame.node[rows], path)
        parents.append(rows if parent is None else rows[parent])
        nodes.append(node)
    parent, node = np.concatenate(parents), np.concatenate(nodes)
    order = np.argsort(parent, kind="stable")
    return below(frame, node[order], parent[order])


def narrow(columns: Columns, made: Made, asked: Narrow, _: None) -> Rows:
    """The rows where the mask is true."""
    rows: Rows = made[asked.rows]
    return rows.taken(np.flatnonzero(made[asked.mask]))


def test(columns: Columns, made: Made, asked: Test, decide: Any) -> Bools:
    """Whether each row's node satisfies the constraint."""
    found: Bools = decide(made[asked.rows])
    return found


def every(columns: Columns, made: Made, asked: Every, _: None) -> Bools:
    """Whether the mask is true for all rows below."""
    rows: Rows = made[asked.rows]
    mask: Bools = made[asked.mask]
    if rows.parent is None:
        return mask
    found = np.ones(len(made[asked.frame]), dtype=np.bool_)
    found[rows.parent[~mask]] = False
    return found


def count(columns: Columns, made: Made, asked: Count, limits: Limits) -> Bools:
    """Whether enough, or few enough, rows lie below."""
    frame: Rows = made[asked.frame]
    rows: Rows = made[asked.rows]
    counts, least = limits
    if asked.mask is not None:
        mask = made[asked.mask]
        parent = np.flatnonzero(mask) if rows.parent is None else rows.parent[mask]
    else:
        parent = rows.above()
    if least and (counts == 1).all():
        found = np.zeros(len(frame), dtype=np.bool_)
        found[parent] = True
        return found
    return _within(np.bincount(parent, minlength=len(frame)), frame, limits)


def _within(numbers: Places, frame: Rows, limits: Limits) -> Bools:
    counts, least = limits
    found: Bools = numbers >= frame.of_member(counts) if least else numbers <= frame.of_member(counts)
    return found


def tally(columns: Columns, made: Made, asked: Tally, limits: Limits) -> Bools:
    """Whether enough, or few enough, rows have the frame row's own node and member."""
    frame: Rows = made[asked.frame]
    rows: Rows = made[asked.rows]
    if frame.shared is not None:
        place = np.full(len(columns.terms), -1, dtype=np.int64)
        place[frame.shared] = np.arange(len(frame.shared))
        at = place[rows.node]
        at = at if rows.member is None else at + np.where(at < 0, 0, rows.member * len(frame.shared))
        return _within(np.bincount(at[at >= 0], minlength=len(frame)), frame, limits)
    keys, own = np.sort(_keys(rows)), _keys(frame)
    found = np.searchsorted(keys, own, side="right") - np.searchsorted(keys, own, side="left")
    return _within(found, frame, limits)


def _keys(rows: Rows) -> npt.NDArray[np.uint64]:
    member = np.uint64(0) if rows.member is None else rows.member.astype(np.uint64) << np.uint64(32)
    return member | rows.node.astype(np.uint64)


def combine(columns: Columns, made: Made, asked: Combine, _: None) -> Bools:
    """All, any, exactly one or none of the masks; of no masks at all, `all` and `none` are true."""
    masks: list[Bools] = [made[place] for place in asked.masks]
    if not masks:
        return np.full(len(made[asked.rows]), asked.logic in {"all", "none"})
    match asked.logic:
        case "all":
            found: Bools = masks[0] if len(masks) == 1 else np.logical_and.reduce(masks)
        case "any":
            found = np.logical_or.reduce(masks)
        case "none":
            found = ~np.logical_or.reduce(masks)
        case _:
            found = np.sum(masks, axis=0) == 1
    return found


def compare(columns: Columns, made: Made, asked: Compare, _: None) -> Rows:
    """The values that offend against the other property."""
    frame: Rows = made[asked.frame]
    rows: Rows = Rows(frame.node, frame.member) if asked.rows == asked.frame else made[asked.rows]
    others: Rows = made[asked.others]
    mine, theirs = _below_keys(rows), _below_keys(others)
    match asked.pairing:
        case Pairing.EQUALS:
            return _joined(frame, rows.taken(~np.isin(mine, theirs)), others.taken(~np.isin(theirs, mine)))
        case Pairing.DISJOINT:
            return rows.taken(np.isin(mine, theirs))
        case _:
            return rows.taken(out_of_order(columns, rows, others, strict=asked.pairing is Pairing.LESS_THAN))


def _below_keys(rows: Rows) -> npt.NDArray[np.uint64]:
    return (rows.above().astype(np.uint64) << np.uint64(32)) | rows.node.astype(np.uint64)


def _joined(frame: Rows, one: Rows, other: Rows) -> Rows:
    parent = np.concatenate((one.above(), other.above()))
    return below(frame, np.concatenate((one.node, other.node)), parent)


def repeated(columns: Columns, made: Made, asked: Repeated, _: None) -> Rows:
    """A row for each language that is used twice."""
    rows: Rows = made[asked.rows]
    language = columns.terms.language[rows.node].astype(np.uint64)
    keys = (rows.above().astype(np.uint64) << np.uint64(32) | language)[language > 0]
    found, times = np.unique(keys, return_counts=True)
    parent = (found[times > 1] >> np.uint64(32)).astype(np.int64)
    return below(made[asked.frame], np.full(len(parent), NONE, dtype=np.uint32), parent)


def stray(columns: Columns, made: Made, asked: Stray, allowed: tuple[tuple[str, ...], Any]) -> Rows:
    """The values along predicates that are not allowed, with the place of the predicate."""
    rows: Rows = made[asked.rows]
    predicates, fits = allowed
    parents, nodes, ways = [], [], []
    for place, predicate in enumerate(predicates):
        open_to = ~fits[:, place]
        if not open_to.any():
            continue
        parent, node = step(index(columns, predicate, turned=False), rows.node)
        parent = np.arange(len(node)) if parent is None else parent
        keep = open_to[0 if len(fits) == 1 or rows.member is None else rows.member[parent]]
        keep = np.full(len(parent), keep) if np.ndim(keep) == 0 else keep
        parents.append(parent[keep])
        nodes.append(node[keep])
        ways.append(np.full(int(keep.sum()), place, dtype=np.uint32))
    if not parents:
        return rows.taken(np.zeros(0, dtype=np.int64))
    parent = np.concatenate(parents)
    member = None if rows.member is None else rows.member[parent]
    above = parent if asked.rows == asked.frame else rows.above()[parent]
    return Rows(np.concatenate(nodes), member, above, predicate=np.concatenate(ways))


def clear(columns: Columns, made: Made, asked: Clear, _: None) -> Bools:
    """Whether nothing offends below."""
    found = np.ones(len(made[asked.frame]), dtype=np.bool_)
    found[made[asked.offending].above()] = False
    return found


def report(columns: Columns, made: Made, asked: Report, _: None) -> Part:
    """The results of one constraint of all members."""
    frame: Rows = made[asked.frame]
    rows: Rows | None = None if asked.rows is None else made[asked.rows]
    failing = frame if rows is None else rows
    if asked.mask is not None:
        at = np.flatnonzero(~made[asked.mask])
        parent = at if rows is frame or rows is None else rows.above()[at]
        rows = None if rows is None else rows.taken(at)
    else:
        parent = failing.above()
    sources = np.array(asked.sources)
    member = frame.member[parent] if frame.member is not None and len(sources) > 1 else np.zeros(len(parent), np.int64)
    return part(frame.node[parent], rows, sources[member])
