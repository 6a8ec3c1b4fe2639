"""The marks of a SHACL report: which source shapes state what is assumed, and why; the report itself stays as it is."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from engine.model.assessment import Assessment
from engine.model.text import Basis

BASE = "https://w3id.org/clausegraph/"
BASIS, ASSUMED, REASON = (ox.NamedNode(f"{BASE}def/{name}") for name in ("basis", "assumed", "basisReason"))


def report_marks(assessment: Assessment) -> Iterator[str]:
    """N-Triples lines on each source shape of the report whose limit or demand is assumed, with the reason in both languages."""
    for slug, basis in _bases(assessment):
        shape = ox.NamedNode(f"{BASE}edition/{assessment.edition.name}/shape/{slug}")
        if basis.assumed and f"{shape} ." in assessment.report:
            yield _line(ox.Triple(shape, BASIS, ASSUMED))
            if basis.reason is not None:
                yield _line(ox.Triple(shape, REASON, ox.Literal(basis.reason.zh, language="zh")))
                yield _line(ox.Triple(shape, REASON, ox.Literal(basis.reason.en, language="en")))


def _bases(assessment: Assessment) -> Iterator[tuple[str, Basis]]:
    """Every property shape with the basis of its limit, or of its requirement where it states no parameter."""
    edition = assessment.edition
    limits = {parameter.shape: parameter.basis for parameter in edition.parameters.values()}
    for slot, shape in assessment.shapes.by_slot.items():
        own = edition.requirements[edition.slots[slot].requirement].basis
        for part in shape.properties:
            yield part.slug, limits.get(part.slug, own)


def _line(triple: ox.Triple) -> str:
    return f"{triple} .\n"
