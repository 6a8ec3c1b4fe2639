"""A time limit for headers: uvicorn waits for ever for a request that never becomes whole."""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

LATE = (
    b"HTTP/1.1 408 Request Timeout\r\nconnection: close\r\ncontent-length: 0\r\n"
    b"cache-control: private, no-store\r\nx-content-type-options: nosniff\r\n\r\n"
)


class Timed(H11Protocol):
    """uvicorn's protocol with a limit for the headers of each request, for `uvicorn.Config(http=timed(10))`.

    From the first moment of a connection, and from the first byte of each later request, the headers must be whole within
    `seconds`; then 408 and the end of the connection. Idle connections end by uvicorn's own `timeout_keep_alive`.
    """

    seconds: float = 10

    def __init__(self, *words: Any, **named: Any) -> None:
        super().__init__(*words, **named)
        self.deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """Begin to wait for the first request."""
        super().connection_made(transport)
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
            self.transport.write(LATE)
            self.transport.close()


def timed(seconds: float) -> type[Timed]:
    """The protocol with that limit."""
    return type("Timed", (Timed,), {"seconds": seconds})
