"""A SPARQL text as tokens: enough to tell keywords and variables from strings, comments and IRIs.

Whether the text is SPARQL is the parser's to say; this is what may be asked before a parser sees it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

TOKEN = re.compile(
    r"""
    (?P<space>\s+|\#[^\n\r]*)
  | (?P<iri><(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>)
  | (?P<string>\"{3}(?:[^"\\]|\\.|"{1,2}(?!"))*\"{3}
             |'{3}(?:[^'\\]|\\.|'{1,2}(?!'))*'{3}
             |"(?:[^"\\\n\r]|\\.)*"
             |'(?:[^'\\\n\r]|\\.)*')
  | (?P<variable>[?$]\w+)
  | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
  | (?P<name>(?:\w(?:[\w.\-]{0,254}[\w\-])?)?:(?:[\w:%\-]|\\.|\.+(?=[\w:%\-\\]))*)
  | (?P<word>\w+)
  | (?P<mark>.)
    """,
    re.VERBOSE | re.DOTALL,
)
ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8}))")
ESCAPED = re.compile(ESCAPE.pattern + r"|\\.", re.DOTALL)
OPENING, CLOSING = ("(", "{", "["), (")", "}", "]")


@dataclass(frozen=True, slots=True)
class Token:
    """A token: its kind, its text, and how many brackets are open before it."""

    kind: str
    text: str
    depth: int

    @property
    def word(self) -> str:
        """A keyword in upper case; nothing for what is none."""
        return self.text.upper() if self.kind == "word" else ""

    @property
    def variable(self) -> str:
        """The name of a variable; nothing for what is none."""
        return self.text[1:] if self.kind == "variable" else ""


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a text in order, space and comments too: together they are the text."""
    depth = 0
    for found in TOKEN.finditer(text):
        kind, said = found.lastgroup or "", found.group()
        depth -= kind == "mark" and said in CLOSING
        yield Token(kind, said, depth)
        depth += kind == "mark" and said in OPENING


def hidden(text: str) -> str:
    """The first escape of a character of ASCII, or nothing: with one, a reader and a parser could see two texts."""
    for found in ESCAPE.finditer(text):
        if int(found[1] or found[2], 16) < 0x80:
            return found[0]
    return ""


def spelled(text: str) -> str:
    """A text with its escapes of characters beyond ASCII as these characters."""
    return ESCAPED.sub(lambda found: _character(found[0], found[1] or found[2] or "0"), text)


def _character(said: str, number: str) -> str:
    code = int(number, 16)
    return chr(code) if 0x80 <= code < 0xD800 or 0xE000 <= code < 0x110000 else said


def replaced(text: str, variable: str, by: str) -> str:
    """A text with every use of a variable replaced, in code only."""
    return "".join(by if token.variable == variable else token.text for token in tokens(text))
