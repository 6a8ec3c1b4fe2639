"""The pages of error codes, to which the `type` of a problem leads."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Request
from starlette.responses import Response

from api.documented import answers
from api.keyset import After, Limit, listed, page
from api.representations import Forms, shown
from api.schema.error import ErrorPage
from api.schema.model import Page
from api.service import missing
from engine import known_codes, page_of

router = APIRouter(prefix="/v1/errors", tags=["errors"])
Code = Annotated[str, Path(description="错误代码 code", examples=["EVI-012"], max_length=20)]


@router.get(
    "", operation_id="list_errors", summary="错误代码", response_model=Page[ErrorPage], responses=answers(table=True)
)
def list_errors(request: Request, after: After = None, limit: Limit = 100) -> Response:
    """所有错误代码。 All error codes."""
    data = page(request, known_codes(), lambda code: code, error_data, after=after, limit=limit)
    return listed(request, data)


@router.get("/{code}", operation_id="get_error", summary="错误说明", response_model=ErrorPage, responses=answers(404))
def get_error(request: Request, code: Code) -> Response:
    """一个错误代码的说明。 The page of an error code."""
    if code not in known_codes():
        raise missing(f"errors/{code}", code)
    return shown(request, Forms(lambda: error_data(code)))


def error_data(code: str) -> dict[str, Any]:
    """The page of a code in both languages."""
    parts = zip(("problem", "expected", "remedy"), page_of(code, "zh"), page_of(code, "en"), strict=True)
    return {"code": code, **{part: {"zh": zh, "en": en} for part, zh, en in parts}}
