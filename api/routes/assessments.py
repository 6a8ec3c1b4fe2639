"""Assessments by their hash: what was found never changes, so every answer may be kept for ever."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from api.addresses import PREFIX
from api.documented import answers
from api.keyset import After, Limit, page
from api.representations import CSV, FOR_EVER, JSONLD, TURTLE, Forms, shown
from api.schema.assessment import Assessment, Explanation, Finding, Points, Scores
from api.schema.model import Page
from api.seeing import Seen
from api.service import missing
from engine import Assessment as Found
from engine import (
    explanation_part,
    finding_part,
    finding_table,
    points_part,
    report,
    report_parts,
    scores_part,
    summary_data,
)

router = APIRouter(prefix=PREFIX, tags=["assessments"])
PARTS = ("findings", "scores", "points", "explanation")
Requirement = Annotated[
    str, Path(max_length=100, description="评价要求 slug of a requirement", examples=["product-supervision-pass-rate"])
]
Clause = Annotated[
    str | None, Query(max_length=100, description="只看此章条或要求 a clause, by number or title, or a requirement")
]
Standing = Annotated[
    str | None, Query(pattern="^(lost|open|awarded|bonus)$", description="只看此类 lost | open | awarded | bonus")
]


@router.get(
    "/{assessment}",
    operation_id="get_assessment",
    summary="一次评价",
    response_model=Assessment,
    responses=answers(404, linked=True, table=True),
)
def get_assessment(request: Request, assessment: Seen) -> Response:
    """一次评价的输入、等级与总分。 What went in, the grade and the totals."""
    address = request.path_params["assessment"]
    return shown(request, Forms(lambda: summary(assessment, address), forms_of(assessment), FOR_EVER))


@router.get(
    "/{assessment}/findings",
    operation_id="list_findings",
    summary="全部判定",
    response_model=Page[Finding],
    responses=answers(404, linked=True, table=True),
)
def list_findings(request: Request, assessment: Seen, after: After = None, limit: Limit = 200) -> Response:
    """每项要求的结论与原因。 The outcome of every requirement, with its reason."""
    slugs = assessment.findings.by_requirement
    data = page(request, slugs, str, lambda slug: finding_part(assessment, slug), after=after, limit=limit)
    own = [one["requirement"] for one in data["items"]]
    table = {CSV: lambda: finding_table(assessment, own, "zh")}
    linked = linked_parts(assessment, *(f"finding/{slug}" for slug in own))
    return shown(request, Forms(lambda: data, table | linked, FOR_EVER, data["next"]))


@router.get(
    "/{assessment}/findings/{requirement}",
    operation_id="get_finding",
    summary="一项判定",
    response_model=Finding,
    responses=answers(404, linked=True),
)
def get_finding(request: Request, assessment: Seen, requirement: Requirement) -> Response:
    """一项要求的结论与原因。 The outcome of one requirement, with its reason."""
    if requirement not in assessment.findings.by_requirement:
        raise missing(f"assessments/{assessment.digest}/findings/{requirement}", requirement)
    linked = linked_parts(assessment, f"finding/{requirement}")
    return shown(request, Forms(lambda: finding_part(assessment, requirement), linked, FOR_EVER))


@router.get(
    "/{assessment}/scores",
    operation_id="get_scores",
    summary="得分",
    response_model=Scores,
    responses=answers(404, linked=True),
)
def get_scores(request: Request, assessment: Seen) -> Response:
    """总分、各章与各评分项。 Totals, chapters and items of Annex A."""
    return shown(request, Forms(lambda: scores_part(assessment), linked_parts(assessment, "score"), FOR_EVER))


@router.get(
    "/{assessment}/points",
    operation_id="get_points",
    summary="失分账",
    response_model=Points,
    responses=answers(404),
    response_model_exclude_none=True,
)
def get_points(request: Request, assessment: Seen, standing: Standing = None) -> Response:
    """每一分的去向：失分、未定、得分与加分，逐行写明原因、证据与怎样挽回。 Where every point went, and how it comes back."""
    return shown(request, Forms(lambda: points_part(assessment, standing), cache=FOR_EVER))


@router.get(
    "/{assessment}/explanation",
    operation_id="get_explanation",
    summary="说明",
    response_model=Explanation,
    responses=answers(404, linked=True),
)
def get_explanation(request: Request, assessment: Seen, clause: Clause = None) -> Response:
    """等级背后的说明树，直到文件与单元格；可只看一个章条或一项要求。 The tree behind the grade, down to file and cell."""
    linked = {media: form for media, form in forms_of(assessment).items() if media != CSV}
    return shown(request, Forms(lambda: explanation_part(assessment, clause), linked, FOR_EVER))


def linked_parts(found: Found, *parts: str) -> dict[str, Callable[[], str]]:
    """The linked forms of parts of an assessment."""
    return {TURTLE: lambda: report_parts(found, parts, "turtle"), JSONLD: lambda: report_parts(found, parts, "jsonld")}


def summary(found: Found, address: str) -> dict[str, Any]:
    """An assessment with the addresses of its parts, below that of its own."""
    return summary_data(found) | {"links": links_of(address)}


def links_of(address: str) -> dict[str, str]:
    """The addresses of an assessment and its parts, see `api.addresses`."""
    own = f"{PREFIX}/{address}"
    return {"self": own, **{part: f"{own}/{part}" for part in PARTS}}


def forms_of(found: Found) -> Mapping[str, Callable[[], str]]:
    """The linked forms of an assessment, and its findings as a table."""
    return {
        TURTLE: lambda: report([found], "ttl", "zh"),
        JSONLD: lambda: report([found], "jsonld", "zh"),
        CSV: lambda: report([found], "csv", "zh"),
    }
