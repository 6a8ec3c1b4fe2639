"""Whether some completion brings the graded score into a band under a given cap: an exact search with bounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, lcm
from typing import NamedTuple

from engine.errors import EngineError
from engine.exact import Span
from engine.grade.options import Option

MOST_STATES = 500_000


@dataclass(frozen=True, slots=True)
class Goal:
    """A half-open band of graded scores, and the worst cap that must come about exactly (0: none)."""

    low: Fraction | None
    below: Fraction | None
    cap: int


class Whole(NamedTuple):
    """An option in whole numbers, over one denominator for the whole search: ends of base and bonus, and the cap.

    An open least end needs no mark: whether a band's upper edge is passed does not hang on it.
    """

    low: int
    high: int
    high_open: bool
    bonus_low: int
    bonus_high: int
    bonus_high_open: bool
    cap: int


NOTHING = Whole(0, 0, False, 0, 0, False, 0)


def both(one: Whole, other: Whole) -> Whole:
    """Two options together: points are added, the worse cap counts."""
    return Whole(
        one.low + other.low,
        one.high + other.high,
        one.high_open or other.high_open,
        one.bonus_low + other.bonus_low,
        one.bonus_high + other.bonus_high,
        one.bonus_high_open or other.bonus_high_open,
        max(one.cap, other.cap),
    )


class Reach:
    """The independent parts of a case with what is still to come behind each."""

    def __init__(self, parts: Sequence[Sequence[Option]], bonus_cap: Fraction | None) -> None:
        ends = [
            end for part in parts for one in part for span in (one.base, one.bonus) for end in (span.low, span.high)
        ]
        self.under = lcm(*(end.denominator for end in ends), bonus_cap.denominator if bonus_cap is not None else 1)
        self.bonus_cap = None if bonus_cap is None else int(bonus_cap * self.under)
        self.parts = [[self._whole(option) for option in part] for part in parts]
        self.rest = [NOTHING]
        self.caps: list[frozenset[int]] = [frozenset()]
        for part in reversed(self.parts):
            self.rest.append(both(self.rest[-1], _bounds(part)))
            self.caps.append(self.caps[-1] | {option.cap for option in part})
        self.rest.reverse()
        self.caps.reverse()

    def _whole(self, option: Option) -> Whole:
        return Whole(*self._ends(option.base), *self._ends(option.bonus), option.cap)

    def _ends(self, span: Span) -> tuple[int, int, bool]:
        return int(span.low * self.under), int(span.high * self.under), span.high_open

    def reaches(self, goal: Goal) -> bool:
        """Whether some choice of one option from each part meets the goal.

        Raises: EngineError SCO-003 when the search would pass its limit: no guess is made.
        """
        edges = self._edges(goal)
        seen: set[tuple[int, Whole]] = set()
        todo = [(0, NOTHING)]
        while todo:
            depth, so_far = state = todo.pop()
            if state in seen or not self._may(depth, so_far, goal.cap, edges):
                continue
            if depth == len(self.parts):
                return True
            seen.add(state)
            if len(seen) > MOST_STATES:
                raise EngineError.of("SCO-003", "grade", str(len(seen)), most=str(MOST_STATES))
            todo += [(depth + 1, both(so_far, option)) for option in reversed(self.parts[depth])]
        return False

    def _edges(self, goal: Goal) -> tuple[int | None, int | None, int | None]:
        """What a greatest total must be at least, what it must pass where it is not reached, and where the least must stay below."""
        low = None if goal.low is None else goal.low * self.under
        below = None if goal.below is None else ceil(goal.below * self.under)
        return (None, None, below) if low is None else (ceil(low), floor(low), below)

    def _may(self, depth: int, so_far: Whole, cap: int, edges: tuple[int | None, int | None, int | None]) -> bool:
        """Whether the goal can still be met: totals between the least and the greatest that what is to come allows."""
        if so_far.cap > cap or (so_far.cap < cap and cap not in self.caps[depth]):
            return False
        at_least, beyond, below = edges
        low, high, high_open = self._total(both(so_far, self.rest[depth]))
        if at_least is not None and beyond is not None and not (high > beyond if high_open else high >= at_least):
            return False
        return below is None or low < below

    def _total(self, one: Whole) -> tuple[int, int, bool]:
        """Least and greatest graded score, base plus capped bonus, and whether the greatest is only approached."""
        if self.bonus_cap is None:
            return one.low + one.bonus_low, one.high + one.bonus_high, one.high_open or one.bonus_high_open
        open_ = one.high_open or (one.bonus_high_open and one.bonus_high <= self.bonus_cap)
        return one.low + min(one.bonus_low, self.bonus_cap), one.high + min(one.bonus_high, self.bonus_cap), open_


def _bounds(part: Sequence[Whole]) -> Whole:
    """The hull of a part's options, without its caps."""
    if not part:
        return NOTHING
    high, closed = max((one.high, not one.high_open) for one in part)
    bonus_high, bonus_closed = max((one.bonus_high, not one.bonus_high_open) for one in part)
    low, bonus_low = min(one.low for one in part), min(one.bonus_low for one in part)
    return Whole(low, high, not closed, bonus_low, bonus_high, not bonus_closed, 0)
