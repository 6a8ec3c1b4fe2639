"""The world outside the editions: places, documents, targets, indicators, kinds of evidence, schemes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TypeVar

from engine.errors import ClausegraphError, EvidenceError, OntologyError, raise_all
from engine.model.text import Text
from engine.model.world import (
    Concept,
    Direction,
    Document,
    EvidenceKind,
    Indicator,
    Paragraph,
    Place,
    Qualifier,
    Target,
    World,
)
from engine.read.facts import BASE, CG, DEFINITION, ISSUED, LABEL, RDF_TYPE, SCOPE_NOTE, Facts, parse_turtle, slug
from engine.read.stretches import placing, stretches

T = TypeVar("T")
REFERENCE = frozenset({"Place", "Document", "Paragraph", "Target"})
SCHEMES = {
    "scopes": BASE + "scope/",
    "populations": BASE + "population/",
    "source_kinds": BASE + "source-kind/",
    "document_levels": BASE + "document-level/",
    "place_levels": BASE + "level/",
    "departments": BASE + "agency/",
}
UNITS = (BASE + "unit/", "http://qudt.org/vocab/unit/")


def world_files(root: Path) -> list[Path]:
    """All Turtle files of `ontology/` outside `editions/`, in order of path."""
    ontology = root / "ontology"
    return sorted(path for path in ontology.rglob("*.ttl") if "editions" not in path.relative_to(ontology).parts)


def read_world(root: Path, extra: Iterable[Path] = ()) -> World:
    """Read `ontology/` of `root`, and reference submissions in `extra`: places, documents and targets it lacks.

    Raises: OntologyError with every fault of `ontology/`, EvidenceError with every fault of reference files: one that
    states anything else is ONT-011, one that says again what `ontology/` holds is ONT-012; a link that leads nowhere
    is ONT-013.
    """
    files, added = world_files(root), tuple(extra)
    with placing([*files, *added]):
        own = Facts.of(triple for path in files for triple in parse_turtle(path))
        world = _checked(own, OntologyError)
        for path in added:
            _take_over(own, path)
        return _checked(own, EvidenceError) if added else world


def _checked(facts: Facts, error: type[ClausegraphError]) -> World:
    world = _world(facts)
    _check_links(facts, world)
    raise_all(error, facts.faults)
    return world


def _take_over(own: Facts, path: Path) -> None:
    added = Facts.of(parse_turtle(path, EvidenceError))
    own.faults += added.faults
    known = {name for kind in REFERENCE for subject in own.typed(kind) for name in _names(own, subject)}
    for subject, found in added.index.items():
        kinds = {value.value for value in found.get(RDF_TYPE, ())}
        if not kinds or not kinds <= {CG + kind for kind in REFERENCE}:
            own.wrong("ONT-011", _stands(path, subject), subject, known=", ".join(sorted(REFERENCE)))
        elif subject in own.index or not known.isdisjoint(_names(added, subject)):
            own.wrong("ONT-012", _stands(path, subject), subject)
        else:
            known |= _names(added, subject)
            own.index[subject] = found


def _names(facts: Facts, subject: str) -> set[tuple[str, str]]:
    """By which kind and name the world would hold a subject: a place by its code, all else by the end of its IRI."""
    kinds = facts.values(subject, RDF_TYPE)
    codes = set(facts.values(subject, CG + "code"))
    return {(kind, name) for kind in kinds for name in (codes if kind == CG + "Place" else {slug(subject)})}


def _stands(path: Path, subject: str) -> str:
    """The file, with the line where the subject begins one."""
    found = stretches([path]).get(subject)
    return found.place if found else path.name


def _world(facts: Facts) -> World:
    paragraphs = _paragraphs(facts)
    concepts = {name: _concepts(facts, (prefix,)) for name, prefix in SCHEMES.items()}
    return World(
        places=_by(facts, "Place", _place, lambda place: place.code),
        documents=_by(facts, "Document", lambda f, s: _document(f, s, paragraphs), lambda found: found.slug),
        targets=tuple(_target(facts, subject) for subject in facts.typed("Target")),
        indicators=_by(facts, "Indicator", _indicator, lambda found: found.slug),
        kinds=_by(facts, "EvidenceKind", _kind, lambda found: found.slug),
        units=_concepts(facts, UNITS),
        **concepts,
    )


def _by(facts: Facts, kind: str, read: Callable[[Facts, str], T], key: Callable[[T], str]) -> dict[str, T]:
    found = (read(facts, subject) for subject in facts.typed(kind))
    return {key(one): one for one in found}


def _concepts(facts: Facts, prefixes: tuple[str, ...]) -> dict[str, Concept]:
    subjects = (subject for subject in facts.index if subject.startswith(prefixes))
    return {slug(subject): _concept(facts, subject) for subject in subjects if facts.values(subject, LABEL)}


def _concept(facts: Facts, subject: str) -> Concept:
    rank = facts.maybe_number(subject, "rank")
    return Concept(
        slug(subject),
        facts.text(subject, LABEL),
        facts.maybe_text(subject, DEFINITION),
        None if rank is None else int(rank),
        subject,
        facts.maybe_basis(subject),
    )


def _place(facts: Facts, subject: str) -> Place:
    return Place(
        facts.one(subject, "code"),
        facts.text(subject, LABEL),
        facts.slug_of(subject, "placeLevel"),
        facts.maybe_slug(subject, "partOf"),
        facts.flag(subject, "fictional"),
    )


def _kind(facts: Facts, subject: str) -> EvidenceKind:
    return EvidenceKind(
        slug(subject),
        facts.slug_of(subject, "form").removesuffix("Form"),
        facts.text(subject, LABEL),
        facts.text(subject, DEFINITION),
    )


def _indicator(facts: Facts, subject: str) -> Indicator:
    return Indicator(
        slug=slug(subject),
        label=facts.text(subject, LABEL),
        definition=facts.text(subject, DEFINITION),
        unit=facts.slug_of(subject, "unit"),
        direction=_direction(facts, subject),
        low=facts.number(subject, "rangeLow"),
        high=facts.number(subject, "rangeHigh"),
        scope=facts.slug_of(subject, "scope"),
        population=facts.maybe_slug(subject, "population"),
        numerator=facts.maybe_text(subject, "numeratorText"),
        denominator=facts.maybe_text(subject, "denominatorText"),
        not_same_as=facts.slugs(subject, "notSameAs"),
        note=facts.maybe_text(subject, SCOPE_NOTE),
        basis=facts.maybe_basis(subject),
    )


def _direction(facts: Facts, subject: str) -> Direction:
    found = facts.slug_of(subject, "direction")
    if found not in set(Direction):
        facts.wrong("ONT-010", subject, found, property="direction", known=", ".join(Direction))
        return Direction.HIGHER
    return Direction(found)


def _qualifier(facts: Facts, subject: str) -> Qualifier:
    found = facts.maybe_slug(subject, "qualifier") or Qualifier.EXACTLY
    if found not in set(Qualifier):
        facts.wrong("ONT-010", subject, found, property="qualifier", known=", ".join(Qualifier))
        return Qualifier.ABOUT
    return Qualifier(found)


def _paragraphs(facts: Facts) -> Mapping[str, tuple[Paragraph, ...]]:
    found: dict[str, tuple[Paragraph, ...]] = {}
    for subject in facts.typed("Paragraph"):
        document = facts.slug_of(subject, "ofDocument")
        one = Paragraph(slug(subject), facts.one(subject, "number"), facts.text(subject, "paraphrase"))
        found[document] = (*found.get(document, ()), one)
    return found


def _document(facts: Facts, subject: str, paragraphs: Mapping[str, tuple[Paragraph, ...]]) -> Document:
    issuer = facts.maybe(subject, "issuer")
    return Document(
        slug=slug(subject),
        label=facts.text(subject, LABEL),
        number=facts.maybe(subject, "documentNumber"),
        issuer=_issuer(facts, issuer),
        issued=facts.maybe_date(subject, ISSUED),
        in_force_from=facts.maybe_date(subject, "inForceFrom"),
        in_force_to=facts.maybe_date(subject, "inForceTo"),
        successor=facts.maybe_slug(subject, "successor"),
        carries_out=facts.slugs(subject, "carriesOut"),
        presumably_carries_out=facts.slugs(subject, "presumablyCarriesOut"),
        confidence=facts.maybe_slug(subject, "confidence") or "",
        source=", ".join(facts.values(subject, "sourceKey")),
        paragraphs=paragraphs.get(slug(subject), ()),
        fictional=facts.flag(subject, "fictional"),
    )


def _issuer(facts: Facts, issuer: str | None) -> Text | None:
    if issuer is None:
        return None
    return facts.maybe_text(issuer, LABEL) or Text(slug(issuer), slug(issuer))


def _target(facts: Facts, subject: str) -> Target:
    return Target(
        slug=slug(subject),
        indicator=facts.slug_of(subject, "indicator"),
        place=facts.slug_of(subject, "place"),
        year=facts.whole(subject, "year"),
        value=facts.number(subject, "targetValue"),
        raw=facts.one(subject, "targetValue"),
        document=facts.slug_of(subject, "setBy"),
        qualifier=_qualifier(facts, subject),
        tolerance=facts.maybe_number(subject, "tolerance"),
        confidence=facts.maybe_slug(subject, "confidence") or "",
        source=", ".join(facts.values(subject, "sourceKey")),
        note=facts.maybe_text(subject, SCOPE_NOTE),
    )


def _check_links(facts: Facts, world: World) -> None:
    def known(where: str, found: str | None, names: Iterable[str]) -> None:
        if found is not None and found not in set(names):
            facts.wrong("ONT-013", where, found)

    for target in world.targets:
        known(target.slug, target.indicator, world.indicators)
        known(target.slug, target.place, world.places)
        known(target.slug, target.document, world.documents)
    for place in world.places.values():
        known(place.code, place.parent, world.places)
        known(place.code, place.level, world.place_levels)
    for indicator in world.indicators.values():
        known(indicator.slug, indicator.scope, world.scopes)
        known(indicator.slug, indicator.population, world.populations)
        known(indicator.slug, indicator.unit, world.units)
        for other in indicator.not_same_as:
            known(indicator.slug, other, world.indicators)
    for document in world.documents.values():
        known(document.slug, document.successor, world.documents)
        for carried in (*document.carries_out, *document.presumably_carries_out):
            known(document.slug, carried, world.documents)
