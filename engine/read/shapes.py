"""The shapes of an edition: plain SHACL Core over premises, one node shape for each slot; anything else is refused."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pyoxigraph as ox

from engine.errors import Fault, ShapeError, raise_all
from engine.exact import parse_number
from engine.model.shape import PropertyShape, Shapes, SlotShape
from engine.read.facts import CG, RDF_TYPE, SH, Facts, parse_turtle, slug
from engine.read.stretches import placing

CONSTRAINTS = frozenset(
    [
        "minCount",
        "maxCount",
        "minInclusive",
        "maxInclusive",
        "minExclusive",
        "maxExclusive",
        "hasValue",
        "lessThan",
        "lessThanOrEquals",
        "equals",
        "disjoint",
        "datatype",
        "nodeKind",
    ]
)
LIMITS = ("minCount", "maxCount", "minInclusive", "maxInclusive", "minExclusive", "maxExclusive", "hasValue")
EXACT = frozenset(f"http://www.w3.org/2001/XMLSchema#{name}" for name in ("decimal", "integer"))
STRUCTURE = frozenset(
    ["NodeShape", "PropertyShape", "property", "path", "severity", "message", "order", "targetObjectsOf"]
)
VALUES = frozenset(["Violation", "Warning", "Info", "IRI", "Literal"])
PATHS = frozenset(["value", "target", "document", "level", "count", "rating", "year", "state"])


def shape_files(root: Path, name: str) -> list[Path]:
    """The shape files of edition `name`, in order of name.

    Raises: ShapeError SHP-001 when there are none: an empty shapes graph would pass everything.
    """
    found = sorted((root / "shapes" / "editions" / name).glob("*.ttl"))
    if not found:
        raise ShapeError.of("SHP-001", f"shapes/editions/{name}", name)
    return found


def read_shapes(root: Path, name: str) -> Shapes:
    """Read `shapes/editions/<name>/` of `root`.

    Raises: ShapeError with every fault: an unknown `sh:` term (SHP-002), a node shape without its one slot and one
    requirement (SHP-003), a property shape without path, severity or message (SHP-004), a path that no premise has
    (SHP-005), two shapes for one slot (SHP-006), a node shape without properties (SHP-007), a limit that is no exact number (SHP-008).
    """
    files = shape_files(root, name)
    triples = [triple for path in files for triple in parse_turtle(path, ShapeError)]
    with placing(files):
        return shapes_of(triples, name)


def shapes_of(triples: list[ox.Triple], name: str) -> Shapes:
    """Read shapes from triples; as `read_shapes`."""
    facts = Facts.of(triples)
    facts.faults += _unknown_terms(triples)
    by_slot: dict[str, SlotShape] = {}
    for iri in _node_shapes(facts):
        shape = _slot_shape(facts, iri)
        if shape.slot in by_slot:
            facts.wrong("SHP-006", iri, by_slot[shape.slot].slug, slot=shape.slot)
        by_slot[shape.slot] = shape
    raise_all(ShapeError, facts.faults)
    ntriples = "".join(sorted(f"{triple} .\n" for triple in set(triples)))
    return Shapes(name, by_slot, ntriples, hashlib.sha256(ntriples.encode()).hexdigest())


def _unknown_terms(triples: list[ox.Triple]) -> list[Fault]:
    known = CONSTRAINTS | STRUCTURE | VALUES
    faults = []
    for triple in triples:
        for term in (triple.predicate, triple.object):
            if isinstance(term, ox.NamedNode) and term.value.startswith(SH) and term.value[len(SH) :] not in known:
                faults.append(Fault("SHP-002", str(triple.subject).strip("<>"), f"sh:{term.value[len(SH) :]}"))
    return faults


def _node_shapes(facts: Facts) -> list[str]:
    wanted = SH + "NodeShape"
    return [iri for iri, found in facts.index.items() if wanted in {v.value for v in found.get(RDF_TYPE, ())}]


def _slot_shape(facts: Facts, iri: str) -> SlotShape:
    slots, verified = facts.slugs(iri, SH + "targetObjectsOf"), facts.slugs(iri, CG + "verifies")
    if len(slots) != 1 or len(verified) != 1:
        facts.wrong("SHP-003", iri, f"{', '.join(slots) or '-'} / {', '.join(verified) or '-'}")
    properties = [_property_shape(facts, value) for value in facts.values(iri, SH + "property")]
    if not properties:
        facts.wrong("SHP-007", iri, slug(iri))
    properties.sort(key=lambda shape: (shape.order, shape.slug))
    return SlotShape(slug(iri), "".join(slots[:1]), "".join(verified[:1]), tuple(properties))


def _property_shape(facts: Facts, iri: str) -> PropertyShape:
    path = facts.one(iri, SH + "path")
    if path and (not path.startswith(CG) or slug(path) not in PATHS):
        facts.wrong("SHP-005", iri, path, known=", ".join(sorted(PATHS)))
    constraints = tuple(
        (name, _constraint_value(value, name)) for name in sorted(CONSTRAINTS) for value in facts.values(iri, SH + name)
    )
    if not constraints:
        facts.wrong("SHP-004", iri, "sh:minCount …")
    for name in LIMITS:
        for value in facts.index[iri].get(SH + name, ()):
            if not _is_exact(value):
                facts.wrong("SHP-008", iri, str(value), property=f"sh:{name}")
    return PropertyShape(
        slug(iri),
        slug(path),
        constraints,
        facts.slug_of(iri, SH + "severity"),
        facts.text(iri, SH + "message"),
        facts.whole(iri, SH + "order"),
    )


def _is_exact(value: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> bool:
    """Whether a limit is an IRI, or a number in the one grammar: what a library makes of any other text hangs on the library."""
    if not isinstance(value, ox.Literal):
        return True
    return value.datatype.value in EXACT and parse_number(value.value) is not None


def _constraint_value(value: str, name: str) -> str:
    return slug(value) if name in {"lessThan", "lessThanOrEquals", "equals", "disjoint", "datatype"} else value
