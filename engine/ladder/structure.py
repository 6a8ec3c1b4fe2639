"""The bones of a SPARQL query: its groups, what each is there for, and the selects that hold them.

Since the tokens: braces are matched. What this reader does not know makes it give up, never guess.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from engine.ladder.scan import Token, is_word, scan

KEPT = 4_096
STRANGE = ("VALUES", "SERVICE", "MINUS", "CONSTRUCT", "DESCRIBE", "FROM", "LATERAL")
KINDS = ("OPTIONAL", "EXISTS", "UNION", "WHERE", "ASK")


@dataclass(frozen=True, slots=True)
class Select:
    """A select, or the ASK at the top: its head up to the group, the group, and what follows it up to `end`."""

    start: int
    where: Group
    end: int


@dataclass(frozen=True, slots=True)
class Group:
    """A group from brace to brace; `kind` is the keyword before it, with NOT EXISTS as one, empty where there is none.

    `select` is the sub-select that the group consists of, else None. `opened` is the place of the first token of the
    keyword, or of the brace where there is none.
    """

    start: int
    end: int
    kind: str
    opened: int
    children: tuple[Group, ...]
    select: Select | None


@dataclass(frozen=True, slots=True)
class Query:
    """A query's tokens and the select, or ASK, at its top."""

    tokens: tuple[Token, ...]
    top: Select

    @property
    def ask(self) -> bool:
        """Whether it asks."""
        return self.tokens[self.top.start].said == "ASK"

    def groups(self) -> Iterator[Group]:
        """Every group, outer before inner."""
        yield from _below(self.top.where)

    def selects(self) -> Iterator[Select]:
        """Every select, the top one first."""
        yield self.top
        yield from (group.select for group in self.groups() if group.select)

    def own(self, group: Group) -> Iterator[int]:
        """The places of the tokens in a group and in none below it."""
        place = group.start + 1
        for child in (*group.children, None):
            stop = child.start if child else group.end
            yield from range(place, stop)
            place = child.end + 1 if child else stop

    def head(self, select: Select) -> tuple[Token, ...]:
        """What a select projects."""
        tokens = self.tokens[select.start + 1 : select.where.start]
        return tokens[:-1] if tokens and is_word(tokens[-1], "WHERE") else tokens

    def tail(self, select: Select) -> tuple[Token, ...]:
        """What follows the group of a select: grouping, order, limits."""
        return self.tokens[select.where.end + 1 : select.end]


def _below(group: Group) -> Iterator[Group]:
    yield group
    for child in group.children:
        yield from _below(child)


@lru_cache(maxsize=KEPT)
def structure(text: str) -> Query | None:
    """The structure of a query; None where it holds what this reader does not know."""
    tokens = scan(text)
    if any(is_word(token, *STRANGE) for token in tokens):
        return None
    start = next((place for place, token in enumerate(tokens) if is_word(token, "SELECT", "ASK")), None)
    if start is None:
        return None
    top = _select(tokens, start, len(tokens))
    return (
        None if top is None or any(token.text in "{}" for token in tokens[top.where.end + 1 :]) else Query(tokens, top)
    )


def _select(tokens: tuple[Token, ...], start: int, end: int) -> Select | None:
    opening = next((place for place in range(start, end) if tokens[place].text == "{"), None)
    group = None if opening is None else _group(tokens, opening)
    return None if group is None else Select(start, group, end)


def _group(tokens: tuple[Token, ...], start: int) -> Group | None:
    """The group that a brace opens."""
    kind, opened = _kind(tokens, start)
    if start + 1 < len(tokens) and is_word(tokens[start + 1], "SELECT"):
        select = _select(tokens, start + 1, len(tokens))
        close = select and next(
            (at for at in range(select.where.end + 1, len(tokens)) if tokens[at].text in "{}"), None
        )
        if not select or not close or tokens[close].text != "}":
            return None
        inner = Select(select.start, select.where, close)
        return Group(start, close, kind, opened, (inner.where,), inner)
    children: list[Group] = []
    place = start + 1
    while place < len(tokens) and tokens[place].text != "}":
        if tokens[place].text == "{":
            child = _group(tokens, place)
            if child is None:
                return None
            children.append(child)
            place = child.end
        place += 1
    return Group(start, place, kind, opened, tuple(children), None) if place < len(tokens) else None


def _kind(tokens: tuple[Token, ...], start: int) -> tuple[str, int]:
    before = tokens[start - 1]
    if is_word(before, "EXISTS") and is_word(tokens[start - 2], "NOT"):
        return "NOT EXISTS", start - 2
    if is_word(before, *KINDS):
        return before.said, start - 1
    if is_word(tokens[start - 2], "GRAPH"):
        return "GRAPH", start - 2
    return "", start
