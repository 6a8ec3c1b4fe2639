"""Submissions: files as delivered, checked before they are kept, with what was ruled on them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, File, Form, Path, Request, UploadFile
from starlette.responses import Response

from api.auth.caller import Caller, Evaluator, Reader, Role, permit
from api.documented import answers
from api.fields import FieldsFit
from api.keyset import After, Limit, listed, page
from api.language import language_of
from api.linked import linked_entries
from api.problems import MOST_FAULTS, problems
from api.representations import Forms, as_delivered, shown
from api.schema.acts import Checked, Done, Receipt, RulingWish, Submission
from api.schema.model import Page
from api.seeing import entries_seen, may_look
from api.service import Served, Service, missing
from api.shares import holder_of
from api.telling import Tell, telling
from api.writing import IfMatch, acknowledged, done, pen
from engine import Entry, EvidenceError, Fault, Kind, Ruling, decide, fault_sentences, kept_bytes, known_by
from engine import submit as enter

router = APIRouter(prefix="/v1/submissions", tags=["submissions"])
RULINGS = {one.value for one in Ruling}
Evidence = Annotated[
    str, Path(pattern="^[0-9a-f]{64}$", description="文件的 SHA-256 hash of the file", examples=["0" * 64])
]
Delivered = Annotated[UploadFile, File(description="证据文件：xlsx、csv、ttl 等 the file of evidence")]
Code = Annotated[str, Form(pattern="^[0-9]{6}$")]
Codes = Annotated[
    list[Code], Form(min_length=1, max_length=200, description="所述评价对象，可重复 places, may be repeated")
]
WRITTEN = problems(409, 412, 415, 507)


@router.post(
    "",
    operation_id="submit_evidence",
    summary="提交证据",
    status_code=201,
    response_model=Receipt,
    responses={200: {"model": Receipt, "description": "同样的字节早已入账 known before"}, **WRITTEN},
)
def submit_evidence(
    request: Request,
    service: Served,
    caller: Evaluator,
    fit: FieldsFit,
    file: Delivered,
    subject: Codes,
    if_match: IfMatch = None,
) -> Response:
    """检查并入库一份证据：有问题则逐处列出、什么也不留下；落盘之后才答复。 Check and keep a file: with faults nothing is kept; answered only when it
    is on the disk.
    """
    permit(caller, Role.EVALUATOR, subject, request.url.path)
    name, content = file.filename or "", file.file.read()
    warnings = service.check(holder_of(request, caller), name, content, subject)
    with pen(request, service, caller, subject, if_match) as held:
        receipt = enter(held.journal, name, content, subject, held.hand)
    submitted = receipt.entry or _submitted(service.entries(), receipt.digest, subject)
    data = {
        "evidence": receipt.digest,
        "file": submitted.act.detail("file"),
        "new": receipt.entry is not None,
        "entry": telling(service, caller)(submitted),
        "warnings": said_faults(request, warnings),
    }
    return acknowledged(data, f"/v1/submissions/{receipt.digest}", new=receipt.entry is not None)


@router.post(
    "/check", operation_id="check_evidence", summary="只检查证据", response_model=Checked, responses=problems(415)
)
def check_evidence(
    request: Request, service: Served, caller: Evaluator, fit: FieldsFit, file: Delivered, subject: Codes
) -> Response:
    """只检查，不入库：每处问题都有位置与改正办法。 Check only; nothing is kept."""
    permit(caller, Role.EVALUATOR, subject, request.url.path)
    name, content = file.filename or "", file.file.read()
    faults: Sequence[Fault] = ()
    warnings: Sequence[Fault] = ()
    count = 0
    try:
        warnings = service.check(holder_of(request, caller), name, content, subject)
    except EvidenceError as error:
        faults, count = error.faults, error.count
    data = {
        "file": name,
        "evidence": hashlib.sha256(content).hexdigest(),
        "sound": not faults,
        "count": count,
        "faults": said_faults(request, faults),
        "warnings": said_faults(request, warnings),
    }
    return shown(request, Forms(lambda: data))


@router.get(
    "",
    operation_id="list_submissions",
    summary="证据列表",
    response_model=Page[Submission],
    responses=answers(linked=True, table=True),
)
def list_submissions(
    request: Request, service: Served, caller: Reader, after: After = None, limit: Limit = 100
) -> Response:
    """可见的全部证据。 All submissions that the caller may see."""
    entries, tell = service.entries(), telling(service, caller)
    found = {one.act.about: one for one in entries if one.act.kind == "submitted" and _may_see(caller, entries, one)}
    data = page(request, found, str, lambda digest: submission_data(entries, digest, tell), after=after, limit=limit)
    return listed(
        request,
        data,
        linked_entries(_entries_of(entries_seen(service, caller), {one["evidence"] for one in data["items"]})),
    )


@router.get(
    "/{evidence}",
    operation_id="get_submission",
    summary="一份证据",
    response_model=Submission,
    responses=answers(404, linked=True),
)
def get_submission(request: Request, service: Served, caller: Reader, evidence: Evidence) -> Response:
    """证据的提交与裁定。 A submission with what was ruled on it."""
    entries = submission_seen(service, caller, evidence)
    own = _entries_of(entries_seen(service, caller), {evidence})
    tell = telling(service, caller)
    return shown(request, Forms(lambda: submission_data(entries, evidence, tell), linked_entries(own)))


@router.get(
    "/{evidence}/content",
    operation_id="get_content",
    summary="证据原文件",
    response_class=Response,
    responses={
        200: {"description": "提交时的字节 the bytes as delivered", "content": {"application/octet-stream": {}}},
        **problems(404),
    },
)
def get_content(request: Request, service: Served, caller: Reader, evidence: Evidence) -> Response:
    """与提交时逐字节相同的文件。 The file, byte for byte as it was delivered."""
    entries = submission_seen(service, caller, evidence)
    name = _submitted(entries, evidence).act.detail("file")
    content = kept_bytes(service.settings.store, evidence, name)
    return as_delivered(content, name)


@router.post(
    "/{evidence}/rulings",
    operation_id="rule_on_evidence",
    summary="裁定证据",
    status_code=201,
    response_model=Done,
    responses=problems(404, 409, 412, 507),
)
def rule_on_evidence(
    request: Request,
    service: Served,
    caller: Evaluator,
    evidence: Evidence,
    wish: RulingWish,
    if_match: IfMatch = None,
) -> Response:
    """采信、不采信或撤回一份证据，或其中一条记录。 Accept, reject or withdraw a file or a record of it."""
    subjects = subjects_of(submission_seen(service, caller, evidence), evidence)
    permit(caller, Role.EVALUATOR, subjects, request.url.path)
    key = f"{evidence}#{wish.record}" if wish.record is not None else evidence
    with pen(request, service, caller, subjects, if_match) as held:
        entry = decide(held.journal, Ruling(wish.ruling), key, wish.reason, held.hand, service.world())
    return done(entry)


def submission_data(entries: Sequence[Entry], digest: str, tell: Tell) -> dict[str, Any]:
    """A submission with its rulings."""
    first = _submitted(entries, digest)
    rulings = [one for one in entries if one.act.kind in RULINGS and one.act.about.partition("#")[0] == digest]
    whole = [one.act.kind.value for one in rulings if one.act.about == digest]
    return {
        "evidence": digest,
        "file": first.act.detail("file"),
        "size": int(first.act.detail("size")),
        "subjects": sorted(subjects_of(entries, digest)),
        "standing": whole[-1] if whole else "delivered",
        "entry": tell(first),
        "rulings": [tell(one) for one in rulings],
        "corrections": [tell(one) for one in entries if digest in _corrected(one)],
    }


def _entries_of(entries: Sequence[Entry], digests: set[str]) -> list[Entry]:
    """All entries about some files: delivered, ruled on, corrected."""
    return [one for one in entries if digests & {one.act.about.partition("#")[0], *_corrected(one)}]


def _corrected(entry: Entry) -> tuple[str, ...]:
    """The file that corrects and the file that is corrected, of a correction."""
    act = entry.act
    return (act.about, act.detail("corrects").partition("#")[0]) if act.kind is Kind.CORRECTED else ()


def subjects_of(entries: Sequence[Entry], digest: str) -> set[str]:
    """The places that a file was submitted for."""
    own = (one.act for one in entries if one.act.kind == "submitted" and one.act.about == digest)
    return {code for act in own for code in act.subjects}


def _submitted(entries: Sequence[Entry], digest: str, subjects: Sequence[str] = ()) -> Entry:
    """The first submission of a file; of those for places the last that is for one of these."""
    own = [one for one in entries if one.act.kind == "submitted" and one.act.about == digest]
    return next((one for one in reversed(own) if set(subjects) & set(one.act.subjects)), own[0])


def _may_see(caller: Caller, entries: Sequence[Entry], entry: Entry) -> bool:
    return all(may_look(caller, code) for code in subjects_of(entries, entry.act.about))


def submission_seen(service: Service, caller: Caller, digest: str, at: str | None = None) -> tuple[Entry, ...]:
    """All entries, or those until a time, where the caller may see a file. Raises: RefusedError 404 (API-404), the same
    where there is none, and where it was not known yet.
    """
    entries = known_by(service.entries(), at)
    subjects = subjects_of(entries, digest)
    if not subjects or not all(may_look(caller, code) for code in subjects):
        raise missing(f"submissions/{digest}", digest)
    return entries


def said_faults(request: Request, faults: Sequence[Fault]) -> list[dict[str, str]]:
    """Faults in the language of a request."""
    language = language_of(request)
    return [dict(fault_sentences(fault, language)) for fault in faults[:MOST_FAULTS]]
