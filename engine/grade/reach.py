"""Whether some completion brings the graded score into a band under a given cap: an exact search with bounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from engine.errors import EngineError
from engine.exact import Span, least
from engine.grade.options import NOTHING, Option

MOST_STATES = 500_000


@dataclass(frozen=True, slots=True)
class Goal:
    """A half-open band of graded scores, and the worst cap that must come about exactly (0: none)."""

    low: Fraction | None
    below: Fraction | None
    cap: int


class Reach:
    """The independent parts of a case with what is still to come behind each."""

    def __init__(self, parts: Sequence[Sequence[Option]], bonus_cap: Fraction | None) -> None:
        self.parts, self.bonus_cap = parts, bonus_cap
        self.rest = [_bounds(())]
        for part in reversed(parts):
            self.rest.append(self.rest[-1] + _bounds(part))
        self.rest.reverse()
        self.caps: list[frozenset[int]] = [frozenset()]
        for part in reversed(parts):
            self.caps.append(self.caps[-1] | {option.cap for option in part})
        self.caps.reverse()

    def total(self, option: Option) -> Span:
        """The graded score: base plus capped bonus."""
        bonus = option.bonus if self.bonus_cap is None else least(option.bonus, Span.point(self.bonus_cap))
        return option.base + bonus

    def reaches(self, goal: Goal) -> bool:
        """Whether some choice of one option from each part meets the goal.

        Raises: EngineError SCO-003 when the search would pass its limit: no guess is made.
        """
        seen: set[tuple[int, Option]] = set()
        todo = [(0, NOTHING)]
        while todo:
            depth, so_far = todo.pop()
            if (depth, so_far) in seen or not self._may(depth, so_far, goal):
                continue
            if depth == len(self.parts):
                return True
            seen.add((depth, so_far))
            if len(seen) > MOST_STATES:
                raise EngineError.of("SCO-003", "grade", str(len(seen)), most=str(MOST_STATES))
            todo += [(depth + 1, so_far + option) for option in reversed(self.parts[depth])]
        return False

    def _may(self, depth: int, so_far: Option, goal: Goal) -> bool:
        if so_far.cap > goal.cap or (so_far.cap < goal.cap and goal.cap not in self.caps[depth]):
            return False
        return self.total(so_far + self.rest[depth]).meets(goal.low, goal.below)


def _bounds(part: Sequence[Option]) -> Option:
    """The hull of a part's options, without its caps."""
    if not part:
        return NOTHING
    return Option(_hull([option.base for option in part]), _hull([option.bonus for option in part]), 0)


def _hull(spans: Sequence[Span]) -> Span:
    low, low_open = min((span.low, span.low_open) for span in spans)
    high, closed = max((span.high, not span.high_open) for span in spans)
    return Span(low, high, low_open, not closed)
