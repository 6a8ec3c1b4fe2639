"""The data in an Oxigraph store, loaded from columns when a query first asks for them, a predicate at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from threading import Lock

import polars as pl
import pyoxigraph as ox

from engine.errors import EngineError
from engine.ladder.rewrite import VALUE
from engine.model.columns import Columns, Relation, TermKind
from engine.model.shacl import Term

SHAPES = "urn:clausegraph:shapes"
GIVEN = "urn:clausegraph:given:"
ROW = "urn:clausegraph:row:"
SLICE = 500_000
NUMBERS = count()


@dataclass(frozen=True, slots=True)
class Loaded:
    """A store and the predicates whose triples are in it; `digests` are those of the shapes graph in it."""

    store: ox.Store
    predicates: set[Term] = field(default_factory=set)
    digests: set[str] = field(default_factory=set)
    lock: Lock = field(default_factory=Lock)


def loaded(columns: Columns, predicates: frozenset[Term] | None) -> Loaded:
    """The store of the columns with at least the triples of these predicates (None: all); kept in the memo."""
    found = columns.remember("store", lambda: Loaded(ox.Store()))
    with found.lock:
        for name, relation in columns.relations.items():
            if name not in found.predicates and (predicates is None or name in predicates):
                _load(found.store, columns, name, relation)
                found.predicates.add(name)
    return found


def _load(store: ox.Store, columns: Columns, predicate: Term, relation: Relation) -> None:
    blank = columns.terms.kind == TermKind.BLANK
    named = blank[relation.subjects] | blank[relation.objects]
    for start in range(0, len(named), SLICE):
        part = slice(start, start + SLICE)
        lines = pl.select(
            pl.concat_str(
                columns.terms.text.gather(relation.subjects[part]),
                pl.lit(f" {predicate} "),
                columns.terms.text.gather(relation.objects[part]),
                pl.lit(" .\n"),
            ).alias("line")
        )["line"]
        keeps = pl.Series(named[part])
        add(store, lines.filter(~keeps), lines.filter(keeps))


def add(store: ox.Store, plain: pl.Series, blank: pl.Series, form: ox.RdfFormat = ox.RdfFormat.N_TRIPLES) -> None:
    """Load lines; those with blank nodes by a way that keeps their labels."""
    try:
        if len(plain):
            store.bulk_load("".join(plain).encode(), format=form, lenient=True)
        if len(blank):
            store.bulk_extend(ox.parse("".join(blank).encode(), format=form, lenient=True))
    except (SyntaxError, OSError, ValueError) as fault:
        raise EngineError.of("LAD-001", "Oxigraph", f"{type(fault).__name__}: {fault}") from fault


def with_shapes(found: Loaded, triples: str, digest: str) -> None:
    """Put the shapes graph beside the data, once."""
    with found.lock:
        if digest not in found.digests:
            graph = ox.NamedNode(SHAPES)
            found.store.remove_graph(graph)
            quads = ox.parse(triples.encode(), format=ox.RdfFormat.N_TRIPLES, lenient=True)
            found.store.bulk_extend(ox.Quad(quad.subject, quad.predicate, quad.object, graph) for quad in quads)
            found.digests.clear()
            found.digests.add(digest)


@contextmanager
def given_rows(found: Loaded, rows: pl.DataFrame) -> Iterator[str]:
    """The name of a graph that holds rows of values for as long as it is used; a column a variable, a value a term."""
    graph = f"{GIVEN}{next(NUMBERS)}"
    numbered = rows.with_row_index("number")
    for name in rows.columns:
        lines = numbered.select(
            line=pl.concat_str(
                pl.lit(f"<{ROW}"),
                pl.col("number").cast(pl.String),
                pl.lit(f"> <{VALUE}{name}> "),
                name,
                pl.lit(f" <{graph}> .\n"),
            ),
            blank=pl.col(name).str.starts_with("_:"),
        )
        keeps = lines["blank"]
        add(found.store, lines["line"].filter(~keeps), lines["line"].filter(keeps), ox.RdfFormat.N_QUADS)
    try:
        yield graph
    finally:
        found.store.remove_graph(ox.NamedNode(graph))


def ask(found: Loaded, text: str, graphs: Iterable[str]) -> ox.QuerySolutions | ox.QueryBoolean:
    """Run a query over the data and these named graphs.

    Raises: EngineError LAD-002 for what Oxigraph does not take or cannot carry out.
    """
    named: list[ox.NamedNode | ox.BlankNode] = [ox.NamedNode(graph) for graph in graphs]
    try:
        answer = found.store.query(text, default_graph=ox.DefaultGraph(), named_graphs=named)
    except (SyntaxError, RuntimeError, OSError, ValueError) as fault:
        raise EngineError.of("LAD-002", "Oxigraph", f"{type(fault).__name__}: {fault}") from fault
    if not isinstance(answer, ox.QuerySolutions | ox.QueryBoolean):
        raise EngineError.of("LAD-002", "Oxigraph", type(answer).__name__)
    return answer


def solutions(answer: ox.QuerySolutions | ox.QueryBoolean) -> Iterator[ox.QuerySolution]:
    """The solutions of a SELECT; a fault on the way is an error."""
    if isinstance(answer, ox.QueryBoolean):
        raise EngineError.of("LAD-002", "Oxigraph", "ASK")
    try:
        yield from answer
    except (RuntimeError, OSError, ValueError) as fault:
        raise EngineError.of("LAD-002", "Oxigraph", f"{type(fault).__name__}: {fault}") from fault
