"""Recursion among shapes, said as the way round, and shapes nested too deep or in too many ways (SHACL, section 3.4.3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from engine.model.shacl import Shape, Term
from engine.read.shacl.shapes import references
from engine.read.shacl.triples import DEEPEST, Triples

MOST_WAYS = 10_000


def check_recursion(triples: Triples, shapes: Mapping[Term, Shape]) -> None:
    """Record SHP-027 for each way from a shape to itself, SHP-041 for the first of a chain of more than 32 shapes, SHP-042
    for the first from which more than 10,000 ways lead down: an engine that walks them all would never end.
    """
    asked = {node: _asked(shape, shapes) for node, shape in shapes.items()}
    deep: dict[Term, int] = {}
    for node in shapes:
        if node not in deep:
            _descend(triples, asked, node, deep)
    top = max(deep.values(), default=0)
    if top > DEEPEST:
        triples.wrong("SHP-041", next(node for node in shapes if deep[node] == top), str(top), most=str(DEEPEST))
    ways: dict[Term, int] = {}
    for node in deep:  # what a shape refers to comes before it
        ways[node] = 1 + sum(ways.get(each, 0) for each in asked[node])
    if many := next((node for node in deep if ways[node] > MOST_WAYS), None):
        triples.wrong("SHP-042", many, str(ways[many]), most=str(MOST_WAYS))


def _asked(shape: Shape, shapes: Mapping[Term, Shape]) -> tuple[Term, ...]:
    """The shapes that a shape refers to, each as often as it does."""
    return tuple(sorted(each for one in shape.constraints for each in references(one) if each in shapes))


def _descend(triples: Triples, asked: Mapping[Term, tuple[Term, ...]], start: Term, deep: dict[Term, int]) -> None:
    """Depth first without Python's own stack, as shapes of strangers may be nested at will."""
    way: dict[Term, Iterator[Term]] = {start: iter(asked[start])}
    while way:
        node, left = next(reversed(way.items()))
        following = next(left, None)
        if following is None:
            del way[node]
            deep[node] = 1 + max((deep.get(each, 0) for each in asked[node]), default=0)
        elif following in way:
            triples.wrong("SHP-027", following, _round(triples, list(way), following))
        elif following not in deep:
            way[following] = iter(asked[following])


def _round(triples: Triples, way: list[Term], back: Term) -> str:
    return " → ".join(triples.place(each) for each in [*way[way.index(back) :], back])
