"""Waivers as sentences: what is waived, by whom, until when and why, and the entry that says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from engine.model.assessment import Assessment
from engine.render.voice import Voice

SHORT = 12


def waiver_lines(voice: Voice, assessment: Assessment, wanted: frozenset[str] | None = None) -> Iterator[str]:
    """A line for each requirement that a waiver of the case names (of these requirements)."""
    edition = assessment.edition
    for waiver in assessment.case.waivers:
        for slug in waiver.requirements:
            if wanted is None or slug in wanted:
                requirement = edition.requirements[slug]
                said = {"approver": waiver.approver, "until": str(waiver.until), "reason": waiver.reason}
                said["entry"] = entry_words(voice, {"number": str(waiver.entry or ""), "hash": waiver.hash})
                number = edition.clauses[requirement.clause].number
                yield voice.say("waiver.line", number=number, label=voice.text(requirement.label), **said)


def entry_words(voice: Voice, values: Mapping[str, str]) -> str:
    """The entry of the ledger that granted a waiver; nothing where a case folder states it."""
    if not values["number"]:
        return ""
    return voice.say("waiver.entry", number=values["number"], hash=values["hash"][:SHORT])
