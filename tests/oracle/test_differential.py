"""Ours and pySHACL agree on random pairs, but for the listed departures, and so does every rung with every other."""

from __future__ import annotations

from random import Random

import pytest

from engine.compile.families import families
from engine.model.shacl import component_of
from engine.read.shapes_graph import read_shapes_graph
from tests.oracle import differential
from tests.oracle.differential import Figures, differs, figures_of, made_pairs, small, told
from tests.oracle.random_shapes import SH, Pair, ex, line, made_pair, typed
from tests.oracle.shrink import shrunk, smallest

PAIRS, SEED = 120, 7
NAMES = """And Class Closed Datatype Disjoint Equals HasValue In LanguageIn LessThan LessThanOrEquals MaxCount
    MaxExclusive MaxInclusive MaxLength MinCount MinExclusive MinInclusive MinLength Node NodeKind Not Or Pattern Property
    QualifiedMaxCount QualifiedMinCount SPARQL UniqueLang Xone"""
BLANK = Pair(
    (line(ex("S"), f"<{SH}targetObjectsOf>", ex("p")), line(ex("S"), f"<{SH}minLength>", typed("0", "integer"))),
    (line(ex("n0"), ex("p"), "_:b0"), line(ex("n0"), ex("p"), ex("n1"))),
)


@pytest.fixture(scope="module")
def figures() -> Figures:
    return figures_of(made_pairs(PAIRS, SEED))


def test_nothing_differs(figures: Figures) -> None:
    assert [(kind, small(pair, kind.kind)) for pair, kind in figures.differing[:1]] == []
    assert figures.pairs["agree"] > 0.9 * PAIRS


def test_most_constraints_are_compared_on_the_last_rung_too(figures: Figures) -> None:
    refused = sum(number for name, number in figures.rungs.items() if name.startswith("pyshacl refused"))
    assert figures.rungs["pyshacl the same"] > 2 * refused
    assert min(figures.rungs["lifted the same"], figures.rungs["focus the same"]) > PAIRS


def test_every_component_is_among_the_pairs() -> None:
    graphs = [read_shapes_graph([(pair.texts[1], "nt")]) for pair in made_pairs(PAIRS, SEED)]
    found = {component_of(one) for graph in graphs for shape in graph.shapes.values() for one in shape.constraints}
    assert found >= {f"<{SH}{name}ConstraintComponent>" for name in NAMES.split()}


def test_many_shapes_are_compiled_with_twins() -> None:
    graphs = [read_shapes_graph([(pair.texts[1], "nt")]) for pair in made_pairs(PAIRS, SEED)]
    targets = [tuple(shape for shape in graph.shapes.values() if shape.targets) for graph in graphs]
    grouped = [families(graph.shapes, chosen) for graph, chosen in zip(graphs, targets, strict=True)]
    assert sum(any(len(family) > 1 for family in found) for found in grouped) > PAIRS / 8


def test_a_seed_gives_its_pair() -> None:
    assert made_pair(Random("1/5")) == made_pair(Random("1/5")) == tuple(made_pairs(6, 1))[5]
    assert made_pair(Random("1/5")) != made_pair(Random("1/6"))


def test_a_departure_that_is_not_listed_is_a_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    assert differs(BLANK, Figures()) is None
    monkeypatch.setattr(differential, "DEPARTURES", ())
    found = differs(BLANK, Figures())
    assert found is not None
    assert found.kind == "whole: MinLengthConstraintComponent"
    assert "_" in found.text


def test_a_difference_is_made_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(differential, "DEPARTURES", ())
    found = small(BLANK, "whole: MinLengthConstraintComponent")
    assert found == Pair(BLANK.shapes, BLANK.data[:1])


def test_what_is_not_needed_is_left_out() -> None:
    lines = tuple(str(number) for number in range(40))
    assert smallest(lines, lambda kept: {"3", "17", "39"} <= set(kept)) == ("3", "17", "39")
    assert smallest(lines, lambda kept: True) == ()


def test_shapes_and_data_are_made_small_together() -> None:
    pair = Pair(("a", "b", "c"), ("x", "y"))
    needed = shrunk(pair, lambda kept: "b" in kept.shapes and ("y" in kept.data or "a" in kept.shapes))
    assert needed in (Pair(("a", "b"), ()), Pair(("b",), ("y",)))


def test_the_figures_are_told(figures: Figures) -> None:
    lines = list(told(figures))
    assert f"pairs: {PAIRS}" in lines
    assert f"  agree: {figures.pairs['agree']}" in lines
