"""Every name that an edition uses is defined (EDN-001)."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from engine.check.problem import Checked, Problem


def problems(checked: Checked) -> Iterator[Problem]:
    """Names that lead nowhere."""
    for where, found, known in _links(checked):
        if found is not None and found not in known:
            yield Problem("EDN-001", "error", where, found)


def _links(checked: Checked) -> Iterator[tuple[str, str | None, Collection[str]]]:
    edition, world = checked.edition, checked.world
    cited = {*world.documents, *(part.slug for document in world.documents.values() for part in document.paragraphs)}
    for clause in edition.clauses.values():
        yield clause.slug, clause.parent, edition.clauses
    for provision in edition.provisions.values():
        yield provision.slug, provision.clause, edition.clauses
    for one in edition.requirements.values():
        yield one.slug, one.clause, edition.clauses
        yield one.slug, one.department, world.departments
        yield from ((one.slug, name, edition.provisions) for name in one.provisions)
        yield from ((one.slug, name, edition.requirements) for name in one.members)
        yield from ((one.slug, name, cited) for name in one.cites)
    for slot in edition.slots.values():
        yield slot.slug, slot.indicator, world.indicators
        yield slot.slug, slot.evidence_kind, world.kinds
        yield slot.slug, slot.target_from, world.documents
        yield slot.slug, slot.since, world.documents
        yield from ((slot.slug, name, world.place_levels) for name in slot.no_object_at)
    for item in edition.items.values():
        yield item.slug, getattr(item.method, "slot", None), edition.slots
    for veto in edition.vetoes.values():
        yield veto.slug, veto.slot, edition.slots
        yield veto.slug, veto.at_most, edition.grades
    for key in edition.key_items.values():
        yield key.slug, key.item, edition.items
        yield key.slug, key.at_most, edition.grades
