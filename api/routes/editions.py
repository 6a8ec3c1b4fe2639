"""Editions of the standard."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request
from starlette.responses import Response

from api.documented import answers
from api.keyset import After, Limit, listed, page
from api.linked import described, described_items
from api.representations import Forms, shown
from api.schema.model import Page
from api.schema.standard import Edition
from api.service import Served
from engine import edition_data

router = APIRouter(prefix="/v1/editions", tags=["editions"])
EditionName = Annotated[str, Path(description="版本名 name of an edition", examples=["2021-draft"], max_length=100)]


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
