"""A shapes graph cut to one constraint and what it refers to, written anew from the model.

Nothing of the original text is carried over: prefixes are resolved, booleans and counts canonical, targets the focus
nodes alone. So no departure that comes from how a shapes graph is written can reach pySHACL.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import count
from typing import Any

import pyoxigraph as ox

from engine.model.shacl import (
    SH,
    Alternative,
    Closed,
    Combined,
    Constraint,
    Counted,
    HasDatatype,
    HasKind,
    HasLength,
    HasValue,
    InLanguage,
    InRange,
    Inverse,
    IsClass,
    Matches,
    NodeShaped,
    NotShape,
    OneOf,
    Paired,
    Path,
    Predicate,
    PropertyShaped,
    Qualified,
    Query,
    Repeat,
    Sequence,
    Shape,
    Term,
    UniqueLanguage,
    component_of,
)
from engine.steps.walk import inverse

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XSD = "http://www.w3.org/2001/XMLSchema#"
REPEATED = {(0, False): "zeroOrMorePath", (1, False): "oneOrMorePath", (0, True): "zeroOrOnePath"}
PARAMETER = "urn:clausegraph:parameter:"
COMPONENT = "urn:clausegraph:component:"
ALONE = "clausegraph"
TRUE = f'"true"^^<{XSD}boolean>'
REFERRING: dict[type, str] = {NotShape: "not", NodeShaped: "node", PropertyShaped: "property"}
SPARQL = f"<{SH}SPARQLConstraintComponent>"


def cut(shapes: Mapping[Term, Shape], shape: Shape, constraint: Constraint, focus: list[Term]) -> str:
    """N-Triples of a shape with one constraint and these focus nodes, and of every shape that it refers to."""
    writer = _Writer(shapes)
    lines = [writer.says(shape.node, "targetNode", node) for node in focus]
    lines += writer.whole(shape, (constraint,))
    while writer.waiting:
        other = shapes[writer.waiting.pop()]
        lines += writer.whole(other, other.constraints)
    return "".join(dict.fromkeys(lines))


class _Writer:
    """Writes shapes and remembers which others they refer to."""

    def __init__(self, shapes: Mapping[Term, Shape]) -> None:
        self.shapes = shapes
        self.waiting: list[Term] = []
        self.known: set[Term] = set()
        self.numbers = count()

    def blank(self) -> Term:
        return f"_:clausegraph{next(self.numbers)}"

    def says(self, subject: Term, name: str, value: Term) -> str:
        return f"{subject} <{SH}{name}> {value} .\n"

    def refer(self, node: Term) -> Term:
        if node not in self.known:
            self.known.add(node)
            self.waiting.append(node)
        return node

    def whole(self, shape: Shape, constraints: tuple[Constraint, ...]) -> Iterator[str]:
        self.known.add(shape.node)
        kind = "NodeShape" if shape.path is None else "PropertyShape"
        yield f"{shape.node} <{RDF}type> <{SH}{kind}> .\n"
        yield self.says(shape.node, "severity", shape.severity)
        if shape.deactivated:
            yield self.says(shape.node, "deactivated", TRUE)
        if shape.path is not None:
            term, lines = self.path(shape.path)
            yield from (self.says(shape.node, "path", term), *lines)
        for constraint in constraints:
            yield from self.constraint(shape, constraint)

    def constraint(self, shape: Shape, one: Constraint) -> Iterator[str]:
        node = shape.node
        match one:
            case Query():
                yield from self.query(shape, one)
            case Combined(logic=logic, shapes=members):
                yield from self.listed(node, logic, tuple(self.refer(member) for member in members))
            case OneOf(terms=terms):
                yield from self.listed(node, "in", terms)
            case InLanguage(ranges=ranges):
                yield from self.listed(node, "languageIn", tuple(str(ox.Literal(each)) for each in ranges))
            case Closed(allowed=allowed):
                yield self.says(node, "closed", TRUE)
                yield from self.listed(node, "ignoredProperties", allowed)
            case Qualified():
                yield from self.qualified(shape, one)
            case NotShape(shape=other) | NodeShaped(shape=other) | PropertyShaped(shape=other):
                yield self.says(node, REFERRING[type(one)], self.refer(other))
            case _:
                yield from (self.says(node, name, term) for name, term in PLAIN[type(one)](one))

    def qualified(self, shape: Shape, one: Qualified) -> Iterator[str]:
        """The siblings stand in property shapes of a parent of their own that has no target."""
        name = f"qualified{'Min' if one.least else 'Max'}Count"
        yield self.says(shape.node, "qualifiedValueShape", self.refer(one.shape))
        yield self.says(shape.node, name, integer(one.count))
        if one.siblings:
            parent = self.blank()
            yield self.says(shape.node, "qualifiedValueShapesDisjoint", TRUE)
            yield self.says(parent, "property", shape.node)
            for sibling in one.siblings:
                beside = self.blank()
                yield self.says(parent, "property", beside)
                yield self.says(beside, "path", f"<{PARAMETER}path>")
                yield self.says(beside, "qualifiedValueShape", self.refer(sibling))
                yield self.says(beside, "qualifiedMinCount", integer(0))

    def query(self, shape: Shape, one: Query) -> Iterator[str]:
        """A constraint of SPARQL, or a component with one validator, under names of our own."""
        node = self.blank()
        text = str(ox.Literal(one.text))
        yield from (self.says(node, "message", message) for message in one.messages)
        if component_of(one) == SPARQL:
            yield self.says(shape.node, "sparql", node)
            yield self.says(node, "select", text)
            return
        kind, holder = ("ask", "validator") if one.ask else ("select", self.holder(shape))
        validator = "SPARQLAskValidator" if one.ask else "SPARQLSelectValidator"
        number = next(self.numbers)
        component = f"<{COMPONENT}{number}>"
        yield f"{component} <{RDF}type> <{SH}ConstraintComponent> .\n"
        yield self.says(component, holder, node)
        yield f"{node} <{RDF}type> <{SH}{validator}> .\n"
        yield self.says(node, kind, text)
        for name, value in one.bound or ((ALONE, TRUE),):
            parameter, predicate = self.blank(), f"<{PARAMETER}{number}/{name}>"
            yield self.says(component, "parameter", parameter)
            yield self.says(parameter, "path", predicate)
            yield f"{shape.node} {predicate} {value} .\n"

    def holder(self, shape: Shape) -> str:
        return "nodeValidator" if shape.path is None else "propertyValidator"

    def listed(self, subject: Term, name: str, members: tuple[Term, ...]) -> Iterator[str]:
        nodes = [self.blank() for _ in members]
        yield self.says(subject, name, nodes[0] if nodes else f"<{RDF}nil>")
        for node, after, member in zip(nodes, [*nodes[1:], f"<{RDF}nil>"][: len(nodes)], members, strict=True):
            yield f"{node} <{RDF}first> {member} .\n"
            yield f"{node} <{RDF}rest> {after} .\n"

    def path(self, path: Path) -> tuple[Term, list[str]]:
        """The term of a path and the lines that describe it."""
        match path:
            case Predicate(iri=iri):
                return iri, []
            case Inverse(path=Predicate() | Inverse() as inner):
                return self.marked("inversePath", inner)
            case Inverse(path=inner):  # pySHACL turns only single steps round
                return self.path(inverse(inner))
            case Repeat(path=inner, least=least, once=once):
                return self.marked(REPEATED[least, once], inner)
            case Alternative(paths=paths):
                return self.marked("alternativePath", Sequence(paths))
            case Sequence(paths=paths):
                parts = [self.path(each) for each in paths]
                holder = self.blank()
                lines = list(self.listed(holder, "in", tuple(term for term, _ in parts)))
                head = lines.pop(0).split(" ")[2]
                return head, [*lines, *(line for _, below in parts for line in below)]

    def marked(self, name: str, inner: Path) -> tuple[Term, list[str]]:
        node = self.blank()
        term, lines = self.path(inner)
        return node, [self.says(node, name, term), *lines]


def integer(number: int) -> Term:
    """A number as a term."""
    return f'"{number}"^^<{XSD}integer>'


def _least(least: bool) -> str:
    return "min" if least else "max"


PLAIN: dict[type, Callable[[Any], list[tuple[str, Term]]]] = {
    IsClass: lambda one: [("class", one.term)],
    HasDatatype: lambda one: [("datatype", one.term)],
    HasKind: lambda one: [("nodeKind", f"<{SH}{one.kind}>")],
    Counted: lambda one: [(f"{_least(one.least)}Count", integer(one.count))],
    HasLength: lambda one: [(f"{_least(one.least)}Length", integer(one.length))],
    InRange: lambda one: [(one.bound.value, one.term)],
    Matches: lambda one: [("pattern", str(ox.Literal(one.pattern))), ("flags", str(ox.Literal(one.flags)))],
    UniqueLanguage: lambda one: [("uniqueLang", TRUE)],
    Paired: lambda one: [(one.pairing.value, one.predicate)],
    HasValue: lambda one: [("hasValue", one.term)],
}
