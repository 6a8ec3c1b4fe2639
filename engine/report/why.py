"""The answer to “why” as plain data: what was lost and what is open, the findings, and the grounds down to file and cell."""

from __future__ import annotations

from typing import Any

from engine.model.assessment import Assessment
from engine.model.explanation import Line
from engine.render.why import about, nodes_about, requirements_at
from engine.report.plain import finding_data, grade_data, plain

SCHEMA = "clausegraph/why/1"


def why_data(assessment: Assessment, clause: str | None) -> dict[str, Any]:
    """Why the case stands as it does, as data for JSON; with a clause, what stands there only.

    Raises: UsageError EXP-001 for a clause that the edition does not have, with the nearest number.
    """
    wanted = requirements_at(assessment, clause) if clause else None
    place, edition, explained = (
        assessment.world.places[assessment.case.key.code],
        assessment.edition,
        assessment.explanation,
    )
    lists = {name: getattr(explained.ledger, name) for name in ("lost", "open", "awarded", "bonus")}
    return {
        "schema": SCHEMA,
        "assessment": assessment.digest,
        "case": plain(assessment.case.key),
        "place": {"code": place.code, "label": plain(place.label), "fictional": place.fictional},
        "edition": {"name": edition.name, "version": edition.version, "draft": edition.draft},
        "closed": assessment.case.closed,
        "clause": clause,
        "grade": grade_data(assessment),
        "points": {name: _lines_data(lines, wanted) for name, lines in lists.items()},
        "findings": [
            finding_data(assessment, finding)
            for slug, finding in assessment.findings.by_requirement.items()
            if wanted is None or slug in wanted
        ],
        "grounds": [plain(node) for node in nodes_about(explained.tree, wanted)],
    }


def _lines_data(lines: tuple[Line, ...], wanted: frozenset[str] | None) -> list[dict[str, Any]]:
    """Lines of the ledger; `assumed` marks points that are not the standard's."""
    return [plain(line) | {"assumed": line.basis.assumed} for line in lines if about(line, wanted)]
