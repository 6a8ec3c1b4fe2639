"""The one door: every request is somebody's before any route sees it, and no route can be forgotten."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote_to_bytes

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.auth.access import Access, is_loopback
from api.auth.caller import ANONYMOUS, CALLER, LOCAL, Caller, unknown
from api.auth.keys import PREFIX, KeyRing
from api.auth.oidc import Tokens
from api.auth.rates import Limiter, network_of
from api.problems import RefusedError, problem, status_of
from engine import ClausegraphError

OPEN = frozenset({"/v1/health", "/v1/health/ready", "/v1/openapi.json", "/v1/docs"})
OPEN_BELOW = ("/v1/docs/",)
IN_ADDRESS = (b"cgk_", b"access_token=", b"api_key=", b"apikey=", b"x-api-key=")
KEY_IN_ADDRESS, MASKED = "API-443", "/"
FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip", "via")


class Door:
    """Who comes in. `now` gives the day and the time of tokens, `ticks` the seconds between calls."""

    def __init__(
        self, folder: Path, access: Access, now: Callable[[], datetime], ticks: Callable[[], float] = time.monotonic
    ) -> None:
        self.ring, self.access, self.now = KeyRing(folder), access, now
        self.tokens = Tokens(access.provider) if access.provider is not None else None
        self.limiter = Limiter(access.rates, ticks)

    def enter(self, request: Request) -> dict[str, str]:
        """Leave the caller in the request's state; nobody where what is asked for is open to all.

        Returns: the headers that tell how often it may call.

        Raises: RefusedError 400 (API-443), 401 (API-401, API-440 to API-442), 429; StoreError for keys that cannot be read.
        """
        where, network = request.url.path, network_of(request.client.host if request.client else "")
        _no_key_in_address(request)
        if is_open(request):
            return self.limiter.enter("address", network, where)
        try:
            caller = self._caller(request, where)
        except RefusedError:
            self.limiter.enter("failures", network, where)
            raise
        setattr(request.state, CALLER, caller)
        if caller is LOCAL:
            return {}
        kind, who = ("address", network) if caller.name == ANONYMOUS else ("caller", caller.name)
        return self.limiter.enter(kind, who, where)

    def _caller(self, request: Request, where: str) -> Caller:
        text = _shown(request, where)
        if text is None:
            return self._without(request, where)
        if text.startswith(PREFIX):
            return self._with_key(text, where)
        return self._with_token(text, where)

    def _without(self, request: Request, where: str) -> Caller:
        """The local user while there is no key yet; else whoever has none, where that is allowed."""
        if not self.ring.keys() and self.tokens is None and self.access.local and _from_here(request):
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
        elif scope["type"] == "http":
            await self._http(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope)
        try:
            headers = self.door.enter(request)
        except RefusedError as refused:
            request = Request({**scope, "path": MASKED}) if refused.fault.code == KEY_IN_ADDRESS else request
            await problem(request, refused.status, (refused.fault,), refused.headers)(scope, receive, send)
            return
        except ClausegraphError as error:
            await problem(request, status_of(error), error.faults)(scope, receive, send)
            return
        await self.app(scope, receive, _with(headers, send) if headers else send)


def _with(headers: dict[str, str], send: Send) -> Send:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).update(headers)
        await send(message)

    return sent


def is_open(request: Request) -> bool:
    """Whether a request is for what anyone may see: health, and the page of the API with its document."""
    path = request.scope["path"]
    return request.method in ("GET", "HEAD") and (path in OPEN or path.startswith(OPEN_BELOW))


def _no_key_in_address(request: Request) -> None:
    """Addresses stand in logs and histories: a key in one is refused. Raises: RefusedError 400 (API-443)."""
    address = unquote_to_bytes(request.scope.get("query_string", b"")).lower() + request.scope["path"].encode().lower()
    if any(word in address for word in IN_ADDRESS):
        raise RefusedError.of(400, KEY_IN_ADDRESS, "Authorization", "-")


def _shown(request: Request, where: str) -> str | None:
    """The key or token that a request shows, once. Raises: RefusedError 401 (API-440) for two, or another scheme."""
    bearer, plain = request.headers.getlist("authorization"), request.headers.getlist("x-api-key")
    if not bearer and not plain:
        return None
    if len(bearer) + len(plain) > 1:
        raise unknown(where, "API-440")
    if plain:
        return plain[0].strip()
    scheme, _, text = bearer[0].partition(" ")
    if scheme.lower() != "bearer" or not text.strip():
        raise unknown(where, "API-440")
    return text.strip()


def _from_here(request: Request) -> bool:
    """Whether a request comes from this machine itself: not from another address, and through no proxy."""
    host = request.client.host if request.client is not None else "-"
    elsewhere = network_of(host) != "-" and not is_loopback(host)
    return not elsewhere and not any(name in request.headers for name in FORWARDED)
