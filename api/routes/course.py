"""The course of a case: closing, recording, panel, publicity, objections, the final word."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Body, Request
from starlette.responses import Response

from api.addresses import AddressText
from api.asking import AssessedYear, KnownAt, SubjectCode
from api.auth.caller import Evaluator, Reader, Role, permit
from api.documented import answers
from api.problems import RefusedError, problems
from api.representations import CSV, Forms, shown
from api.schema import acts
from api.seeing import courses_named, courses_seen, viewer_of
from api.service import Served
from api.writing import IfMatch, Pen, acknowledged, done, pen
from engine import (
    Entry,
    Recorded,
    annul,
    answer,
    close_case,
    course,
    course_data,
    day_named,
    finalise,
    latest,
    moment,
    object_to,
    one_recorded,
    panel,
    publicise,
    record,
    reopen_case,
    side_by_side,
    sides_csv,
    sides_data,
    states_data,
    told,
)
from engine import Role as As

router = APIRouter(prefix="/v1", tags=["course"])
WRITTEN = problems(404, 409, 412, 507)
# Who may do what: confirming, publicising and the final word are the admin's; whoever sees an assessment may object.
NEEDED = {
    "panel": Role.ADMIN,
    "publicise": Role.ADMIN,
    "object": Role.READER,
    "answer": Role.EVALUATOR,
    "finalise": Role.ADMIN,
    "annul": Role.ADMIN,
}
RECORDING = {As.SELF: Role.EVALUATOR, As.RECOMMENDED: Role.EVALUATOR, As.CONFIRMED: Role.ADMIN}


@router.post(
    "/cases/{subject}/{year}/closing",
    operation_id="close_case",
    summary="截止案例",
    status_code=201,
    response_model=acts.Done,
    responses=WRITTEN,
)
def post_closing(
    request: Request,
    service: Served,
    caller: Evaluator,
    subject: SubjectCode,
    year: AssessedYear,
    if_match: IfMatch = None,
) -> Response:
    """截止提交：此后提交的证据不计，缺少的按未提供判定。 Close a case: what is submitted later does not count, what is missing was not supplied."""
    permit(caller, Role.EVALUATOR, [subject], request.url.path)
    with pen(request, service, caller, [subject], if_match) as held:
        return done(close_case(held.journal, subject, year, held.hand))


@router.post(
    "/cases/{subject}/{year}/reopening",
    operation_id="reopen_case",
    summary="重新开放案例",
    status_code=201,
    response_model=acts.Done,
    responses=WRITTEN,
)
def post_reopening(
    request: Request,
    service: Served,
    caller: Evaluator,
    subject: SubjectCode,
    year: AssessedYear,
    if_match: IfMatch = None,
) -> Response:
    """重新开放已截止的案例。 Reopen a closed case."""
    permit(caller, Role.ADMIN, [subject], request.url.path)
    with pen(request, service, caller, [subject], if_match) as held:
        return done(reopen_case(held.journal, subject, year, held.hand))


@router.get(
    "/cases/{subject}/{year}/assessments",
    operation_id="list_courses",
    summary="已记录的评价",
    response_model=acts.Courses,
    responses=answers(),
)
def list_courses(
    request: Request, service: Served, caller: Reader, subject: SubjectCode, year: AssessedYear, at: KnownAt
) -> Response:
    """案例已记录的评价及其进程；公示之前只对有权者可见。 The recorded assessments of a case, as far as the caller may see them."""
    found = courses_seen(service, caller, subject, year, at)
    return shown(request, Forms(lambda: states_data(f"{subject}/{year}", found)))


@router.post(
    "/cases/{subject}/{year}/assessments",
    operation_id="record_assessment",
    summary="记录评价",
    status_code=201,
    response_model=acts.Course,
    responses={200: {"model": acts.Course, "description": "同样的评价早已记录 recorded before"}, **WRITTEN},
)
def record_assessment(
    request: Request,
    service: Served,
    caller: Evaluator,
    subject: SubjectCode,
    year: AssessedYear,
    wish: acts.RecordWish,
    if_match: IfMatch = None,
) -> Response:
    """按账本评价，并把结果、所据版本与证据一并永久保存。 Assess a case as the ledger knows it, and keep result, edition and evidence for good."""
    role = As(wish.role)
    permit(caller, RECORDING[role], [subject], request.url.path)
    at = moment("as_known_at", wish.as_known_at) if wish.as_known_at is not None else None
    with pen(request, service, caller, [subject], if_match) as held:
        made = record(held.journal, service.settings.home, subject, year, role, held.hand, at)
        data = course_data(course(held.journal.entries, made.recorded))
    return acknowledged(data, f"/v1/assessments/{made.recorded.assessment}", new=made.new)


@router.get(
    "/cases/{subject}/{year}/sides",
    operation_id="get_sides",
    summary="自评、推荐、核定对照",
    response_model=acts.Sides,
    responses=answers(404, table=True),
)
def get_sides(
    request: Request, service: Served, caller: Reader, subject: SubjectCode, year: AssessedYear, at: KnownAt
) -> Response:
    """自评、推荐与核定的得分逐项对照，差异附前提。 The three scores of each item side by side, each difference with its premises."""
    chosen = latest(courses_seen(service, caller, subject, year, at)).values()
    if not chosen:
        raise RefusedError.of(404, "STO-051", "store", f"{subject}/{year}")
    found = side_by_side(service.settings.store, service.entries(), chosen)
    return shown(request, Forms(lambda: sides_data(found), {CSV: lambda: sides_csv(found, "zh")}))


@router.post(
    "/assessments/{assessment}/turns",
    operation_id="turn_assessment",
    summary="推进评价",
    status_code=201,
    response_model=acts.Course,
    responses=WRITTEN,
)
def turn_assessment(
    request: Request,
    service: Served,
    caller: Reader,
    assessment: AddressText,
    turn: Annotated[acts.Turn, Body()],
    if_match: IfMatch = None,
) -> Response:
    """交评审组、公示（至少五个工作日）、提出或答复异议、定案、撤销；不合次序的一步会被拒绝。 Panel, publicity of at least five working days,
    objection, answer, final, withdrawn; a turn out of order is refused.
    """
    seen = [one.recorded for one in courses_named(service, caller, assessment)]
    subject = seen[0].subject
    permit(caller, NEEDED[turn.turn], [] if turn.turn == "object" else [subject], request.url.path)
    with pen(request, service, caller, [subject], if_match) as held:
        one = one_recorded(
            (each.entry for each in seen), seen[0].assessment, As(turn.role)
        )  # what is hidden is not acted on
        TURNS[turn.turn](held, one, turn)
        data = course_data(told(course(held.journal.entries, one), viewer_of(caller)))
    return acknowledged(data)


def _panel(held: Pen, one: Recorded, turn: acts.PanelTurn) -> Entry:
    return panel(held.journal, one, turn.members, held.hand, turn.reason)


def _publicise(held: Pen, one: Recorded, turn: acts.PubliciseTurn) -> Entry:
    first, last = day_named("first", turn.first), day_named("last", turn.last)
    off = [day_named("days_off", day) for day in turn.days_off]
    return publicise(held.journal, one, first, last, held.hand, off, turn.reason)


def _object(held: Pen, one: Recorded, turn: acts.ObjectTurn) -> Entry:
    return object_to(held.journal, one, turn.reason, held.hand)


def _answer(held: Pen, one: Recorded, turn: acts.AnswerTurn) -> Entry:
    return answer(held.journal, one, turn.objection, turn.reason, held.hand)


def _finalise(held: Pen, one: Recorded, turn: acts.FinaliseTurn) -> Entry:
    first, last = day_named("valid_from", turn.valid_from), day_named("valid_until", turn.valid_until)
    again = day_named("reevaluate_on", turn.reevaluate_on)
    return finalise(held.journal, one, first, last, again, held.hand, turn.reason)


def _annul(held: Pen, one: Recorded, turn: acts.AnnulTurn) -> Entry:
    return annul(held.journal, one, turn.reason, held.hand)


TURNS: dict[str, Callable[..., Entry]] = {
    "panel": _panel,
    "publicise": _publicise,
    "object": _object,
    "answer": _answer,
    "finalise": _finalise,
    "annul": _annul,
}
