"""Things of the standard as linked data: what `ontology/` and `shapes/` say of an IRI, as it stands there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from engine.read.facts import BASE, LABEL, RDF_TYPE, parse_turtle
from engine.version import VERSION

ENGINE = ox.NamedNode(BASE + "engine")
SAID = {"turtle": ox.RdfFormat.TURTLE, "jsonld": ox.RdfFormat.JSON_LD, "ntriples": ox.RdfFormat.N_TRIPLES}
PREFIXES = {
    "cg": BASE + "def/",
    "dcterms": "http://purl.org/dc/terms/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


class Described:
    """The triples of a standard by their subject, read once.

    Raises: OntologyError ONT-002, ONT-003 for a file that is not Turtle or cannot be read.
    """

    def __init__(self, root: Path) -> None:
        self._of: dict[str, list[ox.Triple]] = {ENGINE.value: list(_engine())}
        for folder in (root / "ontology", root / "shapes"):
            for path in sorted(folder.rglob("*.ttl")):
                for triple in parse_turtle(path):
                    if isinstance(triple.subject, ox.NamedNode):
                        self._of.setdefault(triple.subject.value, []).append(triple)

    def __contains__(self, iri: str) -> bool:
        """Whether anything is said of an IRI."""
        return iri in self._of

    def names(self) -> Iterable[str]:
        """Every IRI that something is said of."""
        return self._of.keys()

    def statements(self, iri: str) -> list[dict[str, str | None]]:
        """What is said of an IRI, as plain data: property, value as written, its kind, language and datatype."""
        return [_statement(triple) for triple in self._of.get(iri, ())]

    def written(self, iris: Iterable[str], form: str) -> str:
        """What is said of some IRIs, each with what stands below it (`…/x/…`), in one of `SAID`.

        An IRI that nothing is said of adds nothing.
        """
        triples = [triple for iri in iris for triple in self._of.get(iri, ())]
        written = ox.serialize(triples, format=SAID[form], prefixes=PREFIXES)
        assert written is not None
        return written.decode()


def _engine() -> Iterator[ox.Triple]:
    """What judges: who a finding is asserted by."""
    software = ox.NamedNode("http://www.w3.org/ns/prov#SoftwareAgent")
    yield ox.Triple(ENGINE, ox.NamedNode(RDF_TYPE), software)
    yield ox.Triple(ENGINE, ox.NamedNode(LABEL), ox.Literal("Clausegraph"))
    yield ox.Triple(ENGINE, ox.NamedNode(PREFIXES["dcterms"] + "hasVersion"), ox.Literal(VERSION))


def _statement(triple: ox.Triple) -> dict[str, str | None]:
    value = triple.object
    literal = value if isinstance(value, ox.Literal) else None
    return {
        "property": triple.predicate.value,
        "value": value.value if isinstance(value, ox.NamedNode | ox.Literal) else str(value),
        "kind": "literal" if literal is not None else "iri",
        "language": literal.language if literal is not None else None,
        "datatype": literal.datatype.value if literal is not None else None,
    }
