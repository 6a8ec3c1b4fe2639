"""Records as evidence in Turtle: the same facts in the form of the graph, for `evidence import` and for twins."""

from __future__ import annotations

import string
from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction

from engine.model.evidence import (
    DocumentRecord,
    EventRecord,
    EventState,
    NoObject,
    Observation,
    Rating,
    Record,
)
from engine.model.world import Qualifier, World
from engine.report.plain import number

BASE = "https://w3id.org/clausegraph/"
PREFIXES = {
    "cg": BASE + "def/",
    "dcterms": "http://purl.org/dc/terms/",
    "document-level": BASE + "document-level/",
    "indicator": BASE + "indicator/",
    "kind": BASE + "kind/",
    "own-unit": BASE + "unit/",
    "place": BASE + "place/",
    "population": BASE + "population/",
    "scope": BASE + "scope/",
    "source": BASE + "source-kind/",
    "unit": "http://qudt.org/vocab/unit/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
FRAGMENT = frozenset(string.ascii_letters + string.digits + "-._~!$&'()*+,;=:@/?%")  # RFC 3987, ifragment
Pair = tuple[str, str]


def evidence_turtle(records: Iterable[Record], world: World) -> str:
    """Records as a Turtle file that reads back to the same facts; ids stay, but for what no IRI may hold (see `fragment`)."""
    blocks = [_block(record, world) for record in records]
    body = "\n".join(blocks)
    used = [name for name in PREFIXES if f" {name}:" in body or f"^^{name}:" in body]
    head = "".join(f"@prefix {name}: <{PREFIXES[name]}> .\n" for name in used)
    return f"{head}\n{body}"


def _block(record: Record, world: World) -> str:
    pairs = [("a", f"cg:{type(record).__name__}"), ("cg:subject", f"place:{record.subject}"), *_pairs(record, world)]
    return f"<#{fragment(record.source.id)}> " + " ;\n    ".join(f"{name} {value}" for name, value in pairs) + " .\n"


def _pairs(record: Record, world: World) -> Iterator[Pair]:
    match record:
        case Observation():
            yield from _observation(record, world)
        case DocumentRecord():
            yield from _document(record)
        case EventRecord():
            yield ("cg:kind", f"kind:{record.kind}")
            yield ("cg:eventState", f"cg:{EventState(record.state).value}")
            yield from _period(record.start, record.end)
            yield from _texts(description=record.description, signedBy=record.signed_by, citation=record.citation)
            yield from _links(sourceKind=("source", record.source_kind))
            yield from _last(record, record.corrects)
        case Rating():
            yield ("cg:kind", f"kind:{record.kind}")
            yield ("cg:year", str(record.year))
            yield from _texts(expert=record.expert)
            yield ("cg:ratedOn", f'"{record.on.isoformat()}"^^xsd:date')
            yield ("cg:ratingValue", record.raw)
            yield from _last(record, None)
        case NoObject():
            prefix = "indicator" if record.about in world.indicators else "kind"
            yield ("cg:about", f"{prefix}:{record.about}")
            yield from _period(record.start, record.end)
            yield from _texts(signedBy=record.signed_by, reason=record.reason)


def _observation(record: Observation, world: World) -> Iterator[Pair]:
    yield ("cg:indicator", f"indicator:{record.indicator}")
    yield from _period(record.start, record.end)
    if record.value is not None:
        yield ("cg:value", record.raw)
    yield ("cg:unit", _unit(world, world.indicators[record.indicator].unit))
    if record.qualifier is not Qualifier.EXACTLY:
        yield ("cg:qualifier", f"cg:{record.qualifier.value}")
    yield from _numbers(tolerance=record.tolerance, numerator=record.numerator, denominator=record.denominator)
    yield from _links(scope=("scope", record.scope), population=("population", record.population))
    if not record.final:
        yield ("cg:status", "cg:provisional")
    yield from _links(sourceKind=("source", record.source_kind))
    yield from _texts(issuerName=record.issuer, citation=record.citation)
    yield from _last(record, record.corrects)


def _unit(world: World, slug: str) -> str:
    """QUDT's unit, or one of our own where QUDT has none."""
    return f"own-unit:{slug}" if world.units[slug].iri.startswith(PREFIXES["own-unit"]) else f"unit:{slug}"


def _document(record: DocumentRecord) -> Iterator[Pair]:
    yield ("cg:kind", f"kind:{record.kind}")
    yield from _texts(title=record.title, documentNumber=record.number, issuerName=record.issuer)
    days = {"dcterms:issued": record.issued, "cg:inForceFrom": record.in_force_from, "cg:inForceTo": record.in_force_to}
    yield from ((name, f'"{day.isoformat()}"^^xsd:date') for name, day in days.items() if day is not None)
    yield from _links(documentLevel=("document-level", record.level), sourceKind=("source", record.source_kind))
    yield from _texts(citation=record.citation)
    yield from _last(record, record.corrects)


def _period(start: date, end: date) -> Iterator[Pair]:
    if (start.year, start.month, start.day, end.month, end.day) == (end.year, 1, 1, 12, 31):
        yield ("cg:year", str(start.year))
    else:
        yield ("cg:periodStart", f'"{start.isoformat()}"^^xsd:date')
        yield ("cg:periodEnd", f'"{end.isoformat()}"^^xsd:date')


def _numbers(**found: Fraction | int | None) -> Iterator[Pair]:
    for name, value in found.items():
        if value is not None:
            yield (f"cg:{name}", number(Fraction(value)))


def _links(**found: tuple[str, str | None]) -> Iterator[Pair]:
    for name, (prefix, slug) in found.items():
        if slug is not None:
            yield (f"cg:{name}", f"{prefix}:{slug}")


def _texts(**found: str) -> Iterator[Pair]:
    for name, value in found.items():
        if value:
            yield (f"cg:{name}", _quoted(value))


def _last(record: Observation | DocumentRecord | EventRecord | Rating, corrects: str | None) -> Iterator[Pair]:
    if corrects:
        digest, _, name = corrects.partition("#")
        home = "" if digest == record.source.digest else f"{BASE}evidence/{digest}"
        yield ("cg:corrects", f"<{home}#{fragment(name)}>")
    yield from _texts(note=record.note)


def fragment(text: str) -> str:
    """A record's id as the fragment of an IRI: what none may hold stands as the bytes of its UTF-8, as in `a%20b`."""
    return "".join(char if _may_stand(char) else _bytes(char) for char in text)


def _may_stand(char: str) -> bool:
    return char in FRAGMENT or (not char.isascii() and char.isalnum())


def _bytes(char: str) -> str:
    return "".join(f"%{byte:02X}" for byte in char.encode("utf-8", "replace"))


def _quoted(text: str) -> str:
    escaped = (
        text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")
    )
    return f'"{escaped}"'
