"""Waivers as plain data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from engine.model.edition import Edition
from engine.model.waiver import Waiver


def waivers_data(waivers: Sequence[Waiver], edition: Edition) -> list[dict[str, Any]]:
    """The waivers in the order in which they were granted, as data for JSON."""
    return [waiver_data(one, edition) for one in waivers]


def waiver_data(waiver: Waiver, edition: Edition) -> dict[str, Any]:
    """A waiver with every field; `number` and `hash`, those of its entry, are null where a case folder states it.

    Unknowns: a requirement that the edition does not have has no label.
    """
    first, last = waiver.years
    return {
        "subject": waiver.subject,
        "first_year": first,
        "last_year": last,
        "requirements": [{"requirement": slug, "label": _label(edition, slug)} for slug in waiver.requirements],
        "reason": waiver.reason,
        "approver": waiver.approver,
        "until": waiver.until.isoformat(),
        "number": waiver.number or None,
        "hash": waiver.hash or None,
    }


def _label(edition: Edition, slug: str) -> dict[str, str] | None:
    found = edition.requirements.get(slug)
    return {"zh": found.label.zh, "en": found.label.en} if found else None
