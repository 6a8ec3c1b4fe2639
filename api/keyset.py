"""Pages of a list by key: what comes after a key is the same however the list has grown before it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Annotated, Any, TypeVar
from urllib.parse import urlencode

from fastapi import Query
from starlette.requests import Request
from starlette.responses import Response

from api.columns import columns_of, items_of
from api.representations import CSV, FRESH, Forms, shown
from engine import data_table

MOST = 500
Item = TypeVar("Item")
Limit = Annotated[int, Query(ge=1, le=MOST, description="每页条数 items a page")]
After = Annotated[
    str | None,
    Query(
        max_length=300,
        description="从此键之后开始，见上页的 next start after this key, see `next`",
        examples=["430100"],
    ),
]


def page(
    request: Request,
    items: Iterable[Item],
    key: Callable[[Item], str],
    written: Callable[[Item], Any],
    *,
    after: str | None,
    limit: int,
) -> dict[str, Any]:
    """The items after a key, in the order of their keys, and the address of the next page.

    Shape: `{"items": [...], "next": address or None}`.
    """
    ordered = sorted((item for item in items if after is None or key(item) > after), key=key)
    return {
        "items": [written(item) for item in ordered[:limit]],
        "next": following(request, [key(item) for item in ordered[: limit + 1]], limit),
    }


def listed(
    request: Request,
    data: Mapping[str, Any],
    linked: Mapping[str, Callable[[], str]] | None = None,
    cache: str = FRESH,
) -> Response:
    """A page in its forms: JSON, a table, and linked data where it has that; the next page is also in `Link`.

    The columns of the table are those of the form that the route declares.
    """
    columns = columns_of(items_of(request.scope["route"].response_model))
    forms = {CSV: lambda: data_table(data["items"], columns), **(linked or {})}
    return shown(request, Forms(lambda: data, forms, cache, data["next"]))


def following(request: Request, keys: Sequence[object], limit: int) -> str | None:
    """The address of the page after one with these keys: the request's own path and words, with the last key shown to start
    after; None where there are no more keys than are shown.
    """
    if len(keys) <= limit:
        return None
    words = [(name, value) for name, value in request.query_params.multi_items() if name != "after"]
    return f"{request.url.path}?{urlencode([*words, ('after', keys[limit - 1])])}"
