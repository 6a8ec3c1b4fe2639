"""The smallest change of the weights that flips the grade: points moved between items, their sum and every share kept.

The weight of an item is what it counts in the case: its own points times the rescaling. Its share is what it earns of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import product
from math import prod

from engine.build.possibilities import Possible
from engine.exact import Span
from engine.grade.options import NOTHING, Option, Part
from engine.model.edition import Edition
from engine.questions.robustness_regrade import Grades, Regrading

ZERO = Fraction(0)
MOST_WAYS = 2_000


class Standing(StrEnum):
    """How the weights stand to the question: a message key."""

    FLIPS = "flips"
    KEPT = "kept"  # no weights bring the total across an edge that matters
    HELD = "held"  # better shares would not help: a veto or a key item holds the grade, and none are bad enough
    TOGETHER = "together"  # items hang together by open premises that they share


@dataclass(frozen=True, slots=True)
class Move:
    """What one item gains (or loses, below 0), and its share, by which it was chosen."""

    item: str
    points: Fraction
    share: Fraction


@dataclass(frozen=True, slots=True)
class Watch:
    """An edge that the total has to stay on one side of.

    Shape: `shares` by item. `total` is the total that these shares give now, bonus included. `up`: it flips where the total reaches
    `edge`, else where it falls below. `touching`: at the edge itself it has flipped. `grades`: the best and the worst then.
    """

    shares: Mapping[str, Fraction]
    total: Fraction
    edge: Fraction
    up: bool
    touching: bool
    grades: Grades


@dataclass(frozen=True, slots=True)
class WeightFlip:
    """The smallest change of weights: `distance` is the sum of all gains and losses (L1), attained or only beyond."""

    distance: Fraction
    attained: bool
    moves: tuple[Move, ...]
    grades: Grades


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of a case by item, the edges that are watched, and the smallest change that flips the grade.

    `held`: a veto or a key item, which no weight moves, keeps the grade below what the score alone allows.
    """

    standing: Standing
    by_item: Mapping[str, Fraction]
    watches: tuple[Watch, ...]
    flip: WeightFlip | None
    held: bool

    @property
    def total(self) -> Fraction:
        """The sum of the weights, which stays."""
        return sum(self.by_item.values(), ZERO)


@dataclass(frozen=True, slots=True)
class _Way:
    """What the items of a part may earn together: options of each item by itself, and of each veto (no item)."""

    choices: tuple[tuple[str, tuple[Option, ...]], ...]


@dataclass(frozen=True, slots=True)
class _Extreme:
    """The greatest or least that all items can earn at once; `open`: it is approached and never reached."""

    points: Mapping[str, Fraction]
    bonus: Fraction
    open: bool
    bonus_open: bool = False


def weights(regrading: Regrading) -> Weights:
    """The smallest L1 change of the weights that flips the best or the worst grade, exact.

    To raise the total most, points go from the items of the least share to the one of the greatest, and the other way to
    lower it: no change of the same size does more, as the total is linear in the weights. Items without object have no
    weight and get none; bonus points, vetoes and key items stay as they are.
    Unknowns: the greatest shares decide what is possible at best, the least at worst. Where items share open premises, and no
    way of them is best for all weights, there is no answer (`together`).
    """
    scores = regrading.assessment.scores.items
    by_item = {slug: one.possible for slug, one in scores.items() if one.applicable and not one.bonus and one.possible}
    watches = _watches(regrading, by_item)
    if watches is None:
        return Weights(Standing.TOGETHER, by_item, (), None, _held(regrading))
    flips = [flip for watch in watches if (flip := smallest_change(by_item, watch)) is not None]
    nearest = min(flips, key=lambda flip: (flip.distance, not flip.attained), default=None)
    held = _held(regrading)
    kept = Standing.HELD if held else Standing.KEPT
    return Weights(kept if nearest is None else Standing.FLIPS, by_item, watches, nearest, held)


def _held(regrading: Regrading) -> bool:
    found = regrading.assessment.grade
    return bool(found.possible) and found.possible != found.band


def _watches(regrading: Regrading, by_item: Mapping[str, Fraction]) -> tuple[Watch, ...] | None:
    """The edges at which the best or the worst grade changes; None where no extreme is one for all weights."""
    orders = [regrading.edition.grades[slug].order for slug in regrading.assessment.grade.possible]
    if not orders:
        return ()
    ways = [_ways(regrading, part) for part in regrading.parts]
    known = [own for own in ways if own is not None]
    if len(known) < len(ways):
        return None
    found = _Watching(regrading.edition, by_item, known, min(orders), max(orders))
    return None if found.together else tuple(found.watches())


class _Watching:
    """Puts the watches together from the extremes of the total within each cap."""

    def __init__(
        self, edition: Edition, by_item: Mapping[str, Fraction], ways: Sequence[Sequence[_Way]], best: int, worst: int
    ) -> None:
        self.edition, self.by_item, self.ways, self.best, self.worst = edition, by_item, ways, best, worst
        self.grades = {grade.order: grade for grade in edition.grades.values()}
        self.together = False
        self.better = self._extreme(best - 1, high=True) if best - 1 in self.grades else None
        self.most = self._extreme(best, high=True)
        self.least = self._extreme(max(self.grades), high=False)

    def watches(self) -> Iterator[Watch]:
        """At most four: the worst grade is left, the best gets better, the best is lost, the worst gets worse."""
        best, worst = self.best, self.worst
        if self.least is not None and not self._capped(worst):
            yield from self._watch(self.least, worst - 1, (min(best, worst - 1), worst - 1), up=True, touching=True)
        if self.better is not None:
            touching = not self.better.open
            yield from self._watch(self.better, best - 1, (best - 1, worst), up=True, touching=touching)
        if self.most is not None:
            lost = (best + 1, max(best + 1, worst))
            yield from self._watch(self.most, best, lost, up=False, touching=self.most.open)
        if self.least is not None:
            yield from self._watch(self.least, worst, (best, worst + 1), up=False, touching=False)

    def _watch(
        self, extreme: _Extreme, edge: int, orders: tuple[int, int], *, up: bool, touching: bool
    ) -> Iterator[Watch]:
        """A watch on the lower edge of a grade, where there is such a grade and it has one."""
        grade = self.grades.get(edge)
        if grade is None or grade.lower_edge is None:
            return
        shares = {slug: extreme.points.get(slug, ZERO) / weight for slug, weight in self.by_item.items()}
        total = sum(extreme.points.values(), ZERO) + extreme.bonus
        names = tuple(dict.fromkeys(self.grades[order].slug for order in orders))
        yield Watch(shares, total, grade.lower_edge, up, touching, names)

    def _capped(self, order: int) -> bool:
        """Whether some way caps the grade there, so that points alone do not leave it."""
        options = (option for own in self.ways for way in own for _, found in way.choices for option in found)
        return any(option.cap == order for option in options)

    def _extreme(self, cap: int, *, high: bool) -> _Extreme | None:
        """The extreme within a cap; None where nothing comes within it, or (`together`) where there is more than one."""
        points: dict[str, Fraction] = {}
        bonus, is_open, bonus_open = ZERO, False, False
        for own in self.ways:
            found = _undominated([one for way in own if (one := _of_way(way, cap, high=high)) is not None], high=high)
            self.together |= len(found) > 1
            if len(found) != 1:
                return None
            points |= found[0].points
            bonus, is_open = bonus + found[0].bonus, is_open or found[0].open
            bonus_open |= found[0].bonus_open
        most = self.edition.bonus_cap
        free = most is None or bonus <= most
        return _Extreme(points, bonus if most is None else min(bonus, most), is_open or (bonus_open and free))


def _ways(regrading: Regrading, part: Part) -> tuple[_Way, ...] | None:
    """For each way of the premises that a part shares: the options of each item and veto by themselves; None for too many."""
    keys = [key for key in regrading.possible if key[0] in part.shared]
    if prod(len(regrading.possible[key]) for key in keys) > MOST_WAYS:
        return None
    fixed = (dict(zip(keys, ways, strict=True)) for ways in product(*(regrading.possible[key] for key in keys)))
    found = (regrading.possible | {key: (way,) for key, way in one.items()} for one in fixed)
    return tuple(_Way(tuple(_choices(regrading, part, one))) for one in found)


def _choices(regrading: Regrading, part: Part, fixed: Possible) -> Iterator[tuple[str, tuple[Option, ...]]]:
    alone = [(slug, Part((slug,), (), frozenset())) for slug in part.items]
    alone += [("", Part((), (slug,), frozenset())) for slug in part.vetoes]
    for slug, one in alone:
        found = regrading.options_of(one, fixed)
        if found and found != (NOTHING,):
            yield slug, found


def _of_way(way: _Way, cap: int, *, high: bool) -> _Extreme | None:
    """The most (least) that each item of a way earns within a cap; None where one of them does not come within it."""
    points: dict[str, Fraction] = {}
    bonus, is_open, bonus_open = ZERO, False, False
    for slug, options in way.choices:
        within = [option for option in options if option.cap <= cap]
        if not within:
            return None
        base, beside = (_end([getattr(one, name) for one in within], high=high) for name in ("base", "bonus"))
        if slug:
            points[slug] = base[0]
        bonus, is_open, bonus_open = bonus + beside[0], is_open or base[1], bonus_open or beside[1]
    return _Extreme(points, bonus, is_open, bonus_open)


def _end(spans: Sequence[Span], *, high: bool) -> tuple[Fraction, bool]:
    """The greatest (least) end of spans, and whether it is open."""
    if high:
        value, closed = max((span.high, not span.high_open) for span in spans)
        return value, not closed
    return min((span.low, span.low_open) for span in spans)


def _undominated(found: Sequence[_Extreme], *, high: bool) -> list[_Extreme]:
    """Those that no other equals or exceeds (undercuts) in every item and in bonus points."""
    kept: list[_Extreme] = []
    for one in found:
        if not any(_covers(other, one, high=high) for other in kept):
            kept = [other for other in kept if not _covers(one, other, high=high)] + [one]
    return kept


def _covers(one: _Extreme, other: _Extreme, *, high: bool) -> bool:
    sign = 1 if high else -1
    pairs = [(one.points.get(slug, ZERO), other.points.get(slug, ZERO)) for slug in {**one.points, **other.points}]
    reaches = all(sign * mine >= sign * theirs for mine, theirs in (*pairs, (one.bonus, other.bonus)))
    return reaches and one.open <= other.open and one.bonus_open <= other.bonus_open


def smallest_change(by_item: Mapping[str, Fraction], watch: Watch) -> WeightFlip | None:
    """The smallest change that brings the total to the edge, and across it where touching is not enough; None where none does."""
    sign = 1 if watch.up else -1
    need = sign * (watch.edge - watch.total)
    order = sorted(by_item, key=lambda slug: sign * watch.shares[slug])
    if not order:
        return None
    gainer, moved, moves = order[-1], ZERO, []
    for slug in order[:-1]:
        gain = sign * (watch.shares[gainer] - watch.shares[slug])
        taken = min(by_item[slug], max(need, ZERO) / gain) if gain else ZERO
        need, moved = need - taken * gain, moved + taken
        if taken:
            moves.append(Move(slug, -taken, watch.shares[slug]))
        if gain and taken < by_item[slug]:
            return _moved(moves, gainer, moved, watch)
    return _moved(moves, gainer, moved, watch) if need <= 0 and watch.touching else None


def _moved(moves: Sequence[Move], gainer: str, moved: Fraction, watch: Watch) -> WeightFlip:
    gained = (Move(gainer, moved, watch.shares[gainer]),) if moved else ()
    return WeightFlip(2 * moved, watch.touching, (*moves, *gained), watch.grades)
