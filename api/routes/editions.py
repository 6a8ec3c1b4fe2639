"""Editions of the standard."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from api.documented import TAG, answers
from api.keyset import After, Limit, listed, page
from api.language import language_of
from api.linked import described, described_items
from api.problems import problems
from api.representations import FRESH, Forms, fixed, shown
from api.schema.model import Page
from api.schema.standard import Edition
from api.service import Served
from engine import edition_data, evidence_template

router = APIRouter(prefix="/v1/editions", tags=["editions"])
EditionName = Annotated[str, Path(description="版本名 name of an edition", examples=["2021-draft"], max_length=100)]
Prefilled = Annotated[
    str | None,
    Query(pattern="^[0-9]{6}$", description="预填的评价对象 subject to fill in", examples=["430700"]),
]
PrefilledYear = Annotated[
    int | None, Query(ge=1949, le=2999, description="预填的年度 year to fill in", examples=[2020])
]
BYTES = "application/octet-stream"  # a kind of content that every generated client can fetch


@router.get(
    "",
    operation_id="list_editions",
    summary="版本列表",
    response_model=Page[Edition],
    responses=answers(linked=True, table=True),
)
def list_editions(request: Request, service: Served, after: After = None, limit: Limit = 100) -> Response:
    """各版本及其状态。 All editions, with their state."""
    found = [service.standard(name).edition for name in service.editions()]
    data = page(request, found, lambda one: one.name, edition_data, after=after, limit=limit)
    return listed(request, data, described_items(service, "edition", data["items"]))


@router.get(
    "/{edition}",
    operation_id="get_edition",
    summary="一个版本",
    response_model=Edition,
    responses=answers(404, linked=True),
)
def get_edition(request: Request, service: Served, edition: EditionName) -> Response:
    """版本的状态、哈希与总分。 An edition's state, hash and total."""
    found = service.standard(edition).edition
    return shown(request, Forms(lambda: edition_data(found), described(service, f"edition/{edition}")))


@router.get(
    "/{edition}/template.xlsx",
    operation_id="get_template",
    summary="证据模板",
    response_class=Response,
    responses={
        200: {"description": "工作簿 a workbook", "headers": TAG, "content": {BYTES: {}}},
        304: {"description": "没有变化 not changed since", "headers": TAG},
        **problems(404),
    },
)
def get_template(
    request: Request, service: Served, edition: EditionName, subject: Prefilled = None, year: PrefilledYear = None
) -> Response:
    """可填写的 Excel 模板：每种记录一张表，各列有说明与下拉名单；CSV 与 Parquet 用同样的表头。 A workbook to fill in: a sheet for each kind of record,
    with help and lists of names at its columns; CSV and Parquet take the same headers.
    """
    standard, language = service.standard(edition), language_of(request)
    content = evidence_template(standard.edition, service.world(), language, subject, year)
    return fixed(content, BYTES, FRESH, {"Content-Disposition": 'attachment; filename="evidence.xlsx"'})
