"""Reports tell the blank nodes of the data from those of the shapes, whatever their labels."""

from __future__ import annotations

import re

import pyoxigraph as ox
import pytest

from engine.validation import WRITERS, validate
from tests.conformance.suite import SH, one

FORMS = {"ttl": ox.RdfFormat.TURTLE, "nt": ox.RdfFormat.N_TRIPLES, "jsonld": ox.RdfFormat.JSON_LD}
HEAD = "@prefix ex: <http://e/> . @prefix sh: <http://www.w3.org/ns/shacl#> . "
SHAPES = HEAD + "ex:S sh:targetSubjectsOf ex:p ; sh:property [ sh:path ex:p ; sh:nodeKind sh:IRI ] ."
LABELS = ["shapes0", "ownshapes0", "ownownshapes0", "clausegraph0", "own", "b", "r0", "rreport", "shapes"]


def report(data: str, form: str, shapes: str = SHAPES) -> ox.Store:
    store = ox.Store()
    text = WRITERS[form](validate([((HEAD + data).encode(), "ttl")], [(shapes.encode(), "ttl")]))
    store.load(text.encode(), format=FORMS[form])
    return store


@pytest.mark.parametrize("form", sorted(WRITERS))
@pytest.mark.parametrize("label", LABELS)
def test_a_focus_node_is_never_the_shape(label: str, form: str) -> None:
    store = report(f'_:{label} ex:p "a" .', form)
    result = next(store.quads_for_pattern(None, ox.NamedNode(SH + "focusNode"), None)).subject
    focus, shape = (one(store, result, SH + name) for name in ("focusNode", "sourceShape"))
    assert isinstance(focus, ox.BlankNode) and isinstance(shape, ox.BlankNode)
    assert focus != shape


@pytest.mark.parametrize("form", sorted(WRITERS))
def test_blank_nodes_of_the_data_stay_apart(form: str) -> None:
    store = report(" ".join(f'_:{label} ex:p "a" .' for label in LABELS), form)
    focus = {quad.object for quad in store.quads_for_pattern(None, ox.NamedNode(SH + "focusNode"), None)}
    assert len(focus) == len(LABELS)


def test_labels_that_clash_with_nothing_are_kept() -> None:
    text = WRITERS["ttl"](validate([(b'_:shape <http://e/p> "a" .', "nt")], [(SHAPES.encode(), "ttl")]))
    assert re.findall(r"sh:focusNode (\S+) ;", text) == ["_:shape"]


@pytest.mark.parametrize("label", ["shapes0", "shapes1", "shapes2"])
@pytest.mark.parametrize("constraint", ["sh:hasValue []", "sh:in ( [] )"])
def test_a_blank_node_of_the_shapes_is_none_of_the_data(label: str, constraint: str) -> None:
    shapes = HEAD + f"ex:S sh:targetSubjectsOf ex:p ; sh:property [ sh:path ex:p ; {constraint} ] ."
    data = f"{HEAD} ex:a ex:p _:{label} .".encode()
    assert validate([(data, "ttl")], [(shapes.encode(), "ttl")]).table.height == 1
