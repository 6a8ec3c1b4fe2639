"""The standard as plain data: editions with their clauses, requirements and numbers, each number with its basis."""

from __future__ import annotations

from typing import Any, Protocol

from engine.explain.cited import cited
from engine.model.edition import Edition, Grade, KeyItem, Provision, Veto
from engine.model.shape import Shapes
from engine.model.text import Basis
from engine.model.world import Target, World
from engine.read.facts import BASE
from engine.report.plain import plain


class Standard(Protocol):
    """What requirements are told from: world, edition and shapes."""

    @property
    def world(self) -> World:
        """What stands outside the edition."""

    @property
    def edition(self) -> Edition:
        """The edition."""

    @property
    def shapes(self) -> Shapes:
        """Its shapes."""


def basis_data(basis: Basis | None) -> dict[str, Any]:
    """Where a statement comes from; `assumed` is the mark that must be shown with it."""
    return {"assumed": basis is not None and basis.assumed, **(plain(basis) if basis else {})}


def edition_data(edition: Edition) -> dict[str, Any]:
    """An edition without its parts: name, state, hash, total, and how many of each part it has."""
    counted = ("clauses", "requirements", "slots", "parameters", "items", "grades", "vetoes", "key_items")
    return {
        "name": edition.name,
        "label": plain(edition.label),
        "version": edition.version,
        "draft": edition.draft,
        "exercise": edition.exercise,
        "published": plain(edition.published),
        "in_force_from": plain(edition.in_force_from),
        "in_force_to": plain(edition.in_force_to),
        "digest": edition.digest,
        "total": plain(edition.total),
        "basis": basis_data(edition.basis),
        "counts": {name: len(getattr(edition, name)) for name in counted},
    }


def clause_data(edition: Edition, slug: str) -> dict[str, Any]:
    """A clause with its provisions, the clauses below it, and the requirements that stand at it."""
    clause = edition.clauses[slug]
    return {
        "clause": slug,
        "number": clause.number,
        "label": plain(clause.label),
        "paraphrase": plain(clause.paraphrase),
        "parent": clause.parent,
        "below": [one.slug for one in edition.clauses.values() if one.parent == slug],
        "basis": basis_data(clause.basis),
        "provisions": [_provision(one) for one in edition.provisions.values() if one.clause == slug],
        "requirements": [one.slug for one in edition.requirements.values() if one.clause == slug],
    }


def _provision(provision: Provision) -> dict[str, Any]:
    return {
        "provision": provision.slug,
        "type": provision.type.value,
        "paraphrase": plain(provision.paraphrase),
        "basis": basis_data(provision.basis),
    }


def requirement_data(standard: Standard, slug: str) -> dict[str, Any]:
    """A requirement: its logic or its slots, each slot with its shape, limits and their reasons; what it cites; its item."""
    edition = standard.edition
    requirement = edition.requirements[slug]
    return {
        "requirement": slug,
        "label": plain(requirement.label),
        "clause": requirement.clause,
        "number": edition.clauses[requirement.clause].number,
        "basis": basis_data(requirement.basis),
        "addressee": requirement.addressee.value,
        "department": _department(standard.world, requirement.department),
        "provisions": list(requirement.provisions),
        "logic": plain(requirement.logic),
        "least": requirement.least,
        "members": list(requirement.members),
        "slots": [_slot(standard, one) for one in requirement.slots],
        "cites": [_cited(standard.world, one) for one in requirement.cites],
        "score_only": requirement.score_only,
        "unchecked": plain(requirement.unchecked),
        "items": [item_data(edition, item.slug) for item in edition.items_of(slug)],
    }


def _department(world: World, slug: str) -> dict[str, Any]:
    found = world.departments.get(slug)
    return {"department": slug, "label": plain(found.label) if found else None}


def _cited(world: World, slug: str) -> dict[str, Any]:
    found = cited(world, slug)
    paragraph, said = found.paragraph or None, plain(found.paraphrase)
    return {
        "cited": slug,
        "label": plain(found.label),
        "number": found.number or None,
        "paragraph": paragraph,
        "paraphrase": said,
    }


def _slot(standard: Standard, slug: str) -> dict[str, Any]:
    """What a leaf needs to know, and the shape that judges it."""
    slot, edition = standard.edition.slots[slug], standard.edition
    shape = standard.shapes.by_slot.get(slug)
    own = {one.slug for one in shape.properties} if shape else set()
    return {
        "slot": slug,
        "kind": slot.kind.value,
        "label": plain(slot.label),
        "basis": basis_data(slot.basis),
        "window": slot.window,
        "indicator": slot.indicator,
        "evidence_kind": slot.evidence_kind,
        "target_from": slot.target_from,
        "shape": f"{BASE}edition/{edition.name}/shape/{shape.slug}" if shape else None,
        "messages": [plain(one) for one in dict.fromkeys(part.message for part in shape.properties)] if shape else [],
        "parameters": [parameter_data(edition, one) for one, found in edition.parameters.items() if found.shape in own],
    }


def parameter_data(edition: Edition, slug: str) -> dict[str, Any]:
    """A named number of an edition with its reasons: the nation's, the province's and the peers' values, and why this one."""
    found = edition.parameters[slug]
    return {
        "parameter": slug,
        "label": plain(found.label),
        "value": plain(found.value),
        "shape": f"{BASE}edition/{edition.name}/shape/{found.shape}",
        "constraint": found.constraint,
        "basis": basis_data(found.basis),
        "national": plain(found.national),
        "provincial": plain(found.provincial),
        "peers": [{"peer": name, "value": plain(value)} for name, value in found.peers],
        "chosen_because": plain(found.chosen_because),
    }


def item_data(edition: Edition, slug: str) -> dict[str, Any]:
    """A row of Annex A with its method."""
    item = edition.items[slug]
    method = type(item.method).__name__
    return {
        "item": slug,
        "number": item.number,
        "label": plain(item.label),
        "requirement": item.requirement,
        "points": plain(item.points),
        "bonus": item.bonus,
        "method": {"method": method[0].lower() + method[1:], **plain(item.method)},
        "basis": basis_data(item.basis),
    }


def scale_data(edition: Edition) -> dict[str, Any]:
    """The scale of grades, best first, with vetoes and key items."""
    return {
        "grades": [_grade(one) for one in sorted(edition.grades.values(), key=lambda one: one.order)],
        "vetoes": [_veto(one) for one in edition.vetoes.values()],
        "key_items": [_key_item(one) for one in edition.key_items.values()],
        "total": plain(edition.total),
        "bonus_cap": plain(edition.bonus_cap),
    }


def _grade(grade: Grade) -> dict[str, Any]:
    return {
        "grade": grade.slug,
        "notation": grade.notation,
        "label": plain(grade.label),
        "order": grade.order,
        "lower_edge": plain(grade.lower_edge),
        "basis": basis_data(grade.basis),
    }


def _veto(veto: Veto) -> dict[str, Any]:
    return {
        "veto": veto.slug,
        "label": plain(veto.label),
        "slot": veto.slot,
        "at_most": veto.at_most,
        "basis": basis_data(veto.basis),
    }


def _key_item(key: KeyItem) -> dict[str, Any]:
    return {
        "key_item": key.slug,
        "label": plain(key.label),
        "item": key.item,
        "minimum_share": plain(key.minimum_share),
        "at_most": key.at_most,
        "basis": basis_data(key.basis),
    }


def indicator_data(world: World, slug: str) -> dict[str, Any]:
    """A quantity with unit, range, direction, scope and definition."""
    found = world.indicators[slug]
    return {
        "indicator": slug,
        "label": plain(found.label),
        "definition": plain(found.definition),
        "unit": found.unit,
        "direction": found.direction.value,
        "low": plain(found.low),
        "high": plain(found.high),
        "scope": found.scope,
        "population": found.population,
        "numerator": plain(found.numerator),
        "denominator": plain(found.denominator),
        "not_same_as": list(found.not_same_as),
        "note": plain(found.note),
        "basis": basis_data(found.basis) if found.basis else None,
    }


def document_data(world: World, slug: str) -> dict[str, Any]:
    """An instrument with its paragraphs, its period in force, its successor and the targets that it sets."""
    found = world.documents[slug]
    return {
        "document": slug,
        "label": plain(found.label),
        "number": found.number,
        "issuer": plain(found.issuer),
        "issued": plain(found.issued),
        "in_force_from": plain(found.in_force_from),
        "in_force_to": plain(found.in_force_to),
        "successor": found.successor,
        "carries_out": list(found.carries_out),
        "presumably_carries_out": list(found.presumably_carries_out),
        "confidence": found.confidence,
        "source": found.source,
        "fictional": found.fictional,
        "paragraphs": [
            {"paragraph": one.slug, "number": one.number, "paraphrase": plain(one.paraphrase)}
            for one in found.paragraphs
        ],
        "targets": [_target(one) for one in world.targets if one.document == slug],
    }


def _target(target: Target) -> dict[str, Any]:
    return {
        "target": target.slug,
        "indicator": target.indicator,
        "place": target.place,
        "year": target.year,
        "value": plain(target.value),
        "raw": target.raw,
        "qualifier": target.qualifier.value,
        "tolerance": plain(target.tolerance),
        "confidence": target.confidence,
        "source": target.source,
        "note": plain(target.note),
    }


def place_data(world: World, code: str) -> dict[str, Any]:
    """A place by its code, with the one that it is part of."""
    place = world.places[code]
    return {
        "subject": code,
        "label": plain(place.label),
        "level": place.level,
        "part_of": place.parent,
        "fictional": place.fictional,
    }
