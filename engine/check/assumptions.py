"""Every number and provision of an edition that is not the standard's, with its reason and its model."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from engine.exact import decimal_text
from engine.model import edition as model
from engine.model.edition import Edition
from engine.model.text import Basis, Text
from engine.model.world import Indicator, World


@dataclass(frozen=True, slots=True)
class Assumption:
    """One assumed number or reading: what it is, its value as text, where it belongs, why, and after which document."""

    kind: str
    slug: str
    label: Text
    value: str
    basis: Basis


def assumptions(edition: Edition, world: World) -> tuple[Assumption, ...]:
    """All assumed numbers, provisions and declared choices of an edition and of the world that it is judged in, part by part."""
    every = (*_numbers(edition), *_wording(edition), *_steps(edition), *_world(world))
    return tuple(found for found in every if found.basis.assumed)


def _numbers(edition: Edition) -> Iterator[Assumption]:
    total = edition.total_basis or edition.basis
    yield Assumption("total", edition.name, edition.label, decimal_text(edition.total), total)
    if edition.bonus_cap is not None:
        cap = edition.bonus_cap_basis or edition.basis
        yield Assumption("bonus-cap", edition.name, edition.label, decimal_text(edition.bonus_cap), cap)
    for parameter in edition.parameters.values():
        value = decimal_text(parameter.value)
        yield Assumption("parameter", parameter.slug, parameter.label, value, parameter.basis)
    for slot in edition.slots.values():
        yield Assumption("window", slot.slug, slot.label, _slot_value(slot), slot.basis)
    for item in edition.items.values():
        yield Assumption("points", item.slug, item.label, _item_value(item), item.basis)
    for grade in edition.grades.values():
        edge = "-" if grade.lower_edge is None else decimal_text(grade.lower_edge)
        yield Assumption("grade", grade.slug, grade.label, edge, grade.basis)
    for veto in edition.vetoes.values():
        yield Assumption("veto", veto.slug, veto.label, edition.grades[veto.at_most].notation, veto.basis)
    for key in edition.key_items.values():
        yield Assumption("key-item", key.slug, key.label, decimal_text(key.minimum_share), key.basis)
    for policy in edition.policies.values():
        yield Assumption("policy", policy.key, policy.label, policy.choice, policy.basis)


def _wording(edition: Edition) -> Iterator[Assumption]:
    """The numbers of clauses and what provisions demand: years of validity, years of data and all else that the standard may say."""
    for clause in edition.clauses.values():
        yield Assumption("clause", clause.slug, clause.label, clause.number, clause.basis)
    for provision in edition.provisions.values():
        number = edition.clauses[provision.clause].number
        yield Assumption("provision", provision.slug, provision.paraphrase, number, provision.basis)


def _steps(edition: Edition) -> Iterator[Assumption]:
    for step in edition.selection_steps:
        yield Assumption("selection", step.rule, step.label, str(step.order), step.basis)


def _world(world: World) -> Iterator[Assumption]:
    """Ranks of sources and of documents; ranges, scopes and populations of indicators."""
    for kind, table in (("source-rank", world.source_kinds), ("document-rank", world.document_levels)):
        for concept in table.values():
            if concept.basis is not None and concept.rank is not None:
                yield Assumption(kind, concept.slug, concept.label, str(concept.rank), concept.basis)
    for indicator in world.indicators.values():
        if indicator.basis is not None:
            yield Assumption("indicator", indicator.slug, indicator.label, _range(indicator), indicator.basis)


def _range(indicator: Indicator) -> str:
    """Range, scope and population."""
    about = "; ".join(part for part in (indicator.scope, indicator.population) if part)
    return f"{decimal_text(indicator.low)}–{decimal_text(indicator.high)}; {about}"


def _slot_value(slot: model.Slot) -> str:
    rated = (
        f"; {slot.least_ratings} × 0–{decimal_text(slot.rating_high)}" if slot.kind is model.SlotKind.JUDGEMENT else ""
    )
    return f"{slot.window}{rated}"


def _item_value(item: model.ScoreItem) -> str:
    """Points, then the numbers of the method."""
    return decimal_text(item.points) + "".join(f"; {part}" for part in _method_numbers(item.method))


def _method_numbers(method: model.Method) -> Iterator[str]:
    match method:
        case model.Bands(bands=bands) | model.Levels(bands=bands):
            for band in bands:
                edge = band.level or ("" if band.edge is None else decimal_text(band.edge))
                yield f"{edge} → {decimal_text(band.points)}"
        case model.Deduction():
            yield f"-{decimal_text(method.unit_points)} / {decimal_text(method.unit)} ≥ {decimal_text(method.floor)}"
        case model.PerMissingElement():
            yield f"-{decimal_text(method.element_points)} ≥ {decimal_text(method.floor)}"
        case model.PerEvent():
            yield f"-{decimal_text(method.event_points)} ≥ {decimal_text(method.floor)}"
        case model.ShareMet():
            yield from (f"{name} × {decimal_text(weight)}" for name, weight in method.weights.items())
        case _:
            return
