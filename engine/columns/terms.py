"""Every distinct term of the data parsed once: kind, datatype, language, whether it is well-formed, its rank."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from engine.columns.ranks import Texts, ranks_of, ranks_of_texts
from engine.columns.reads import Reads, read_all
from engine.columns.strings import unescaped
from engine.columns.values import XSD
from engine.errors import EvidenceError
from engine.model.columns import NO_RANK, Ints, OrderKind, Scale, Small, TermKind, Terms

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
STRING = f"<{XSD}string>"
LANGUAGE_STRING = f"<{RDF}langString>"
DIRECTED = f"<{RDF}dirLangString>"
MOST_NAMES = 65_535  # datatypes or languages: 16 bits


@dataclass(frozen=True, slots=True)
class Literals:
    """The literals among the terms: their lexical forms without escapes, and for each its place among the suffixes.

    A suffix is what follows the closing quote: nothing, `@tag` or `^^<datatype>`.
    """

    lexical: pl.Series
    suffix: Ints
    suffixes: tuple[str, ...]


def terms_of(text: pl.Series) -> Terms:
    """Parse distinct canonical terms (see `engine.model.shacl.Term`); the n-th text is term n.

    Unknowns: a literal that its datatype does not know, NaN, and every datatype without an order have order NONE.
    Raises: EvidenceError COL-007 for more than 65,535 datatypes or languages.
    """
    kind = _kinds(text)
    places = np.flatnonzero(kind == TermKind.LITERAL)
    literals = _literals(text.gather(places))
    names = [named(suffix) for suffix in literals.suffixes]
    datatypes, datatype = _numbered([one for one, _ in names])
    languages, language = _numbered([one for _, one in names])
    reads, rank, scales, by = _read(literals, datatype, datatypes)
    size = len(text)
    return Terms(
        text,
        kind,
        _spread(datatype[literals.suffix], places, size, np.uint16),
        _spread(language[literals.suffix], places, size, np.uint16),
        _spread(reads.valid, places, size, np.bool_, fill=1),
        _spread(reads.order, places, size, np.uint8),
        _spread(rank, places, size, np.int64, fill=NO_RANK),
        datatypes,
        languages,
        {**scales, int(OrderKind.TEXT): Texts(text, places[by].astype(np.uint32))} if len(by) else scales,
    )


def _kinds(text: pl.Series) -> Small:
    literal, iri = text.str.starts_with('"').to_numpy(), text.str.starts_with("<").to_numpy()
    found: Small = np.full(len(text), TermKind.BLANK, dtype=np.uint8)
    found[iri], found[literal] = TermKind.IRI, TermKind.LITERAL
    return found


def _literals(text: pl.Series) -> Literals:
    parts = text.str.splitn('"', 3).struct.unnest()
    lexical, suffix = parts.to_series(1), parts.to_series(2)
    escaped = text.str.contains("\\", literal=True)
    if escaped.any():
        halves = [one[1:].rpartition('"') for one in text.filter(escaped)]
        places = escaped.arg_true()
        lexical = lexical.scatter(places, pl.Series([unescaped(before) for before, _, _ in halves], dtype=pl.String))
        suffix = suffix.scatter(places, pl.Series([after for _, _, after in halves], dtype=pl.String))
    return Literals(lexical, *_coded(suffix))


def _coded(suffix: pl.Series) -> tuple[Ints, tuple[str, ...]]:
    dtype = pl.Categorical(pl.Categories.random())
    coded = suffix.cast(dtype)  # its texts live as long as it does
    codes: Ints = coded.to_physical().to_numpy().astype(np.int64)
    size = int(codes.max(initial=-1)) + 1
    return codes, tuple(pl.Series(np.arange(size, dtype=np.uint32)).cat.to(dtype).cast(pl.String))


def named(suffix: str) -> tuple[str, str]:
    """The datatype (IRI term) and the language that a suffix says."""
    if suffix.startswith("@"):
        language, _, direction = suffix[1:].partition("--")
        return (DIRECTED if direction else LANGUAGE_STRING), language.lower()
    return suffix.removeprefix("^^") or STRING, ""


def _numbered(names: list[str]) -> tuple[tuple[str, ...], Ints]:
    """The distinct names after the empty one, and the number of each."""
    distinct = ("", *dict.fromkeys(name for name in names if name))
    if len(distinct) > MOST_NAMES:
        raise EvidenceError.of("COL-007", "-", str(len(distinct)), most=str(MOST_NAMES))
    number = {name: at for at, name in enumerate(distinct)}
    return distinct, np.array([number[name] for name in names], dtype=np.int64)


def _spread(
    values: npt.NDArray[Any], places: Ints, size: int, dtype: type[np.generic], fill: int = 0
) -> npt.NDArray[Any]:
    found: npt.NDArray[Any] = np.full(size, fill, dtype=dtype)
    found[places] = values
    return found


def _read(
    literals: Literals, datatype: Ints, datatypes: tuple[str, ...]
) -> tuple[Reads, Ints, Mapping[int, Scale], Ints]:
    """Read the literals datatype by datatype, then rank them all; the plain strings also in their order."""
    reads, texts = Reads.blank(len(literals.lexical)), np.zeros(0, dtype=np.int64)
    numbers = datatype[literals.suffix] if len(literals.suffix) else np.zeros(0, dtype=np.int64)
    by = np.argsort(numbers.astype(np.uint16), kind="stable")
    ends = np.cumsum(np.bincount(numbers, minlength=len(datatypes)))
    for number, places in enumerate(np.split(by, ends[:-1])):
        if datatypes[number] == STRING:
            texts = places
        elif len(places):
            _take(reads, places, read_all(datatypes[number], literals.lexical.gather(places)))
    rank, scales = ranks_of(reads)
    reads.order[texts] = OrderKind.TEXT
    rank[texts], by = ranks_of_texts(literals.lexical.gather(texts))
    return reads, rank, scales, texts[by]


def _take(reads: Reads, places: Ints, some: Reads) -> None:
    reads.valid[places], reads.order[places] = some.valid, some.order
    reads.high[places], reads.low[places] = some.high, some.low
    reads.rests.update({int(places[place]): rest for place, rest in some.rests.items()})
