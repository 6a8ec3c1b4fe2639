"""Assessments as plain data: dictionaries, lists and strings; numbers as decimal or fraction strings."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Any

from engine.exact import decimal_text, is_decimal
from engine.explain.causes import parameter_of
from engine.model.assessment import Assessment
from engine.model.case import CaseKey
from engine.model.finding import Finding
from engine.model.text import Text
from engine.report.waivers import waivers_data

SCHEMA = "clausegraph/assessment/1"


def number(value: Fraction) -> str:
    """A decimal string, or `numerator/denominator` where there is no finite decimal."""
    return decimal_text(value) if is_decimal(value) else f"{value.numerator}/{value.denominator}"


def plain(value: Any) -> Any:
    """A value of the model as data for JSON; fields that are empty are left out."""
    match value:
        case CaseKey():
            return case_data(value)
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
    edition = assessment.edition
    return {
        "schema": SCHEMA,
        "assessment": assessment.digest,
        "case": plain(assessment.case.key),
        **setting_data(assessment),
        "lane": assessment.lane,
        "files": plain(assessment.files),
        "reference": plain(assessment.reference),
        "approver": assessment.approver,
        **({"waivers": waivers_data(assessment.case.waivers, edition)} if assessment.case.waivers else {}),
        "grade": grade_data(assessment),
        "scores": scores_data(assessment),
        "findings": [finding_data(assessment, finding) for finding in assessment.findings.by_requirement.values()],
        "premises": plain(assessment.explanation.premises),
        "ledger": plain(assessment.explanation.ledger),
        "deliver_first": [
            {**plain(one), "assumed": edition.points_assumed} for one in assessment.explanation.deliver_first
        ],
        "explanation": plain(assessment.explanation.tree),
    }


def case_data(key: CaseKey) -> dict[str, Any]:
    """A case by its subject, its year and its edition."""
    return {"edition": key.edition, "subject": key.code, "year": key.year}


def setting_data(assessment: Assessment) -> dict[str, Any]:
    """Whose assessment it is, under which edition, and of what: the place, the edition, which evidence counts, whether closed."""
    place, edition = assessment.world.places[assessment.case.key.code], assessment.edition
    return {
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
    }


def grade_data(assessment: Assessment) -> dict[str, Any]:
    """The grade or the grades still possible; `assumed` marks that they rest on numbers that are not the standard's."""
    return {**plain(assessment.grade), "assumed": assessment.edition.grades_assumed}


def finding_data(assessment: Assessment, finding: Finding) -> dict[str, Any]:
    """One finding; `assumed` marks an outcome that rests on an assumption."""
    return {**plain(finding), "assumed": rests_on_assumption(assessment, finding.requirement)}


def rests_on_assumption(assessment: Assessment, slug: str) -> bool:
    """Whether a requirement, a limit that its premises are compared with, or a member of it is assumed."""
    edition, requirement = assessment.edition, assessment.edition.requirements[slug]
    limits = (parameter_of(edition, assessment.shapes, slot) for slot in requirement.slots)
    own = requirement.basis.assumed or any(limit is not None and limit.basis.assumed for limit in limits)
    return own or any(rests_on_assumption(assessment, member) for member in requirement.members)


def points_data(assessment: Assessment, requirement: str) -> dict[str, Any]:
    """The points of the item of a requirement, by its number in Annex A; nothing for one without points of its own."""
    item = next(iter(assessment.edition.items_of(requirement)), None)
    if item is None:
        return {}
    score = assessment.scores.items[item.slug]
    points = {name: number(getattr(score, name)) for name in ("possible", "low", "high")}
    return {"item": item.number, "bonus": item.bonus, **points, "assumed": item.basis.assumed}


def scores_data(assessment: Assessment) -> dict[str, Any]:
    """Totals, chapters and items; `assumed` marks points that are not the standard's."""
    scores = assessment.scores
    items = {
        slug: plain(item) | {"assumed": assessment.edition.items[slug].basis.assumed}
        for slug, item in scores.items.items()
    }
    totals = ("possible", "low", "high", "bonus_low", "bonus_high", "total_low", "total_high")
    return {name: number(getattr(scores, name)) for name in totals} | {
        "assumed": assessment.edition.points_assumed,
        "chapters": plain(scores.chapters),
        "items": items,
    }
