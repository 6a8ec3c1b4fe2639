"""Limits of a connection: uvicorn waits for ever for a request that never becomes whole, and refuses in words of its own."""

from __future__ import annotations

import asyncio
import re
from functools import lru_cache
from typing import Any

import h11
from starlette.types import Message, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from api.guards.unasked import Crowded, written
from api.problems import RefusedError

LATE, NO_REQUEST = "API-408", "API-460"
SILENT = (h11.IDLE, h11.SEND_RESPONSE)  # nothing of an answer has gone out yet
MOST = 512
SHORT = 64 * 1024
FRAMING = frozenset({b"connection", b"content-length", b"date", b"transfer-encoding", b"upgrade"})  # h11 goes by these
NAME = re.compile(rb"[-!#$%&'*+.^_`|~0-9A-Za-z]+")  # RFC 9110, 5.6.2 and 5.5
VALUE = re.compile(rb"(?:[\x21-\x7e\x80-\xff](?:[\t\x20-\x7e\x80-\xff]*[\x21-\x7e\x80-\xff])?)?")


class Joined:
    """A transport that sends the head of an answer with the first bytes of its body, or with the sign that it has none: one call of
    the system, one packet, one awakening of the client, instead of two.
    """

    def __init__(self, transport: asyncio.Transport) -> None:
        self.transport = transport
        self.head = b""
        self.lines: bytes | None = None

    def __getattr__(self, name: str) -> Any:
        """All else is as it was."""
        return getattr(self.transport, name)

    def expect(self, lines: bytes) -> None:
        """What is written next is the head of an answer, whose other headers these are, as they go out."""
        self.lines = lines

    def forget(self) -> None:
        """No such head will come."""
        self.lines = None

    def write(self, data: bytes) -> None:
        """Send, with what was held; hold a head until the next bytes."""
        if self.lines is not None:
            self.flush()
            self.head, self.lines = data[:-2] + self.lines + data[-2:], None
        elif not self.head:
            self.transport.write(data)
        elif len(data) <= SHORT:
            data, self.head = self.head + data, b""
            self.transport.write(data)
        else:  # to join them would cost more than to call twice
            self.flush()
            self.transport.write(data)

    def flush(self) -> None:
        """Send what is held."""
        if self.head:
            head, self.head = self.head, b""
            self.transport.write(head)

    def is_closing(self) -> bool:
        """Whether it is about to end."""
        return self.transport.is_closing()

    def close(self) -> None:
        """Send what is held, and end."""
        self.flush()
        self.transport.close()


def line_of(name: bytes, value: bytes) -> bytes:
    """A header as it goes out; empty for what cannot be one, and for those that h11 has to see.

    >>> line_of(b"x", b"a b"), line_of(b"x", b"a\\r\\n"), line_of(b"date", b"today")
    (b'x: a b\\r\\n', b'', b'')
    """
    if not value.isalnum():  # letters and digits need no other look: such are the numbers that are others each time
        return _looked_over(name, value)
    begun = _begun(name)
    return begun + value + b"\r\n" if begun else b""


@lru_cache(maxsize=4096)
def _looked_over(name: bytes, value: bytes) -> bytes:
    begun = _begun(name)
    return begun + value + b"\r\n" if begun and VALUE.fullmatch(value) else b""


@lru_cache(maxsize=256)
def _begun(name: bytes) -> bytes:
    return name + b": " if name.lower() not in FRAMING and NAME.fullmatch(name) else b""


class Timed(H11Protocol):
    """uvicorn's protocol with a limit for the headers of each request, for `uvicorn.Config(http=timed(10))`.

    From the first moment of a connection, and from the first byte of each later request, the headers must be whole within
    `seconds`; then 408 and the end of the connection. Idle connections end by uvicorn's own `timeout_keep_alive`.
    Requests on more than `most` connections get 503. Each refusal is a problem.
    """

    seconds: float = 10
    most: int = MOST

    def __init__(self, *words: Any, **named: Any) -> None:
        super().__init__(*words, **named)
        self.inner, self.app = Crowded(self.app, self._is_full, self.most), self._lined
        self.joined: Joined
        self.deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """Begin to wait for the first request."""
        self.joined = Joined(transport)
        super().connection_made(self.joined)  # type: ignore[arg-type]  # it is one in all that matters
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Stop waiting where the headers are whole now; else wait from the first byte on."""
        super().data_received(data)
        if self._asked():
            self._rest()
        elif self.deadline is None:
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing is to be waited for any more."""
        self._rest()
        super().connection_lost(exc)

    def send_400_response(self, msg: str) -> None:
        """Answer what is no request, unless an answer is on its way already, and end the connection."""
        if self.conn.our_state in SILENT:
            most = self.config.h11_max_incomplete_event_size or 0
            self._end(RefusedError.of(400, NO_REQUEST, "connection", "-", most=str(most)))
        self.transport.close()

    async def _lined(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, with headers looked over once for all answers: h11 looks at each of them a dozen times, for each answer."""

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._split(message)
            await send(message)

        await self.inner(scope, receive, sent)

    def _split(self, start: Message) -> None:
        lines, rest = [], []
        for name, value in start.get("headers", ()):
            line = line_of(name, value)
            if line:
                lines.append(line)
            else:
                rest.append((name, value))
        self.joined.expect(b"".join(lines))
        start["headers"] = rest

    def _is_full(self) -> bool:
        return len(self.connections) > self.most or len(self.tasks) > self.most

    def _asked(self) -> bool:
        """Whether a request is whole but for its body, and not answered."""
        return self.cycle is not None and not self.cycle.response_complete

    def _wait(self) -> None:
        self.deadline = self.loop.call_later(self.seconds, self._late)

    def _rest(self) -> None:
        if self.deadline is not None:
            self.deadline.cancel()
            self.deadline = None

    def _late(self) -> None:
        self.deadline = None
        if not self._asked() and not self.transport.is_closing():
            self._end(RefusedError.of(408, LATE, "headers", "-", most=f"{self.seconds:g}"))

    def _end(self, refused: RefusedError) -> None:
        self.joined.forget()
        self.transport.write(written(refused))
        self.transport.close()


def timed(seconds: float, most: int = MOST) -> type[Timed]:
    """The protocol with these limits."""
    return type("Timed", (Timed,), {"seconds": seconds, "most": most})
