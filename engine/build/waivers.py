"""Which requirements a case need not meet, and what may never be waived: what a veto or a key item rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.build.select import put_aside
from engine.build.setting import Known
from engine.errors import ClausegraphError, EvidenceError, Fault, nearest, raise_all
from engine.model.case import SetAside, State
from engine.model.edition import Addressee, Edition
from engine.model.waiver import Waiver

WAIVED = "waived"


def covered(edition: Edition, waivers: Sequence[Waiver]) -> dict[str, Waiver]:
    """Every requirement that is waived, with what is below it, and the first waiver that names it or what is above it."""
    found: dict[str, Waiver] = {}
    for waiver in waivers:
        for slug in waiver.requirements:
            for below in edition.requirement_and_below(slug):
                found.setdefault(below, waiver)
    return found


def waived(known: Known) -> Known:
    """What is known of a slot whose requirement is waived: no object; what was delivered is set aside.

    What has no object anyhow is not waived.
    """
    if known.state is State.NO_OBJECT:
        return known
    aside: tuple[SetAside, ...] = tuple(put_aside(record, WAIVED) for record in known.chosen)
    return Known(State.NO_OBJECT, WAIVED, set_aside=(*known.set_aside, *aside))


def check_waivers(edition: Edition, waivers: Sequence[Waiver], error: type[ClausegraphError] = EvidenceError) -> None:
    """Raise BLD-003 for each name that is no requirement of an applicant, BLD-004 for what a veto or a key item rests on."""
    raise_all(error, (fault for waiver in waivers for slug in waiver.requirements for fault in _faults(edition, slug)))


def _faults(edition: Edition, slug: str) -> Iterator[Fault]:
    known = [one.slug for one in edition.requirements.values() if one.addressee is Addressee.APPLICANT]
    if slug not in known:
        yield Fault("BLD-003", f"edition/{edition.name}", slug or "-", (("nearest", nearest(slug, known)),))
    for guard in _guards(edition, set(edition.requirement_and_below(slug))):
        yield Fault("BLD-004", f"requirement/{slug}", guard)


def _guards(edition: Edition, requirements: set[str]) -> Iterator[str]:
    """The vetoes and key items that read a premise of these requirements."""
    for veto in edition.vetoes.values():
        if edition.slots[veto.slot].requirement in requirements:
            yield f"veto/{veto.slug}"
    for key in edition.key_items.values():
        item = edition.items[key.item]
        if not requirements.isdisjoint(edition.requirement_and_below(item.requirement)):
            yield f"key-item/{key.slug}"
