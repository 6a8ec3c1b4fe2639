"""Exact numbers as a column: whole numerators over one denominator, 64-bit where they fit, else Python's integers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm
from typing import Any

import numpy as np
import numpy.typing as npt

MOST = 1 << 62
Numerators = npt.NDArray[Any]  # int64, or object where 64 bits are too few


@dataclass(frozen=True, slots=True)
class Exact:
    """Numbers `over / under`, element by element. No step rounds."""

    over: Numerators
    under: int = 1

    def __len__(self) -> int:
        return len(self.over)

    @classmethod
    def of(cls, values: Sequence[Fraction]) -> Exact:
        """A column of these values."""
        under = lcm(*(value.denominator for value in values)) if values else 1
        return cls(numerators([value.numerator * (under // value.denominator) for value in values]), under)

    @classmethod
    def constant(cls, value: Fraction, size: int) -> Exact:
        """The same value `size` times."""
        return cls(np.repeat(numerators([value.numerator]), size), value.denominator)

    def at(self, place: int) -> Fraction:
        """One value."""
        return Fraction(int(self.over[place]), self.under)

    def values(self) -> list[Fraction]:
        """Every value."""
        return [Fraction(int(one), self.under) for one in self.over]

    def take(self, places: npt.NDArray[Any]) -> Exact:
        """The values at places."""
        return Exact(self.over[places], self.under)

    def times(self, factor: Fraction) -> Exact:
        """Every value times a number."""
        shared = gcd(factor.numerator, self.under) or 1
        return Exact(scaled(self.over, factor.numerator // shared), self.under // shared * factor.denominator)

    def plus(self, other: Exact) -> Exact:
        """The sums, element by element."""
        (one, two), under = aligned((self, other))
        return Exact(added(one, two), under)

    def least(self, other: Exact) -> Exact:
        """The smaller of each two."""
        (one, two), under = aligned((self, other))
        return Exact(np.minimum(one, two), under)

    def greatest(self, other: Exact) -> Exact:
        """The greater of each two."""
        (one, two), under = aligned((self, other))
        return Exact(np.maximum(one, two), under)

    def whole(self) -> Exact:
        """The greatest whole number that is not above each."""
        return Exact(self.over // self.under)

    def reaches(self, edge: Fraction) -> npt.NDArray[np.bool_]:
        """Whether each value is at least `edge`."""
        if self.over.dtype == object or abs(edge.numerator * self.under) >= MOST:
            return np.array(
                [int(one) * edge.denominator >= edge.numerator * self.under for one in self.over], dtype=bool
            )
        found: npt.NDArray[np.bool_] = self.over >= -(-edge.numerator * self.under // edge.denominator)
        return found


def numerators(values: Sequence[int]) -> Numerators:
    """Whole numbers as a column of the smallest kind that holds them."""
    fits = all(-MOST < value < MOST for value in values)
    return np.array(values, dtype=np.int64 if fits else object)


def scaled(over: Numerators, factor: int) -> Numerators:
    """Whole numbers times a factor, in 64 bits only where no product can pass them."""
    if factor == 1:
        return over
    if over.dtype != object and max(most(over), 1) * abs(factor) >= MOST:
        over = over.astype(object)
    found: Numerators = over * factor
    return found


def added(one: Numerators, other: Numerators) -> Numerators:
    """The sums of whole numbers, in 64 bits only where no sum can pass them."""
    if object not in (one.dtype, other.dtype) and most(one) + most(other) >= MOST:
        one = one.astype(object)
    found: Numerators = one + other
    return found


def most(over: Numerators) -> int:
    """The greatest distance from zero."""
    return max(int(over.max()), -int(over.min())) if len(over) else 0


def aligned(columns: Sequence[Exact]) -> tuple[list[Numerators], int]:
    """The numerators of columns over their least common denominator."""
    under = lcm(*(column.under for column in columns)) if columns else 1
    return [scaled(column.over, under // column.under) for column in columns], under


def joined(parts: Sequence[tuple[npt.NDArray[Any], Exact]], size: int) -> Exact:
    """Columns of parts put at their places of one column; what no part covers is 0."""
    found, under = aligned([column for _, column in parts])
    kind = object if any(one.dtype == object for one in found) else np.int64
    over = np.zeros(size, dtype=kind)
    for (places, _), one in zip(parts, found, strict=True):
        over[places] = one
    return Exact(over, under)


def kinds_of(rows: npt.NDArray[Any]) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """The first row of each kind, and the kind of each row; entries are whole numbers from -1."""
    if len(rows) == 1:
        return np.zeros(1, dtype=np.intp), np.zeros(1, dtype=np.intp)
    code, size = np.zeros(len(rows), dtype=np.int64), 1
    for column in rows.T:
        width = (int(column.max()) if len(column) else 0) + 2
        if size * width >= MOST:
            code = np.unique(code, return_inverse=True)[1]
            size = int(code.max(initial=0)) + 1
        code, size = code * width + column + 1, size * width
    _, first, at = np.unique(code, return_index=True, return_inverse=True)
    return first, at
