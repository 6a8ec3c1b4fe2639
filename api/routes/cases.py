"""Cases: a subject assessed for a year, as the ledger knows it now or knew it at a time."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from api.asking import AsKnownAt, CaseAsked, Mode
from api.documented import answers
from api.keyset import After, Limit, page
from api.representations import Forms, shown
from api.routes.assessments import forms_of, links_of, summary
from api.schema.assessment import CaseAnswer
from api.schema.model import Page
from api.service import Asked, Served, Service
from engine import EvidenceMode, moment

router = APIRouter(prefix="/v1/cases", tags=["cases"])
Year = Annotated[int, Query(ge=1949, le=2999, description="评价年度 assessed year", examples=[2020])]


@router.get(
    "", operation_id="list_cases", summary="某年度的全部案例", response_model=Page[CaseAnswer], responses=answers(404)
)
def list_cases(
    request: Request,
    service: Served,
    year: Year,
    mode: Mode = EvidenceMode.DELIVERED,
    as_known_at: AsKnownAt = None,
    after: After = None,
    limit: Limit = 50,
) -> Response:
    """一次取回所有评价对象在某年度的等级与总分。 Grades and totals of all subjects for a year, in one go."""
    at = moment("as_known_at", as_known_at) if as_known_at is not None else None
    asked = {code: service.asked(code, year, mode, at) for code in service.subjects(at)}
    data = page(request, asked, str, lambda code: case_answer(service, asked[code]), after=after, limit=limit)
    return shown(request, Forms(lambda: data))


@router.get(
    "/{subject}/{year}",
    operation_id="get_case",
    summary="一个案例",
    response_model=CaseAnswer,
    responses=answers(404, linked=True, table=True),
)
def get_case(request: Request, service: Served, asked: CaseAsked) -> Response:
    """按账本评价一个案例；同样的输入总得到同一个评价哈希。 A case assessed as the ledger knows it; the same inputs always give the
    same hash.
    """
    found = service.assessment(asked)
    return shown(request, Forms(lambda: case_answer(service, asked), forms_of(service, found)))


def case_answer(service: Service, asked: Asked) -> dict[str, Any]:
    """The assessment of a case, and which entries of the ledger it rests on."""
    found, entries = service.assessment(asked), service.known(asked)
    return summary(found) | {"links": links_of(found), "known": len(entries), "head": entries[-1].hash}
