"""An application that says what reached it, asked in this process."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import Receive, Scope, Send


async def echo(scope: Scope, receive: Receive, send: Send) -> None:
    """What reached the application: the path, and how long the body is."""
    request = Request(scope, receive)
    said = {"path": scope["path"], "body": len(await request.body()), "state": list(scope.get("state", {}))}
    await JSONResponse(said)(scope, receive, send)


async def asked(app: Any, messages: list[dict[str, Any]], **changed: Any) -> list[dict[str, Any]]:
    """What an application sends when these messages come in; a number stands for seconds to wait."""
    import anyio

    sent: list[dict[str, Any]] = []
    scope = {"type": "http", "method": "POST", "path": "/v1/x", "query_string": b"", "headers": [], "client": None}

    async def receive() -> dict[str, Any]:
        while messages and isinstance(messages[0], int | float):
            await anyio.sleep(messages.pop(0))
        return messages.pop(0) if messages else {"type": "http.disconnect"}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    await app({**scope, **changed}, receive, send)
    return sent
