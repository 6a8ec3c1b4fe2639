"""The cheapest choice of one option from each part that reaches the points needed: HiGHS proposes, whole numbers prove."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import gcd, lcm

from engine.errors import EngineError
from engine.questions.improve_certificate import Bound, Branch, Certificate, Choices, Proof, Short

MOST_NODES = 100_000
PRECISE = 10**9  # HiGHS reckons in binary numbers: what is larger is cut to this many steps for it
Priced = Sequence[Sequence[tuple[Fraction, Fraction]]]  # for each part its options: cost, points


def cheapest(parts: Priced, need: Fraction) -> Certificate:
    """The least cost of reaching `need` with one option (cost, points) from each part, and the proof.

    Shape: `parts` each hold at least one option, costs and points ascending strictly. Unit: any, exact.
    Unknowns: HiGHS only proposes; a proposal that is not confirmed in whole numbers is dropped.
    Raises: EngineError IMV-009 where the proof would take more than `MOST_NODES` branches: nothing is guessed.
    """
    costs = _unit(cost for options in parts for cost, _ in options)
    points = _unit([need, *(gain for options in parts for _, gain in options)])
    whole = tuple(tuple((int(cost / costs), int(gain / points)) for cost, gain in options) for options in parts)
    search = _Search(whole, int(need / points))
    return Certificate(whole, search.need, costs, points, search.best, search.chosen, search.proof)


def _unit(numbers: Iterator[Fraction] | Sequence[Fraction]) -> Fraction:
    """The greatest unit in which all numbers are whole."""
    found = list(numbers)
    below = lcm(*(one.denominator for one in found))
    return Fraction(gcd(*(int(one * below) for one in found)) or 1, below)


@dataclass(frozen=True, slots=True)
class _Rise:
    """A step up the convex hull of a part's options: what it costs more, and the points that it adds."""

    cost: int
    points: int
    part: int
    to: int


@dataclass(frozen=True, slots=True)
class _Relaxed:
    """The choice with fractions at a node: cost and points up to the last whole step, and the rise that reaches `need`.

    `taken` holds the options of the parts that have not kept their first one; `last` is None where nothing more is needed
    or nothing more is to be had.
    """

    cost: int
    points: int
    taken: dict[int, int]
    last: _Rise | None

    @property
    def rounded(self) -> dict[int, int]:
        """The choice with the last rise taken whole."""
        return self.taken if self.last is None else {**self.taken, self.last.part: self.last.to}


class _Search:
    """Branch and bound in whole numbers; `best` is the least cost, `chosen` the options, `proof` the tree that closes it."""

    def __init__(self, parts: Choices, need: int) -> None:
        self.parts, self.need, self.seen = parts, need, 0
        self.first = [sum(options[0][side] for options in parts) for side in (0, 1)]
        self.rises = sorted(
            (rise for part in range(len(parts)) for rise in _rises(parts[part], part)),
            key=lambda rise: (Fraction(rise.cost, rise.points), rise.part, rise.to),
        )
        self.best: int | None = None
        self.chosen: tuple[int, ...] = ()
        self._propose()
        self.proof = self._prove({})

    def _propose(self) -> None:
        """The choice with fractions rounded up; HiGHS's where that is cheaper."""
        root = self._relaxed({})
        self._offer(root.rounded)
        if self.best is not None and root.last is not None and self._bound(root) < self.best:
            proposed = propose(self.parts, self.need)
            if proposed is not None:
                self._offer(dict(enumerate(proposed)))

    def _offer(self, taken: dict[int, int]) -> None:
        """Take a choice where it reaches the need and is cheaper than the best one."""
        options = [options[taken.get(part, 0)] for part, options in enumerate(self.parts)]
        cost = sum(cost for cost, _ in options)
        if sum(points for _, points in options) >= self.need and (self.best is None or cost < self.best):
            self.best, self.chosen = cost, tuple(taken.get(part, 0) for part in range(len(self.parts)))

    def _prove(self, fixed: dict[int, int]) -> Proof:
        self.seen += 1
        if self.seen > MOST_NODES:
            raise EngineError.of("IMV-009", "improve", str(self.seen), most=str(MOST_NODES))
        found = self._relaxed(fixed)
        if found.points < self.need and found.last is None:
            return Short(found.points)
        if self.best is None or self._cost(found) < self.best:
            self._offer(found.rounded)
        assert self.best is not None
        if found.last is None or self._bound(found) >= self.best:
            return Bound(Fraction(0) if found.last is None else Fraction(found.last.cost, found.last.points))
        part = found.last.part
        return Branch(part, tuple(self._prove({**fixed, part: option}) for option in range(len(self.parts[part]))))

    def _cost(self, found: _Relaxed) -> int:
        """The cost of the choice rounded up, which reaches the need."""
        return found.cost + (0 if found.last is None else found.last.cost)

    def _bound(self, found: _Relaxed) -> int:
        """The cost of the choice with fractions, rounded up: no whole choice costs less."""
        last = found.last
        return found.cost if last is None else found.cost - (-(self.need - found.points) * last.cost // last.points)

    def _relaxed(self, fixed: dict[int, int]) -> _Relaxed:
        taken, (cost, points) = dict(fixed), self.first
        for part, option in fixed.items():
            first, other = self.parts[part][0], self.parts[part][option]
            cost, points = cost + other[0] - first[0], points + other[1] - first[1]
        for rise in self.rises:
            if points >= self.need:
                break
            if rise.part in fixed:
                continue
            if points + rise.points >= self.need:
                return _Relaxed(cost, points, taken, rise)
            cost, points, taken[rise.part] = cost + rise.cost, points + rise.points, rise.to
        return _Relaxed(cost, points, taken, None)


def _rises(options: Sequence[tuple[int, int]], part: int) -> Iterator[_Rise]:
    """The lower convex hull of cost over points, from the first option up."""
    hull: list[int] = []
    for place in range(len(options)):
        while len(hull) > 1 and not _bends(options[hull[-2]], options[hull[-1]], options[place]):
            hull.pop()
        hull.append(place)
    for one, other in pairwise(hull):
        cost, points = options[other][0] - options[one][0], options[other][1] - options[one][1]
        yield _Rise(cost, points, part, other)


def _bends(first: tuple[int, int], second: tuple[int, int], third: tuple[int, int]) -> bool:
    """Whether a point of the second step is cheaper than one of the third: the second lies on the hull."""
    return (second[0] - first[0]) * (third[1] - second[1]) < (third[0] - second[0]) * (second[1] - first[1])


def propose(parts: Choices, need: int) -> tuple[int, ...] | None:
    """HiGHS's choice, rounded to whole options; None where it gives none. Nothing rests on it before it is confirmed."""
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp  # type: ignore[import-untyped]

    options = [(part, *option) for part, found in enumerate(parts) for option in found]
    costs = _cut([cost for _, cost, _ in options], max(cost for _, cost, _ in options))
    points, edge = [points for _, _, points in options], need
    if need > PRECISE:
        points, edge = _cut(points, need), PRECISE - len(parts)
    rows = np.zeros((len(parts) + 1, len(options)), dtype=np.int64)
    for place, (part, _, _) in enumerate(options):
        rows[part, place] = 1
    rows[-1] = [min(gain, edge) for gain in points]
    ones = [1] * len(parts)
    limits = LinearConstraint(rows, [*ones, edge], [*ones, np.inf])
    found = milp(costs, integrality=np.ones(len(options)), bounds=Bounds(0, 1), constraints=limits)
    if found.x is None:
        return None
    taken = [place for place, share in enumerate(found.x) if round(share) == 1]
    starts = np.cumsum([0, *(len(found) for found in parts)])
    return tuple(place - int(starts[options[place][0]]) for place in taken) if len(taken) == len(parts) else None


def _cut(numbers: Sequence[int], whole: int) -> list[int]:
    """Numbers in steps of a `PRECISE`-th of the whole, cut; as they are where the whole is no more than that."""
    return [one * PRECISE // whole for one in numbers] if whole > PRECISE else list(numbers)
