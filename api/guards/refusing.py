"""An answer in place of the one that a route would give."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from api.problems import RefusedError, problem

Check = Callable[[Scope], RefusedError | None]
LONGEST = 200  # of a path that is sent back
CLOSE = {"Connection": "close"}  # what is still to come of such a request is not read


async def refuse(refused: RefusedError, scope: Scope, receive: Receive, send: Send) -> None:
    """Send a refusal as a problem, and end the connection."""
    headers = CLOSE | refused.headers
    shown = {**scope, "path": scope["path"][:LONGEST]}
    await problem(Request(shown), refused.status, (refused.fault,), headers)(scope, receive, send)


class Checked:
    """ASGI: refuses what one of these checks finds in a request without its body, the first that finds something."""

    def __init__(self, app: ASGIApp, checks: Sequence[Check]) -> None:
        self.app, self.checks = app, checks

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer in place of the application, or pass on."""
        if scope["type"] == "http":
            for check in self.checks:
                found = check(scope)
                if found is not None:
                    await refuse(found, scope, receive, send)
                    return
        await self.app(scope, receive, send)
