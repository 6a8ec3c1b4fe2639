"""Waivers as sentences: what is waived, by whom, until when and why, and the entry that says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from engine.model.assessment import Assessment
from engine.model.entry import DIGITS_SHOWN
from engine.render.voice import Voice, printed


def waiver_lines(voice: Voice, assessment: Assessment, wanted: frozenset[str] | None = None) -> Iterator[str]:
    """A line for each requirement that a waiver of the case names (of these requirements)."""
    edition = assessment.edition
    for waiver in assessment.case.waivers:
        for slug in waiver.requirements:
            if wanted is None or slug in wanted:
                requirement = edition.requirements[slug]
                said = {"approver": waiver.approver, "until": str(waiver.until), "reason": waiver.reason}
                said |= waiver_words(voice, said | {"number": str(waiver.number or ""), "hash": waiver.hash})
                number = edition.clauses[requirement.clause].number
                yield voice.say("waiver.line", number=number, label=voice.text(requirement.label), **said)


def waiver_words(voice: Voice, values: Mapping[str, str]) -> dict[str, str]:
    """Approver and reason on one line, as people typed them, and the entry of the ledger that granted a waiver; where a case
    folder states it there is none.
    """
    number = values["number"]
    entry = voice.say("waiver.entry", number=number, hash=values["hash"][:DIGITS_SHOWN]) if number else ""
    return {"approver": printed(values["approver"]), "reason": printed(values["reason"]), "entry": entry}
