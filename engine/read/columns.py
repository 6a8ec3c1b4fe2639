"""Any RDF as columns: N-Triples are split, all else and every odd line or term goes through the parser."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import NoReturn

import numpy as np
import polars as pl
import pyoxigraph as ox

from engine.columns.build import relations_of, size_of
from engine.columns.constants import columns_with_lookup
from engine.columns.terms import terms_of
from engine.errors import EvidenceError
from engine.model.columns import Bools, Columns, Ids
from engine.read.depth import check_depth
from engine.read.facts import BASE
from engine.read.looks import Looks
from engine.read.split import HEAD, Numbering, Rows, chunks, joined, line_of, split_all, split_lines
from engine.read.tables import Field, Table, columns_of_tables

__all__ = ["Field", "Table", "columns_of_tables", "read_columns"]

FORMS = {"nt": ox.RdfFormat.N_TRIPLES, "ttl": ox.RdfFormat.TURTLE, "jsonld": ox.RdfFormat.JSON_LD}
AT_ONCE = 200_000  # triples of the parser that become text at a time
NESTED = r"^\S+ \S+ <<"  # a triple term
KEPT_FREE = ("_:shapes", "_:clausegraph")  # blank nodes of shapes and of our own writing are never those of the data
MOVED = "_:own"


@dataclass(frozen=True, slots=True)
class Source:
    """One text of the reading: its content or file, its form, and how messages call it."""

    given: bytes | Path
    form: str
    name: str


def read_columns(sources: Sequence[tuple[bytes | Path, str]]) -> Columns:
    """The graph that several texts state together; a blank node belongs to its own text.

    `sources` are contents or files with their form: `nt`, `ttl` or `jsonld`. Relative IRIs are below the project's base.
    Raises: EvidenceError COL-001 where a text breaks the syntax, COL-002 for another form, COL-003 for named graphs,
    COL-004 for deep nesting, COL-005 for a file that cannot be read, COL-006 for triple terms, COL-007 (see `terms_of`).
    """
    found = [Source(given, form, _name(given, place)) for place, (given, form) in enumerate(sources, 1)]
    for source in found:
        if source.form not in FORMS:
            raise EvidenceError.of("COL-002", source.name, source.form, known=", ".join(FORMS))
    numbering = Numbering.new()
    return _settled(found, [_rows(source, numbering) for source in found], numbering)


def _name(given: bytes | Path, place: int) -> str:
    return given.name if isinstance(given, Path) else f"#{place}"


def _rows(source: Source, numbering: Numbering) -> Rows:
    """The rows of a text, not looked at yet."""
    pieces = chunks(source.given) if source.form == "nt" else _translated(source)
    try:
        return split_all(pieces, numbering)
    except OSError as fault:
        raise EvidenceError.of("COL-005", source.name, str(fault.strerror)) from fault
    except pl.exceptions.ComputeError:  # no UTF-8: the parser says where
        return split_all(_translated(source), numbering)


def _translated(source: Source) -> Iterator[bytes]:
    """Another form as canonical N-Triples, in pieces."""
    content = source.given if isinstance(source.given, bytes) else source.given.read_bytes()
    check_depth(source.name, content, source.form)
    base = None if source.form == "nt" else BASE
    try:
        parser = ox.parse(content, format=FORMS[source.form], base_iri=base, without_named_graphs=True)
        while piece := ox.serialize(islice(parser, AT_ONCE), format=ox.RdfFormat.N_TRIPLES):
            yield HEAD + piece
    except SyntaxError as fault:
        raise _broken(source, fault) from fault


def _broken(source: Source, fault: SyntaxError) -> EvidenceError:
    if "amed graph" in str(fault.msg):
        return EvidenceError.of("COL-003", source.name, str(fault.msg))
    place = "" if fault.lineno is None else f" line {fault.lineno}"
    return EvidenceError.of("COL-001", f"{source.name}{place}", str(fault.msg))


def _refuse(source: Source, fault: SyntaxError) -> NoReturn:
    """Say what the parser has against the whole text: only there are lines counted as its writer does."""
    for _ in _translated(source):
        continue
    raise _broken(source, fault) from fault


def _settled(sources: Sequence[Source], parts: list[Rows], numbering: Numbering) -> Columns:
    """Look at every text once; what is no triple of canonical terms goes through the parser."""
    looks = Looks.at(numbering, parts)
    sound = [looks.sound(rows) for rows in parts]
    if not all(one.all() for one in sound):
        whole = zip(sources, parts, sound, strict=True)
        parts = [rows if fits.all() else _mended(source, rows, fits, numbering) for source, rows, fits in whole]
        looks = Looks.at(numbering, parts)
    parts = _canonical(sources, parts, looks, numbering)
    if len(parts) > 1:
        parts = [_renamed(rows, place, numbering) for place, rows in enumerate(parts, 1)]
    return _built(joined(parts), numbering)


def _mended(source: Source, rows: Rows, fits: Bools, numbering: Numbering) -> Rows:
    """Rows that are not sound, read as the lines that they were."""
    odd = rows.where(~fits)
    nodes, names = (
        numbering.nodes.texts(size_of(odd.subject, odd.object_)),
        numbering.names.texts(size_of(odd.predicate)),
    )
    columns = (nodes.gather(odd.subject), names.gather(odd.predicate), nodes.gather(odd.object_))
    lines = [line_of(*parts) for parts in zip(*(column.to_list() for column in columns), strict=True)]
    mended = pl.Series("line", _parsed(source, lines), dtype=pl.String)
    nested = mended.filter(mended.str.contains(NESTED))
    if len(nested):
        raise EvidenceError.of("COL-006", source.name, nested[0])
    return joined((rows.where(fits), split_lines(mended, numbering)))


def _parsed(source: Source, lines: Sequence[str]) -> list[str]:
    """Lines as the parser writes them; a line that it does not take is looked for in the whole text."""
    try:
        parser = ox.parse("\n".join(lines).encode(), format=ox.RdfFormat.N_TRIPLES)
        return (ox.serialize(parser, format=ox.RdfFormat.N_TRIPLES) or b"").decode().split("\n")[:-1]
    except SyntaxError as fault:
        _refuse(source, fault)


def _canonical(sources: Sequence[Source], parts: list[Rows], looks: Looks, numbering: Numbering) -> list[Rows]:
    """Rows whose objects and subjects are written as the parser writes them."""
    if looks.canonical.all():
        return parts
    return [_rewritten(source, rows, looks, numbering) for source, rows in zip(sources, parts, strict=True)]


def _rewritten(source: Source, rows: Rows, looks: Looks, numbering: Numbering) -> Rows:
    odd = np.flatnonzero(~looks.canonical & rows.used(len(looks.canonical)))
    if not len(odd):
        return rows
    lines = [f"<x:s> <x:p> {one} ." for one in looks.text.gather(odd)]
    written = [line.split(" ", 2)[2].removesuffix(" .") for line in _parsed(source, lines)]
    number = np.arange(len(looks.canonical), dtype=np.uint32)
    number[odd] = numbering.nodes.numbers(pl.Series(written, dtype=pl.String))
    return Rows(number[rows.subject], rows.predicate, number[rows.object_])


def _renamed(rows: Rows, place: int, numbering: Numbering) -> Rows:
    """Rows whose blank nodes bear the place of their text, so that they never join those of another."""
    text = numbering.nodes.texts(size_of(rows.subject, rows.object_))
    blank = text.str.starts_with("_").to_numpy() & rows.used(len(text))
    if not blank.any():
        return rows
    named = text.filter(pl.Series(blank)).str.replace("_:", f"_:s{place}_", literal=True)
    number = np.arange(len(text), dtype=np.uint32)
    number[blank] = numbering.nodes.numbers(named)
    return Rows(number[rows.subject], rows.predicate, number[rows.object_])


def _built(rows: Rows, numbering: Numbering) -> Columns:
    """Columns of rows; texts that no row uses drop out."""
    names = numbering.names.texts(size_of(rows.predicate)).to_list()
    text = numbering.nodes.texts(size_of(rows.subject, rows.object_))
    used = rows.used(len(text))
    subject, object_ = rows.subject, rows.object_
    if not used.all():
        number: Ids = (np.cumsum(used) - 1).astype(np.uint32)
        text, subject, object_ = text.filter(pl.Series(used)), number[subject], number[object_]
    return columns_with_lookup(terms_of(_moved(text)), relations_of(subject, rows.predicate, object_, names))


def _moved(text: pl.Series) -> pl.Series:
    """Texts of terms without the labels of blank nodes that are kept free; two labels stay two."""
    taken = text.str.starts_with(MOVED)
    for start in KEPT_FREE:
        taken |= text.str.starts_with(start)
    return text if not taken.any() else text.str.replace("^_:", MOVED).zip_with(taken, text)
