"""N-Triples text cut into numbered terms by columns: whole lines are split, terms are looked at once each.

What a plain line is: three terms and a full stop with a single blank between them. All else goes to the parser as it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import IO, Any

import numpy as np
import polars as pl

from engine.columns.build import Dictionary, codes
from engine.model.columns import Bools, Ids

CHUNK = 1 << 25  # bytes of text that are split at a time
HEAD = b"s p o d e\n"
SEPARATOR = b"\x01"  # never met in sound text but inside a literal

_IRI_CHARACTER = r"A-Za-z0-9._~!$&'()*+,;=:@\x{A0}-\x{D7FF}-"
_PATH = rf"(?:[{_IRI_CHARACTER}/]|%[0-9A-Fa-f]{{2}})*"
_QUERY = rf"(?:[{_IRI_CHARACTER}/?]|%[0-9A-Fa-f]{{2}})*"
_SCHEME = r"[A-Za-z][A-Za-z0-9+.-]*:"
_AUTHORITY = r"//[A-Za-z0-9._~-]+(?::[0-9]{1,4})?"
_IRI = rf"<{_SCHEME}(?:{_AUTHORITY}(?:/{_PATH})?|(?:[{_IRI_CHARACTER}]{_PATH})?)(?:\?{_QUERY})?(?:#{_QUERY})?>"
_BLANK = r"_:[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?"
_BODY = r'(?:[^"\\\x00-\x1F\x7F\x{FFFE}\x{FFFF}]|\\[btnfr"\\])*'
_LITERAL = rf'"{_BODY}"(?:@[a-z]{{2,3}}(?:-[a-z]{{2}})?|\^\^{_IRI})?'
CANONICAL = rf"\A(?:{_IRI}|{_BLANK}|{_LITERAL})\z"  # what the parser gives back as it stands; not all that it does
OTHER = r'"\^\^<http://www\.w3\.org/(?:2001/XMLSchema#string|1999/02/22-rdf-syntax-ns#(?:langString|dirLangString))>\z'
SINGLE = (  # what can only be one term, whether a good one or not
    r'\A(?:<[^<>"\s]*>|_:[^\s<>"#]*[^\s<>"#.]|"(?:[^"\\\n\r]|\\[^\n\r])*"(?:@[A-Za-z0-9-]+|\^\^<[^<>"\s]*>)?)\z'
)


@dataclass(frozen=True, slots=True)
class Rows:
    """Triples as numbers of texts; what the texts are is not known yet. Shape: three columns of one length."""

    subject: Ids
    predicate: Ids
    object_: Ids

    def __len__(self) -> int:
        return len(self.subject)

    def where(self, which: Any) -> Rows:
        """Some of the rows."""
        return Rows(self.subject[which], self.predicate[which], self.object_[which])

    def used(self, size: int) -> Bools:
        """Which of `size` texts are a subject or an object."""
        found = np.zeros(size, dtype=np.bool_)
        found[self.subject] = found[self.object_] = True
        return found


@dataclass(frozen=True, slots=True)
class Numbering:
    """The dictionaries of one reading: of subjects and objects, and of predicates."""

    nodes: Dictionary = field(default_factory=Dictionary.new)
    names: Dictionary = field(default_factory=Dictionary.new)

    def rows(self, subjects: pl.Series, predicates: pl.Series, objects: pl.Series) -> Rows:
        """Texts as rows."""
        return Rows(self.nodes.numbers(subjects), self.names.numbers(predicates), self.nodes.numbers(objects))


def joined(parts: Iterable[Rows]) -> Rows:
    """Rows one after the other."""
    found = list(parts)
    if len(found) == 1:
        return found[0]
    none = [np.zeros(0, dtype=np.uint32)]
    return Rows(
        np.concatenate(none + [one.subject for one in found]),
        np.concatenate(none + [one.predicate for one in found]),
        np.concatenate(none + [one.object_ for one in found]),
    )


def chunks(given: bytes | Path) -> Iterator[bytes]:
    """The text in pieces of whole lines, each under a line that gives the pieces of a line their names.

    Raises: OSError for a file that cannot be read.
    """
    if isinstance(given, bytes) and len(given) <= CHUNK:
        yield HEAD + given
        return
    with BytesIO(given) if isinstance(given, bytes) else given.open("rb") as file:
        yield from _pieces(file)


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    carried: list[bytes | memoryview] = [HEAD]
    while piece := file.read(CHUNK):
        end = piece.rfind(b"\n") + 1
        if end:
            yield b"".join((*carried, memoryview(piece)[:end]))
            carried = [HEAD, piece[end:]]
        else:
            carried.append(piece)
    if any(carried[1:]):
        yield b"".join(carried)


def split(piece: bytes, numbering: Numbering) -> Rows:
    """The rows of a piece of text; a line that is not plain gives a row that holds it in some way (see `line_of`).

    Raises: pl.exceptions.ComputeError for text that is not UTF-8.
    """
    node, name = numbering.nodes.dtype, numbering.names.dtype
    frame = pl.read_csv(
        piece,
        separator=" ",
        quote_char=None,
        schema={"s": node, "p": name, "o": node, "d": pl.String, "e": pl.String},
        truncate_ragged_lines=True,
    )
    plain = frame["e"].is_null() & (frame["d"] == ".").fill_null(False) & frame["p"].is_not_null()
    plain = plain & frame["s"].is_not_null() & frame["o"].is_not_null()
    if plain.all():
        return Rows(codes(frame["s"]), codes(frame["p"]), codes(frame["o"]))
    some = frame.filter(plain)
    rows = Rows(codes(some["s"]), codes(some["p"]), codes(some["o"]))
    return joined((rows, _wider(piece, ~plain, numbering)))


def _wider(piece: bytes, odd: pl.Series, numbering: Numbering) -> Rows:
    """The rows of lines with more blanks, or fewer, than three: the object is all between predicate and full stop."""
    chosen = _lines(piece, len(odd)).filter(odd)
    return split_lines(chosen.filter(chosen.is_not_null() & (chosen.str.strip_chars() != "")), numbering)


def _lines(piece: bytes, size: int) -> pl.Series:
    if SEPARATOR in piece:
        return pl.Series("line", piece.decode().split("\n")[1 : size + 1], dtype=pl.String)
    separator, name = SEPARATOR.decode(), HEAD.decode().strip()
    return pl.read_csv(piece, separator=separator, quote_char=None, schema={name: pl.String})[name]


def split_lines(lines: pl.Series, numbering: Numbering) -> Rows:
    """The rows of lines cut at their first two blanks and their last."""
    parts = lines.str.splitn(" ", 3).struct.unnest().select(pl.all().fill_null(""))
    whole = parts.to_series(2)
    cut = pl.DataFrame({"whole": whole, "cut": whole.str.strip_suffix(" ."), "plain": whole.str.ends_with(" .")})
    kept = cut.select(pl.when("plain").then("cut").otherwise(" " + pl.col("whole"))).to_series()
    return numbering.rows(parts.to_series(0), parts.to_series(1), kept)


def line_of(subject: str, predicate: str, object_: str) -> str:
    """The line that a row was cut from."""
    return f"{subject} {predicate}{object_}" if object_.startswith(" ") else f"{subject} {predicate} {object_} ."


def classed(texts: pl.Series) -> tuple[pl.Series, pl.Series]:
    """For each text whether it is canonical, and whether it is one term at all (perhaps a bad one)."""
    canonical = texts.str.contains(CANONICAL) & ~(texts.str.ends_with("ring>") & texts.str.contains(OTHER))
    if canonical.all():
        return canonical, canonical
    return canonical, canonical | texts.str.contains(SINGLE)
