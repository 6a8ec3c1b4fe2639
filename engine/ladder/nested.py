"""Constraints that ask whether nodes conform to a shape which no step can hold whole: decided part by part.

What compiles of the inner shape is run over columns at the value nodes; the rest descends in its turn.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from engine.compile import compile_shapes
from engine.compile.lower import source_of
from engine.compile.rest import Reasons
from engine.ladder.rows import Row
from engine.ladder.values import pairs, texts
from engine.model.columns import Bools, Columns, Ids
from engine.model.shacl import (
    Combined,
    Constraint,
    NodeShaped,
    NotShape,
    PropertyShaped,
    Qualified,
    Shape,
    ShapesGraph,
    Target,
    TargetKind,
    Term,
)
from engine.model.validation import Source
from engine.steps import run

NESTED = NodeShaped | NotShape | Combined | Qualified
Decide = Callable[[Source, Ids], tuple[Row, ...]]
Counts = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Nested:
    """Data, shapes, and `decide`, which gives the results of a constraint that no step can hold."""

    columns: Columns
    graph: ShapesGraph
    decide: Decide

    def rows(self, source: Source, focus: Ids) -> Iterator[Row]:
        """The results of a constraint with inner shapes at these focus nodes."""
        found = pairs(self.columns, focus, source.path)
        if isinstance(source.constraint, Qualified):
            yield from (Row(node) for node in texts(self.columns, focus[self._miscounted(source, focus)]))
            return
        wrong = ~self._satisfied(source.constraint, found.value)
        named = zip(
            texts(self.columns, focus[found.place[wrong]]), texts(self.columns, found.value[wrong]), strict=True
        )
        yield from (Row(node, value) for node, value in named)

    def _satisfied(self, one: Constraint, values: Ids) -> Bools:
        """Which values satisfy a constraint on each of them."""
        match one:
            case NodeShaped(shape=shape):
                return self.conforming(shape, values)
            case NotShape(shape=shape):
                return ~self.conforming(shape, values)
            case Combined(logic=logic, shapes=shapes):
                none = np.zeros(len(values), dtype=np.int64)
                number = sum((self.conforming(shape, values).astype(np.int64) for shape in shapes), start=none)
                wanted = {"and": number == len(shapes), "or": number >= 1, "xone": number == 1}[logic]
                return np.asarray(wanted, dtype=np.bool_)
            case _:
                return np.zeros(len(values), dtype=np.bool_)

    def _miscounted(self, source: Source, focus: Ids) -> Bools:
        """Which focus nodes have too few, or too many, values that conform."""
        one = source.constraint
        assert isinstance(one, Qualified)
        found = pairs(self.columns, focus, source.path)
        counted = self.conforming(one.shape, found.value)
        for sibling in one.siblings:
            counted &= ~self.conforming(sibling, found.value)
        number: Counts = np.bincount(found.place[counted], minlength=len(focus))
        return np.asarray(number < one.count if one.least else number > one.count, dtype=np.bool_)

    def conforming(self, term: Term, nodes: Ids) -> Bools:
        """Which nodes conform to a shape."""
        every = np.unique(nodes)
        failing = self._failing(self.graph.shapes[term], every)
        return ~np.isin(nodes, every[failing])

    def _failing(self, shape: Shape, nodes: Ids) -> Bools:
        """Which of these nodes, each there once, have a result of a shape."""
        failing = np.zeros(len(nodes), dtype=np.bool_)
        if shape.deactivated or not len(nodes):
            return failing
        reasons = Reasons(self.graph.shapes, False)
        apart = [one for one in shape.constraints if isinstance(one, PropertyShaped) or reasons.of(one)]
        failing |= self._compiled(shape, tuple(one for one in shape.constraints if one not in apart), nodes)
        for one in apart:
            failing |= self._apart(shape, one, nodes)
        return failing

    def _compiled(self, shape: Shape, constraints: tuple[Constraint, ...], nodes: Ids) -> Bools:
        """Which nodes have a result of what compiles."""
        if not constraints:
            return np.zeros(len(nodes), dtype=np.bool_)
        targets = tuple(Target(TargetKind.NODE, text) for text in texts(self.columns, nodes))
        asked = replace(shape, targets=targets, constraints=constraints)
        plan = compile_shapes(_alone(self.graph, asked))
        return np.isin(nodes, run(plan, self.columns).focus)

    def _apart(self, shape: Shape, one: Constraint, nodes: Ids) -> Bools:
        """Which nodes have a result of one constraint that is a property shape, or that no step can hold."""
        if isinstance(one, PropertyShaped):
            found = pairs(self.columns, nodes, shape.path)
            wrong = ~self.conforming(one.shape, found.value)
            return np.isin(np.arange(len(nodes)), found.place[wrong])
        rows = self.decide(source_of(shape, one), nodes)
        focus = {row.focus for row in rows}
        return np.array([text in focus for text in texts(self.columns, nodes)], dtype=np.bool_)


def _alone(graph: ShapesGraph, asked: Shape) -> ShapesGraph:
    """The shapes graph with targets at one shape only, under a digest of its own."""
    shapes: Mapping[Term, Shape] = {
        node: asked if node == asked.node else replace(shape, targets=()) for node, shape in graph.shapes.items()
    }
    digest = hashlib.sha256(f"{graph.digest} {asked!r}".encode()).hexdigest()
    return ShapesGraph(shapes, graph.triples, digest)
