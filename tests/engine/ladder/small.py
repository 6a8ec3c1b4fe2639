"""Small data, shapes and constraints, written by hand, and a constraint decided on a rung of one's choice."""

from __future__ import annotations

import polars as pl

from engine.ladder import descend
from engine.model.columns import Columns
from engine.model.shacl import Constraint, Path, Query, Shape, ShapesGraph, component_of
from engine.model.validation import Decided, Remaining, Rung, Source
from engine.read.columns import read_columns

EX = "http://e.example/"
PREFIX = f"PREFIX ex: <{EX}> "
SPARQL = "<http://www.w3.org/ns/shacl#SPARQLConstraintComponent>"
VIOLATION = "<http://www.w3.org/ns/shacl#Violation>"
XSD = "http://www.w3.org/2001/XMLSchema#"


def ex(name: str) -> str:
    return f"<{EX}{name}>"


def integer(text: str) -> str:
    return f'"{text}"^^<{XSD}integer>'


def decimal(text: str) -> str:
    return f'"{text}"^^<{XSD}decimal>'


def columns(turtle: str) -> Columns:
    text = f"@prefix ex: <{EX}> . @prefix xsd: <{XSD}> .\n{turtle}"
    return read_columns([(text.encode(), "ttl")])


def select(where: str, *, messages: tuple[str, ...] = ()) -> Query:
    return Query("_:q", PREFIX + where, False, SPARQL, messages=messages)


def asking(where: str, **bound: str) -> Query:
    return Query("_:q", PREFIX + where, True, ex("Component"), tuple(sorted(bound.items())))


def shapes(*found: Shape, triples: str = "") -> ShapesGraph:
    return ShapesGraph({shape.node: shape for shape in found}, triples, "hand")


def shape(name: str, *constraints: Constraint, path: Path | None = None) -> Shape:
    return Shape(ex(name), path, (), constraints, VIOLATION)


def decided(
    data: Columns,
    constraint: Constraint,
    focus: list[str],
    highest: Rung = Rung.LIFTED,
    *,
    path: Path | None = None,
    graph: ShapesGraph | None = None,
    reason: str = "sparql",
) -> tuple[pl.DataFrame, Decided]:
    source = Source(ex("S"), path, component_of(constraint), VIOLATION, (), constraint)
    places = {text: place for place, text in enumerate(data.terms.text)}
    nodes = pl.Series([places[node] for node in focus], dtype=pl.UInt32).to_numpy()
    table, (one,) = descend(graph or shapes(), data, [source], [Remaining(0, nodes, reason)], highest)
    return table, one


def rows(table: pl.DataFrame) -> list[tuple[object, ...]]:
    return sorted(table.select("focus", "path", "value").rows(), key=repr)
