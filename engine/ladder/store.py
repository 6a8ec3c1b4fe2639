"""The data in an Oxigraph store, loaded from columns when a query first asks for them, a predicate at a time."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from threading import Lock

import polars as pl
import pyoxigraph as ox

from engine.errors import EngineError
from engine.ladder.rewrite import VALUE
from engine.model.columns import Columns, Relation, TermKind
from engine.model.shacl import ShapesGraph, Term

SHAPES = "urn:clausegraph:shapes:"
GIVEN = "urn:clausegraph:given:"
ROW = "urn:clausegraph:row:"
SLICE = 100_000
MOST = 1_000_000  # triples that stay in a store for queries to come
KEPT = "store"


@dataclass(frozen=True, slots=True)
class Loaded:
    """A store and the predicates whose triples are in it; `digests` are those of the shapes graphs in it, `given` of the rows."""

    store: ox.Store
    predicates: set[Term] = field(default_factory=set)
    digests: set[str] = field(default_factory=set)
    given: set[str] = field(default_factory=set)
    lock: Lock = field(default_factory=Lock)


def loaded(columns: Columns, predicates: frozenset[Term] | None) -> Loaded:
    """The store of the columns with at least the triples of these predicates (None: all); kept in the memo.

    Where it would hold more than `MOST` triples, what this query does not need is given up: a new store is begun.
    """
    wanted = {name for name in columns.relations if predicates is None or name in predicates}
    found = columns.remember(KEPT, lambda: Loaded(ox.Store()))
    if not found.predicates <= wanted and _triples(columns, found.predicates | wanted) > MOST:
        columns.memo[KEPT] = found = Loaded(ox.Store())
    with found.lock:
        for name in sorted(wanted - found.predicates):
            _load(found.store, columns, name, columns.relations[name])
            found.predicates.add(name)
    return found


def _triples(columns: Columns, predicates: set[Term]) -> int:
    return sum(len(columns.relations[name].subjects) for name in predicates)


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


def shapes_name(graph: ShapesGraph) -> str:
    """The name under which a shapes graph stands beside the data."""
    return f"{SHAPES}{graph.digest}"


def with_shapes(found: Loaded, graph: ShapesGraph) -> str:
    """Put a shapes graph beside the data, once, and give its name."""
    name = ox.NamedNode(shapes_name(graph))
    with found.lock:
        if graph.digest not in found.digests:
            quads = ox.parse(graph.triples.encode(), format=ox.RdfFormat.N_TRIPLES, lenient=True)
            found.store.bulk_extend(ox.Quad(quad.subject, quad.predicate, quad.object, name) for quad in quads)
            found.digests.add(graph.digest)
    return name.value


def given_rows(found: Loaded, rows: pl.DataFrame) -> str:
    """The name of a graph that holds rows of values: a column a variable, a value a term. The same rows are put in once."""
    said = rows.rows()
    key = hashlib.sha256(repr((rows.columns, said)).encode()).hexdigest()
    graph = f"{GIVEN}{key}"
    with found.lock:
        if key not in found.given:
            for name in rows.columns:
                _give(found.store, graph, rows.select(name).with_row_index("number"), name)
            found.given.add(key)
    return graph


def _give(store: ox.Store, graph: str, rows: pl.DataFrame, name: str) -> None:
    row = pl.concat_str(pl.lit(f"<{ROW}"), pl.col("number").cast(pl.String), pl.lit(f"> <{VALUE}{name}> "))
    lines = rows.select(
        line=pl.concat_str(row, name, pl.lit(f" <{graph}> .\n")), blank=pl.col(name).str.starts_with("_:")
    )
    keeps = lines["blank"]
    add(store, lines["line"].filter(~keeps), lines["line"].filter(keeps), ox.RdfFormat.N_QUADS)


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
