"""A gate that lets in whom a test says."""

from __future__ import annotations

from typing import Any

from api.auth.caller import CALLER, Caller


class Entering:
    """ASGI: every request is that caller's; of nobody where there is none."""

    def __init__(self, app: Any, caller: Caller | None) -> None:
        self.app, self.caller = app, caller

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        if self.caller is not None:
            scope.setdefault("state", {})[CALLER] = self.caller
        await self.app(scope, receive, send)
