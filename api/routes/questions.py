"""Questions on what was judged: what would turn a finding, the way to a grade, what sets two cases apart, what a change would do."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from api.addresses import PATTERN
from api.asking import KnownAt
from api.auth.caller import Reader
from api.documented import answers
from api.problems import problems
from api.representations import FOR_EVER, Forms, shown
from api.routes.assessments import Requirement
from api.schema.questions import (
    Contrast,
    Impact,
    ImpactQuestion,
    Improvement,
    ImproveQuestion,
    Robustness,
    WhyNot,
)
from api.seeing import Seen, assessment_seen, may_look
from api.service import Served, missing
from engine import (
    EvidenceMode,
    UsageError,
    changes_of,
    contrast,
    contrast_data,
    costs_from,
    finish_day,
    impact_data,
    improve,
    improvement_data,
    parse_number,
    robustness,
    robustness_data,
    whynot_at,
    whynot_data,
)

router = APIRouter(prefix="/v1", tags=["questions"])
OPTIONS = "set, points, band, grade, veto, window, off"
MOST_DRAWS = 10_000
Hash = Annotated[str, Query(pattern=PATTERN, description="评价的哈希或地址 hash or address of an assessment")]
GradeName = Annotated[str, Query(max_length=40, description="等级 letter or slug of a grade", examples=["B"])]
Seed = Annotated[int, Query(ge=0, le=2**31 - 1, description="抽样的种子 seed of the draws")]
Draws = Annotated[int, Query(ge=0, le=MOST_DRAWS, description="抽样次数 draws")]


@router.get(
    "/assessments/{assessment}/whynot/{requirement}",
    operation_id="get_whynot",
    summary="怎样扭转一项判定",
    response_model=WhyNot,
    responses=answers(404),
)
def get_whynot(request: Request, assessment: Seen, requirement: Requirement) -> Response:
    """扭转一项判定所需的最小前提集。 The smallest sets of premises that would turn a finding."""
    said = whynot_data(assessment, whynot_at(assessment, requirement))
    return shown(request, Forms(lambda: said, cache=FOR_EVER))


@router.get(
    "/assessments/{assessment}/improve",
    operation_id="get_improvement",
    summary="怎样达到一个等级",
    response_model=Improvement,
    responses=answers(404, 409),
)
def get_improvement(request: Request, assessment: Seen, to: GradeName) -> Response:
    """最少补正哪些要求就一定能达到某等级，并附证明；达不到时说明被什么挡住。 The cheapest way to a grade, proved, or what blocks it."""
    said = improvement_data(assessment, improve(assessment, to))
    return shown(request, Forms(lambda: said, cache=FOR_EVER))


@router.post(
    "/assessments/{assessment}/improve",
    operation_id="improve_at_cost",
    summary="以最小代价达到一个等级",
    response_model=Improvement,
    responses=problems(404, 409),
)
def improve_at_cost(request: Request, assessment: Seen, question: ImproveQuestion) -> Response:
    """按给出的代价与期限，最省的办法及其证明；未列出的要求不在考虑之内。 The cheapest way at these costs, finished in time, proved; what has no cost is
    not on offer.
    """
    rows = [(f"costs[{number}]", price.model_dump()) for number, price in enumerate(question.costs)]
    costs = costs_from("costs", rows, assessment.edition, assessment.world) if rows else None
    day = finish_day(question.finish_before) if question.finish_before is not None else None
    said = improvement_data(assessment, improve(assessment, question.to, costs, day))
    return shown(request, Forms(lambda: said))


@router.get(
    "/assessments/{assessment}/robustness",
    operation_id="get_robustness",
    summary="等级有多稳",
    response_model=Robustness,
    responses=answers(404, 409),
)
def get_robustness(request: Request, assessment: Seen, seed: Seed = 0, draws: Draws = MOST_DRAWS) -> Response:
    """使等级翻转的最小改动：一个限值、一个观测值或权重。 The smallest change that flips the grade."""
    said = robustness_data(assessment, robustness(assessment, seed, draws))
    return shown(request, Forms(lambda: said, cache=FOR_EVER))


@router.get(
    "/contrast",
    operation_id="get_contrast",
    summary="两个案例的差别",
    response_model=Contrast,
    responses=answers(404, 409),
)
def get_contrast(request: Request, service: Served, caller: Reader, first: Hash, second: Hash) -> Response:
    """两次评价的分差由哪些证据、规则与权重构成，各部分相加正好等于分差。 What sets two assessments apart, in parts that add up."""
    one, other = (assessment_seen(service, caller, digest) for digest in (first, second))
    said = contrast_data(one, other, contrast(one, other))
    return shown(request, Forms(lambda: said, cache=FOR_EVER))


@router.post(
    "/impact",
    operation_id="try_impact",
    summary="改动标准的影响",
    response_model=Impact,
    responses=answers(404),
)
def try_impact(request: Request, service: Served, caller: Reader, question: ImpactQuestion, at: KnownAt) -> Response:
    """试改参数、分值、档次、等级界限、否决项、年限或不评某章条，看所有案例的得失与等级翻转；不改动任何东西。 Try a change on all cases; nothing is
    changed.
    """
    said = {name: list(words) for name, words in question.changes.model_dump().items()}
    if not any(said.values()):
        raise UsageError.of("IMP-005", "changes", OPTIONS)
    near = parse_number(question.near)
    if near is None or near < 0:
        raise UsageError.of("IMP-004", "near", question.near)
    subjects = [code for code in service.subjects(at) if may_look(caller, code)]
    grounds = service.grounds(subjects, question.year, EvidenceMode(question.mode), at)
    if not grounds:
        raise missing("cases", str(question.year))
    changes = changes_of(grounds[0].before.edition, said)
    data = impact_data([ground.impact(changes) for ground in grounds], near, question.most)
    return shown(request, Forms(lambda: data))
