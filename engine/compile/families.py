"""Families: shapes that ask the same, constants apart, are compiled once.

Since reading: the shapes with targets are grouped by their form; the members of a family are walked in step.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.compile.picks import picked_alone
from engine.model.shacl import (
    Combined,
    Constraint,
    Counted,
    HasLength,
    InRange,
    NodeShaped,
    NotShape,
    Paired,
    PropertyShaped,
    Qualified,
    Shape,
    Term,
)

Form = tuple[Any, ...]
Shapes = Mapping[Term, Shape]
Family = tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class Forms:
    """What shapes ask, their constants and paths apart: each shape is looked at once, however many refer to it."""

    shapes: Shapes
    known: dict[Term, str] = field(default_factory=dict)

    def of(self, shape: Shape) -> str:
        """The form of a shape, as a hash."""
        if shape.node not in self.known:
            inner = tuple(sorted((self._of_constraint(one) for one in shape.constraints), key=repr))
            kinds = tuple(target.kind.value for target in shape.targets)
            form = ("node" if shape.path is None else "property", shape.deactivated, kinds, inner)
            self.known[shape.node] = hashlib.sha256(repr(form).encode()).hexdigest()
        return self.known[shape.node]

    def in_step(self, family: Family) -> Iterator[tuple[Any, ...]]:
        """The constraints of a family's members, those that correspond together."""
        yield from zip(*(self._ordered(shape) for shape in family), strict=True)

    def _ordered(self, shape: Shape) -> list[Constraint]:
        """A shape's constraints by form: the same place in every member of a family."""
        return sorted(shape.constraints, key=lambda one: repr(self._of_constraint(one)))

    def _of_constraint(self, constraint: Constraint) -> Form:
        inner = tuple(self.of(self.shapes[term]) for term in nested(constraint))
        return (type(constraint).__name__, *_fixed(constraint), inner)


def families(shapes: Shapes, chosen: tuple[Shape, ...]) -> tuple[Family, ...]:
    """Group shapes that have targets, by form.

    Two shapes that look at the same values only share a family where constants pick out what each counts: else every
    value would be looked at once for each member.
    """
    forms = Forms(shapes)
    grouped: dict[tuple[str, int], list[Shape]] = {}
    seen: dict[tuple[str, Form], int] = {}
    for shape in chosen:
        form, again = forms.of(shape), 0
        if not picked_alone(shapes, shape):
            place = (form, _looks_at(shapes, shape))
            again = seen[place] = seen.get(place, -1) + 1
        grouped.setdefault((form, again), []).append(shape)
    return tuple(tuple(found) for found in grouped.values())


def nested(constraint: Constraint) -> tuple[Term, ...]:
    """The shapes that a constraint refers to."""
    match constraint:
        case NotShape(shape=found) | NodeShaped(shape=found) | PropertyShaped(shape=found):
            return (found,)
        case Qualified(shape=found, siblings=siblings):
            return (found, *siblings)
        case Combined(shapes=found):
            return found
        case _:
            return ()


def _fixed(constraint: Constraint) -> Form:
    """What of a constraint is no constant: it decides which steps are taken."""
    match constraint:
        case Counted(least=least) | HasLength(least=least):
            return (least,)
        case Qualified(least=least, siblings=siblings):
            return (least, len(siblings))
        case InRange(bound=bound):
            return (bound.value,)
        case Paired(pairing=pairing):
            return (pairing.value,)
        case Combined(logic=logic, shapes=found):
            return (logic, len(found))
        case _:
            return ()


def _looks_at(shapes: Shapes, shape: Shape) -> Form:
    """Where a shape looks: its targets and the paths of its property shapes."""
    inner = tuple(str(shapes[term].path) for one in shape.constraints for term in nested(one))
    return (shape.targets, str(shape.path), inner)
