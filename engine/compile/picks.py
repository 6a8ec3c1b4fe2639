"""Picks: a qualified shape whose values a constant picks out is counted from the constant's side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from engine.model.shacl import HasValue, Inverse, NodeShaped, Path, Predicate, PropertyShaped, Qualified, Shape, Term


def pick_of(shapes: Mapping[Term, Shape], qualified: Qualified) -> tuple[Term, Term] | None:
    """The predicate and the constant that every value must have which the qualified shape counts; None where there is none."""
    if qualified.siblings:
        return None
    return next(_picks(shapes, shapes[qualified.shape]), None)


def picked_alone(shapes: Mapping[Term, Shape], shape: Shape) -> bool:
    """Whether a node shape does nothing but count values, one step away, that constants pick out."""
    inner = [shapes[one.shape] for one in shape.constraints if isinstance(one, PropertyShaped)]
    asked = [one for each in inner for one in each.constraints]
    near = len(inner) == len(shape.constraints) and all(turned(each.path) for each in inner)
    return near and bool(asked) and all(isinstance(one, Qualified) and pick_of(shapes, one) for one in asked)


def turned(path: Path | None) -> Path | None:
    """The path that leads back, for a step along one property; None for any longer path."""
    match path:
        case Predicate():
            return Inverse(path)
        case Inverse(path=Predicate() as inner):
            return inner
        case _:
            return None


def _picks(shapes: Mapping[Term, Shape], shape: Shape) -> Iterator[tuple[Term, Term]]:
    for one in shape.constraints:
        match one:
            case NodeShaped(shape=inner) if shapes[inner].path is None:
                yield from _picks(shapes, shapes[inner])
            case PropertyShaped(shape=inner):
                yield from _held(shapes[inner])


def _held(shape: Shape) -> Iterator[tuple[Term, Term]]:
    if isinstance(shape.path, Predicate):
        for one in shape.constraints:
            if isinstance(one, HasValue):
                yield shape.path.iri, one.term
