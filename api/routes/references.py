"""Reference files: documents, targets and places that `ontology/` lacks, taken over by a named approver, and withdrawn."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, File, Form, Request, UploadFile
from starlette.responses import Response

from api.auth.caller import Editor, Reader
from api.documented import answers
from api.fields import FieldsFit
from api.keyset import After, Limit, listed, page
from api.problems import problems
from api.representations import Forms, as_delivered, shown
from api.routes.submissions import Evidence
from api.schema.acts import Done
from api.schema.model import Page
from api.schema.references import Reference, TakenReference, Withdrawal
from api.service import Served, missing
from api.shares import holder_of
from api.telling import Tell, telling
from api.writing import IfMatch, acknowledged, done, pen, rests_on
from engine import Entry, Kind, head_of, kept_bytes, take_over, withdraw_reference

router = APIRouter(prefix="/v1/references", tags=["references"])
Delivered = Annotated[UploadFile, File(description="参考资料（.ttl） the reference file, Turtle")]
Approver = Annotated[str, Form(min_length=1, max_length=100, description="核准人 who takes it over")]


@router.post(
    "",
    operation_id="take_reference",
    summary="采用参考资料",
    status_code=201,
    response_model=TakenReference,
    responses={
        200: {"model": TakenReference, "description": "同样的字节早已采用 taken over before"},
        **problems(412, 415, 507),
    },
)
def take_reference(
    request: Request,
    service: Served,
    caller: Editor,
    fit: FieldsFit,
    file: Delivered,
    approver: Approver,
    if_match: IfMatch = None,
) -> Response:
    """检查并采用一份参考资料（.ttl：地点、文件、段落、目标值）；从此计入每个问题。If-Match 为最近变动的参考资料的 version。 Check and take over a
    reference file; from then on it is part of every question. If-Match is the version of the one that changed last.
    """
    name, content = file.filename or "", file.file.read()
    if hashlib.sha256(content).hexdigest() not in {path.parent.name for path in service.references()}:
        service.check_reference(holder_of(request, caller), name, content)
    with pen(request, service, caller, (), None) as held:
        rests_on(if_match, "references", _last_version(held.journal.entries))
        receipt = take_over(held.journal, service.settings.home, name, content, approver, held.hand)
    found = reference_data(service.entries(), receipt.digest, telling(service, caller))
    data = found | {"new": receipt.entry is not None}
    return acknowledged(data, f"/v1/references/{receipt.digest}", new=receipt.entry is not None)


@router.get(
    "",
    operation_id="list_references",
    summary="参考资料列表",
    response_model=Page[Reference],
    responses=answers(table=True),
)
def list_references(
    request: Request, service: Served, caller: Reader, after: After = None, limit: Limit = 100
) -> Response:
    """全部参考资料，包括已撤回的；何人经办、为何撤回，只告知在账本中看得到该账目的人。 All reference files, those that were withdrawn too; who entered them, and
    why one was withdrawn, is told to those to whom the ledger shows the entry.
    """
    entries, tell = service.entries(), telling(service, caller)
    known = {one.act.about for one in entries if one.act.kind is Kind.REFERENCE}
    data = page(request, known, str, lambda digest: reference_data(entries, digest, tell), after=after, limit=limit)
    return listed(request, data)


@router.get(
    "/{reference}",
    operation_id="get_reference",
    summary="一份参考资料",
    response_model=Reference,
    responses=answers(404),
)
def get_reference(request: Request, service: Served, caller: Reader, reference: Evidence) -> Response:
    """一份参考资料：何人核准，是否仍在采用。 A reference file: who took it over, and whether it counts."""
    data = reference_data(service.entries(), reference, telling(service, caller))
    return shown(request, Forms(lambda: data))


@router.get(
    "/{reference}/content",
    operation_id="get_reference_content",
    summary="参考资料原文件",
    response_class=Response,
    responses={
        200: {"description": "提交时的字节 the bytes as delivered", "content": {"application/octet-stream": {}}},
        304: {"description": "没有变化 not changed since"},
        **problems(404),
    },
)
def get_reference_content(service: Served, caller: Reader, reference: Evidence) -> Response:
    """与提交时逐字节相同的文件。 The file, byte for byte as it was delivered."""
    name = _last_taken(service.entries(), reference).act.detail("file")
    content = kept_bytes(service.settings.store, reference, name)
    return as_delivered(content, name)


@router.post(
    "/{reference}/withdrawal",
    operation_id="withdraw_reference",
    summary="撤回参考资料",
    status_code=201,
    response_model=Done,
    responses=problems(404, 412, 507),
)
def post_withdrawal(
    request: Request,
    service: Served,
    caller: Editor,
    reference: Evidence,
    wish: Withdrawal,
    if_match: IfMatch = None,
) -> Response:
    """撤回一份参考资料；从此不计入任何问题。其他参考资料仍需要它的，拒绝。 Withdraw a reference file; it is part of no question from then on. Refused
    where another one needs it.
    """
    with pen(request, service, caller, (), None) as held:
        taken, gone = _standing(held.journal.entries, reference)
        rests_on(if_match, f"references/{reference}", (gone or taken).hash)
        entry = withdraw_reference(held.journal, service.settings.home, reference, wish.reason, held.hand)
    return done(entry)


def _last_version(entries: Sequence[Entry]) -> str:
    """The version of the reference file that changed last; zeros where there is none."""
    taken = {one.act.about for one in entries if one.act.kind is Kind.REFERENCE}
    return head_of([one for one in entries if one.act.about in taken])


def reference_data(entries: Sequence[Entry], digest: str, tell: Tell) -> dict[str, Any]:
    """A reference file with what became of it. Raises: RefusedError 404 (API-404) where there is none."""
    taken, gone = _standing(entries, digest)
    return {
        "reference": digest,
        "file": taken.act.detail("file"),
        "size": int(taken.act.detail("size")),
        "approver": taken.act.detail("approver"),
        "standing": "withdrawn" if gone else "taken",
        "version": (gone or taken).hash,
        "entry": tell(taken),
        "withdrawal": tell(gone) if gone else None,
    }


def _standing(entries: Sequence[Entry], digest: str) -> tuple[Entry, Entry | None]:
    """The entry that took a reference file over last, and the one that withdrew it since. Raises: as `_last_taken`."""
    last = _last_taken(entries, digest)
    later = (one for one in entries if one.number > last.number and one.act.about == digest)
    return last, next((one for one in later if one.act.kind is Kind.WITHDRAWN), None)


def _last_taken(entries: Sequence[Entry], digest: str) -> Entry:
    taken = [one for one in entries if one.act.about == digest and one.act.kind is Kind.REFERENCE]
    if not taken:
        raise missing(f"references/{digest}", digest)
    return taken[-1]
