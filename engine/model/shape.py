"""The shapes of an edition, as far as the middle needs them: which slot, which limits, which messages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from engine.model.text import Text


@dataclass(frozen=True, slots=True)
class PropertyShape:
    """One property shape: `path` and constraint names are local names (`value`, `minInclusive`)."""

    slug: str
    path: str
    constraints: tuple[tuple[str, str], ...]
    severity: str
    message: Text
    order: int


@dataclass(frozen=True, slots=True)
class SlotShape:
    """The node shape of one slot of a leaf."""

    slug: str
    slot: str
    requirement: str
    properties: tuple[PropertyShape, ...]

    def limits(self) -> tuple[Fraction, ...]:
        """Every number that a constraint on `value`, `count` or `rating` compares with, ascending."""
        names = {"minInclusive", "maxInclusive", "minExclusive", "maxExclusive", "in", "hasValue"}
        paths = {"value", "count", "rating"}
        found = {Fraction(v) for p in self.properties if p.path in paths for n, v in p.constraints if n in names}
        return tuple(sorted(found))


@dataclass(frozen=True, slots=True)
class Shapes:
    """All shapes of an edition by slot, and the N-Triples text of the whole graph for the lanes that run it."""

    edition: str
    by_slot: Mapping[str, SlotShape]
    ntriples: str
    digest: str
