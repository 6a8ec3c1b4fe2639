"""What is entered beside submissions and rulings: corrections of evidence, and experts' ratings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from starlette.responses import Response

from api.asking import AssessedYear, SubjectCode
from api.auth.caller import Evaluator, Reader, Role, permit
from api.documented import answers
from api.fields import FieldsFit
from api.keyset import After, Limit, listed, page
from api.problems import problems
from api.routes.submissions import WRITTEN, Codes, Delivered, Evidence, said_faults, subjects_of, submission_seen
from api.schema.acts import REASON
from api.schema.judgements import Correction, Judged, Judgement, JudgementWish
from api.schema.model import Page
from api.seeing import may_look
from api.service import Served, missing
from api.shares import holder_of
from api.telling import Tell, telling
from api.writing import IfMatch, acknowledged, pen
from engine import Entry, Kind, Receipt, Ruling, correct, day_named, judge
from engine import Judgement as Said

router = APIRouter(prefix="/v1", tags=["acts"])
RULINGS = {one.value for one in Ruling}
Reason = Annotated[str, Form(min_length=1, max_length=2000, description=REASON)]
Record = Annotated[
    str | None, Form(min_length=1, max_length=200, description="被更正的记录；不写即整个文件 a record of it, else all")
]


@router.post(
    "/submissions/{evidence}/corrections",
    operation_id="correct_evidence",
    summary="更正证据",
    status_code=201,
    response_model=Correction,
    responses={
        200: {"model": Correction, "description": "同样的更正早已入账 entered before"},
        **WRITTEN,
        **problems(404),
    },
)
def correct_evidence(
    request: Request,
    service: Served,
    caller: Evaluator,
    fit: FieldsFit,
    evidence: Evidence,
    file: Delivered,
    subject: Codes,
    reason: Reason,
    record: Record = None,
    if_match: IfMatch = None,
) -> Response:
    """提交一份更正证据的文件：从此被更正的文件（或其中一条记录）不计，直到更正被撤回。 Submit a file that corrects evidence, or a record of it: the
    old counts no more, until the correction is withdrawn.
    """
    permit(caller, Role.EVALUATOR, subject, request.url.path)
    own = subjects_of(submission_seen(service, caller, evidence), evidence)
    permit(caller, Role.EVALUATOR, own, request.url.path)
    name, content = file.filename or "", file.file.read()
    warnings = service.check(holder_of(request, caller), name, content, subject)
    key = evidence if record is None else f"{evidence}#{record}"
    with pen(request, service, caller, subject, if_match) as held:
        receipt = correct(held.journal, (name, content), subject, key, reason, held.hand, service.world())
    made = correction_data(service.entries(), receipt, key, telling(service, caller))
    data = made | {"warnings": said_faults(request, warnings)}
    return acknowledged(data, f"/v1/submissions/{receipt.digest}", new=receipt.entry is not None)


def correction_data(entries: Sequence[Entry], receipt: Receipt, key: str, tell: Tell) -> dict[str, Any]:
    """What became of a correction, with its entry, made now or before."""
    own = [one for one in entries if one.act.about == receipt.digest]
    made = next(one for one in own if one.act.kind is Kind.CORRECTED and one.act.detail("corrects") == key)
    kept = next(one for one in own if one.act.kind is Kind.SUBMITTED)
    return {
        "evidence": receipt.digest,
        "file": kept.act.detail("file"),
        "new": receipt.entry is not None,
        "entry": tell(made),
        "corrects": key,
    }


@router.post(
    "/cases/{subject}/{year}/judgements",
    operation_id="enter_judgement",
    summary="录入专家评分",
    status_code=201,
    response_model=Judged,
    responses={
        200: {"model": Judged, "description": "同样的评分早已入账 entered before"},
        **problems(404, 409, 412, 507),
    },
)
def enter_judgement(
    request: Request,
    service: Served,
    caller: Evaluator,
    subject: SubjectCode,
    year: AssessedYear,
    wish: JudgementWish,
    if_match: IfMatch = None,
) -> Response:
    """把一位专家的评分作为证据入账；同一专家以最后一次为准。 Enter an expert's rating as evidence; the last one of each expert counts."""
    permit(caller, Role.EVALUATOR, [subject], request.url.path)
    with pen(request, service, caller, [subject], if_match) as held:
        day = day_named("on", wish.on or held.hand.time[:10])
        said = Said(subject, wish.kind, year, wish.expert, day, wish.rating)
        receipt = judge(held.journal, said, held.hand, service.world())
        entries = tuple(held.journal.entries)
    found = receipt.entry or next(one for one in _judged(entries, subject, year) if receipt.digest in one.act.about)
    data = judgement_data(entries, found, telling(service, caller)) | {"new": receipt.entry is not None}
    return acknowledged(data, f"/v1/submissions/{receipt.digest}", new=receipt.entry is not None)


@router.get(
    "/cases/{subject}/{year}/judgements",
    operation_id="list_judgements",
    summary="专家评分",
    response_model=Page[Judgement],
    responses=answers(404, table=True),
)
def list_judgements(
    request: Request,
    service: Served,
    caller: Reader,
    subject: SubjectCode,
    year: AssessedYear,
    after: After = None,
    limit: Limit = 100,
) -> Response:
    """一个案例逐条录入的专家评分及对它们的裁定。 The ratings that were entered for a case, with the rulings on them."""
    if not may_look(caller, subject):
        raise missing(f"cases/{subject}/{year}/judgements", subject)
    entries, tell = service.entries(), telling(service, caller)
    found = {one.act.about: one for one in _judged(entries, subject, year)}
    data = page(request, found, str, lambda key: judgement_data(entries, found[key], tell), after=after, limit=limit)
    return listed(request, data)


def judgement_data(entries: Sequence[Entry], entry: Entry, tell: Tell) -> dict[str, Any]:
    """A rating as its entry says, with the rulings on its file and its record."""
    digest, _, record = entry.act.about.partition("#")
    subject, _, year = entry.act.detail("case").partition("/")
    own = (digest, entry.act.about)
    return {
        "evidence": digest,
        "record": record,
        "subject": subject,
        "year": int(year),
        **{name: entry.act.detail(name) for name in ("kind", "expert", "rating")},
        "entry": tell(entry),
        "rulings": [tell(one) for one in entries if one.act.kind in RULINGS and one.act.about in own],
    }


def _judged(entries: Sequence[Entry], subject: str, year: int) -> list[Entry]:
    case = f"{subject}/{year}"
    return [one for one in entries if one.act.kind is Kind.JUDGED and one.act.detail("case") == case]
