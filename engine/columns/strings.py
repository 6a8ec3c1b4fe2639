"""The string of a term (SPARQL's `str`), its length, and the patterns that it matches, each worked out once."""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import polars as pl

from engine.columns.nodes import each_once
from engine.columns.widths import width_of
from engine.model.columns import Bools, Columns, Ids, Ints, TermKind

UNKNOWN = -2
NO_STRING = -1
SINGLE = 100  # so many terms are sooner taken one by one
FEW = 500  # below, a loop is sooner done than an expression over a column is set up
ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
ESCAPED = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}


def strings(columns: Columns, nodes: Ids) -> pl.Series:
    """The strings of nodes: an IRI, or a literal's lexical form as written; null for a blank node."""
    if len(nodes) <= FEW:
        return pl.Series("string", _few(columns, nodes), dtype=pl.String)
    text, iri = columns.terms.text.gather(nodes), columns.terms.kind[nodes] == TermKind.IRI
    said = text.str.splitn('"', 3).struct.field("field_1")  # null for all that is no literal
    if iri.any():
        said = text.str.strip_prefix("<").str.strip_suffix(">").zip_with(pl.Series(iri), said)
    escaped = text.str.contains("\\", literal=True)
    if not escaped.any():
        return said
    return said.scatter(
        escaped.arg_true(), pl.Series([string_of(one) for one in text.filter(escaped)], dtype=pl.String)
    )


def _few(columns: Columns, nodes: Ids) -> list[str | None]:
    """As `strings`, one by one."""
    return [string_of(one) for one in _texts(columns, nodes)]


def _texts(columns: Columns, nodes: Ids) -> list[str]:
    """The terms themselves."""
    text = columns.terms.text
    return [text[at] for at in nodes.tolist()] if len(nodes) <= SINGLE else text[nodes].to_list()


def string_of(term: str) -> str | None:
    """The string of one term (canonical N-Triples)."""
    if term.startswith("<"):
        return term[1:-1]
    return unescaped(term[1 : term.rindex('"')]) if term.startswith('"') else None


def unescaped(text: str) -> str:
    """N-Triples escapes as the characters that they stand for."""
    return ESCAPE.sub(_character, text) if "\\" in text else text


def _character(found: re.Match[str]) -> str:
    short, long, single = found.groups()
    return chr(int(short or long, 16)) if short or long else ESCAPED.get(single, single)


def lengths(columns: Columns, nodes: Ids) -> Ints:
    """The characters of each node's string; NO_STRING for a blank node."""
    known = columns.remember("lengths", lambda: np.full(len(columns.terms), UNKNOWN, dtype=np.int64))
    _fill(known, nodes, lambda missing: _lengths(columns, missing))
    found: Ints = known[nodes]
    return found


def _lengths(columns: Columns, nodes: Ids) -> npt.NDArray[np.generic]:
    if len(nodes) <= FEW:
        return np.array([NO_STRING if one is None else len(one) for one in _few(columns, nodes)], dtype=np.int64)
    return strings(columns, nodes).str.len_chars().fill_null(NO_STRING).to_numpy()


def matching(columns: Columns, nodes: Ids, pattern: str, flags: str) -> Bools:
    """Whether each node's string matches a pattern; a blank node matches none.

    Raises: what `expression` raises for a pattern that the engine does not know.
    """
    size = len(columns.terms)
    known = columns.remember(("matching", pattern, flags), lambda: np.full(size, UNKNOWN, dtype=np.int8))
    _fill(known, nodes, lambda missing: _matching(columns, missing, pattern, flags))
    found: Bools = known[nodes] == 1
    return found


def _matching(columns: Columns, nodes: Ids, pattern: str, flags: str) -> npt.NDArray[np.generic]:
    width = width_of(pattern, flags)
    if width is not None:
        return width.among(_texts(columns, nodes))
    return _contained(strings(columns, nodes).str.contains(expression(pattern, flags)))


def _contained(found: pl.Series) -> npt.NDArray[np.generic]:
    if len(found) <= FEW:
        return np.array([one is True for one in found.to_list()], dtype=np.int8)
    return (found.fill_null(False) if found.null_count() else found).to_numpy()


def expression(pattern: str, flags: str) -> str:
    """A pattern with its flags, for the engine of the column library: linear in time, no look-around."""
    return f"(?{flags}){pattern}" if flags else pattern


def compiles(pattern: str, flags: str) -> bool:
    """Whether the engine knows a pattern."""
    if not set(flags) <= set("ims"):
        return False
    try:
        pl.Series([""]).str.contains(expression(pattern, flags))
    except pl.exceptions.ComputeError:
        return False
    return True


def _fill(known: Ints | npt.NDArray[np.int8], nodes: Ids, make: Callable[[Ids], npt.NDArray[np.generic]]) -> None:
    """Work out what is not known yet of these nodes."""
    unknown = nodes[known[nodes] == UNKNOWN]
    if len(unknown):
        missing = each_once(unknown, len(known))
        known[missing] = make(missing)
