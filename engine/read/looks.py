"""What every text of a reading looks like, looked at once each: canonical, one term at all, literal, IRI."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from engine.columns.build import size_of
from engine.model.columns import Bools
from engine.read.split import Numbering, Rows, classed


@dataclass(frozen=True, slots=True)
class Looks:
    """By number of text: for nodes whether it is canonical, whether it is one term (see `classed`), whether a literal."""

    text: pl.Series
    canonical: Bools
    single: Bools
    literal: Bools
    iri: Bools  # by number of predicate: a canonical IRI

    @classmethod
    def at(cls, numbering: Numbering, parts: Sequence[Rows]) -> Looks:
        """Look at all texts that rows use, and at those between."""
        text = numbering.nodes.texts(max((size_of(one.subject, one.object_) for one in parts), default=0))
        names = numbering.names.texts(max((size_of(one.predicate) for one in parts), default=0))
        canonical, single = classed(text)
        named = classed(names)[0] & names.str.starts_with("<")
        literal = text.str.starts_with('"')
        return cls(text, canonical.to_numpy(), single.to_numpy(), literal.to_numpy(), named.to_numpy())

    def sound(self, rows: Rows) -> Bools:
        """The rows that are triples of single terms, as far as their looks go."""
        if self.single.all() and self.iri.all():
            found: Bools = ~self.literal[rows.subject]
            return found
        node = self.single & ~self.literal
        fits: Bools = node[rows.subject] & self.iri[rows.predicate] & self.single[rows.object_]
        return fits
