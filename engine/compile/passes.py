"""The passes in their order: each takes the draft of a plan and gives the next."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace

from engine.columns.order import limit
from engine.compile.families import Family, families
from engine.compile.lower import Lowering
from engine.compile.rest import Left, split
from engine.model.columns import Limit
from engine.model.shacl import Shape, ShapesGraph, Term
from engine.model.validation import Rung, Source
from engine.plan import Plan, Report, Rest, Step, limits, moved, nodes, reads, terms
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
    constants: tuple[Term, ...] = ()
    nodes: tuple[Term, ...] = ()
    limits: tuple[Limit, ...] = ()


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


def prune(draft: Draft) -> Draft:
    """Leave out the steps that no result and no constraint of the ladder is made from."""
    needed = {rest.frame for rest in draft.rest}
    for place in reversed(range(len(draft.steps))):
        if place in needed or isinstance(draft.steps[place], Report):
            needed |= {place, *reads(draft.steps[place])}
    places = {old: new for new, old in enumerate(sorted(needed))}
    steps = tuple(moved(draft.steps[old], places) for old in places)
    rest = tuple(replace(one, frame=places[one.frame]) for one in draft.rest)
    return replace(draft, steps=steps, rest=rest)


def take_apart(draft: Draft) -> Draft:
    """List the terms of the steps, and take those apart that values are compared with, so that no run parses them."""
    found = [tuple(sorted({one for step in draft.steps for one in each(step)})) for each in (terms, nodes, limits)]
    ordered = sorted((limit(one) for one in found[2]), key=lambda one: (one.order, one.key))
    return replace(draft, constants=found[0], nodes=found[1], limits=tuple(ordered))


PASSES: tuple[Callable[[Draft], Draft], ...] = (choose, set_aside, group, lower, prune, take_apart)


def compile_shapes(graph: ShapesGraph, highest: Rung = Rung.COMPILED) -> Plan:
    """Compile a shapes graph; `PASSES` says by which steps. A `highest` rung below compiled leaves all to the ladder.

    Unknowns: a shape without targets gives no steps of its own. Raises: nothing for a graph that was read.
    """
    draft = Draft(graph, highest)
    for step in PASSES:
        draft = step(draft)
    digest = hashlib.sha256(f"{VERSION} {highest} {graph.digest}".encode()).hexdigest()
    return Plan(draft.steps, draft.sources, draft.rest, digest, draft.constants, draft.nodes, draft.limits)
