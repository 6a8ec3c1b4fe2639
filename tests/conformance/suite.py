"""The suite's tests as data: the two graphs as N-Triples, and the results that must come out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from engine import home

SUITE = home().parent / "shared" / "w3c-shacl" / "tests"
BASE = "http://tests.example/"
SHT = "http://www.w3.org/ns/shacl-test#"
MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
SH = "http://www.w3.org/ns/shacl#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
REPEATED = {"zeroOrMorePath": "*", "oneOrMorePath": "+", "zeroOrOnePath": "?", "alternativePath": "|"}
Key = tuple[str, str, str, str, str, str]  # focus, path, value, component, severity, source shape
Expected = tuple[bool, Counter[Key]]


@dataclass(frozen=True, slots=True)
class SuiteTest:
    """One test; `expected` None where the engine must refuse."""

    name: str
    data: bytes
    shapes: bytes
    expected: Expected | None


def suite_tests() -> Iterator[SuiteTest]:
    """Every test of the suite, by name; none where the suite is absent."""
    for path in sorted(SUITE.rglob("*.ttl")):
        if path.name != "manifest.ttl":
            yield from _tests_of(path)


def _tests_of(path: Path) -> Iterator[SuiteTest]:
    store = ox.Store()
    store.extend(ox.Quad(*triple) for triple in _parsed(path))
    for quad in list(store.quads_for_pattern(None, ox.NamedNode(RDF + "type"), ox.NamedNode(SHT + "Validate"))):
        action, result = one(store, quad.subject, MF + "action"), one(store, quad.subject, MF + "result")
        data, shapes = (_graph(one(store, action, SHT + kind)) for kind in ("dataGraph", "shapesGraph"))
        expected = None if isinstance(result, ox.NamedNode) else outcome(store, result)
        yield SuiteTest(path.relative_to(SUITE).with_suffix("").as_posix(), data, shapes, expected)


def _parsed(path: Path) -> list[ox.Triple]:
    base = BASE + path.relative_to(SUITE).as_posix()
    return [quad.triple for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE, base_iri=base, lenient=True)]


def _graph(name: ox.NamedNode) -> bytes:
    triples = _parsed(SUITE / name.value.removeprefix(BASE))
    return ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""


def read_report(turtle: str) -> Expected:
    """What a report says."""
    store = ox.Store()
    store.load(turtle.encode(), format=ox.RdfFormat.TURTLE, base_iri=BASE, lenient=True)
    report = next(store.quads_for_pattern(None, ox.NamedNode(SH + "conforms"), None)).subject
    return outcome(store, report)


def outcome(store: ox.Store, report: ox.Term) -> Expected:
    """Whether it conforms, and every result by its six parts."""
    found = store.quads_for_pattern(report, ox.NamedNode(SH + "result"), None)
    return one(store, report, SH + "conforms").value == "true", Counter(_key(store, quad.object) for quad in found)


def _key(store: ox.Store, result: ox.Term) -> Key:
    def said(name: str) -> str:
        return term(one(store, result, SH + name))

    path = path_text(store, one(store, result, SH + "resultPath"))
    rest = ("sourceConstraintComponent", "resultSeverity", "sourceShape")
    return (said("focusNode"), path, said("value"), *(said(name) for name in rest))


def one(store: ox.Store, subject: ox.Term, predicate: str) -> ox.Term | None:
    return next((quad.object for quad in store.quads_for_pattern(subject, ox.NamedNode(predicate), None)), None)


def term(found: ox.Term | None) -> str:
    """A term as text; all blank nodes are alike."""
    return "" if found is None else "_" if isinstance(found, ox.BlankNode) else str(found)


def path_text(store: ox.Store, node: ox.Term | None) -> str:
    """A path as text, however its blank nodes are named."""
    if not isinstance(node, ox.BlankNode):
        return term(node)
    if (inner := one(store, node, SH + "inversePath")) is not None:
        return f"^({path_text(store, inner)})"
    if one(store, node, RDF + "first") is not None:
        return "/".join(path_text(store, each) for each in _members(store, node))
    found = next((name for name in REPEATED if one(store, node, SH + name) is not None), None)
    return f"{REPEATED[found]}({path_text(store, one(store, node, SH + found))})" if found else "_"


def _members(store: ox.Store, node: ox.Term | None) -> Iterator[ox.Term | None]:
    while isinstance(node, ox.BlankNode):
        yield one(store, node, RDF + "first")
        node = one(store, node, RDF + "rest")
