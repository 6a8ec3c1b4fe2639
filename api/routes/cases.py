"""Cases: a subject assessed for a year, as the ledger knows it now or knew it at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.addresses import Address
from api.asking import CaseAsked, KnownAt, Mode, Year
from api.auth.caller import Caller, Reader
from api.documented import answers
from api.keyset import After, Limit, listed, page
from api.representations import Forms, shown
from api.routes.assessments import forms_of, summary
from api.schema.assessment import CaseAnswer
from api.schema.model import Page
from api.seeing import courses_seen, may_look
from api.service import Asked, Served, Service, missing
from engine import Assessment, Course, EvidenceMode, Stage

router = APIRouter(prefix="/v1/cases", tags=["cases"])
PUBLIC = (Stage.PUBLICISED, Stage.FINAL)


@router.get(
    "",
    operation_id="list_cases",
    summary="某年度的全部案例",
    response_model=Page[CaseAnswer],
    responses=answers(404, table=True),
)
def list_cases(
    request: Request,
    service: Served,
    caller: Reader,
    year: Year,
    at: KnownAt,
    mode: Mode = EvidenceMode.DELIVERED,
    after: After = None,
    limit: Limit = 50,
) -> Response:
    """一次取回某年度的全部案例：有权者见到现状，其余见到已公示的评价。 All cases of a year in one go: as they stand for those who may see that,
    as they were publicised for others.
    """
    asked = {code: service.asked(code, year, mode, at) for code in service.subjects(at)}
    shown_to = [code for code in asked if may_look(caller, code) or _public(service, caller, asked[code])]
    data = page(request, shown_to, str, lambda code: _answer(service, caller, asked[code])[0], after=after, limit=limit)
    return listed(request, data)


@router.get(
    "/{subject}/{year}",
    operation_id="get_case",
    summary="一个案例",
    response_model=CaseAnswer,
    responses=answers(404, linked=True, table=True),
)
def get_case(request: Request, service: Served, caller: Reader, asked: CaseAsked) -> Response:
    """按账本评价一个案例；同样的输入总得到同一个评价哈希。无权见到现状者，得到最近公示的评价。 A case as the ledger knows it; the same inputs always
    give the same hash. Whoever may not see it as it stands gets the assessment that was publicised last.
    """
    data, forms = _answer(service, caller, asked)
    return shown(request, Forms(lambda: data, forms))


Answered = tuple[dict[str, Any], Mapping[str, Callable[[], str]]]


def _answer(service: Service, caller: Caller, asked: Asked) -> Answered:
    """A case as a caller may see it. Raises: RefusedError 404 (API-404) where nothing of it is public."""
    if may_look(caller, asked.subject):
        found, entries = service.assessment(asked), service.known(asked)
        address = str(Address(found.digest, asked))
        return _said(found, address, len(entries), entries[-1].hash, None), forms_of(found)
    course = _public(service, caller, asked)
    if course is None:
        raise missing(f"cases/{asked.subject}/{asked.year}", asked.subject)
    found, entry = service.recorded(course.recorded), course.recorded.entry
    head = entry.act.detail("head")
    return _said(found, found.digest, course.recorded.known, head, course), forms_of(found)


def _said(found: Assessment, address: str, known: int, head: str, course: Course | None) -> dict[str, Any]:
    """The assessment of a case, which entries of the ledger it rests on, and how far it has come where it was recorded."""
    role, stage = (course.recorded.role.value, course.stage.value) if course else (None, None)
    return summary(found, address) | {"known": known, "head": head, "role": role, "stage": stage}


def _public(service: Service, caller: Caller, asked: Asked) -> Course | None:
    """The last assessment of a case that is public to a caller, at the time asked for."""
    courses = courses_seen(service, caller, asked.subject, asked.year, asked.at)
    return next((one for one in reversed(courses) if one.stage in PUBLIC), None)
