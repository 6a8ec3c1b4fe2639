"""What became another between two assessments of a case: findings, grades, totals."""

from __future__ import annotations

from typing import Any

from engine.model.assessment import Assessment
from engine.model.finding import Outcome
from engine.render.why import requirements_at
from engine.report.plain import number, plain


def turned_data(before: Assessment | None, after: Assessment, clause: str | None = None) -> dict[str, Any]:
    """What differs; `before` is None where there was no assessment yet. With a clause, the findings that stand there.

    Raises: UsageError EXP-001 for a clause that the edition does not have.
    """
    wanted = requirements_at(after, clause) if clause else None
    return {
        "before": before.digest if before else None,
        "after": after.digest,
        "grades_before": list(before.grade.possible) if before else [],
        "grades_after": list(after.grade.possible),
        "low_before": number(before.scores.total_low) if before else None,
        "low_after": number(after.scores.total_low),
        "high_before": number(before.scores.total_high) if before else None,
        "high_after": number(after.scores.total_high),
        "findings": [
            _turned(after, slug, _outcome(before, slug))
            for slug, finding in after.findings.by_requirement.items()
            if (wanted is None or slug in wanted) and finding.outcome != _outcome(before, slug)
        ],
    }


def _outcome(assessment: Assessment | None, slug: str) -> Outcome | None:
    """The outcome of a requirement; None where it has none, or was not assessed."""
    finding = assessment.findings.by_requirement.get(slug) if assessment else None
    return finding.outcome if finding else None


def _turned(after: Assessment, slug: str, was: Outcome | None) -> dict[str, Any]:
    requirement = after.edition.requirements[slug]
    return {
        "requirement": slug,
        "label": plain(requirement.label),
        "clause": after.edition.clauses[requirement.clause].number,
        "before": plain(was),
        "after": plain(after.findings.by_requirement[slug].outcome),
    }
