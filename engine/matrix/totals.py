"""Totals over all cases: items rescaled where others have no object, base and capped bonus."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Any

import numpy as np
import numpy.typing as npt

from engine.exact import Span
from engine.matrix.exact import MOST, Exact, aligned, joined, kinds_of, most, numerators
from engine.matrix.points import ItemPoints
from engine.model.edition import Edition
from engine.score.score import rescaling

SOME = (Span.point(0),)  # an item that has an object, whatever its points


@dataclass(frozen=True, slots=True)
class Totals:
    """Graded scores of all cases, base plus capped bonus, and the rescaling behind them.

    `pattern` is the place of each case among `factors`: the factor of every item where those items have an object.
    """

    low: Exact
    high: Exact
    pattern: npt.NDArray[np.intp]
    factors: tuple[Mapping[str, Fraction], ...]


def totals(edition: Edition, items: Mapping[str, ItemPoints]) -> Totals:
    """Least and greatest graded score of every case, exactly."""
    applicable = np.stack([one.applicable for one in items.values()], axis=1)
    first, pattern = kinds_of(applicable)
    kinds = [dict(zip(items, (SOME if one else () for one in kind), strict=True)) for kind in applicable[first]]
    factors = [rescaling(edition, kind) for kind in kinds]
    low, high = (_total(edition, items, pattern, factors, end) for end in ("low", "high"))
    return Totals(low, high, pattern, tuple(factors))


def _total(
    edition: Edition,
    items: Mapping[str, ItemPoints],
    pattern: npt.NDArray[np.intp],
    factors: Sequence[Mapping[str, Fraction]],
    end: str,
) -> Exact:
    columns, under = aligned([getattr(one, end) for one in items.values()])
    own = np.stack(columns, axis=1)
    base = [slug for slug in items if not edition.items[slug].bonus]
    at = np.array([place for place, slug in enumerate(items) if not edition.items[slug].bonus], dtype=np.intp)
    parts = []
    for kind, found in enumerate(factors):
        rows = np.flatnonzero(pattern == kind)
        weighed, over = _weighed(own[np.ix_(rows, at)], [found[slug] for slug in base])
        parts.append((rows, Exact(weighed, under * over)))
    bonus = np.delete(own, at, axis=1).sum(axis=1)
    extra = Exact(bonus, under)
    if edition.bonus_cap is not None:
        extra = extra.least(Exact.constant(edition.bonus_cap, len(extra)))
    return joined(parts, len(own)).plus(extra)


def _weighed(own: npt.NDArray[Any], factors: Sequence[Fraction]) -> tuple[npt.NDArray[Any], int]:
    """The sum of each row, every item times its factor, and what it is to be divided by."""
    over = lcm(*(factor.denominator for factor in factors)) if factors else 1
    weights = numerators([factor.numerator * (over // factor.denominator) for factor in factors])
    if own.dtype != object and most(own.reshape(-1)) * sum(abs(int(one)) for one in weights) >= MOST:
        own = own.astype(object)
    return own @ weights, over
