"""Assessments as plain data: dictionaries, lists and strings; numbers as decimal or fraction strings."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Any

from engine.exact import decimal_text, is_decimal
from engine.model.assessment import Assessment
from engine.model.text import Text

SCHEMA = "clausegraph/assessment/1"


def number(value: Fraction) -> str:
    """A decimal string, or `numerator/denominator` where there is no finite decimal."""
    return decimal_text(value) if is_decimal(value) else f"{value.numerator}/{value.denominator}"


def plain(value: Any) -> Any:
    """A value of the model as data for JSON; fields that are empty are left out."""
    match value:
        case Fraction():
            return number(value)
        case Text():
            return {"zh": value.zh, "en": value.en}
        case Enum():
            return value.value
        case date():
            return value.isoformat()
        case Mapping():
            return {_key(key): plain(found) for key, found in value.items()}
        case tuple() | list() | set() | frozenset():
            return [plain(found) for found in value]
        case _ if dataclasses.is_dataclass(value):
            fields = ((field.name, getattr(value, field.name)) for field in dataclasses.fields(value))
            return {name: plain(found) for name, found in fields if found not in (None, (), "", {})}
        case _:
            return value


def _key(key: Any) -> str:
    return "/".join(map(str, key)) if isinstance(key, tuple) else str(key)


def assessment_data(assessment: Assessment) -> dict[str, Any]:
    """Everything about one assessment; the standard's own texts are named, not repeated."""
    place, edition = assessment.world.places[assessment.case.key.code], assessment.edition
    return {
        "schema": SCHEMA,
        "assessment": assessment.digest,
        "case": plain(assessment.case.key),
        "place": {"code": place.code, "label": plain(place.label), "fictional": place.fictional},
        "edition": {
            "name": edition.name,
            "label": plain(edition.label),
            "version": edition.version,
            "draft": edition.draft,
            "digest": edition.digest,
        },
        "mode": assessment.case.mode.value,
        "closed": assessment.case.closed,
        "lane": assessment.lane,
        "files": plain(assessment.files),
        "reference": plain(assessment.reference),
        "approver": assessment.approver,
        "grade": plain(assessment.grade),
        "scores": scores_data(assessment),
        "findings": [plain(finding) for finding in assessment.findings.by_requirement.values()],
        "premises": plain(assessment.explanation.premises),
        "ledger": plain(assessment.explanation.ledger),
        "deliver_first": plain(assessment.explanation.deliver_first),
        "explanation": plain(assessment.explanation.tree),
    }


def scores_data(assessment: Assessment) -> dict[str, Any]:
    """Totals, chapters and items; `assumed` marks points that are not the standard's."""
    scores = assessment.scores
    items = {
        slug: plain(item) | {"assumed": assessment.edition.items[slug].basis.assumed}
        for slug, item in scores.items.items()
    }
    totals = ("possible", "low", "high", "bonus_low", "bonus_high", "total_low", "total_high")
    return {name: number(getattr(scores, name)) for name in totals} | {
        "assumed": True,
        "chapters": plain(scores.chapters),
        "items": items,
    }
