"""Bodies are whole before a route sees them: not too long, not too slow, and JSON that has one reading."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Iterator

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.guards.limits import Limits
from api.guards.refusing import refuse
from api.guards.strict_json import strict_json
from api.guards.whole_forms import ROOM, check_form
from api.problems import RefusedError

SHORTEST, LONGEST = 1024, 64 * 1024  # bytes that an application is given at a time: others are served between two
MOMENT = 0.004  # seconds from one piece to the next; where they take longer they are made shorter
SHORT = 16 * 1024  # bytes of JSON that are looked at in no time


class Bodies:
    """ASGI: reads a body within its limits, then passes it on. Stands inside the gate: nobody fills the memory unnamed."""

    def __init__(self, app: ASGIApp, limits: Limits) -> None:
        self.app, self.limits, self.held = app, limits, 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse with 400, 408, 413, 415 or 503, or go on with the whole body."""
        if scope["type"] != "http" or not _has_body(scope):
            await self.app(scope, receive, send)
            return
        reading = _Reading(self, scope)
        try:
            parts = await reading.whole(receive)
            if parts is not None:
                await self.app(scope, _in_pieces(parts, receive), send)
        except _Refused as refused:
            await refuse(refused.error, scope, receive, send)
        finally:
            self.held -= reading.size


class _Refused(Exception):  # noqa: N818  # carries the refusal past the application's own
    def __init__(self, error: RefusedError) -> None:
        super().__init__(error.fault.code)
        self.error = error


class _Reading:
    """One body while it comes in; `size` is what it holds of the memory that all bodies share."""

    def __init__(self, bodies: Bodies, scope: Scope) -> None:
        self.bodies, self.path, self.headers = bodies, scope["path"], Headers(scope=scope)
        self.most, self.seconds = bodies.limits.of(self.path)
        self.size = 0

    async def whole(self, receive: Receive) -> deque[bytes] | None:
        """All of it, in its parts; None where the client has gone."""
        self._check_said()
        parts: deque[bytes] = deque()
        try:
            async with asyncio.timeout(self.seconds):
                async for part in self._parts(receive):
                    if part is None:
                        return None
                    parts.append(part)
        except TimeoutError as fault:
            raise _Refused(_over(408, "API-408", f"{self.size} B", self.seconds)) from fault
        if self._is_json():
            await self._check_json(b"".join(parts))
        elif self.size and self.bodies.limits.takes_files(self.path):
            self._check_form(parts)
        return parts

    async def _parts(self, receive: Receive) -> AsyncIterator[bytes | None]:
        more = True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                yield None
                return
            part, more = message.get("body", b""), message.get("more_body", False)
            self._hold(len(part))
            yield part

    def _hold(self, size: int) -> None:
        self.size += size
        self.bodies.held += size
        if self.size > self.most:
            raise _Refused(_over(413, "API-413", f"> {self.most}", self.most))
        if self.bodies.held > self.bodies.limits.held:
            raise _Refused(RefusedError(503, _over(503, "API-503", "body", 1).fault, {"Retry-After": "1"}))

    def _check_said(self) -> None:
        """What the headers say is enough to refuse it unread."""
        for refused in self._said():
            raise _Refused(refused)

    def _said(self) -> Iterator[RefusedError]:
        length = self.headers.get("content-length", "")
        if length.isascii() and length.isdigit() and int(length[:20]) > self.most:
            yield _over(413, "API-413", length[:20], self.most)
        encoding = self.headers.get("content-encoding", "identity")
        if encoding.lower() != "identity":
            yield RefusedError.of(415, "API-415", "Content-Encoding", encoding[:40])

    def _is_json(self) -> bool:
        media = self.headers.get("content-type", "").partition(";")[0].strip().lower()
        json = media == "application/json" or (media.startswith("application/") and media.endswith("+json"))
        return json and not self.bodies.limits.takes_files(self.path)

    def _check_form(self, parts: deque[bytes]) -> None:
        tail = b""
        for part in reversed(parts):
            if len(tail) >= ROOM:
                break
            tail = part[-ROOM:] + tail
        try:
            check_form(self.headers, tail)
        except RefusedError as refused:
            raise _Refused(refused) from refused

    async def _check_json(self, content: bytes) -> None:
        try:
            if len(content) <= SHORT:
                strict_json(content)
            else:  # it may take a while
                await run_in_threadpool(strict_json, content)
        except RefusedError as refused:
            raise _Refused(refused) from refused


def _over(status: int, code: str, found: str, most: int) -> RefusedError:
    return RefusedError.of(status, code, "body", found, most=str(most))


def _has_body(scope: Scope) -> bool:
    for name, value in scope["headers"]:
        if (name == b"content-length" and value != b"0") or name == b"transfer-encoding":
            return True
    return False


def _in_pieces(parts: deque[bytes], receive: Receive) -> Receive:
    """The body in short pieces, then what comes after it; what was given is not held any longer."""
    given, size, clock = False, LONGEST // 4, asyncio.get_running_loop().time
    before = clock()
    views = deque(memoryview(part) for part in parts)
    parts.clear()

    async def received() -> Message:
        nonlocal given, size, before
        if given:
            return await receive()
        size = max(SHORTEST, size // 2) if clock() - before > MOMENT else min(LONGEST, size * 2)
        await asyncio.sleep(0)
        before = clock()
        part = views.popleft() if views else memoryview(b"")
        if len(part) > size:
            views.appendleft(part[size:])
        given = not views
        return {"type": "http.request", "body": bytes(part[:size]), "more_body": not given}

    return received
