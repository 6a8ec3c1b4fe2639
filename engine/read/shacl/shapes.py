"""Which nodes are shapes, and each of them whole: targets, path, constraints, severity, messages (SHACL, section 2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from engine.model.shacl import Constraint, Path, Shape, Target, TargetKind, Term
from engine.read.shacl.constraints import Given, core_constraints
from engine.read.shacl.parameters import PARAMETERS, checked
from engine.read.shacl.paths import UNREAD, read_path
from engine.read.shacl.queries import Queries, query_constraints
from engine.read.shacl.triples import RDFS, TRUE, Triples, sh

SHAPE_VALUES = ("node", "property", "not", "qualifiedValueShape")
SHAPE_LISTS = ("and", "or", "xone")
NODE_SHAPE, PROPERTY_SHAPE = sh("NodeShape"), sh("PropertyShape")
PATH = sh("path")
TARGETS = tuple((kind.value, kind) for kind in TargetKind)


def read_shapes_of(triples: Triples, queries: Queries) -> dict[Term, Shape]:
    """Every shape by node, in order of node.

    Records SHP-033 for a property shape without a path and a node shape with one, SHP-034 for a shape that is
    referred to and not there, and what the parameters and paths record.
    """
    node_shapes, property_shapes = triples.instances([NODE_SHAPE]), triples.instances([PROPERTY_SHAPE])
    typed = node_shapes | property_shapes
    implied = _implied(triples, typed)
    nodes = set(typed) | set(_described(triples, queries)) | set(_referred(triples))
    without = node_shapes.keys() | {each for _, values in triples.holding("node") for each in values}
    needing = property_shapes.keys() | {each for _, values in triples.holding("property") for each in values}
    for node in sorted(nodes):
        _check_path(triples, node, without=node in without, needed=node in needing)
    return {node: _shape(triples, queries, node, implied=node in implied) for node in sorted(nodes)}


def _implied(triples: Triples, typed: Mapping[Term, None]) -> frozenset[Term]:
    """Shapes that are classes as well, and so their own targets (section 2.1.3.3); only IRIs may be."""
    found = typed.keys() & triples.instances([f"<{RDFS}Class>"]).keys()
    for node in sorted(node for node in found if node.startswith("_:")):
        triples.wrong("SHP-031", node, "rdfs:Class", property="rdf:type", wanted="IRI")
    return frozenset(found)


def _described(triples: Triples, queries: Queries) -> Iterator[Term]:
    """Subjects of a target or of a parameter."""
    telling = {sh(name) for name in (*PARAMETERS, *TargetKind)} | queries.parameters
    return (node for node, links in triples.index.items() if not telling.isdisjoint(links))


def _referred(triples: Triples) -> Iterator[Term]:
    """Values of parameters that expect shapes, and members of their lists; one that is not there is recorded."""
    for name in (*SHAPE_VALUES, *SHAPE_LISTS):
        for node, values in triples.holding(name):
            members = values if name in SHAPE_VALUES else [m for head in values for m in triples.members(head) or ()]
            yield from _there(triples, node, name, members)


def _there(triples: Triples, node: Term, name: str, members: list[Term]) -> Iterator[Term]:
    for each in members:
        if each.startswith("<") and each not in triples.index:
            triples.wrong("SHP-034", node, each[1:-1], property=f"sh:{name}")
        elif not each.startswith('"'):
            yield each


def _check_path(triples: Triples, node: Term, *, without: bool, needed: bool) -> None:
    paths = triples.values(node, PATH)
    if without and paths:
        triples.wrong("SHP-033", node, "sh:path")
    elif needed and not paths:
        triples.wrong("SHP-033", node, "-")
    elif len(paths) > 1:
        triples.wrong("SHP-030", node, str(len(paths)), property="sh:path")


def _shape(triples: Triples, queries: Queries, node: Term, *, implied: bool) -> Shape:
    path = _path(triples, node)
    given = checked(triples, node, on_property=path is not None)
    severity = given.get("severity") or [sh("Violation")]
    messages = tuple(given.get("message", ()))
    constraints = core_constraints(triples, node, given) + query_constraints(triples, queries, node, path, given)
    if TRUE in given.get("deactivated", ()):
        return Shape(node, path, (), (), severity[0], messages, deactivated=True)
    return Shape(node, path, _targets(node, given, implied=implied), constraints, severity[0], messages)


def _path(triples: Triples, node: Term) -> Path | None:
    paths = triples.values(node, PATH)
    return read_path(triples, node, paths[0]) if len(paths) == 1 else UNREAD if paths else None


def _targets(node: Term, given: Given, *, implied: bool) -> tuple[Target, ...]:
    found = {Target(kind, term) for name, kind in TARGETS for term in given.get(name, ())}
    own = {Target(TargetKind.CLASS, node)} if implied else set()
    return tuple(sorted(found | own))


def references(constraint: Constraint) -> tuple[Term, ...]:
    """The shapes that a constraint asks for the conformance of a node."""
    own = getattr(constraint, "shape", None)
    return (*([own] if own else []), *getattr(constraint, "shapes", ()), *getattr(constraint, "siblings", ()))
