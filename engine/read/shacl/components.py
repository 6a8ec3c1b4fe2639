"""Constraint components that a shapes graph defines itself (SHACL, section 6): parameters and validators."""

from __future__ import annotations

import re

from engine.model.shacl import SH, Term
from engine.read.shacl.queries import Component, Queries, Validator, read_validator
from engine.read.shacl.triples import Triples, sh, short

LOCAL = re.compile(r"[^\W\d][\w\-.]*\Z")
NAME = re.compile(r"[^\W\d]\w*")
TAKEN = frozenset(["this", "shapesGraph", "currentShape", "path", "PATH", "value"])


def read_components(triples: Triples) -> Queries:
    """Every component of the graph but SHACL's own, in order of IRI; what is amiss in one is SHP-036."""
    nodes = triples.instances([sh("ConstraintComponent")])
    own = sorted(node for node in nodes if not node.startswith(f"<{SH}"))
    return Queries(tuple(_component(triples, node) for node in own))


def _component(triples: Triples, node: Term) -> Component:
    parameters: dict[str, Term] = {}
    needed = set()
    for each in triples.said(node, "parameter"):
        named = _parameter(triples, node, each)
        if named is not None:
            name, predicate = named
            if parameters.setdefault(name, predicate) != predicate:
                _wrong(triples, node, f"?{name}", "sh:parameter ≠ sh:parameter")
            needed |= set() if triples.holds(each, "optional") else {predicate}
    if not node.startswith("<"):
        _wrong(triples, node, node, "IRI")
    if not needed:
        _wrong(triples, node, "-", "sh:parameter, sh:optional false")
    general, on_node, on_property = _validators(triples, node, frozenset(parameters))
    return Component(
        node, tuple(sorted(parameters.items())), frozenset(needed), on_node or general, on_property or general
    )


def _wrong(triples: Triples, node: Term, found: str, wanted: str) -> None:
    triples.wrong("SHP-036", node, found, wanted=wanted)


def _parameter(triples: Triples, node: Term, parameter: Term) -> tuple[str, Term] | None:
    """The name and the predicate of a parameter; its name is the end of the predicate's IRI."""
    paths = triples.said(parameter, "path")
    found = LOCAL.search(paths[0][:-1]) if len(paths) == 1 and paths[0].startswith("<") else None
    if found is None:
        _wrong(triples, node, ", ".join(map(short, paths)) or "-", "sh:parameter / sh:path IRI")
        return None
    name = found.group()
    if name in TAKEN or NAME.fullmatch(name) is None:
        _wrong(triples, node, f"?{name}", f"?name ∉ {{{', '.join(sorted(TAKEN))}}}")
        return None
    return name, paths[0]


def _validators(triples: Triples, node: Term, bound: frozenset[str]) -> tuple[Validator | None, ...]:
    """The ASK for any shape, the SELECT for node shapes, the SELECT for property shapes; the first where several."""
    messages = tuple(triples.said(node, "message"))
    return (
        _first(triples, node, "validator", bound | {"value"}, messages),
        _first(triples, node, "nodeValidator", bound, messages),
        _first(triples, node, "propertyValidator", bound, messages),
    )


def _first(
    triples: Triples, node: Term, name: str, bound: frozenset[str], messages: tuple[Term, ...]
) -> Validator | None:
    kind, along = ("ask" if name == "validator" else "select"), name == "propertyValidator"
    found = [
        read_validator(triples, each, kind, bound, along=along, messages=messages) for each in triples.said(node, name)
    ]
    return found[0] if found else None
