"""The one door: every request is somebody's before any route sees it, and no route can be forgotten."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote_to_bytes

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from api.auth.access import Access, is_loopback
from api.auth.caller import ANONYMOUS, CALLER, LOCAL, Caller, unknown
from api.auth.keys import PREFIX, KeyRing
from api.auth.oidc import Tokens
from api.auth.rates import Limiter, network_of
from api.guards.marks import WANTED
from api.guards.raw import Raw
from api.problems import RefusedError, problem, status_of
from engine import ClausegraphError

OPEN = frozenset({"/v1/openapi.json", "/v1/docs"})  # probes are answered before the gate, see `api.watch`
OPEN_BELOW = ("/v1/docs/",)
SHOWN = (b"authorization", b"x-api-key")
IN_ADDRESS = (b"cgk_", b"access_token=", b"api_key=", b"apikey=", b"x-api-key=")
KEY_IN_ADDRESS, MASKED = "API-443", "/"
FORWARDED = frozenset({b"forwarded", b"x-forwarded-for", b"x-real-ip", b"via"})


class Door:
    """Who comes in. `now` gives the day and the time of tokens, `ticks` the seconds between calls."""

    def __init__(
        self, folder: Path, access: Access, now: Callable[[], datetime], ticks: Callable[[], float] = time.monotonic
    ) -> None:
        self.ring, self.access, self.now = KeyRing(folder), access, now
        self.tokens = Tokens(access.provider) if access.provider is not None else None
        self.limiter = Limiter(access.rates, ticks)

    def enter(self, scope: Scope) -> None:
        """Leave in the request's state the caller (nobody where what is asked for is open to all), and headers for the answer that
        tell how often it may call.

        Raises: RefusedError 400 (API-443), 401 (API-401, API-440 to API-442), 429; StoreError for keys that cannot be read.
        """
        where, client = scope["path"], scope.get("client")
        network = network_of(client[0] if client else "")
        _no_key_in_address(scope)
        if is_open(scope):
            _leave(scope, self.limiter.enter("address", network, where))
            return
        try:
            caller = self._caller(scope, where)
        except RefusedError:
            self.limiter.enter("failures", network, where)
            raise
        scope.setdefault("state", {})[CALLER] = caller
        if caller is not LOCAL:
            kind, who = ("address", network) if caller.name == ANONYMOUS else ("caller", caller.name)
            _leave(scope, self.limiter.enter(kind, who, where))

    def _caller(self, scope: Scope, where: str) -> Caller:
        text = _shown(scope, where)
        if text is None:
            return self._without(scope, where)
        if text.startswith(PREFIX):
            return self._with_key(text, where)
        return self._with_token(text, where)

    def _without(self, scope: Scope, where: str) -> Caller:
        """The local user while there is no key yet; else whoever has none, where that is allowed."""
        if not self.ring.keys() and self.tokens is None and self.access.local and _from_here(scope):
            return LOCAL
        if self.access.anonymous is not None:
            return Caller(ANONYMOUS, self.access.anonymous, frozenset())
        raise unknown(where)

    def _with_key(self, text: str, where: str) -> Caller:
        key = self.ring.find(text)
        if key is None:
            raise unknown(where, "API-440")
        if not key.usable(self.now().astimezone(UTC).date()):
            raise unknown(where, "API-442" if key.revoked else "API-441")
        return key.caller

    def _with_token(self, text: str, where: str) -> Caller:
        caller = self.tokens.caller(text, int(self.now().timestamp())) if self.tokens is not None else None
        if caller is None:
            raise unknown(where, "API-440")
        return caller


class Gate:
    """ASGI: lets in whom the door knows; others get the problem. There are no other doors: websockets are refused."""

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self.app, self.door = app, door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let in or answer."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        try:
            if scope["type"] == "http":
                self.door.enter(scope)
        except RefusedError as refused:
            masked = {**scope, "path": MASKED} if refused.fault.code == KEY_IN_ADDRESS else scope
            answer = problem(Request(masked), refused.status, (refused.fault,), refused.headers)
            await answer(scope, receive, send)
        except ClausegraphError as error:
            await problem(Request(scope), status_of(error), error.faults)(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def _leave(scope: Scope, headers: Raw) -> None:
    scope.setdefault("state", {})[WANTED] = headers


def is_open(scope: Scope) -> bool:
    """Whether a request is for what anyone may see: the page of the API and its document."""
    path = scope["path"]
    return scope["method"] in ("GET", "HEAD") and (path in OPEN or path.startswith(OPEN_BELOW))


def _no_key_in_address(scope: Scope) -> None:
    """Addresses stand in logs and histories: a key in one is refused. Raises: RefusedError 400 (API-443)."""
    query = scope.get("query_string", b"")
    address = (unquote_to_bytes(query) if b"%" in query else query).lower() + scope["path"].encode().lower()
    for word in IN_ADDRESS:
        if word in address:
            raise RefusedError.of(400, KEY_IN_ADDRESS, "Authorization", "-")


def _shown(scope: Scope, where: str) -> str | None:
    """The key or token that a request shows, once. Raises: RefusedError 401 (API-440) for two, or another scheme."""
    shown: Raw = [(name, value) for name, value in scope["headers"] if name in SHOWN]
    if not shown:
        return None
    name, value = shown[0]
    scheme, _, text = (
        value.decode("latin-1").partition(" ") if name == SHOWN[0] else ("bearer", "", value.decode("latin-1"))
    )
    if len(shown) > 1 or scheme.lower() != "bearer" or not text.strip():
        raise unknown(where, "API-440")
    return text.strip()


def _from_here(scope: Scope) -> bool:
    """Whether a request comes from this machine itself: not from another address, and through no proxy."""
    client = scope.get("client")
    host = client[0] if client else "-"
    elsewhere = network_of(host) != "-" and not is_loopback(host)
    return not elsewhere and not any(name in FORWARDED for name, _ in scope["headers"])
