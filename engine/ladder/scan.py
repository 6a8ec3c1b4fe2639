"""The tokens of a SPARQL query as the reader of shapes sees them, without spaces: numbers and signs whole, each with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from engine.read.shacl.tokens import tokens

SIGNS = ("^^", "&&", "||", "<=", ">=", "!=")
KEPT = 4_096


@dataclass(frozen=True, slots=True)
class Token:
    """A token as written and where it begins: variable, iri, name, blank, string, language, number, word or mark."""

    kind: str
    text: str
    start: int

    @property
    def said(self) -> str:
        """What two spellings of the same token have in common: a variable's name, a keyword in upper case."""
        match self.kind:
            case "variable":
                return self.text[1:]
            case "word":
                return "a" if self.text == "a" else self.text.upper()
            case _:
                return self.text

    @property
    def end(self) -> int:
        """Where the text goes on."""
        return self.start + len(self.text)


@lru_cache(maxsize=KEPT)
def scan(text: str) -> tuple[Token, ...]:
    """The tokens of a query."""
    found: list[Token] = []
    for token in _placed(text):
        if found and found[-1].end == token.start and _continues(found[-1], token):
            found.append(_joined(found.pop(), token))
        else:
            found.append(token)
    return tuple(part for token in found for part in _apart(token))


def _placed(text: str) -> Iterator[Token]:
    start = 0
    for token in tokens(text):
        kind = token.kind
        if kind == "word" and token.text[0].isdigit():
            kind = "number"
        elif kind == "name" and token.text.startswith("_:"):
            kind = "blank"
        if kind != "space":
            yield Token(kind, token.text, start)
        start += len(token.text)


def _joined(before: Token, token: Token) -> Token:
    kind = "number" if "number" in (before.kind, token.kind) else "mark"
    return Token(kind, before.text + token.text, before.start)


def _continues(before: Token, token: Token) -> bool:
    """Whether two tokens without a space between them are one."""
    if before.text + token.text in SIGNS:
        return True
    if token.kind == "number":
        return before.text == "." or (before.kind == "number" and before.text[-1] in ".+-")
    fraction = token.text == "." and "." not in before.text
    exponent = token.text in ("+", "-") and before.text[-1] in "eE"
    return before.kind == "number" and (fraction or exponent)


def _apart(token: Token) -> tuple[Token, ...]:
    """A number and the full stop after it are two tokens."""
    if token.kind != "number" or not token.text.endswith("."):
        return (token,)
    return Token("number", token.text[:-1], token.start), Token("mark", ".", token.end - 1)


def variables(found: tuple[Token, ...]) -> frozenset[str]:
    """The names of all variables among tokens."""
    return frozenset(token.said for token in found if token.kind == "variable")


def is_word(token: Token, *words: str) -> bool:
    """Whether a token is one of these keywords."""
    return token.kind == "word" and token.said in words
