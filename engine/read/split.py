"""N-Triples text cut into numbered terms by columns: whole lines are split, terms are looked at once each.

What a plain line is: three terms and a full stop with a single blank between them. All else goes to the parser as it stands.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from io import BytesIO
from itertools import chain, islice
from pathlib import Path
from typing import IO, Any

import numpy as np
import polars as pl

from engine.columns.build import Dictionary, codes
from engine.model.columns import Bools, Ids

CHUNK = 1 << 23  # bytes of text that are split at a time: what the caches hold is split faster
AT_ONCE = 2  # pieces that are split at the same time
FIELDS = "spoabcdef"  # a plain line has four, and one more for each blank in its object
HEAD = " ".join(FIELDS).encode() + b"\n"
LEFT = "\n"  # never met in a line
SEPARATOR = b"\x01"  # never met in sound text but inside a literal

_IRI_CHARACTER = r"-A-Za-z0-9._~!$&'()*+,;=:@\x{A0}-\x{D7FF}"
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
    """The dictionaries of one reading: of subjects and objects, of predicates, of what follows (0 is the full stop)."""

    nodes: Dictionary
    names: Dictionary
    more: Dictionary

    @classmethod
    def new(cls) -> Numbering:
        """Dictionaries without texts."""
        more = Dictionary.new()
        more.numbers(pl.Series(["."]))
        return cls(Dictionary.new(), Dictionary.new(), more)

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
    if (len(given) if isinstance(given, bytes) else given.stat().st_size) <= CHUNK:
        yield HEAD + (given if isinstance(given, bytes) else given.read_bytes())
        return
    with BytesIO(given) if isinstance(given, bytes) else given.open("rb") as file:
        yield from _pieces(file)


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    """One buffer is read into again and again; what is left of a line moves to its start."""
    buffer = bytearray(HEAD + bytes(CHUNK))
    start = len(HEAD)
    while size := file.readinto(memoryview(buffer)[start:]):  # type: ignore[attr-defined]
        end = buffer.rfind(b"\n", len(HEAD), start + size) + 1
        left = buffer[end or len(HEAD) : start + size]
        if end:
            yield bytes(memoryview(buffer)[:end])
        start = len(HEAD) + len(left)
        if start == len(buffer):  # a line that is longer than the buffer
            buffer += bytes(len(buffer))
        buffer[len(HEAD) : start] = left
    if start > len(HEAD):
        yield bytes(memoryview(buffer)[:start])


def split_all(pieces: Iterable[bytes], numbering: Numbering) -> Rows:
    """The rows of all pieces; one is cut out of the text while those before it are split."""
    first = list(islice(pieces := iter(pieces), AT_ONCE))
    if len(first) < AT_ONCE:
        return joined(split(piece, numbering) for piece in first)
    done: list[Rows] = []
    waiting: deque[Future[Rows]] = deque()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for piece in chain(first, pieces):
            if len(waiting) == AT_ONCE:
                done.append(waiting.popleft().result())
            waiting.append(pool.submit(split, piece, numbering))
        return joined([*done, *(one.result() for one in waiting)])


def split(piece: bytes, numbering: Numbering) -> Rows:
    """The rows of a piece of text; a line that is not plain gives a row that holds it in some way (see `line_of`).

    Raises: pl.exceptions.ComputeError for text that is not UTF-8.
    """
    node, name, more = (one.dtype for one in (numbering.nodes, numbering.names, numbering.more))
    schema = {"s": node, "p": name, "o": node} | dict.fromkeys(FIELDS[3:], more)
    frame = pl.read_csv(piece, separator=" ", quote_char=None, schema=schema, truncate_ragged_lines=True)
    plain = (frame["a"].to_physical() == 0) & frame["b"].is_null()
    for column in "spoa":
        if frame[column].null_count():
            plain = plain.fill_null(False) & frame[column].is_not_null()
    if plain.all():
        return Rows(codes(frame["s"]), codes(frame["p"]), codes(frame["o"]))
    some = frame.select("s", "p", "o").filter(plain)
    rows = Rows(codes(some["s"]), codes(some["p"]), codes(some["o"]))
    lines = _whole(piece, frame, ~plain)
    return joined((rows, split_lines(lines.filter(lines.str.strip_chars() != ""), numbering)))


def _whole(piece: bytes, frame: pl.DataFrame, odd: pl.Series) -> pl.Series:
    """The lines that are not plain; blanks at their ends may be gone, they mean nothing."""
    some = frame.filter(odd)
    if some[FIELDS[-1]].null_count() < len(some):  # more blanks than fields
        return _lines(piece, len(odd)).filter(odd).fill_null("")
    fields = [pl.col(one).cast(pl.String).fill_null("") for one in FIELDS]
    return some.select(pl.concat_str(fields, separator=" ").str.strip_chars_end(" ").alias("line")).to_series()


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
    kept = cut.select(pl.when("plain").then("cut").otherwise(LEFT + pl.col("whole"))).to_series()
    return numbering.rows(parts.to_series(0), parts.to_series(1), kept)


def line_of(subject: str, predicate: str, object_: str) -> str:
    """The line that a row was cut from; a line end before the object says that no full stop was taken off."""
    return f"{subject} {predicate} {object_[1:] if object_.startswith(LEFT) else object_ + ' .'}"


def canonical(texts: pl.Series) -> pl.Series:
    """Whether each text is a term as the parser writes it; for some that are it says no."""
    return texts.str.contains(CANONICAL) & ~(texts.str.ends_with("ring>") & texts.str.contains(OTHER))


def classed(texts: pl.Series) -> tuple[pl.Series, pl.Series]:
    """For each text whether it is canonical, and whether it is one term at all (perhaps a bad one)."""
    found = canonical(texts)
    return found, found if found.all() else found | texts.str.contains(SINGLE)
