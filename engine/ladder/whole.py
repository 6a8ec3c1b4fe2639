"""The last rung: pySHACL on a cut shapes graph, over the data in rdflib's memory, with the focus nodes named.

Since the rungs above: nothing of ours judges here; what pySHACL is known to judge wrongly is refused by name before.
"""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from threading import Lock
from typing import Any

import numpy as np
import pyoxigraph as ox
import rdflib
from pyshacl import validate
from rdflib.namespace import SH

from engine.errors import EngineError
from engine.ladder.cut import cut
from engine.ladder.departures import Looked, departure, within
from engine.ladder.rows import PLACE, Row, filled, string_of, suffix_of
from engine.ladder.values import pairs, texts
from engine.model.columns import Columns, Ids
from engine.model.shacl import Constraint, Query, Shape, ShapesGraph, Term
from engine.model.validation import Source

PLACED = re.compile(r" at 0x[0-9a-f]+")  # where an object lies differs from run to run
ONE_AT_A_TIME = Lock()  # rdflib's normalisation of literals is a setting of the whole process


def by_pyshacl(columns: Columns, graph: ShapesGraph, source: Source, focus: Ids) -> Iterator[Row]:
    """The results of one constraint by pySHACL.

    Raises: EngineError LAD-005 where a known departure of pySHACL would show, LAD-006 where it fails.
    """
    constraints, depth = within(graph.shapes, source.constraint)
    seen = np.unique(np.concatenate((focus, pairs(columns, focus, source.path).value)))
    if name := departure(Looked(columns, constraints, depth, source.path is not None, seen)):
        raise EngineError.of("LAD-005", source.shape, name, component=source.component)
    if not len(focus):
        return
    shape = Shape(source.shape, source.path, (), (), source.severity)
    text = cut(graph.shapes, shape, source.constraint, texts(columns, focus))
    with ONE_AT_A_TIME, as_written():
        report = _report(columns.remember("rdflib", lambda: _data(columns)), _parsed(text), source)
        yield from [_row(report, node, source) for node in report.objects(None, SH.result)]


@contextmanager
def as_written() -> Iterator[None]:
    """Literals keep the form in which they are written for as long as this lasts, and ill-typed ones are not complained of."""
    before, log = rdflib.NORMALIZE_LITERALS, logging.getLogger("rdflib.term")
    rdflib.NORMALIZE_LITERALS, log.disabled = False, True
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        rdflib.NORMALIZE_LITERALS, log.disabled = before, False


def _data(columns: Columns) -> rdflib.Graph:
    terms = [node_of(term) for term in _terms(columns.terms.text.to_list())]
    graph = rdflib.Graph()
    for predicate, relation in columns.relations.items():
        name = rdflib.URIRef(predicate[1:-1])
        for subject, value in zip(relation.subjects.tolist(), relation.objects.tolist(), strict=True):
            graph.add((terms[subject], name, terms[value]))
    return graph


def _terms(found: list[Term]) -> Iterator[Any]:
    lines = "".join(f"<a:a> <a:a> {term} .\n" for term in found)
    yield from (quad.object for quad in ox.parse(lines.encode(), format=ox.RdfFormat.N_TRIPLES, lenient=True))


def _parsed(text: str) -> rdflib.Graph:
    graph = rdflib.Graph()
    for quad in ox.parse(text.encode(), format=ox.RdfFormat.N_TRIPLES, lenient=True):
        graph.add((node_of(quad.subject), node_of(quad.predicate), node_of(quad.object)))
    return graph


def node_of(term: Any) -> rdflib.URIRef | rdflib.BNode | rdflib.Literal:
    """A term as rdflib has it, with the form in which it is written; a plain string without its datatype."""
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    if term.language:
        return rdflib.Literal(term.value, lang=term.language, normalize=False)
    plain = term.datatype.value == str(rdflib.XSD.string)
    return rdflib.Literal(term.value, datatype=None if plain else rdflib.URIRef(term.datatype.value), normalize=False)


def term_of(node: Any) -> Term:
    """A node of rdflib as a term."""
    if isinstance(node, rdflib.URIRef):
        return f"<{node}>"
    if isinstance(node, rdflib.BNode):
        return f"_:{node}"
    if node.language:
        return str(ox.Literal(str(node), language=node.language))
    datatype = ox.NamedNode(str(node.datatype)) if node.datatype else None
    return str(ox.Literal(str(node), datatype=datatype))


def _report(data: rdflib.Graph, shapes: rdflib.Graph, source: Source) -> rdflib.Graph:
    try:
        _, report, _ = validate(
            data, shacl_graph=shapes, inference="none", advanced=False, js=False, do_owl_imports=False, inplace=True
        )
    except Exception as fault:  # pySHACL raises many kinds; whatever it is, nothing may be concluded
        said = PLACED.sub("", f"{type(fault).__name__}: {fault}")
        raise EngineError.of("LAD-006", source.shape, said) from fault
    if not isinstance(report, rdflib.Graph):
        raise EngineError.of("LAD-006", source.shape, str(report))
    return report


def _row(report: rdflib.Graph, node: Any, source: Source) -> Row:
    focus, value, path = (report.value(node, name) for name in (SH.focusNode, SH.value, SH.resultPath))
    messages = tuple(sorted(term_of(each) for each in report.objects(node, SH.resultMessage)))
    found = Row(
        term_of(focus),
        None if value is None else term_of(value),
        f"<{path}>" if isinstance(path, rdflib.URIRef) else None,
    )
    return replace(found, messages=_messages(source.constraint, found, messages))


def _messages(one: Constraint, row: Row, said: tuple[Term, ...]) -> tuple[Term, ...]:
    """The constraint's own messages; pySHACL fills in more of them than a row tells, and drops the language."""
    if not isinstance(one, Query):
        return ()
    values = {**dict(one.bound), "this": row.focus, **({"value": row.value} if row.value else {})}
    own = filled(one.messages, {name: string_of(term) for name, term in values.items()})
    if len(own) == len(said) == 1 and PLACE.search(own[0]):
        return (f"{ox.Literal(string_of(said[0]))}{suffix_of(own[0])}",)
    return own
