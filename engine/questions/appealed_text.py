"""What an appeal would come to, as text and as plain data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from engine.messages import say
from engine.model.assessment import Assessment
from engine.model.entry import DIGITS_SHOWN
from engine.questions.appealed import Granted, concerned
from engine.questions.preview_text import preview_text, side_data, turned
from engine.render.voice import Voice
from engine.report.plain import plain, points_data
from engine.report.served import finding_part

SCHEMA = "clausegraph/appeal-preview/1"


def granted_data(found: Granted) -> dict[str, Any]:
    """Both sides as in a preview, and each requirement that is disputed or would change, before and after."""
    before, after = found.both.before, found.both.after
    return {
        "schema": SCHEMA,
        "appeal": found.appeal.number,
        "late": list(found.late),
        "before": side_data(before),
        "after": side_data(after),
        "turned": turned(found.both),
        "requirements": [
            {
                **{name: finding_part(before, slug)[name] for name in ("requirement", "label", "clause")},
                "disputed": slug in found.appeal.requirements,
                "before": _stand(before, slug),
                "after": _stand(after, slug),
            }
            for slug in concerned(found)
        ],
    }


def _stand(assessment: Assessment, slug: str) -> dict[str, Any]:
    finding = assessment.findings.by_requirement[slug]
    return {"outcome": plain(finding.outcome), "points": points_data(assessment, slug) or None}


def granted_text(found: Granted, language: str) -> str:
    """What the case came to and would come to, then each requirement that is disputed or would change."""
    return "".join(f"{line}\n" for line in _lines(found, language))


def _lines(found: Granted, language: str) -> Iterator[str]:
    voice = Voice(language)
    yield say("appeal.title", language, number=str(found.appeal.number))
    yield from preview_text([found.both], language).splitlines()
    if found.late:
        yield say("appeal.late", language, files=voice.say("list.comma").join(one[:DIGITS_SHOWN] for one in found.late))
    for slug in concerned(found):
        label = voice.text(found.both.before.edition.requirements[slug].label)
        mark = say("appeal.disputed", language) if slug in found.appeal.requirements else ""
        before, after = (_side(voice, side, slug) for side in (found.both.before, found.both.after))
        yield say("appeal.requirement", language, disputed=mark, label=label, before=before, after=after)


def _side(voice: Voice, assessment: Assessment, slug: str) -> str:
    """Outcome and points of a requirement; a range of points while some are open."""
    outcome = assessment.findings.by_requirement[slug].outcome
    said = voice.outcome(outcome)
    items = assessment.edition.items_of(slug)
    if not items:
        return voice.say("appeal.side-pointless", outcome=said)
    score = assessment.scores.items[items[0].slug]
    low, high = voice.points(score.low), voice.points(score.high)
    return voice.say(
        "appeal.side", outcome=said, points=low if low == high else voice.say("appeal.range", low=low, high=high)
    )
