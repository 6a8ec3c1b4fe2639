"""What a client has is not sent again, and what never changes is not made again: inside all guards, around the routes.

An answer that may be kept for ever is that of an assessment, by its hash in the address (`api.addresses`). It is the same for whoever may see
the assessment, so its bytes are kept; for each request it is asked anew whether the caller may see it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.auth.caller import CALLER, Caller
from api.guards.raw import Raw
from api.kept import Kept
from api.representations import FOR_EVER, named

BELOW = "/v1/assessments/"
OF_ASSESSMENT = re.compile(r"/v1/assessments/([0-9a-f]{64}(?:~[^/?]*)?)(?:/[^?]*)?", re.ASCII)
ASKED_WITH = (b"accept", b"accept-language")
STAYS = frozenset({b"etag", b"cache-control", b"vary"})  # of the headers, where the bytes are not sent
MOST_BYTES = 64 * 1024 * 1024
Key = tuple[str, bytes, tuple[bytes, ...]]
Sees = Callable[[Caller, str], bool]


@dataclass(frozen=True, slots=True)
class Answer:
    """A good answer with a tag, as a route gave it."""

    headers: Raw
    body: bytes
    route: object

    def header(self, name: bytes) -> str:
        """A header; empty where there is none."""
        return next((value.decode("latin-1") for one, value in self.headers if one == name), "")

    async def give(self, scope: Scope, send: Send) -> None:
        """Send it; 304 and no bytes to a client that has them."""
        had = next((value.decode("latin-1") for one, value in scope["headers"] if one == b"if-none-match"), "")
        has = bool(had) and named(had, self.header(b"etag"))
        headers = [one for one in self.headers if one[0] in STAYS] if has else self.headers
        await send({"type": "http.response.start", "status": 304 if has else 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"" if has else self.body})


class Unchanged:
    """ASGI, the innermost. `sees` tells whether a caller surely sees an assessment; where it does not, the route is asked."""

    def __init__(self, app: ASGIApp, sees: Sees, most: int = MOST_BYTES) -> None:
        self.app, self.sees = app, sees
        self.kept: Kept[Key, Answer] = Kept(most, lambda answer: len(answer.body))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with what is kept, or pass on."""
        if scope["type"] != "http" or scope["method"] != "GET":
            await self.app(scope, receive, send)
        elif (found := self._found(scope)) is not None:
            scope["route"] = found.route
            await found.give(scope, send)
        else:
            await self.app(scope, receive, _Passing(self, scope, send).send)

    def _found(self, scope: Scope) -> Answer | None:
        if not scope["path"].startswith(BELOW):
            return None
        found, caller = self.kept.find(_key(scope)), scope.get("state", {}).get(CALLER)
        if found is None or not isinstance(caller, Caller):
            return None
        return found if self.sees(caller, assessment_in(scope["path"])) else None

    def keep(self, scope: Scope, answer: Answer) -> None:
        """Keep an answer, if it is one of an assessment that never changes."""
        if answer.header(b"cache-control") == FOR_EVER and assessment_in(scope["path"]):
            self.kept.put(_key(scope), answer)


class _Passing:
    """The answer of a route on its way out; one with a tag is held until it is whole."""

    def __init__(self, unchanged: Unchanged, scope: Scope, send: Send) -> None:
        self.unchanged, self.scope, self.out = unchanged, scope, send
        self.held: Message | None = None

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_tagged(message):
            self.held = message
            return
        start, self.held = self.held, None
        if start is None:
            await self.out(message)
        elif message.get("more_body", False):
            await self.out(start)
            await self.out(message)
        else:
            answer = Answer(list(start["headers"]), message.get("body", b""), self.scope.get("route"))
            self.unchanged.keep(self.scope, answer)
            await answer.give(self.scope, self.out)


def _is_tagged(start: Message) -> bool:
    return start["status"] == 200 and any(name == b"etag" for name, _ in start.get("headers", ()))


@lru_cache(maxsize=4096)
def assessment_in(path: str) -> str:
    """The address of the assessment that a path is below; empty where it is below none."""
    found = OF_ASSESSMENT.fullmatch(path)
    return found[1] if found is not None else ""


def _key(scope: Scope) -> Key:
    """All of a request that an answer to it can hang on."""
    words = tuple([value for name, value in scope["headers"] if name in ASKED_WITH])
    return scope["path"], scope.get("query_string", b""), words
