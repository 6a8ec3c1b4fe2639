"""Appeals of assessed places: entered by their evaluators, answered by editors, seen by all as far as they are public."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from api.addresses import AddressText
from api.auth.caller import Caller, Editor, Evaluator, Reader, Role, permit
from api.documented import answers
from api.keyset import After, Limit, listed, page
from api.problems import problems
from api.representations import Forms, shown
from api.schema.appeals import Appeal, AppealAnswerWish, AppealPreview, AppealWish
from api.schema.model import Page
from api.seeing import courses_named, courses_seen, may_look
from api.service import Served, Service, missing
from api.writing import IfMatch, acknowledged, pen
from engine import Appeal as Found
from engine import (
    Plea,
    Reply,
    Resolution,
    appeal,
    appeal_data,
    appeal_named,
    appeal_preview,
    appeals_of,
    courses,
    granted_data,
    one_recorded,
    resolve,
)
from engine import Role as As

router = APIRouter(prefix="/v1", tags=["appeals"])
WRITTEN = problems(404, 409, 412, 507)
Number = Annotated[int, Path(ge=1, le=2**53, description="申诉编号，即其账目序号 number of its entry", examples=[12])]
Subject = Annotated[
    str | None, Query(pattern="^[0-9]{6}$", description="只看此评价对象 of this subject only", examples=["430700"])
]
Open = Annotated[
    bool | None,
    Query(description="只看未答复的，或只看已答复的 those that are open, or those answered", examples=[True]),
]


@router.post(
    "/assessments/{assessment}/appeals",
    operation_id="appeal_assessment",
    summary="提出申诉",
    status_code=201,
    response_model=Appeal,
    responses=WRITTEN,
)
def appeal_assessment(
    request: Request,
    service: Served,
    caller: Evaluator,
    assessment: AddressText,
    wish: AppealWish,
    if_match: IfMatch = None,
) -> Response:
    """被评价地对已公示或已定案的评价提出申诉，写明所涉要求、理由与所据证据；新证据请先提交。 An appeal of the place against what is public or final:
    requirements, reason, and the evidence it rests on, handed in before as any.
    """
    seen = courses_named(service, caller, assessment)[0].recorded
    subject = seen.subject
    permit(caller, Role.EVALUATOR, [subject], request.url.path)
    plea = Plea(tuple(wish.requirements), wish.reason, tuple(wish.evidence))
    with pen(request, service, caller, [subject], if_match) as held:
        one = one_recorded(held.journal.entries, seen.assessment, As(wish.role))
        entry = appeal(held.journal, one, plea, held.hand, service.world())
        found = appeal_named(courses(held.journal.entries), entry.number)
    return acknowledged(appeal_data(found), f"/v1/appeals/{entry.number}")


@router.get(
    "/assessments/{assessment}/appeals",
    operation_id="list_assessment_appeals",
    summary="一次评价的申诉",
    response_model=Page[Appeal],
    responses=answers(404, table=True),
)
def list_assessment_appeals(
    request: Request, service: Served, caller: Reader, assessment: AddressText, after: After = None, limit: Limit = 100
) -> Response:
    """对一次评价的申诉及其答复。 The appeals against an assessment, with their answers."""
    return _paged(request, appeals_of(courses_named(service, caller, assessment)), after, limit)


@router.get(
    "/appeals",
    operation_id="list_appeals",
    summary="全部申诉",
    response_model=Page[Appeal],
    responses=answers(table=True),
)
def list_appeals(
    request: Request,
    service: Served,
    caller: Reader,
    subject: Subject = None,
    open: Open = None,  # the word in the address
    after: After = None,
    limit: Limit = 100,
) -> Response:
    """可见的申诉，按编号排列；申诉人及其言辞只对有权者显示。 The appeals that the caller may see, by number; who appealed, and in which words, is
    told to those inside.
    """
    found = appeals_of(courses_seen(service, caller, subject))
    return _paged(request, [one for one in found if open in (None, one.answer is None)], after, limit)


@router.get(
    "/appeals/{appeal}",
    operation_id="get_appeal",
    summary="一项申诉",
    response_model=Appeal,
    responses=answers(404),
)
def get_appeal(request: Request, service: Served, caller: Reader, appeal: Number) -> Response:
    """一项申诉及其答复。 An appeal with its answer."""
    found = _seen(service, caller, appeal)
    return shown(request, Forms(lambda: appeal_data(found)))


@router.post(
    "/appeals/{appeal}/answer",
    operation_id="answer_appeal",
    summary="答复申诉",
    status_code=201,
    response_model=Appeal,
    responses=WRITTEN,
)
def answer_appeal(
    request: Request,
    service: Served,
    caller: Editor,
    appeal: Number,
    wish: AppealAnswerWish,
    if_match: IfMatch = None,
) -> Response:
    """支持、部分支持或驳回，写明理由；支持的须指明据此办理的账目或另行入账的评价；申诉人不能答复。 Uphold, in part too, or dismiss, with the reason;
    what is upheld names the entries that carry it out, or the assessment recorded in its place. Who appealed cannot answer.
    """
    subject = _seen(service, caller, appeal).recorded.subject
    permit(caller, Role.EDITOR, [subject], request.url.path)
    reply = Reply(Resolution(wish.resolution), wish.reason, tuple(wish.entries), wish.replaced_by or "")
    with pen(request, service, caller, [subject], if_match) as held:
        resolve(held.journal, appeal, reply, held.hand)
        found = appeal_named(courses(held.journal.entries), appeal)
    return acknowledged(appeal_data(found))


@router.get(
    "/appeals/{appeal}/preview",
    operation_id="preview_appeal",
    summary="预览申诉",
    response_model=AppealPreview,
    responses=answers(404),
)
def preview_appeal(request: Request, service: Served, caller: Reader, appeal: Number) -> Response:
    """若采信申诉所据的证据（包括原来不采信的），原评价会怎样：等级、得分、失分，逐项对照；不入账。 What the assessment would have come to with the
    appeal's evidence accepted, what was rejected too: grade, score and lost points, requirement by requirement; nothing is entered.
    """
    found = _seen(service, caller, appeal)
    if not may_look(caller, found.recorded.subject):
        raise missing(f"appeals/{appeal}/preview", str(appeal))
    data = service.granted.get(found.entry.hash, lambda: _granted(service, found))
    return shown(request, Forms(lambda: data))


def _granted(service: Service, found: Found) -> dict[str, Any]:
    return granted_data(appeal_preview(service.settings.store, service.entries(), found))


def _seen(service: Service, caller: Caller, number: int) -> Found:
    """An appeal as a caller may see it. Raises: RefusedError 404 (API-404), the same where there is none."""
    found = next((one for one in appeals_of(courses_seen(service, caller)) if one.number == number), None)
    if found is None:
        raise missing(f"appeals/{number}", str(number))
    return found


def _paged(request: Request, appeals: Sequence[Found], after: str | None, limit: int) -> Response:
    return listed(request, page(request, appeals, _key, appeal_data, after=after, limit=limit))


def _key(one: Found) -> str:
    """Its number, as text that sorts as numbers do."""
    return f"{one.number:012}"
