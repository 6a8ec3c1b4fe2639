"""Each write and each denied call is a line of the audit before its answer goes out."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable
from datetime import UTC, datetime

from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.auth.caller import CALLER, Caller, Role, may
from api.auth.rates import network_of
from api.guards.hosts import SAFE
from api.guards.marks import REQUEST_ID
from api.guards.refusing import refuse
from api.problems import RefusedError
from engine import Act, AuditLog, Kind, StoreError

DENIED = frozenset({401, 403})
HIDDEN = 404
# What is the same for everybody. Of all else, what may not be seen looks like what there is none of: to those who may not see
# everything each 404 is a denied call, so that neither the answer nor the time that it takes tells the two apart.
PUBLIC = (
    "/v1/docs",
    "/v1/documents",
    "/v1/editions",
    "/v1/errors",
    "/v1/indicators",
    "/v1/references",
    "/v1/subjects",
    "/id/",
)
TOO_MANY = 429
QUIET = 60  # seconds in which a caller that calls too often is written down once
MOST_QUIET = 4096
LONGEST = 200
NOBODY = "-"
KEY = "cgk_"
BARE = re.compile(r"[0-9a-f]{12}_[0-9a-f]{64}", re.IGNORECASE)  # a key that was copied without its beginning


class Audited:
    """ASGI: who, what path, what status; never a header, a query or a body. Without a line there is no answer but 503."""

    def __init__(self, app: ASGIApp, log: AuditLog, now: Callable[[], datetime]) -> None:
        self.app, self.log, self.now = app, log, now
        self._told: OrderedDict[str, int] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, and hold the answer back until its line is on the disk."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if self.log.stopped and scope["method"] not in SAFE and not await self._written("audit", scope, "resumed"):
            await _unwritten(scope, receive, send)
            return
        await self.app(scope, receive, _Held(self, scope, receive, send).send)

    def calls_for_a_line(self, scope: Scope, status: int) -> bool:
        """Whether a call of that outcome is written down."""
        if status == TOO_MANY:
            return self._is_news(f"{_who(scope)} {_from(scope)}")
        return status in DENIED or scope["method"] not in SAFE or (status == HIDDEN and _may_be_hidden(scope))

    def _is_news(self, who: str) -> bool:
        now = int(self.now().timestamp())
        if now - self._told.get(who, -QUIET) < QUIET:
            return False
        self._told[who] = now
        while len(self._told) > MOST_QUIET:
            self._told.popitem(last=False)
        return True

    async def line(self, scope: Scope, status: int) -> bool:
        """Write the line of a call. Returns: whether it is on the disk."""
        return await self._written(f"{scope['method']} {_path(scope)}", scope, str(status))

    async def _written(self, about: str, scope: Scope, outcome: str) -> bool:
        state = scope.get("state", {})
        details = (("address", _from(scope)), ("request", str(state.get(REQUEST_ID, NOBODY))))
        time = self.now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        try:
            await run_in_threadpool(self.log.add, Act(time, _who(scope), Kind.CALLED, about, outcome, details))
        except StoreError:
            return False
        return True


class _Held:
    """The answer of one request, until its line is written; another one where that fails."""

    def __init__(self, audited: Audited, scope: Scope, receive: Receive, send: Send) -> None:
        self.audited, self.scope, self.receive, self.out = audited, scope, receive, send
        self.replaced = False

    async def send(self, message: Message) -> None:
        if self.replaced:
            return
        if self._wants_a_line(message) and not await self.audited.line(self.scope, message["status"]):
            self.replaced = True
            await _unwritten(self.scope, self.receive, self.out)
        else:
            await self.out(message)

    def _wants_a_line(self, message: Message) -> bool:
        is_start = message["type"] == "http.response.start"
        return is_start and self.audited.calls_for_a_line(self.scope, message["status"])


async def _unwritten(scope: Scope, receive: Receive, send: Send) -> None:
    await refuse(RefusedError.of(503, "API-504", "audit.jsonl", NOBODY), scope, receive, send)


def _may_be_hidden(scope: Scope) -> bool:
    caller = scope.get("state", {}).get(CALLER)
    everything = isinstance(caller, Caller) and caller.subjects is None and may(caller, Role.EVALUATOR)
    return not everything and not scope["path"].startswith(PUBLIC)


def _who(scope: Scope) -> str:
    caller = scope.get("state", {}).get(CALLER)
    return caller.name if isinstance(caller, Caller) else NOBODY


def _from(scope: Scope) -> str:
    client = scope.get("client")
    return network_of(client[0]) if client else NOBODY


def _path(scope: Scope) -> str:
    """The path without anything that could be a key, and without signs that a terminal would obey."""
    path = "".join(char if char.isprintable() else "?" for char in scope["path"][:LONGEST])
    found = path.lower().find(KEY)
    return BARE.sub(KEY + "…", path) if found < 0 else path[:found] + KEY + "…"
