"""Building a case: exactly one premise for each leaf, slot and year, whatever was delivered.

Since reading: records have become what is known, with the rule that chose each and set the others aside.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from engine.build.objects import about_object
from engine.build.papers import document, event, judgement
from engine.build.quantity import quantity
from engine.build.setting import Known, Setting, premise
from engine.build.targets import against_target, target_for
from engine.build.waivers import check_waivers, covered, waived
from engine.errors import EvidenceError, nearest
from engine.model.case import Case, CaseKey, EvidenceMode, Premise
from engine.model.edition import Addressee, Edition, Slot, SlotKind
from engine.model.evidence import Evidence
from engine.model.waiver import Waiver
from engine.model.world import World

KINDS: Mapping[SlotKind, Callable[[Setting, Slot, int], Known]] = {
    SlotKind.QUANTITY: quantity,
    SlotKind.DOCUMENT: document,
    SlotKind.EVENT: event,
    SlotKind.JUDGEMENT: judgement,
}


def build(
    key: CaseKey,
    edition: Edition,
    world: World,
    evidence: Evidence,
    mode: EvidenceMode,
    closed: bool,
    waivers: Sequence[Waiver] = (),
) -> Case:
    """The case with its premises, in the order of the edition's slots and of the years.

    Shape: for each slot of a leaf that speaks to the applicant, one premise for each year of its window.
    Unknowns: records about other subjects are no evidence here, and their order says nothing; nothing delivered gives state `missing`; silence
    never gives `noObject`. A waiver that covers the case leaves what it waives without object; the others are left out.
    Raises: EvidenceError BLD-002 for a subject that the world does not know, BLD-003 and BLD-004 for what cannot be waived.
    Source: design.md, section 4, “From evidence to premises”.
    """
    if key.code not in world.places:
        raise EvidenceError.of("BLD-002", "subject", key.code, nearest=nearest(key.code, world.places))
    own = tuple(sorted((one for one in evidence.records if one.subject == key.code), key=lambda one: one.source))
    setting = Setting(key, edition, world, replace(evidence, records=own), mode, closed)
    held = tuple(one for one in waivers if one.covers(key.code, key.year))
    check_waivers(edition, held)
    free = covered(edition, held)
    premises = {
        found.key: found
        for slot in assessed_slots(edition)
        for found in _window(setting, slot, waiving=slot.requirement in free)
    }
    used = {source.key for found in premises.values() for source in found.chosen}
    used |= {aside.source.key for found in premises.values() for aside in found.set_aside}
    records = {record.source.key: record for record in own if record.source.key in used}
    return Case(key, closed, mode, premises, dict(sorted(records.items())), held)


def assessed_slots(edition: Edition) -> tuple[Slot, ...]:
    """The slots of leaves that speak to the applicant."""
    return tuple(
        slot
        for slot in edition.slots.values()
        if edition.requirements[slot.requirement].addressee is Addressee.APPLICANT
    )


def _window(setting: Setting, slot: Slot, *, waiving: bool) -> list[Premise]:
    last = setting.key.year
    return [_premise(setting, slot, year, waiving) for year in range(last - slot.window + 1, last + 1)]


def _premise(setting: Setting, slot: Slot, year: int, waiving: bool) -> Premise:
    known, target = KINDS[slot.kind](setting, slot, year), None
    if slot.has_target:
        target = target_for(setting.world, slot, setting.key.code, year)
        known = against_target(setting, slot, known, target)
    known = about_object(setting, slot, year, known)
    return premise(setting, slot, year, waived(known) if waiving else known, target)
