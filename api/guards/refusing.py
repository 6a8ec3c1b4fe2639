"""An answer in place of the one that a route would give."""

from __future__ import annotations

from starlette.requests import Request
from starlette.types import Receive, Scope, Send

from api.problems import RefusedError, problem

CLOSE = {"Connection": "close"}  # what is still to come of such a request is not read


async def refuse(refused: RefusedError, scope: Scope, receive: Receive, send: Send) -> None:
    """Send a refusal as a problem, and end the connection."""
    headers = CLOSE | refused.headers
    await problem(Request(scope), refused.status, (refused.fault,), headers)(scope, receive, send)
