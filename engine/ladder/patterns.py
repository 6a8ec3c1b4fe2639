"""The triple patterns that stand in a group itself: subject, the tokens of the verb, object.

Since the structure: what is neither a triple pattern, a filter, nor an assignment makes this reader give up.
"""

from __future__ import annotations

from dataclasses import dataclass

from engine.ladder.scan import Token, is_word
from engine.ladder.structure import Group, Query

TERMS = ("iri", "name", "variable", "string", "number", "blank")
PRIMARY = ("iri", "name")
JOINS = ("/", "|")
REPEATS = ("*", "+", "?")
VERBS = ("iri", "name", "variable")
STARTS = ("a", "^", "!", "(")


@dataclass(frozen=True, slots=True)
class Pattern:
    """One triple pattern; `verb` has several tokens where it is a path."""

    subject: Token
    verb: tuple[Token, ...]
    object: Token

    def variables(self) -> frozenset[str]:
        """The variables that a match binds."""
        ends = (self.subject, self.object, *(self.verb if len(self.verb) == 1 else ()))
        return frozenset(token.said for token in ends if token.kind == "variable")

    def endless(self) -> bool:
        """Whether the verb is a path that may be walked any number of times, or none."""
        return any(token.text in REPEATS for token in self.verb)


@dataclass(frozen=True, slots=True)
class Content:
    """What stands in a group itself: triple patterns, and the tokens of filters and assignments, each with its keyword."""

    patterns: tuple[Pattern, ...]
    filters: tuple[tuple[Token, ...], ...]
    binds: tuple[tuple[Token, ...], ...]


def content(query: Query, group: Group) -> Content | None:
    """What stands in a group itself; None where it is not understood."""
    return _Reader([query.tokens[place] for place in query.own(group)]).read() if group.select is None else None


class _Reader:
    """Reads the tokens of one group from left to right."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.place = 0
        self.patterns: list[Pattern] = []
        self.filters: list[tuple[Token, ...]] = []
        self.binds: list[tuple[Token, ...]] = []

    def read(self) -> Content | None:
        while self.place < len(self.tokens):
            if not self._one():
                return None
        return Content(tuple(self.patterns), tuple(self.filters), tuple(self.binds))

    def _one(self) -> bool:
        token = self.tokens[self.place]
        if token.text == "." or is_word(token, "OPTIONAL", "UNION"):
            self.place += 1
            return True
        if is_word(token, "GRAPH"):
            self.place += 2
            return True
        if is_word(token, "FILTER"):
            return self._filter()
        if is_word(token, "BIND"):
            self.place += 1
            return self._bracketed(self.binds)
        return self._triples()

    def _filter(self) -> bool:
        self.place += 1
        if is_word(self._now(), "NOT") or is_word(self._now(), "EXISTS"):
            while is_word(self._now(), "NOT", "EXISTS"):
                self.place += 1
            self.filters.append(())
            return True
        start = self.place
        if self._now().kind in ("word", "iri", "name"):
            self.place += 1
        return self._bracketed(self.filters, start)

    def _bracketed(self, found: list[tuple[Token, ...]], start: int | None = None) -> bool:
        start = self.place if start is None else start
        if self._now().text != "(":
            return False
        depth = 0
        while self.place < len(self.tokens):
            depth += {"(": 1, ")": -1}.get(self.tokens[self.place].text, 0)
            self.place += 1
            if depth == 0:
                found.append(tuple(self.tokens[start : self.place]))
                return True
        return False

    def _triples(self) -> bool:
        subject = self._term()
        if subject is None:
            return False
        while True:
            verb = self._verb()
            if not verb or not self._objects(subject, verb):
                return False
            if self._now().text != ";":
                return True
            while self._now().text == ";":
                self.place += 1
            if self._now().kind not in VERBS and self._now().text not in STARTS:
                return True

    def _objects(self, subject: Token, verb: tuple[Token, ...]) -> bool:
        while True:
            found = self._term()
            if found is None:
                return False
            self.patterns.append(Pattern(subject, verb, found))
            if self._now().text != ",":
                return True
            self.place += 1

    def _term(self) -> Token | None:
        token = self._now()
        if token.kind not in TERMS and not (token.kind == "word" and token.text in ("true", "false")):
            return None if token.text not in "+-" or not token.text else self._signed()
        self.place += 1
        if token.kind == "string" and self._now().kind == "language":
            self.place += 1
        elif token.kind == "string" and self._now().text == "^^":
            self.place += 2
        return token

    def _signed(self) -> Token | None:
        self.place += 1
        return self._term() if self._now().kind == "number" else None

    def _verb(self) -> tuple[Token, ...]:
        start = self.place
        if self._now().kind == "variable":
            self.place += 1
            return (self.tokens[start],)
        return tuple(self.tokens[start : self.place]) if self._path() else ()

    def _path(self) -> bool:
        while True:
            while self._now().text in ("^", "!"):
                self.place += 1
            if not self._primary():
                return False
            while self._now().text in REPEATS:
                self.place += 1
            if self._now().text not in JOINS:
                return True
            self.place += 1

    def _primary(self) -> bool:
        token = self._now()
        self.place += 1
        if token.text == "(":
            inside = self._path() and self._now().text == ")"
            self.place += 1
            return inside
        return token.kind in PRIMARY or token.text == "a"

    def _now(self) -> Token:
        return self.tokens[self.place] if self.place < len(self.tokens) else Token("end", "", 0)
