"""Acts only thought of: what a case would come to, and what falls with evidence; nothing is entered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

from fastapi import APIRouter, File, Form, Query, Request, UploadFile
from starlette.responses import Response

from api.asking import AssessedYear, KnownAt, Mode, SubjectCode
from api.auth.caller import Evaluator, Reader, Role, permit
from api.documented import answers
from api.fields import FieldsFit
from api.keyset import following
from api.problems import RefusedError, problems
from api.representations import Forms, shown
from api.routes.submissions import Evidence, submission_seen
from api.schema.previews import Preview
from api.service import Served
from api.shares import holder_of
from engine import EvidenceMode, Ruling, Thought, blast, preview, preview_data, resting, safe_name

router = APIRouter(prefix="/v1", tags=["previews"])
MOST_FILES, MOST_RULINGS = 20, 200
Key = Annotated[str, Form(pattern="^[0-9a-f]{64}(#.{1,200})?$")]
SAID = "，写作“哈希”或“哈希#记录编号”，可重复 evidence as HASH or HASH#RECORD, may be repeated"
Accepted = Annotated[
    list[Key], Form(default_factory=list, max_length=MOST_RULINGS, description="设想采信的证据" + SAID)
]
Rejected = Annotated[
    list[Key], Form(default_factory=list, max_length=MOST_RULINGS, description="设想不采信的证据" + SAID)
]
Withdrawn = Annotated[
    list[Key], Form(default_factory=list, max_length=MOST_RULINGS, description="设想撤回的证据" + SAID)
]
Waived = Annotated[
    list[Annotated[str, Form(min_length=1, max_length=200)]],
    Form(
        default_factory=list,
        max_length=MOST_RULINGS,
        description="设想豁免的评价要求或章条，可重复 requirements or clauses to waive, may be repeated",
    ),
]
Files = Annotated[
    list[UploadFile],
    File(default_factory=list, max_length=MOST_FILES, description="设想提交的文件，可重复 files to submit"),
]
AfterCase = Annotated[
    str | None,
    Query(
        pattern="^[0-9]{6}/[0-9]{4}$", description="从此案例之后开始 start after this case", examples=["430700/2020"]
    ),
]
MostCases = Annotated[int, Query(ge=1, le=100, description="每页案例数 cases a page")]
Record = Annotated[
    str | None,
    Query(min_length=1, max_length=200, description="只看其中一条记录 a record of it alone", examples=["o1"]),
]


@router.post(
    "/cases/{subject}/{year}/preview",
    operation_id="preview_case",
    summary="预览办理的结果",
    response_model=Preview,
    responses=problems(404, 409),
)
def preview_case(
    request: Request,
    service: Served,
    caller: Evaluator,
    fit: FieldsFit,
    subject: SubjectCode,
    year: AssessedYear,
    at: KnownAt,
    accept: Accepted,
    reject: Rejected,
    withdraw: Withdrawn,
    waive: Waived,
    file: Files,
    mode: Mode = EvidenceMode.DELIVERED,
) -> Response:
    """若这样裁定、豁免并提交这些文件，案例会怎样；不入账，也不留下任何东西。 What the case would come to with these rulings, waivers and files; nothing
    is entered, nothing is kept.
    """
    permit(caller, Role.EVALUATOR, [subject], request.url.path)
    words = {Ruling.ACCEPTED: accept, Ruling.REJECTED: reject, Ruling.WITHDRAWN: withdraw}
    rulings = tuple((ruling, word) for ruling, found in words.items() for word in found)
    if not (rulings or waive or file):
        raise RefusedError.of(422, "API-465", "body", "-")
    for _, word in rulings:
        submission_seen(service, caller, word.partition("#")[0], at)
    sent = [(one.filename or "", one.file.read()) for one in file]
    for name, content in sent:
        service.check(holder_of(request, caller), name, content, [subject])
    with laid_out(sent) as paths:
        thought = Thought(rulings, paths, tuple(word.strip() for word in waive))
        root, store = service.readings, service.settings.store
        data = service.alone(lambda: preview_data((preview(root, store, subject, year, thought, at, mode),)))
    return shown(request, Forms(lambda: data))


@router.get(
    "/submissions/{evidence}/depends",
    operation_id="get_dependents",
    summary="若证据失效会怎样",
    response_model=Preview,
    responses=answers(404),
)
def get_dependents(
    request: Request,
    service: Served,
    caller: Reader,
    evidence: Evidence,
    at: KnownAt,
    record: Record = None,
    mode: Mode = EvidenceMode.DELIVERED,
    after: AfterCase = None,
    limit: MostCases = 20,
) -> Response:
    """若撤回该文件（或其中一条记录），哪些判定、得分与等级会变；案例多时分页，下一页的地址在 Link 头。 What falls if the file falls, or a record of it:
    findings, points, grades of each case that rests on it. Where there are more cases, the Link header leads to the next page.
    """
    submission_seen(service, caller, evidence, at)
    word = evidence if record is None else f"{evidence}#{record}"
    root, store = service.readings, service.settings.store
    cases = [one for one in resting(root, store, word, at, mode) if after is None or case_name(one) > after]
    found = [
        side for one in cases[:limit] for side in service.alone(partial(blast, root, store, word, at, mode, [one]))
    ]
    data, following_page = preview_data(found), following(request, list(map(case_name, cases)), limit)
    return shown(request, Forms(lambda: data, following=following_page))


def case_name(case: tuple[str, int]) -> str:
    """A case as `430700/2020`."""
    return f"{case[0]}/{case[1]}"


@contextmanager
def laid_out(sent: Sequence[tuple[str, bytes]]) -> Iterator[tuple[Path, ...]]:
    """Files as they were sent, each in a folder of its own, gone in the end."""
    with TemporaryDirectory(prefix="clausegraph-") as beside:
        paths = tuple(Path(beside) / str(number) / safe_name(name) for number, (name, _) in enumerate(sent))
        for path, (_, content) in zip(paths, sent, strict=True):
            path.parent.mkdir()
            path.write_bytes(content)
        yield paths
