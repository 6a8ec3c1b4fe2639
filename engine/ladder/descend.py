"""The ladder: each constraint that does not compile is decided on the highest rung that is sound, and the rung is named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
import polars as pl

from engine.compile.rest import FORCED
from engine.ladder.expressions import by_expression, knows
from engine.ladder.mistaken import mistaken
from engine.ladder.nested import NESTED, Nested
from engine.ladder.nosteps import lacking
from engine.ladder.queries import answer, asked, given_changed
from engine.ladder.rows import Row, table
from engine.ladder.sound import unsound
from engine.ladder.trust import untrue
from engine.ladder.values import texts
from engine.ladder.whole import by_pyshacl
from engine.model.columns import Columns, Ids
from engine.model.shacl import Matches, Query, ShapesGraph
from engine.model.validation import RESULT, Decided, Remaining, Rung, Source

RUNGS = tuple(Rung)
ASKED_FOR = "asked for"
MISTAKEN = "a bound value and another one in the data come out of the store in the same form"
NOWHERE = "a path of no steps begins at a term that the data lack, which the store does not find"


def descend(
    graph: ShapesGraph,
    columns: Columns,
    sources: Sequence[Source],
    remaining: Sequence[Remaining],
    highest: Rung = Rung.LIFTED,
) -> tuple[pl.DataFrame, tuple[Decided, ...]]:
    """Decide what does not compile; no rung above `highest` is used.

    Shape: the table has the columns of RESULT, constraint by constraint; a decision for each remaining constraint. A focus
    node that is there twice has its results twice.
    Raises: EngineError LAD-001 to LAD-006 where a rung fails or none is left; nothing is concluded then.
    """
    tables, decided = [pl.DataFrame(schema=RESULT)], []
    for one in remaining:
        source = sources[one.source]
        ladder = Ladder(graph, columns, highest)
        rows = ladder.decide(source, _once(one.focus), one.reason)
        tables.append(table(_as_often(columns, one.focus, rows), source, one.source))
        rung, reason = ladder.lowest()
        decided.append(Decided(source.shape, source.component, rung, reason))
    return pl.concat(tables), tuple(decided)


def _once(focus: Ids) -> Ids:
    """Each node once, ascending; the very nodes where they are that already."""
    return focus if bool((focus[1:] > focus[:-1]).all()) else np.unique(focus)


def _as_often(columns: Columns, focus: Ids, rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Each row as often as its focus node is there: a property shape reports at a node once for every way to it."""
    if _once(focus) is focus:
        return rows
    nodes, counts = np.unique(focus, return_counts=True)
    often = dict(zip(texts(columns, nodes), counts.tolist(), strict=True))
    return tuple(row for row in rows for _ in range(often[row.focus]))


@dataclass(frozen=True, slots=True)
class Ladder:
    """One constraint's way down; `taken` holds each rung that was used, with the reason why none above it was."""

    graph: ShapesGraph
    columns: Columns
    highest: Rung
    taken: list[tuple[Rung, str]] = field(default_factory=list)

    def lowest(self) -> tuple[Rung, str]:
        """The lowest rung that was used."""
        return max(self.taken, key=lambda taken: RUNGS.index(taken[0]), default=(Rung.COMPILED, ""))

    def may(self, rung: Rung) -> bool:
        """Whether a rung is not above the highest allowed."""
        return RUNGS.index(rung) >= RUNGS.index(self.highest)

    def decide(self, source: Source, focus: Ids, reason: str) -> tuple[Row, ...]:
        """The results of one constraint."""
        one = source.constraint
        if isinstance(one, Query):
            return self._query(source, one, focus, reason)
        if reason != FORCED and self.may(Rung.FOCUS):
            if isinstance(one, Matches) and self.may(Rung.LIFTED) and knows(one):
                return self._took(Rung.LIFTED, reason, by_expression(self.columns, one, source.path, focus))
            if isinstance(one, NESTED):
                nested = Nested(self.columns, self.graph, lambda inner, nodes: self.decide(inner, nodes, reason))
                return tuple(nested.rows(source, focus))
        return self._took(Rung.PYSHACL, reason, by_pyshacl(self.columns, self.graph, source, focus))

    def _query(self, source: Source, one: Query, focus: Ids, reason: str) -> tuple[Row, ...]:
        question = asked(self.columns, self.graph, one, source, focus)
        given = given_changed(self.columns, question)
        bound = np.concatenate((question.focus, question.value))
        if why := self._not_asked(one, given, bound):
            return self._took(Rung.PYSHACL, why, by_pyshacl(self.columns, self.graph, source, focus))
        apart = self._not_lifted(one, given)
        rung = Rung.FOCUS if apart else Rung.LIFTED
        return self._took(rung, apart or reason, answer(self.columns, self.graph, question, lifted=not apart))

    def _not_asked(self, one: Query, given: bool, bound: Ids) -> str:
        if not self.may(Rung.FOCUS):
            return ASKED_FOR
        if mistaken(self.columns, one, bound):
            return MISTAKEN
        return untrue(self.columns, one, given) or (NOWHERE if lacking(self.columns, one, bound) else "")

    def _not_lifted(self, one: Query, given: bool) -> str:
        if not self.may(Rung.LIFTED):
            return ASKED_FOR
        return "a bound value is written as the store does not keep it" if given else unsound(one.text)

    def _took(self, rung: Rung, reason: str, rows: Iterable[Row]) -> tuple[Row, ...]:
        self.taken.append((rung, reason))
        return tuple(rows)
