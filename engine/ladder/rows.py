"""Results of lower rungs as rows, and the messages that are filled in from a solution (SHACL, section 5.3.2)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import polars as pl
import pyoxigraph as ox

from engine.columns.strings import unescaped
from engine.model.shacl import Predicate, Term
from engine.model.validation import RESULT, Source

PLACE = re.compile(r"\{[?$]([^{}\s]+)\}")
LITERAL = re.compile(r'^"((?:[^"\\]|\\.)*)"(.*)$', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Row:
    """One result; `messages` empty where the source's own stand."""

    focus: Term
    value: Term | None = None
    path: Term | None = None
    messages: tuple[Term, ...] = ()


def table(rows: Iterable[Row], source: Source, place: int) -> pl.DataFrame:
    """Rows as a table with the columns of RESULT; a path that is the source's own is left to it."""
    own = source.path.iri if isinstance(source.path, Predicate) else None
    found = list(rows)
    return pl.DataFrame(
        {
            "focus": [row.focus for row in found],
            "path": [None if row.path == own else row.path for row in found],
            "value": [row.value for row in found],
            "source": [place] * len(found),
            "messages": [list(row.messages) or None for row in found],
        },
        schema=RESULT,
    )


def filled(messages: tuple[Term, ...], values: Mapping[str, str]) -> tuple[Term, ...]:
    """Messages with `{?name}` and `{$name}` replaced; a name without a value stays as it is written."""
    return tuple(_filled(message, values) for message in messages)


def _filled(message: Term, values: Mapping[str, str]) -> Term:
    match = LITERAL.match(message)
    if match is None or "{" not in message:
        return message
    said = PLACE.sub(lambda found: values.get(found[1], found[0]), unescaped(match[1]))
    return f"{ox.Literal(said)}{match[2]}"


def string_of(term: Term) -> str:
    """What a term says: an IRI without its brackets, a literal's lexical form."""
    match = LITERAL.match(term)
    return unescaped(match[1]) if match else term.removeprefix("<").removesuffix(">")


def suffix_of(term: Term) -> str:
    """What follows the lexical form of a literal: its language or datatype."""
    match = LITERAL.match(term)
    return match[2] if match else ""
