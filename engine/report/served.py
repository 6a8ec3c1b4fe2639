"""An assessment in parts, each small enough to be fetched by itself: numbers exact, sentences in both languages beside them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.model.assessment import Assessment
from engine.model.explanation import Cause, Line, Node
from engine.model.finding import Finding
from engine.render.branches import node_text
from engine.render.lines import cause_text, line_text, observed_text
from engine.render.voice import Voice
from engine.render.why import nodes_about, requirements_at
from engine.report.plain import (
    case_data,
    grade_data,
    plain,
    points_data,
    rests_on_assumption,
    scores_data,
    setting_data,
)
from engine.report.standard import basis_data
from engine.report.waivers import waivers_data

SCHEMA = "clausegraph/explanation/1"
VOICES = (Voice("zh"), Voice("en"))
LISTS = ("lost", "open", "awarded", "bonus")


def summary_data(assessment: Assessment) -> dict[str, Any]:
    """What an assessment is of and what it came to: case, inputs, grade, totals."""
    edition, scores = assessment.edition, scores_data(assessment)
    return {
        "assessment": assessment.digest,
        "case": case_data(assessment.case.key),
        **setting_data(assessment),
        "files": plain(assessment.files),
        "reference": plain(assessment.reference),
        "approver": assessment.approver,
        "waivers": waivers_data(assessment.case.waivers, edition),
        "grade": _grade(assessment),
        "totals": {name: value for name, value in scores.items() if isinstance(value, str)}
        | {"assumed": edition.points_assumed},
    }


def _grade(assessment: Assessment) -> dict[str, Any]:
    """The grade or the grades still possible, with their names; `grade` is null while there are several."""
    said = grade_data(assessment)
    names = assessment.edition.grades
    return {
        "grade": said.get("grade"),
        "possible": [
            {"grade": slug, "notation": names[slug].notation, "label": plain(names[slug].label)}
            for slug in assessment.grade.possible
        ],
        "gradable": said["gradable"],
        "withheld": said.get("withheld", []),
        "vetoes": said.get("vetoes", []),
        "key_items": said.get("key_items", []),
        "assumed": said["assumed"],
    }


def finding_part(assessment: Assessment, slug: str) -> dict[str, Any]:
    """A finding by itself: requirement, outcome, its reason in words, its premises, the points of its item."""
    finding = assessment.findings.by_requirement[slug]
    requirement = assessment.edition.requirements[slug]
    return {
        "requirement": slug,
        "label": plain(requirement.label),
        "clause": assessment.edition.clauses[requirement.clause].number,
        "outcome": finding.outcome.value if finding.outcome else None,
        "reason": finding.reason,
        "reason_text": _both(lambda voice: voice.reason(finding.reason)),
        "assumed": rests_on_assumption(assessment, slug),
        "premises": _premises(finding),
        "points": points_data(assessment, slug) or None,
    }


def _premises(finding: Finding) -> list[dict[str, Any]]:
    return [{"slot": slot, "year": year, "outcome": outcome.value} for (slot, year), outcome in finding.premises]


def scores_part(assessment: Assessment) -> dict[str, Any]:
    """Totals, chapters and items, chapters and items as lists in the order of Annex A."""
    said = scores_data(assessment)
    edition = assessment.edition
    items = [
        {
            **{name: value for name, value in item.items() if name != "own"},
            "number": edition.items[slug].number,
            "label": plain(edition.items[slug].label),
            "outcome": item.get("outcome"),
        }
        for slug, item in said["items"].items()
    ]
    return said | {"chapters": list(said["chapters"].values()), "items": items}


def points_part(assessment: Assessment, wanted: str | None = None) -> dict[str, Any]:
    """The ledger of points: possible = awarded + lost + open exactly, bonus beside; each line with its causes in words.

    With `wanted` only the lines of that list.
    """
    ledger = assessment.explanation.ledger
    lists = {name: getattr(ledger, name) for name in LISTS if wanted in (None, name)}
    return {
        "possible": plain(ledger.possible),
        **{name: [_line(assessment, line) for line in lines] for name, lines in lists.items()},
    }


def _line(assessment: Assessment, line: Line) -> dict[str, Any]:
    said = plain(line)
    return {
        **{name: said[name] for name in ("points", "item", "requirement", "clause", "number", "back")},
        "standing": line.list,
        "outcome": said.get("outcome"),
        "basis": basis_data(line.basis),
        "assumed": line.basis.assumed,
        "text": _both(lambda voice: line_text(voice, assessment, line)),
        "causes": [_cause(assessment, line, cause) for cause in line.causes],
        "way_back": [
            {"key": remark.key, "text": _both(lambda voice, remark=remark: voice.remark(remark))}
            for remark in line.way_back
        ],
    }


def _cause(assessment: Assessment, line: Line, cause: Cause) -> dict[str, Any]:
    said = plain(cause)
    plainly = ("requirement", "slot", "kind", "year", "reason", "expected", "back", "year_assumed")
    return {
        **{name: said[name] for name in plainly},
        **{name: said.get(name) for name in ("outcome", "observed", "limit", "margin")},
        "limit_basis": basis_data(cause.limit_basis) if cause.limit_basis else None,
        "text": _both(lambda voice: cause_text(voice, cause, line.basis, observed_text(voice, assessment, cause))),
        "evidence": said.get("evidence", []),
        "set_aside": [{"source": plain(source), "rule": rule, "raw": raw} for source, rule, raw in cause.set_aside],
        "cites": list(cause.cites),
    }


def explanation_part(assessment: Assessment, clause: str | None = None) -> dict[str, Any]:
    """The tree behind the grade down to file and cell, every node as a sentence; with a clause or requirement, what stands there.

    Raises: UsageError EXP-001 for a clause that the edition does not have, with the nearest number.
    """
    wanted = requirements_at(assessment, clause) if clause else None
    nodes = nodes_about(assessment.explanation.tree, wanted)
    return {
        "schema": SCHEMA,
        "assessment": assessment.digest,
        "case": case_data(assessment.case.key),
        "edition": assessment.edition.name,
        "draft": assessment.edition.draft,
        "clause": clause,
        "grounds": [_node(node) for node in nodes],
    }


def _node(node: Node) -> dict[str, Any]:
    return {
        "subject": node.subject,
        "id": node.id,
        "key": node.key,
        "text": _both(lambda voice: node_text(voice, node)),
        "assumed": node.assumed,
        "values": plain(node.values),
        "children": [_node(child) for child in node.children],
    }


def _both(said: Any) -> Mapping[str, str]:
    """A sentence in both languages."""
    return {voice.language: said(voice) for voice in VOICES}
