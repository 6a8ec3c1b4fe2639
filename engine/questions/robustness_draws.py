"""A cross-check by chance: weights drawn at most so far away, and how many of them keep the grade; whole numbers only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Any

import numpy as np
import numpy.typing as npt

from engine.matrix.exact import MOST, numerators
from engine.questions.robustness_weights import Watch, Weights

UNIT = 10**9
BLOCK = 1_000
Whole = npt.NDArray[Any]  # int64, or object where 64 bits are too few


@dataclass(frozen=True, slots=True)
class Samples:
    """How many of `draws` weights at an L1 distance of at most `radius` keep the best and the worst grade."""

    seed: int
    draws: int
    radius: Fraction
    kept: int

    @property
    def share(self) -> Fraction:
        """The share of the draws that keep them."""
        return Fraction(self.kept, self.draws)


def samples(weights: Weights, radius: Fraction, seed: int, draws: int) -> Samples:
    """Draw changes of the weights from a seed and count those that keep the grades.

    Shape: blocks of 1,000 draws, so that memory stays flat; the same seed gives the same draws. Each draw takes a
    chance amount, split by chance cuts among all items (odd draws: between one and one other), never more from an item than it
    has, and gives the same amount to others: the sum stays. Unit: a thousand-millionth of a point.
    """
    chance = np.random.Generator(np.random.PCG64(seed))
    most = min(radius, 2 * weights.total)
    kept = sum(int(_kept(weights, block).sum()) for block in _blocks(weights, int(most * UNIT // 2), chance, draws))
    return Samples(seed, draws, radius, kept)


def _blocks(weights: Weights, most: int, chance: np.random.Generator, draws: int) -> Iterator[Whole]:
    """Changes in units, draws × items: each row sums to 0, and no item falls below 0."""
    has = numerators([int(weight * UNIT // 1) for weight in weights.by_item.values()])
    for first in range(0, draws, BLOCK):
        yield _changes(has, most, min(BLOCK, draws - first), chance)


def _changes(has: Whole, most: int, rows: int, chance: np.random.Generator) -> Whole:
    wanted = chance.integers(0, most + 1, size=rows)
    single = np.arange(rows) % 2 == 1
    taken = np.minimum(_split(wanted, len(has), single, chance), has)
    return _split(taken.sum(axis=1), len(has), single, chance) - taken


def _split(amounts: Whole, parts: int, single: npt.NDArray[np.bool_], chance: np.random.Generator) -> Whole:
    """Each amount cut at chance places into so many parts; where `single`, all of it in one part."""
    cuts = np.sort(chance.integers(0, amounts[:, None] + 1, size=(len(amounts), parts - 1)), axis=1)
    edges = np.concatenate([np.zeros((len(amounts), 1), dtype=np.int64), cuts, amounts[:, None]], axis=1)
    found: Whole = chance.permuted(np.diff(edges, axis=1), axis=1)
    found[single] = 0
    found[single, chance.integers(0, parts, size=len(amounts))[single]] = amounts[single]
    return found


def _kept(weights: Weights, changes: Whole) -> npt.NDArray[np.bool_]:
    kept = np.ones(len(changes), dtype=bool)
    for watch in weights.watches:
        kept &= ~_crossed(watch, changes)
    return kept


def _crossed(watch: Watch, changes: Whole) -> npt.NDArray[np.bool_]:
    """Whether each change brings the total across the edge: exact, as the shares are put over one denominator."""
    under = lcm(*(share.denominator for share in watch.shares.values()))
    shares = numerators([share.numerator * (under // share.denominator) for share in watch.shares.values()])
    gained = _summed(shares, changes)
    need = (watch.edge - watch.total) * under * UNIT
    least, above = (
        -(-need // 1),
        need // 1,
    )  # the least whole number that reaches it, the greatest that does not exceed it
    if watch.up:
        return np.asarray(gained >= least if watch.touching else gained > above, dtype=bool)
    return np.asarray(gained <= above if watch.touching else gained < least, dtype=bool)


def _summed(shares: Whole, changes: Whole) -> Whole:
    """Shares times changes, summed by row; in 64 bits only where no sum can pass them."""
    most = sum(abs(int(share)) for share in shares) * int(abs(changes).max(initial=0))
    if most >= MOST:
        shares, changes = shares.astype(object), changes.astype(object)
    found: Whole = (changes * shares).sum(axis=1)
    return found
