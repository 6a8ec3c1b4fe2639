"""SPARQL in shapes (SHACL, sections 5 and 6): constraints with a query of their own, and components with validators.

Every query is held against the rules once, where it stands; a shape that uses it gets its text with prefixes and path.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product

from engine.model.shacl import Constraint, Path, Query, Term
from engine.read.shacl.constraints import Given
from engine.read.shacl.parameters import is_text
from engine.read.shacl.paths import path_text
from engine.read.shacl.prebinding import PATH, Asked, check_query
from engine.read.shacl.prefixes import prefix_lines
from engine.read.shacl.tokens import replaced, spelled
from engine.read.shacl.triples import TRUE, Triples, sh

SPARQL = sh("SPARQLConstraintComponent")


@dataclass(frozen=True, slots=True)
class Validator:
    """A query ready for shapes: prefix lines and text, whether ASK, and its messages."""

    node: Term
    text: str
    ask: bool
    messages: tuple[Term, ...]

    def for_shape(self, path: Path | None, component: Term, bound: tuple[tuple[str, Term], ...] = ()) -> Query:
        """The constraint of a shape with this path."""
        text = self.text if path is None else replaced(self.text, PATH, path_text(path))
        return Query(self.node, text, self.ask, component, bound, self.messages)


@dataclass(frozen=True, slots=True)
class Component:
    """A constraint component: its parameters by name, those needed, and its validators by kind of shape."""

    node: Term
    parameters: tuple[tuple[str, Term], ...]
    needed: frozenset[Term]
    on_node: Validator | None
    on_property: Validator | None


@dataclass(slots=True)
class Queries:
    """The components that a shapes graph defines, the predicates of their parameters, and the queries read so far."""

    components: tuple[Component, ...] = ()
    read: dict[tuple[Term, bool], Validator | None] = field(default_factory=dict)

    @property
    def parameters(self) -> frozenset[Term]:
        """The predicates of all parameters."""
        return frozenset(path for component in self.components for _, path in component.parameters)


def query_constraints(
    triples: Triples, queries: Queries, node: Term, path: Path | None, given: Given
) -> tuple[Constraint, ...]:
    """The constraints of a shape that are queries: its own by node, then those of components."""
    own = (_constraint(triples, queries, each, along=path is not None) for each in given.get("sparql", ()))
    found: list[Constraint] = [validator.for_shape(path, SPARQL) for validator in own if validator]
    links = triples.index.get(node, {})
    for component in queries.components:
        if component.needed <= links.keys():
            found += _uses(triples, component, node, path)
    return tuple(found)


def _constraint(triples: Triples, queries: Queries, node: Term, *, along: bool) -> Validator | None:
    """A constraint's query, read once for node shapes and once for property shapes; None where deactivated."""
    if TRUE in triples.values(node, sh("deactivated")):
        return None
    if (node, along) not in queries.read:
        queries.read[node, along] = read_validator(triples, node, "select", frozenset(), along=along)
    return queries.read[node, along]


def _uses(triples: Triples, component: Component, node: Term, path: Path | None) -> Iterator[Query]:
    """The constraints that a shape's values for the parameters make (section 6.1): one for each value of a sole one."""
    validator = component.on_node if path is None else component.on_property
    if validator is None:
        triples.wrong(
            "SHP-036", node, component.node[1:-1], wanted="sh:nodeValidator | sh:propertyValidator | sh:validator"
        )
        return
    values = [(name, sorted(triples.values(node, iri))) for name, iri in component.parameters]
    held = [(name, found) for name, found in values if found]
    if len(component.parameters) > 1 and any(len(found) > 1 for _, found in held):
        name, found = next(each for each in held if len(each[1]) > 1)
        triples.wrong("SHP-030", node, ", ".join(found), property=name)
        return
    for chosen in product(*(found for _, found in held)):
        yield validator.for_shape(path, component.node, tuple(zip((name for name, _ in held), chosen, strict=True)))


def read_validator(
    triples: Triples, node: Term, kind: str, bound: frozenset[str], *, along: bool, messages: tuple[Term, ...] = ()
) -> Validator | None:
    """The query of a node by `sh:select` or `sh:ask`; None where there is no one text, or it breaks a rule.

    Records SHP-030 and SHP-031 for its text and messages, and what `prefix_lines` and `check_query` record.
    """
    values = triples.said(node, kind)
    if len(values) > 1:
        triples.wrong("SHP-030", node, str(len(values)), property=f"sh:{kind}")
    elif not values or not is_text(triples, values[0], plain=True):
        triples.wrong("SHP-031", node, "".join(values) or "-", property=f"sh:{kind}", wanted="xsd:string")
    if len(values) != 1 or not is_text(triples, values[0], plain=True):
        return None
    own = tuple(triples.said(node, "message"))
    for each in own:
        if not is_text(triples, each):
            triples.wrong("SHP-031", node, each, property="sh:message", wanted="xsd:string, rdf:langString")
    text, prefixes = spelled(triples.literals[values[0]].value), prefix_lines(triples, node)
    check_query(triples, Asked(node, text, prefixes, kind == "ask", bound, along))
    return Validator(node, prefixes + text, kind == "ask", own or messages)
