"""SPARQL constraints and components on Oxigraph: one query for all focus nodes, or one for each (SHACL, 5.3 and 6.3)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl
import pyoxigraph as ox

from engine.errors import EngineError
from engine.ladder import structure as bones
from engine.ladder.literals import changed, owned, returned, spelling
from engine.ladder.rewrite import ROW as ROW_NAME
from engine.ladder.rewrite import Given, free, rewritten
from engine.ladder.rows import Row, filled, string_of
from engine.ladder.sound import mentioned
from engine.ladder.store import ROW, Loaded, ask, given_rows, loaded, shapes_name, solutions, with_shapes
from engine.ladder.touch import touch
from engine.ladder.values import pairs, texts
from engine.model.columns import Bools, Columns, Ids
from engine.model.shacl import Path, Query, ShapesGraph, Term
from engine.model.validation import Source

MANY = 1_000  # from so many focus nodes on, picking them out after is cheaper than putting them beside the data
FAILURE = '"true"^^<http://www.w3.org/2001/XMLSchema#boolean>'


@dataclass(frozen=True, slots=True)
class Asked:
    """A query over a shape's focus nodes.

    Shape: `focus` and `value` have one length, a row for each time that the query would be run: a focus node, and for an
    ASK one of its value nodes, each with every pre-bound variable in `rows`.
    """

    query: Query
    path: Path | None
    focus: Ids
    value: Ids
    rows: pl.DataFrame


def asked(columns: Columns, graph: ShapesGraph, query: Query, source: Source, focus: Ids) -> Asked:
    """What a query has to be asked."""
    place, value = np.arange(len(focus)), focus
    if query.ask:
        found = pairs(columns, focus, source.path)
        place, value = found.place, found.value
    known = {"currentShape": source.shape, "shapesGraph": f"<{shapes_name(graph)}>", **dict(query.bound)}
    own = {"this": columns.terms.text.gather(focus[place]), "value": columns.terms.text.gather(value)}
    names = mentioned(query.text, ("this", *(["value"] if query.ask else []), *known)) or ("this",)
    rows = pl.DataFrame({name: own[name] for name in names if name in own} or {"this": own["this"]})
    rows = rows.with_columns(pl.lit(known[name]).alias(name) for name in names if name not in own)
    return Asked(query, source.path, focus[place], value, rows)


def given_changed(columns: Columns, question: Asked) -> bool:
    """Whether the store would change any of the bound values."""
    ids = changed(columns).ids
    terms = [term for _, term in question.query.bound if term.startswith('"')]
    return bool(np.isin(question.focus, ids).any() or np.isin(question.value, ids).any()) or returned(terms) != terms


def answer(columns: Columns, graph: ShapesGraph, question: Asked, *, lifted: bool) -> Iterator[Row]:
    """The results, by one query for all rows or by one for each.

    Raises: EngineError LAD-002 where a query fails, LAD-003 where it cannot be rewritten, LAD-004 where a solution
    says `?failure`.
    """
    if not len(question.focus):
        return
    found = touch(question.query.text)
    store = loaded(columns, found.predicates if found else None)
    query = bones.structure(question.query.text)
    if query is None:
        raise EngineError.of("LAD-003", question.query.node, question.query.text)
    if lifted and len(question.focus) > MANY and free(query, tuple(question.rows.columns)):
        focus = frozenset(question.rows["this"])
        answers = ask(store, rewritten(question.query.text, query, Given("", ("this",))), ())
        yield from (
            row for row in _rows(question, answers, None, _written(columns, question.query)) if row.focus in focus
        )
        return
    graphs = [given_rows(store, question.rows)]
    if "shapesGraph" in question.rows.columns:
        graphs.append(with_shapes(store, graph))
    run = _ask if question.query.ask else _select
    yield from run(columns, store, question, graphs, lifted)


def _text(question: Asked, graph: str, row: int | None) -> str:
    query = bones.structure(question.query.text)
    if query is None:
        raise EngineError.of("LAD-003", question.query.node, question.query.text)
    names = tuple(question.rows.columns)
    return rewritten(question.query.text, query, Given(graph, names, None if row is None else f"{ROW}{row}"))


def _ask(columns: Columns, store: Loaded, question: Asked, graphs: list[str], lifted: bool) -> Iterator[Row]:
    holds = _all_hold(store, question, graphs) if lifted else _each_holds(store, question, graphs)
    failing = np.flatnonzero(~holds)
    focus, value = texts(columns, question.focus[failing]), texts(columns, question.value[failing])
    for this, node in zip(focus, value, strict=True):
        values = {"this": this, "value": node, **dict(question.query.bound)}
        yield Row(this, node, None, _filled(question.query, values))


def _all_hold(store: Loaded, question: Asked, graphs: list[str]) -> Bools:
    holds = np.zeros(len(question.focus), dtype=np.bool_)
    found = solutions(ask(store, _text(question, graphs[0], None), graphs))
    places = [int(solution[0].value.removeprefix(ROW)) for solution in found if isinstance(solution[0], ox.NamedNode)]
    holds[places] = True
    return holds


def _each_holds(store: Loaded, question: Asked, graphs: list[str]) -> Bools:
    every = range(len(question.focus))
    return np.array([bool(ask(store, _text(question, graphs[0], row), graphs)) for row in every], dtype=np.bool_)


def _select(columns: Columns, store: Loaded, question: Asked, graphs: list[str], lifted: bool) -> Iterator[Row]:
    written = _written(columns, question.query)
    if lifted:
        answers = ask(store, _text(question, graphs[0], None), graphs)
        yield from _rows(question, answers, None, written)
        return
    for row, this in enumerate(texts(columns, question.focus)):
        yield from _rows(question, ask(store, _text(question, graphs[0], row), graphs), this, written)


def _written(columns: Columns, query: Query) -> Callable[[Term, Term], Term]:
    """How the data write a value of a focus node, from the form in which the store hands it back."""
    found = touch(query.text)
    if found is not None and "value" in found.computed:
        return lambda this, form: form
    written = spelling(columns, found.predicates if found else None).written
    own = owned(columns, found.owner) if found and found.owner else {}
    return lambda this, form: own.get((this, form), written.get(form, form))


def _rows(
    question: Asked,
    answers: ox.QuerySolutions | ox.QueryBoolean,
    this: Term | None,
    written: Callable[[Term, Term], Term],
) -> Iterator[Row]:
    """A result for each solution (SHACL, section 5.3.2)."""
    names = [] if isinstance(answers, ox.QueryBoolean) else [variable.value for variable in answers.variables]
    shown = [name for name in names if not name.startswith(ROW_NAME)]
    for solution in solutions(answers):
        values = {name: str(term) for name in shown if (term := solution[name]) is not None}
        focus = this or values["this"]
        if values.get("failure") == FAILURE:
            raise EngineError.of("LAD-004", question.query.node, focus)
        if "value" in values:
            values["value"] = written(focus, values["value"])
        own = focus if question.path is None else None
        path = values.get("path", "")
        messages = _messages(question.query, {**dict(question.query.bound), "this": focus, **values})
        yield Row(focus, values.get("value", own), path if path.startswith("<") else None, messages)


def _messages(query: Query, values: Mapping[str, Term]) -> tuple[Term, ...]:
    said = values.get("message", "")
    return (said,) if said.startswith('"') else _filled(query, values)


def _filled(query: Query, values: Mapping[str, Term]) -> tuple[Term, ...]:
    return filled(query.messages, {name: string_of(term) for name, term in values.items()})
