"""The certificate of a cheapest choice: what was chosen from, what was chosen, and the proof that nothing is cheaper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Bound:
    """A branch closed by a price of a point: what is fixed costs at least as much as the optimum.

    The bound is: cost fixed, plus `multiplier` times the points still needed, plus for every part still free the
    least of cost less `multiplier` times points; rounded up, as costs are whole numbers.
    """

    multiplier: Fraction


@dataclass(frozen=True, slots=True)
class Short:
    """A branch closed because `most`, the greatest points in it, is less than what is needed."""

    most: int


@dataclass(frozen=True, slots=True)
class Branch:
    """A part tried with every one of its options: `below` has one proof for each, in their order."""

    part: int
    below: tuple[Proof, ...]


Proof = Branch | Bound | Short
Choices = tuple[tuple[tuple[int, int], ...], ...]


@dataclass(frozen=True, slots=True)
class Certificate:
    """One option (cost, points) is taken from each part; the sum of points must reach `need`, the sum of costs be least.

    Unit: costs in `cost_unit`, points in `points_unit`, so that all of them are whole numbers. `optimum` is the
    least cost and `chosen` holds the number of the option taken in each part; None and empty where `need` cannot be
    reached, which `proof` then shows.
    """

    parts: Choices
    need: int
    cost_unit: Fraction
    points_unit: Fraction
    optimum: int | None
    chosen: tuple[int, ...]
    proof: Proof

    @property
    def closed_branches(self) -> int:
        """How many branches of the search the proof closes."""
        return sum(not isinstance(one, Branch) for one in nodes(self.proof))


def nodes(proof: Proof) -> Iterator[Proof]:
    """A proof and everything below it."""
    yield proof
    if isinstance(proof, Branch):
        for one in proof.below:
            yield from nodes(one)
