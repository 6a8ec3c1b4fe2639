"""One server process: an application behind a socket, until it is told to end; requests under way end first."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable
from types import FrameType
from typing import NoReturn

import uvicorn
from fastapi import FastAPI

from api.guards.connection import timed
from api.guards.limits import Limits
from api.running.listening import BACKLOG
from api.watch.logs import end_logging, tell

KEEP_ALIVE = 15  # seconds that a connection may be idle between requests
GRACE = 10  # seconds for requests under way when the service is told to end
MOMENT = 1  # seconds for threads that have nothing left to do
MOST_CONNECTIONS = 512
UNFINISHED = 64 * 1024  # bytes of a head that is not whole yet; the guards refuse shorter ones with a problem
ENDS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)  # the last one: the terminal it was started from is gone


def server_config(app: FastAPI, limits: Limits) -> uvicorn.Config:
    """How uvicorn serves: nothing from the environment, no header that names it, no line of its own for a request, no
    word of a proxy taken on trust.
    """
    return uvicorn.Config(
        app,
        loop="asyncio",
        http=timed(limits.header_seconds, MOST_CONNECTIONS),
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        workers=1,
        proxy_headers=False,
        forwarded_allow_ips="",
        server_header=False,
        backlog=BACKLOG,
        timeout_keep_alive=KEEP_ALIVE,
        timeout_graceful_shutdown=GRACE,
        h11_max_incomplete_event_size=UNFINISHED,
    )


class Announced(uvicorn.Server):
    """A server that says when it answers, and when it has been told to end."""

    def __init__(self, config: uvicorn.Config, opened: Callable[[], None]) -> None:
        super().__init__(config)
        self.opened = opened

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, and say so."""
        await super().startup(sockets)
        self.opened()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End, and say with how many requests under way."""
        tell(logging.WARNING, {"event": "ending", "requests": len(self.server_state.tasks), "seconds": GRACE})
        await super().shutdown(sockets)


def run_server(app: FastAPI, limits: Limits, listening: socket.socket, opened: Callable[[], None]) -> bool:
    """Serve until SIGTERM, SIGINT or SIGHUP (unless `nohup` has that ignored); then no connection is taken, requests under
    way have `GRACE` seconds, and the application closes its store. A second SIGINT does not wait.

    Returns: whether every request has ended. A thread that still works on one cannot be stopped, only left with the
    process: see `leave`.
    """
    server = Announced(server_config(app, limits), opened)

    def end(number: int, _: FrameType | None) -> None:
        """Before and after uvicorn's own: it raises the signal again in the end, which must not kill the process."""
        server.should_exit = True

    before = {number: signal.signal(number, end) for number in ENDS if signal.getsignal(number) is not signal.SIG_IGN}
    runner = asyncio.Runner()
    try:
        runner.run(server.serve(sockets=[listening]))
        if server.server_state.tasks:
            return False  # to close the loop would be to wait for them
        runner.close()
        return _threads_ended()
    finally:
        for number, was in before.items():
            signal.signal(number, was)


def _threads_ended() -> bool:
    """Whether the threads that worked on requests have ended, or do so in a moment; the interpreter would wait for them."""
    others = [one for one in threading.enumerate() if one is not threading.current_thread() and not one.daemon]
    for thread in others:
        thread.join(MOMENT / len(others))
    return not any(thread.is_alive() for thread in others)


def leave(code: int) -> NoReturn:
    """End this process at once, whatever its threads still do; everything that is to be kept is on the disk by then."""
    tell(logging.WARNING, {"event": "requests cut off"})
    end_logging(sys.stderr)
    os._exit(code)
