"""Around everything else: probes are answered, every other request is timed, counted and logged in one line."""

from __future__ import annotations

import asyncio
import logging
import re
import time
from collections.abc import Callable, Mapping
from functools import lru_cache, partial

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from api.auth.access import is_loopback
from api.auth.caller import CALLER, Caller
from api.auth.gate import FORWARDED
from api.guards.marks import REQUEST_ID, STATUS
from api.watch.figures import MEDIA, Figures
from api.watch.logs import REQUESTS, WRITTEN, say, time_text
from api.watch.probes import Probes

ALIVE, READY, FIGURES = "/healthz", "/readyz", "/metrics"
PROBES = frozenset({ALIVE, READY, FIGURES})
SANE = re.compile(rb"[A-Za-z0-9._:-]{1,63}")  # shorter than the secret of a key, should somebody send one here
BROKEN_OFF = 400  # what a client is told, if it is still there, whose request ended before it was whole
FRESH = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


class Watch:
    """ASGI, outside of all others. `ticks` are seconds."""

    def __init__(
        self, app: ASGIApp, probes: Probes, figures: Figures, ticks: Callable[[], float] = time.perf_counter
    ) -> None:
        self.app, self.probes, self.figures, self.ticks = app, probes, figures, ticks

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a probe, or pass on and tell of it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
        elif scope["path"] in PROBES and (answer := await self._probe(scope)) is not None:
            await answer(scope, receive, send)
        else:
            await self._watched(scope, receive, send)

    async def _probe(self, scope: Scope) -> Response | None:
        """The answer to a probe; None for what is none, or may not be told here."""
        if scope["method"] not in ("GET", "HEAD"):
            return None
        if scope["path"] == ALIVE:
            return JSONResponse({"alive": True}, headers=FRESH)
        if scope["path"] == READY:
            found = await self.probes.ready()
            said = {"ready": found.ready, "parts": dict(found.parts)}
            return JSONResponse(said, 200 if found.ready else 503, FRESH)
        return await shown_figures(self.figures) if from_here(scope) else None

    async def _watched(self, scope: Scope, receive: Receive, send: Send) -> None:
        start, unanswered = self.ticks(), BROKEN_OFF
        state = scope.setdefault("state", {})
        self.figures.under_way += 1
        try:
            await self.app(scope, receive, send)
        except BaseException:
            unanswered = 500
            raise
        finally:
            self.figures.under_way -= 1
            self._tell(scope, state, state.get(STATUS, unanswered), self.ticks() - start)

    def _tell(self, scope: Scope, state: Mapping[str, object], status: int, seconds: float) -> None:
        known = getattr(scope.get("route"), "path", None)  # the router has written it into the scope
        self.figures.count(known, scope["method"], status, seconds)
        level = logging.ERROR if status >= 500 else logging.INFO
        if REQUESTS.isEnabledFor(level):
            caller = state.get(CALLER)
            who = caller.name if isinstance(caller, Caller) else "-"
            asked = next((value for name, value in scope["headers"] if name == b"x-request-id"), b"")
            same, number = (scope["method"][:16], known or "-", status, who), state.get(REQUEST_ID, "-")
            say(level, partial(line, time.time(), same, seconds, number, asked))


def line(moment: float, same: tuple[str, str, int, str], seconds: float, number: object, asked: bytes) -> str:
    """What is logged of a request, as JSON: `same` are method, route, status and caller; `asked` is the number that the client gave
    it, told where it is a number and no message.
    """
    given = f',"asked":"{asked.decode()}"' if SANE.fullmatch(asked) else ""
    return f'{{"time":"{time_text(moment)}",{_same(*same)},"ms":{seconds * 1000:.1f},"id":"{number}"{given}}}'


@lru_cache(maxsize=1024)
def _same(method: str, route: str, status: int, who: str) -> str:
    """What is the same in the lines of many requests."""
    level = "error" if status >= 500 else "info"
    said = {"level": level, "from": REQUESTS.name, "method": method, "route": route, "status": status, "caller": who}
    return WRITTEN.encode(said)[1:-1]


def from_here(scope: Scope) -> bool:
    """Whether a request comes from this machine itself, through no proxy that says of itself that it is one."""
    client = scope.get("client")
    forwarded = any(name in FORWARDED for name, _ in scope["headers"])
    return client is not None and is_loopback(client[0]) and not forwarded


async def shown_figures(figures: Figures) -> Response:
    """The figures as an answer, made in a thread."""
    return Response(await asyncio.to_thread(figures.written), media_type=MEDIA, headers=FRESH)


async def shown_to_admins(request: Request) -> Response:
    """The figures for an admin from elsewhere, who has passed the guards."""
    figures: Figures = request.app.state.figures
    return await shown_figures(figures)
