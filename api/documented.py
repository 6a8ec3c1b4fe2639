"""What a route says of its answers in the OpenAPI document: every form, 304, and each problem."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from api.problems import problems
from api.representations import CSV, JSONLD, TURTLE

ALWAYS = (400, 401, 403, 406, 408, 413, 414, 415, 421, 422, 429, 431, 500, 503)  # what any request can meet
HEADERS: Mapping[str, tuple[str, str]] = {  # name: what it says, an example
    "ETag": ("内容的哈希，供 If-None-Match 使用 hash of the bytes, for If-None-Match", f'"{"0" * 64}"'),
    "Retry-After": ("几秒之后再来 seconds after which to come again", "1"),
    "WWW-Authenticate": ("怎样出示密钥 how to show a key", 'Bearer realm="clausegraph"'),
    "X-Request-Id": ("请求编号，请告诉维护者 number of the request, to be told to the keepers", "0" * 24),
}
TAG = {"ETag": {"$ref": "#/components/headers/ETag"}}
TEXT = {"schema": {"type": "string"}}


def answers(*statuses: int, linked: bool = False, table: bool = False) -> dict[int | str, dict[str, Any]]:
    """The answers of a route that shows something: its forms beside JSON, 304, and problems of its own."""
    forms = {media: TEXT for media, has in ((TURTLE, linked), (JSONLD, linked), (CSV, table)) if has}
    return {
        200: {"description": "成功 as asked", "headers": TAG, **({"content": forms} if forms else {})},
        304: {"description": "没有变化 not changed since", "headers": TAG},
        **problems(*statuses),
    }


def stated_headers() -> dict[str, dict[str, Any]]:
    """The headers of answers, for the components of the document; each is always there where an answer names it."""
    return {
        name: {"description": said, "required": True, "schema": {"type": "string"}, "example": example}
        for name, (said, example) in HEADERS.items()
    }
