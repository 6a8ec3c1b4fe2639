"""Assessments in the forms that programs read, and the complete record of a case for comparison."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from engine.errors import UsageError
from engine.model.assessment import Assessment
from engine.model.finding import Finding
from engine.render.render import render
from engine.render.voice import Voice
from engine.report.plain import (
    assessment_data,
    finding_data,
    grade_data,
    number,
    points_data,
    rests_on_assumption,
    scores_data,
)

POINTS = ("item", "bonus", "possible", "low", "high", "points_assumed")
HEAD = ("code", "year", "clause", "requirement", "label", "outcome", "reason", "assumed", *POINTS)
RISKY = ("=", "+", "-", "@", "\t", "\r")


def report(assessments: Sequence[Assessment], form: str, language: str) -> str:
    """The assessments in one of `FORMS`; `language` matters for CSV labels only.

    Raises: UsageError EXP-002 for a form that there is none of.
    """
    if form not in FORMS:
        raise UsageError.of("EXP-002", "report", form, known=", ".join(FORMS))
    return FORMS[form](assessments, language)


def _json(assessments: Sequence[Assessment], _: str) -> str:
    data = [assessment_data(assessment) for assessment in assessments]
    return json.dumps({"assessments": data}, ensure_ascii=False, indent=1) + "\n"


def _jsonl(assessments: Sequence[Assessment], _: str) -> str:
    lines = (
        _line(assessment, finding)
        for assessment in assessments
        for finding in assessment.findings.by_requirement.values()
    )
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def _line(assessment: Assessment, finding: Finding) -> dict[str, object]:
    """A finding by itself, with the points of its item where it has one."""
    points = points_data(assessment, finding.requirement)
    said = {"assessment": assessment.digest, "schema": "clausegraph/finding/1", **finding_data(assessment, finding)}
    return said | ({"points": points} if points else {})


def report_parts(assessment: Assessment, parts: Iterable[str], form: str) -> str:
    """What an assessment says of parts of it and of what stands below: see `linked_parts`."""
    from engine.report.linked import linked_parts

    return linked_parts(assessment, parts, form)


def _csv(assessments: Sequence[Assessment], language: str) -> str:
    rows = (row for assessment in assessments for row in finding_rows(assessment, language))
    return "\ufeff" + table_text((HEAD, *rows))


def finding_table(assessment: Assessment, requirements: Container[str], language: str) -> str:
    """The findings of these requirements as a table, in the order of the edition, with the columns of the whole one."""
    places = HEAD.index("requirement")
    rows = (row for row in finding_rows(assessment, language) if row[places] in requirements)
    return "\ufeff" + table_text((HEAD, *rows))


def finding_rows(assessment: Assessment, language: str) -> Iterable[tuple[str, ...]]:
    """One row for each finding, with the points of its item where it has one; points without a finite decimal as `n/d`."""
    voice, key = Voice(language), assessment.case.key
    for slug, finding in assessment.findings.by_requirement.items():
        requirement = assessment.edition.requirements[slug]
        clause = assessment.edition.clauses[requirement.clause].number
        outcome = finding.outcome.value if finding.outcome else ""
        assumed = "true" if rests_on_assumption(assessment, slug) else "false"
        found = points_data(assessment, slug)
        points = (_cell(found.get(name.removeprefix("points_"), "")) for name in POINTS)
        said = (voice.text(requirement.label), outcome, finding.reason, assumed)
        yield key.code, str(key.year), clause, slug, *said, *points


def _cell(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def table_text(rows: Iterable[Sequence[str]]) -> str:
    """Rows as CSV; a text that a spreadsheet would take for a formula gets an apostrophe."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([safe(cell) for cell in row] for row in rows)
    return out.getvalue()


def safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return "'" + cell if cell.startswith(RISKY) else cell


def _turtle(assessments: Sequence[Assessment], _: str) -> str:
    from engine.report.linked import turtle

    return turtle(assessments)


def _jsonld(assessments: Sequence[Assessment], _: str) -> str:
    from engine.report.linked import jsonld

    return jsonld(assessments)


def _shacl(assessments: Sequence[Assessment], _: str) -> str:
    from engine.report.marks import report_marks

    reports = dict.fromkeys(assessment.report for assessment in assessments)
    marks = dict.fromkeys(mark for assessment in assessments for mark in report_marks(assessment))
    return "".join((*reports, *marks))


FORMS: Mapping[str, Callable[[Sequence[Assessment], str], str]] = {
    "json": _json,
    "jsonl": _jsonl,
    "csv": _csv,
    "ttl": _turtle,
    "jsonld": _jsonld,
    "shacl": _shacl,
}


def snapshot(assessment: Assessment) -> dict[str, str]:
    """The complete record of a case by file name: findings, premises, scores and grade, explanations in both languages.

    The assessment's name is left out (all zeros), as it changes with every byte of `ontology/`.
    """
    nameless = replace(assessment, digest="0" * len(assessment.digest))
    findings = [
        (slug, finding.outcome.value if finding.outcome else "", finding.reason)
        for slug, finding in assessment.findings.by_requirement.items()
    ]
    premises = [
        (premise.slot, str(premise.year), premise.state.value, premise.reason, premise.raw, _known(premise.known))
        for premise in assessment.explanation.premises
    ]
    scores = {"grade": grade_data(assessment), "scores": scores_data(assessment)}
    return {
        "findings.csv": table_text((("requirement", "outcome", "reason"), *findings)),
        "premises.csv": table_text((("slot", "year", "state", "reason", "raw", "value"), *premises)),
        "scores.json": json.dumps(scores, ensure_ascii=False, indent=1) + "\n",
        "explanation.zh.md": render([nameless], "md", "zh"),
        "explanation.en.md": render([nameless], "md", "en"),
    }


def _known(reading: object) -> str:
    values = [getattr(reading, name, None) for name in ("value", "count", "rating", "level")]
    found = next((value for value in values if value is not None), "")
    return number(found) if isinstance(found, Fraction) else str(found)
