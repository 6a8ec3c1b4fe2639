"""All rules over one edition, and the meta shapes over its graph."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyshacl
from rdflib import RDF, SH, Graph

from engine.check.placed import placed
from engine.check.problem import Checked, Problem
from engine.check.rules import LINKS, RULES
from engine.errors import EngineError
from engine.read.edition import edition_files, read_edition
from engine.read.ontology import read_world, world_files
from engine.read.shapes import read_shapes, shape_files

__all__ = ["Problem", "check"]


def check(root: Path, name: str) -> tuple[Problem, ...]:
    """Every problem of an edition: by the meta shapes first, then rule by rule.

    Raises: OntologyError, ShapeError where the edition cannot even be read; EngineError where the meta shapes cannot run.
    """
    found = rule_problems(root, name)
    return placed((*meta_problems(root, name), *found), root, name)


def rule_problems(root: Path, name: str) -> tuple[Problem, ...]:
    """What the rules say; where a name leads nowhere the other rules wait until it is mended."""
    edition_files(root, name)  # a name that there is none of is said before its missing shapes
    shapes = read_shapes(root, name)
    checked = Checked(root, read_world(root), read_edition(root, name, shapes), shapes)
    dangling = tuple(LINKS(checked))
    return dangling or tuple(problem for rule in RULES for problem in rule(checked))


def meta_problems(root: Path, name: str) -> Iterator[Problem]:
    """What the meta shapes say of the edition's graph and of its shapes graph (EDN-020)."""
    data, meta = Graph(), Graph()
    for path in (*edition_files(root, name), *shape_files(root, name), *world_files(root)):
        data.parse(path, format="turtle")
    for path in sorted((root / "shapes" / "meta").glob("*.ttl")):
        if path.stem != "submission":
            meta.parse(path, format="turtle")
    if not len(meta):
        raise EngineError.of("RUN-001", "shapes/meta", "0")
    for result in _results(data, meta):
        yield Problem("EDN-020", "error", *result)


def _results(data: Graph, meta: Graph) -> list[tuple[str, str]]:
    try:
        _, report, _ = pyshacl.validate(data, shacl_graph=meta, advanced=False, inference="none")
    except Exception as fault:  # pySHACL raises many kinds; whatever it is, nothing may be concluded
        raise EngineError.of("RUN-002", "pySHACL", f"{type(fault).__name__}: {fault}") from fault
    found = []
    for result in report.subjects(RDF.type, SH.ValidationResult):
        message = report.value(result, SH.resultMessage)
        found.append((str(report.value(result, SH.focusNode)), str(message)))
    return sorted(found)
