"""Whether one query for all focus nodes gives what a query for each would give; if not, why not.

The query is run with the focus nodes joined into its groups (see `rewrite`), so whatever joins, filters, unites or leaves
open keeps the focus nodes apart. What mixes them is refused: a limit, an aggregate over more than one of them, a select
that drops `$this`.
"""

from __future__ import annotations

from engine.ladder.patterns import content
from engine.ladder.scan import Token, is_word, variables
from engine.ladder.structure import Query, Select, structure

AGGREGATES = ("COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT")
CHANCES = ("RAND", "UUID", "STRUUID", "BNODE")
CLAUSES = ("HAVING", "ORDER", "LIMIT", "OFFSET", "GROUP")
UNREAD = "the query holds what is not understood"
LIMITED = "LIMIT or OFFSET counts the solutions of all focus nodes together"
DROPPED = "a SELECT does not project $this"
MIXED = "an aggregate is not grouped by $this"
CHANCE = "a function of chance"
CROSSED = "a group asks for $this and does not bind it"
CORRELATED = ("OPTIONAL", "EXISTS", "NOT EXISTS")


def unsound(text: str) -> str:
    """Why a query may not be run once for all focus nodes; empty where it may."""
    query = structure(text)
    if query is None:
        return UNREAD
    if any(is_word(token, *CHANCES) for token in query.tokens):
        return CHANCE
    kept = mentioned(text, ("this", "value")) if query.ask else ("this",)
    reasons = (*(_of_select(query, select, kept) for select in query.selects()), _crossing(query, kept))
    return next((reason for reason in reasons if reason), "")


def _of_select(query: Query, select: Select, kept: tuple[str, ...]) -> str:
    head, tail = query.head(select), query.tail(select)
    if any(is_word(token, "LIMIT", "OFFSET") for token in tail):
        return LIMITED
    asks = query.tokens[select.start].said == "ASK"
    if not asks and not all(_projects(head, name) for name in kept):
        return DROPPED
    mixing = any(is_word(token, *AGGREGATES, "GROUP", "HAVING") for token in (*head, *tail))
    return MIXED if mixing and not all(_grouped(tail, name) for name in kept) else ""


def _crossing(query: Query, kept: tuple[str, ...]) -> str:
    """A group with triple patterns of its own that asks for a bound variable and binds none: all rows times all matches."""
    for group in query.groups():
        found = content(query, group) if group.kind not in CORRELATED and group.select is None else None
        if found is None or not found.patterns:
            continue
        bound = frozenset(name for pattern in found.patterns for name in pattern.variables())
        asked = frozenset(name for part in (*found.filters, *found.binds) for name in variables(part))
        if asked.intersection(kept) and not bound.intersection(kept):
            return CROSSED
    return ""


def _projects(head: tuple[Token, ...], name: str) -> bool:
    """Whether a head projects a variable as it stands."""
    depth = 0
    for token in head:
        depth += {"(": 1, ")": -1}.get(token.text, 0)
        if depth == 0 and (token.text == "*" or (token.kind == "variable" and token.said == name)):
            return True
    return False


def _grouped(tail: tuple[Token, ...], name: str) -> bool:
    """Whether GROUP BY has a variable as it stands."""
    start = next((place for place, token in enumerate(tail) if is_word(token, "GROUP")), None)
    if start is None:
        return False
    stop = next((at for at in range(start + 1, len(tail)) if is_word(tail[at], *CLAUSES)), len(tail))
    return _projects(tail[start + 2 : stop], name)


def mentioned(text: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the names that are variables of a query, in their order; all of them where it is not understood."""
    query = structure(text)
    found = variables(query.tokens) if query else frozenset(names)
    return tuple(name for name in names if name in found)
