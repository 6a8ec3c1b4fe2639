"""What every answer bears: the number of its request, and headers that keep browsers from doing more than they should."""

from __future__ import annotations

from collections.abc import Callable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.guards.raw import put_headers, raw

REQUEST_ID = "request_id"  # in a request's state
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
ALWAYS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
RAW = raw(ALWAYS)
UNSAID = (b"cache-control", b"private, no-store")
BYTES = 12


class Marks:
    """ASGI: numbers each request by chance from outside and puts the headers on its answer.

    A number that a client sends is not taken over: what stands in the audit is ours.
    """

    def __init__(self, app: ASGIApp, chance: Callable[[int], bytes]) -> None:
        self.app, self.chance = app, chance

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Leave the number in the request's state and in `X-Request-Id`."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        number = scope.setdefault("state", {})[REQUEST_ID] = self.chance(BYTES).hex()

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                said = any(name == UNSAID[0] for name, _ in message.get("headers", ()))
                put_headers(message, [*RAW, (b"x-request-id", number.encode()), *([] if said else [UNSAID])])
            await send(message)

        await self.app(scope, receive, marked)
