"""`/v1/limits`: how much of everything the service takes."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.auth.caller import Reader
from api.documented import answers
from api.representations import Forms, shown
from api.schema.limits import LimitsAnswer
from api.service import Served
from api.stated import limits_data

router = APIRouter(prefix="/v1/limits", tags=["limits"])


@router.get("", operation_id="get_limits", summary="上限", response_model=LimitsAnswer, responses=answers())
def get_limits(request: Request, service: Served, caller: Reader) -> Response:
    """文件、查询与请求的全部上限；遇到上限的拒绝写明是哪一项、其值与改正办法。 All limits of files, queries and requests; a refusal names the one that
    it met, its value and the way out.
    """
    return shown(request, Forms(lambda: limits_data(service.settings)))
