"""What a route says of its answers in the OpenAPI document: every form, 304, and each problem."""

from __future__ import annotations

from typing import Any

from api.problems import problems
from api.representations import CSV, JSONLD, TURTLE

ALWAYS = (400, 401, 403, 406, 408, 413, 414, 415, 421, 422, 429, 431, 500, 503)  # what any request can meet
TEXT = {"schema": {"type": "string"}}


def answers(*statuses: int, linked: bool = False, table: bool = False) -> dict[int | str, dict[str, Any]]:
    """The answers of a route that shows something: its forms beside JSON, 304, and problems of its own."""
    forms = {media: TEXT for media, has in ((TURTLE, linked), (JSONLD, linked), (CSV, table)) if has}
    return {
        200: {"description": "成功 as asked", **({"content": forms} if forms else {})},
        304: {"description": "没有变化 not changed since"},
        **problems(*statuses),
    }
