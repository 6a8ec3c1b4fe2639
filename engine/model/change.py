"""Changes to an edition that a question can try: what would be, were a number or a clause another one."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Threshold:
    """A parameter, moved: the limit of its shape, and every band and deduction that refers to it."""

    parameter: str
    value: Fraction


@dataclass(frozen=True, slots=True)
class ItemPoints:
    """An item counts more or less; the points of its bands move in proportion, what each fault costs stays."""

    item: str
    points: Fraction


@dataclass(frozen=True, slots=True)
class BandEdge:
    """The edge of one band of an item, counted from 1 as the edition lists them."""

    item: str
    band: int
    edge: Fraction


@dataclass(frozen=True, slots=True)
class GradeEdge:
    """The least score of a grade."""

    grade: str
    edge: Fraction


@dataclass(frozen=True, slots=True)
class VetoCap:
    """The best grade that a fired veto leaves; None takes the veto away."""

    veto: str
    at_most: str | None


@dataclass(frozen=True, slots=True)
class Window:
    """How many years a slot looks back on."""

    slot: str
    years: int


@dataclass(frozen=True, slots=True)
class ClauseOff:
    """A clause, with all below it, is not assessed: what it asks has no object anywhere."""

    clause: str


Change = Threshold | ItemPoints | BandEdge | GradeEdge | VetoCap | Window | ClauseOff
