"""The passes in their order: each takes the draft of a plan and gives the next."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace

from engine.compile.families import Family, families
from engine.compile.lower import Lowering
from engine.compile.rest import Left, split
from engine.model.shacl import Shape, ShapesGraph
from engine.model.validation import Rung, Source
from engine.plan import Plan, Rest, Step
from engine.version import VERSION


@dataclass(frozen=True, slots=True)
class Draft:
    """A plan in the making: what earlier passes found stays, what later ones fill is empty."""

    graph: ShapesGraph
    highest: Rung = Rung.COMPILED
    chosen: tuple[Shape, ...] = ()
    left: tuple[Left, ...] = ()
    families: tuple[Family, ...] = ()
    steps: tuple[Step, ...] = ()
    sources: tuple[Source, ...] = ()
    rest: tuple[Rest, ...] = ()


def choose(draft: Draft) -> Draft:
    """Take the shapes that have targets, by node."""
    found = (shape for _, shape in sorted(draft.graph.shapes.items()) if shape.targets and not shape.deactivated)
    return replace(draft, chosen=tuple(found))


def set_aside(draft: Draft) -> Draft:
    """Send each constraint that no step can hold down the ladder, and keep the others."""
    graph, chosen, left = split(draft.graph, draft.chosen, everything=draft.highest is not Rung.COMPILED)
    return replace(draft, graph=graph, chosen=chosen, left=left)


def group(draft: Draft) -> Draft:
    """Group the shapes into families."""
    return replace(draft, families=families(draft.graph.shapes, draft.chosen))


def lower(draft: Draft) -> Draft:
    """Turn families into steps; equal steps are written once."""
    lowering = Lowering(draft.graph.shapes)
    for family in draft.families:
        lowering.family(family)
    rest = tuple(lowering.rest(left) for left in draft.left)
    return replace(draft, steps=tuple(lowering.steps), sources=tuple(lowering.sources), rest=rest)


PASSES: tuple[Callable[[Draft], Draft], ...] = (choose, set_aside, group, lower)


def compile_shapes(graph: ShapesGraph, highest: Rung = Rung.COMPILED) -> Plan:
    """Compile a shapes graph; `PASSES` says by which steps. A `highest` rung below compiled leaves all to the ladder.

    Unknowns: a shape without targets gives no steps of its own. Raises: nothing for a graph that was read.
    """
    draft = Draft(graph, highest)
    for step in PASSES:
        draft = step(draft)
    digest = hashlib.sha256(f"{VERSION} {highest} {graph.digest}".encode()).hexdigest()
    return Plan(draft.steps, draft.sources, draft.rest, digest)
