"""What no step can hold: constraints that go down the ladder, each with its reason.

A constraint goes down whole: where a nested shape holds what no step can, the constraint that reports goes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from engine.columns.strings import compiles
from engine.compile.families import nested
from engine.model.shacl import Constraint, Matches, PropertyShaped, Query, Shape, ShapesGraph, Term

SPARQL = "sparql"
PATTERN = "pattern"
FORCED = "forced"


@dataclass(frozen=True, slots=True)
class Left:
    """A constraint that goes down: at the end of `way`, the property shapes from the shape with targets to the one that reports."""

    top: Shape
    way: tuple[Shape, ...]
    constraint: Constraint
    reason: str

    @property
    def reporting(self) -> Shape:
        """The shape that reports the constraint."""
        return self.way[-1] if self.way else self.top


def split(
    graph: ShapesGraph, chosen: tuple[Shape, ...], *, everything: bool
) -> tuple[ShapesGraph, tuple[Shape, ...], tuple[Left, ...]]:
    """The graph and the chosen shapes without the constraints that cannot compile (or without any), and these."""
    reasons = Reasons(graph.shapes, everything)
    left = tuple(found for shape in chosen for found in reasons.of_shape(shape, shape, ()))
    if not left:
        return graph, chosen, ()
    kept = {node: reasons.without(shape) for node, shape in graph.shapes.items()}
    return replace(graph, shapes=kept), tuple(kept[shape.node] for shape in chosen), left


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why constraints cannot compile; each shape is looked at once, however many refer to it."""

    shapes: Mapping[Term, Shape]
    everything: bool
    known: dict[Term, str] = field(default_factory=dict)

    def of_shape(self, top: Shape, shape: Shape, way: tuple[Shape, ...]) -> Iterator[Left]:
        """Each constraint below a shape with targets that goes down, at the shape that reports it."""
        for one in shape.constraints:
            if isinstance(one, PropertyShaped):
                inner = self.shapes[one.shape]
                yield from self.of_shape(top, inner, (*way, inner))
            elif reason := self.of(one):
                yield Left(top, way, one, reason)

    def of(self, constraint: Constraint) -> str:
        """The reason, or nothing."""
        if self.everything:
            return FORCED
        match constraint:
            case Query():
                return SPARQL
            case Matches(pattern=pattern, flags=flags) if not compiles(pattern, flags):
                return PATTERN
            case _:
                return next((reason for term in nested(constraint) if (reason := self._below(term))), "")

    def _below(self, term: Term) -> str:
        if term not in self.known:
            self.known[term] = next((reason for one in self.shapes[term].constraints if (reason := self.of(one))), "")
        return self.known[term]

    def without(self, shape: Shape) -> Shape:
        """A shape without the constraints that go down."""
        kept = (one for one in shape.constraints if isinstance(one, PropertyShaped) or not self.of(one))
        return replace(shape, constraints=tuple(kept))
