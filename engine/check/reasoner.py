"""The reasoner: vocabulary, world and edition as OWL, asked by HermiT whether they contradict themselves."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from engine.check.problem import Problem
from engine.errors import EngineError
from engine.read.edition import edition_files
from engine.read.facts import CG, parse_turtle
from engine.read.ontology import world_files

RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
OWL = "http://www.w3.org/2002/07/owl#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
XSD = "http://www.w3.org/2001/XMLSchema#"
CALENDAR = frozenset({XSD + "date", XSD + "gYear", XSD + "dateTime"})
SECONDS = 120
INCONSISTENT = 9


def reason(root: Path, name: str, required: bool = False) -> tuple[Problem, ...]:
    """Ask HermiT, in a process of its own, whether the edition is consistent with vocabulary and world.

    Unknowns: without Java or owlready2 nothing is concluded and the problem EDN-031 (info) says so.
    Raises: EngineError ENV-001 where the reasoner is required and not there, RUN-002 where it fails.
    """
    files = [*world_files(root), *edition_files(root, name)]
    return reason_over([triple for path in files for triple in parse_turtle(path)], required)


def reason_over(triples: Iterable[ox.Triple], required: bool = False) -> tuple[Problem, ...]:
    """As `reason`, over triples."""
    missing = missing_tools()
    if missing and required:
        raise EngineError.of("ENV-001", "HermiT", missing)
    if missing:
        return (Problem("EDN-031", "info", "HermiT", missing),)
    text = "".join(f"{triple} .\n" for triple in projection(triples))
    code, said = _run(text)
    if code == INCONSISTENT:
        return (Problem("EDN-030", "error", "OWL", said or "inconsistent"),)
    if code:
        raise EngineError.of("RUN-002", "HermiT", said)
    return ()


def missing_tools() -> str:
    """What the reasoner lacks on this machine, or nothing."""
    import importlib.util

    if shutil.which("java") is None:
        return "java"
    return "" if importlib.util.find_spec("owlready2") else "owlready2"


def _run(text: str) -> tuple[int, str]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "projection.nt"
        path.write_text(text, encoding="utf-8")
        command = [sys.executable, "-m", "engine.check.hermit", str(path)]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)  # noqa: S603
        except subprocess.TimeoutExpired as fault:
            raise EngineError.of("RUN-002", "HermiT", f"{SECONDS} s") from fault
    return done.returncode, (done.stdout.strip() or done.stderr.strip()[-300:])


def projection(triples: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
    """The OWL part of the graph: axioms, types, and statements whose property is declared; calendar dates apart.

    HermiT aborts on xsd:date and xsd:gYear, so those literals become strings: two different days stay different.
    """
    found = list(triples)
    declared = _declared(found)
    for kind in ("DatatypeProperty", "FunctionalProperty"):
        yield ox.Triple(ox.NamedNode(ISSUED), ox.NamedNode(RDF_TYPE), ox.NamedNode(OWL + kind))
    for triple in found:
        predicate = triple.predicate.value
        if predicate == RDF_TYPE and isinstance(triple.object, ox.NamedNode):
            if triple.object.value.startswith((CG, OWL)) and triple.object.value != OWL + "Ontology":
                yield triple
        elif predicate.startswith((OWL + "disjointWith", OWL + "differentFrom", RDFS + "subClassOf")):
            yield triple
        elif predicate in declared and predicate.startswith((CG, ISSUED)):
            fitting = _fitting(triple, declared[predicate])
            if fitting is not None:
                yield fitting


ISSUED = "http://purl.org/dc/terms/issued"


def _declared(triples: Iterable[ox.Triple]) -> dict[str, str]:
    """Object and datatype properties by IRI; the day of issue counts as one."""
    kinds = {OWL + "ObjectProperty": "object", OWL + "DatatypeProperty": "data"}
    found = {
        triple.subject.value: kinds[triple.object.value]
        for triple in triples
        if triple.predicate.value == RDF_TYPE
        and isinstance(triple.subject, ox.NamedNode)
        and isinstance(triple.object, ox.NamedNode)
        and triple.object.value in kinds
    }
    return found | {ISSUED: "data"}


def _fitting(triple: ox.Triple, kind: str) -> ox.Triple | None:
    """The statement where its object is of its property's kind; calendar and plain text as strings, language dropped."""
    value = triple.object
    if kind == "object":
        return triple if isinstance(value, ox.NamedNode) else None
    if not isinstance(value, ox.Literal) or value.language:
        return None
    calendar = value.datatype.value in CALENDAR
    return ox.Triple(triple.subject, triple.predicate, ox.Literal(value.value) if calendar else value)
