"""Refusals on a connection that is no request yet, or one too many: problems too, with the marks of every answer."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from api.guards.marks import ALWAYS, Marks
from api.guards.refusing import CLOSE, refuse
from api.problems import RefusedError, problem

CROWDED = "API-461"
NOTHING: dict[str, Any] = {"type": "http", "path": "-", "query_string": b"", "headers": []}
UNKEPT = {"Cache-Control": "private, no-store"}


def written(refused: RefusedError) -> bytes:
    """A refusal as the bytes of an answer, where there is no request to answer; in Chinese, as no language was asked for."""
    answer = problem(Request(NOTHING), refused.status, (refused.fault,), CLOSE | ALWAYS | UNKEPT)
    lines = [b"HTTP/1.1 %d %s" % (refused.status, HTTPStatus(refused.status).phrase.encode())]
    lines += [name + b": " + value for name, value in answer.raw_headers]
    return b"\r\n".join(lines) + b"\r\n\r\n" + bytes(answer.body)


class Crowded:
    """ASGI: 503 for a request on a connection beyond the `most` that there may be, before anything else looks at it."""

    def __init__(self, app: ASGIApp, is_full: Callable[[], bool], most: int) -> None:
        self.app, self.is_full, self.most = app, is_full, most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, or answer in place of the application."""
        if scope["type"] == "http" and self.is_full():
            await Marks(self._refuse, secrets.token_bytes)(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _refuse(self, scope: Scope, receive: Receive, send: Send) -> None:
        fault = RefusedError.of(503, CROWDED, "connections", "-", most=str(self.most)).fault
        await refuse(RefusedError(503, fault, {"Retry-After": "1"}), scope, receive, send)
