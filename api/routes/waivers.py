"""Waivers of a case: who sees what, granted and withdrawn by admins alone; the approver stands beside who enters it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request
from starlette.responses import Response

from api.asking import AssessedYear, KnownAt, SubjectCode
from api.auth.caller import Admin, Reader, Role, permit
from api.documented import answers
from api.problems import problems
from api.representations import Forms, shown
from api.schema import waivers as forms
from api.schema.acts import Done
from api.seeing import may_look
from api.service import Served, missing
from api.writing import IfMatch, done, pen
from engine import (
    WaiverWish,
    day_named,
    known_by,
    waive,
    waivers,
    waivers_listed,
    withdraw_waiver,
)

router = APIRouter(prefix="/v1/cases/{subject}/{year}/waivers", tags=["waivers"])
WRITTEN = problems(404, 409, 412, 507)
Number = Annotated[int, Path(ge=1, le=2**53, description="豁免编号，即其账目序号 number of its entry", examples=[7])]


@router.get("", operation_id="list_waivers", summary="案例的豁免", response_model=forms.Waivers, responses=answers(404))
def list_waivers(
    request: Request,
    service: Served,
    caller: Reader,
    subject: SubjectCode,
    year: AssessedYear,
    at: KnownAt,
) -> Response:
    """涵盖该案例的豁免；无权见到案例现状者，只在已公示的评价中见到。 The waivers that cover a case; whoever may not see the case as it stands finds
    them in what was publicised.
    """
    if not may_look(caller, subject):
        raise missing(f"cases/{subject}/{year}/waivers", subject)
    found = waivers(known_by(service.entries(), at), subject, year)
    edition = service.standard(service.edition_of(year)).edition
    return shown(request, Forms(lambda: waivers_listed(f"{subject}/{year}", found, edition)))


@router.post(
    "",
    operation_id="grant_waiver",
    summary="批准豁免",
    status_code=201,
    response_model=Done,
    responses=WRITTEN,
)
def grant_waiver(
    request: Request,
    service: Served,
    caller: Admin,
    subject: SubjectCode,
    year: AssessedYear,
    wish: forms.WaiverWish,
    if_match: IfMatch = None,
) -> Response:
    """豁免一项评价要求或一个章条：不计得分，也不计失分；否决项与关键项不得豁免；已定案的评价不变。 Waive a requirement or a clause: neither earned
    nor lost. What a veto or a key item rests on is never waived, and what is final stays as it is.
    """
    permit(caller, Role.ADMIN, [subject], request.url.path)
    until, edition = day_named("until", wish.until), service.standard(service.edition_of(year)).edition
    said = WaiverWish(subject, year, wish.requirement.strip(), wish.reason, wish.approver, until)
    with pen(request, service, caller, [subject], if_match) as held:
        return done(waive(held.journal, said, held.hand, edition, service.world()))


@router.post(
    "/{waiver}/withdrawal",
    operation_id="withdraw_waiver",
    summary="撤销豁免",
    status_code=201,
    response_model=Done,
    responses=WRITTEN,
)
def post_withdrawal(
    request: Request,
    service: Served,
    caller: Admin,
    subject: SubjectCode,
    year: AssessedYear,
    waiver: Number,
    wish: forms.WaiverWithdrawal,
    if_match: IfMatch = None,
) -> Response:
    """撤销涵盖该案例的一条豁免；此后不再涵盖任何案例。 Withdraw a waiver that covers the case; from then on it covers none."""
    permit(caller, Role.ADMIN, [subject], request.url.path)
    with pen(request, service, caller, [subject], if_match) as held:
        if waiver not in {one.number for one in waivers(held.journal.entries, subject, year)}:
            raise missing(f"cases/{subject}/{year}/waivers/{waiver}", str(waiver))
        return done(withdraw_waiver(held.journal, subject, waiver, wish.reason, held.hand))
