"""Cases before and after acts only thought of: grade, points and lost lines, as text and as plain data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from engine.exact import decimal_text
from engine.model.assessment import Assessment
from engine.model.explanation import Line
from engine.questions.preview import Before
from engine.render.card import grade_lines
from engine.render.voice import Voice
from engine.report.plain import plain
from engine.report.served import summary_data

SCHEMA = "clausegraph/preview/1"


def preview_data(found: Sequence[Before]) -> dict[str, Any]:
    """Each case before and after, as data for JSON: what it came to, findings, and the lost lines of the ledger of points."""
    return {
        "schema": SCHEMA,
        "cases": [
            {"before": side_data(one.before), "after": side_data(one.after), "turned": turned(one)} for one in found
        ],
    }


def turned(found: Before) -> list[str]:
    """The requirements whose outcome is another after than before, in order."""
    before, after = found.before.findings.by_requirement, found.after.findings.by_requirement
    return sorted(slug for slug in before if before[slug].outcome is not after[slug].outcome)


def side_data(assessment: Assessment) -> dict[str, Any]:
    """What a case came to: its summary, the outcome of every requirement, the lost lines of the ledger of points."""
    findings = assessment.findings.by_requirement
    return summary_data(assessment) | {
        "findings": {slug: plain(one.outcome) for slug, one in findings.items()},
        "lost": [
            {"item": one.item, "requirement": one.requirement, "number": one.number, "points": plain(one.points)}
            for one in assessment.explanation.ledger.lost
        ],
    }


def preview_text(found: Sequence[Before], language: str) -> str:
    """Each case before and after, with the lost lines that only one of the two has."""
    voice = Voice(language)
    lines = [line for one in found for line in _lines(voice, one)] or [voice.say("preview.none")]
    return "".join(f"{line}\n" for line in lines)


def _lines(voice: Voice, found: Before) -> Iterator[str]:
    yield voice.title(found.after)
    for name, side in (("before", found.before), ("after", found.after)):
        yield "  " + voice.say(f"preview.{name}", said=next(iter(grade_lines(voice, side))))
    before, after = _lost(found.before), _lost(found.after)
    for name, lines in (("lost", after.items() - before.items()), ("lost-no-more", before.items() - after.items())):
        for (requirement, _), points in sorted(lines):
            label = voice.text(found.after.edition.requirements[requirement].label)
            yield "  " + voice.say(f"preview.{name}", label=label, points=decimal_text(points, 2))
    names = [voice.text(found.after.edition.requirements[slug].label) for slug in turned(found)]
    yield "  " + voice.say("preview.turned", n=str(len(names)), names=voice.say("list.comma").join(names) or "-")


def _lost(assessment: Assessment) -> dict[tuple[str, str], Any]:
    """Points by requirement and item of each lost line."""
    lines: Sequence[Line] = assessment.explanation.ledger.lost
    return {(one.requirement, one.item): one.points for one in lines}
