"""SPARQL in shapes (SHACL, sections 5 and 6): constraints with a query of their own, and components with validators."""

from __future__ import annotations

from dataclasses import dataclass

from engine.model.shacl import Constraint, Path, Term
from engine.read.shacl.constraints import Given
from engine.read.shacl.triples import Triples


@dataclass(frozen=True, slots=True)
class Components:
    """The constraint components that a shapes graph defines, and the predicates of all their parameters."""

    parameters: frozenset[Term] = frozenset()


def read_components(triples: Triples) -> Components:
    """The components of a shapes graph."""
    return Components()


def query_constraints(
    triples: Triples, components: Components, node: Term, path: Path | None, given: Given
) -> tuple[Constraint, ...]:
    """The constraints of a shape that are queries."""
    return ()
