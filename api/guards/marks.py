"""What every answer bears: the number of its request, and headers that keep browsers from doing more than they should."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.guards.raw import Raw, raw

# In a request's state: its number; the status of its answer, once that goes out; headers that guards inside want on it.
REQUEST_ID, STATUS, WANTED = "request_id", "status", "wanted_headers"
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
BYTES, TOGETHER = 12, 64  # of a number; numbers that are drawn by one call of the system


class Marks:
    """ASGI: numbers each request by chance from outside and puts the headers on its answer, those that guards want on it too.

    A number that a client sends is not taken over: what stands in the audit is ours. The one place that looks at every answer as
    it goes out: others ask it for the status.
    """

    def __init__(self, app: ASGIApp, chance: Callable[[int], bytes]) -> None:
        self.app, self.numbers = app, numbers(chance)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Leave the number in the request's state and in `X-Request-Id`, and the status in the state."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        state = scope.setdefault("state", {})
        state[REQUEST_ID] = next(self.numbers)

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                state[STATUS] = message["status"]
                message["headers"] = _borne(message.get("headers", ()), state)
            await send(message)

        await self.app(scope, receive, marked)


def numbers(chance: Callable[[int], bytes]) -> Iterator[str]:
    """Numbers by chance, without end, as hexadecimal digits."""
    while True:
        drawn, size = chance(BYTES * TOGETHER).hex(), 2 * BYTES
        yield from (drawn[at : at + size] for at in range(0, len(drawn), size))


def _borne(own: Sequence[tuple[bytes, bytes]], state: Mapping[str, Any]) -> Raw:
    """The headers of an answer with all that it is to bear."""
    headers = [*own, *RAW, (b"x-request-id", state[REQUEST_ID].encode()), *state.get(WANTED, ())]
    if UNSAID[0] not in [name for name, _ in own]:
        headers.append(UNSAID)
    return headers
