"""One thing in the forms that a client can ask for, by suffix or by `Accept`; each with the hash of its bytes as ETag."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from api.problems import RefusedError

JSON, JSONLD, TURTLE, CSV = "application/json", "application/ld+json", "text/turtle", "text/csv"
SUFFIXES: Mapping[str, str] = {".json": JSON, ".jsonld": JSONLD, ".ttl": TURTLE, ".csv": CSV}
ENDINGS: Mapping[str, str] = {media: ending for ending, media in SUFFIXES.items()}
CHARSET: Mapping[str, str] = {TURTLE: "; charset=utf-8", CSV: "; charset=utf-8"}
FRESH, FOR_EVER = "private, no-cache", "private, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Forms:
    """How a thing is written: as data for JSON always; as linked data and as a table where it is one.

    `cache` says how long an answer may be kept: `FRESH` is asked about each time (304), `FOR_EVER` never changes.
    `following` is the address of the next page of a list; each form leads on in the same form.
    """

    data: Callable[[], Any]
    others: Mapping[str, Callable[[], str]] = field(default_factory=dict)
    cache: str = FRESH
    following: str | None = None

    def offered(self) -> tuple[str, ...]:
        """The media types, the one for whoever does not mind first."""
        return (JSON, *self.others)

    def written(self, media: str) -> bytes:
        """The bytes of one form."""
        return encoded(self.data()) if media == JSON else self.others[media]().encode()


def encoded(data: Any) -> bytes:
    """Data as the bytes of JSON: one way to write each."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def shown(request: Request, forms: Forms, headers: Mapping[str, str] | None = None) -> Response:
    """The answer in the form that the request asks for; `api.unchanged` makes it 304 where the client has those bytes.

    Raises: RefusedError 406 (API-406) where there is no such form.
    """
    media = chosen(request.headers.get("accept", "*/*"), forms.offered())
    if media is None:
        known, endings = ", ".join(forms.offered()), ", ".join(ENDINGS[one] for one in forms.offered())
        raise RefusedError.of(406, "API-406", request.url.path, request.headers["accept"], known=known, endings=endings)
    led = {"Link": _next(forms.following, media)} if forms.following else {}
    return fixed(forms.written(media), media, forms.cache, {**led, **(headers or {})})


def _next(address: str, media: str) -> str:
    """The next page as a `Link` (RFC 8288)."""
    path, mark, words = address.partition("?")
    return f'<{path}{ENDINGS[media]}{mark}{words}>; rel="next"'


def fixed(content: bytes, media: str, cache: str, headers: Mapping[str, str] | None = None) -> Response:
    """Bytes with their ETag."""
    tag = f'"{hashlib.sha256(content).hexdigest()}"'
    said = {"ETag": tag, "Cache-Control": cache, "Vary": "Accept, Accept-Language", **(headers or {})}
    return Response(content, headers=said, media_type=media + CHARSET.get(media, ""))


def as_delivered(content: bytes, name: str) -> Response:
    """A file byte for byte, to be kept under its name; it never changes."""
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
    return fixed(content, "application/octet-stream", FOR_EVER, headers)


def named(header: str, tag: str) -> bool:
    """Whether an `If-None-Match` header names a tag, weak or strong, or any."""
    tags = {part.strip().removeprefix("W/") for part in header.split(",")}
    return tag in tags or "*" in tags


def chosen(accept: str, offered: tuple[str, ...]) -> str | None:
    """The media type of `offered` that an `Accept` header likes best, the first of equals; None where it likes none."""
    wishes = [_wish(part) for part in accept.split(",") if part.strip()] or [("*/*", 1000)]
    weighed = [(_weight(media, wishes), -place, media) for place, media in enumerate(offered)]
    best = max(weighed)
    return best[2] if best[0] > 0 else None


def _weight(media: str, wishes: list[tuple[str, int]]) -> int:
    """The weight of the most exact wish that fits, in thousandths."""
    ranges = (media, media.partition("/")[0] + "/*", "*/*")
    found = [weight for wanted in ranges for name, weight in wishes if name == wanted]
    return found[0] if found else 0


def _wish(part: str) -> tuple[str, int]:
    """A range of media types and its weight in thousandths; a weight that is none counts as nothing."""
    name, *parameters = (piece.strip() for piece in part.split(";"))
    weight = next((one.partition("=")[2].strip() for one in parameters if one.replace(" ", "").startswith("q=")), "1")
    whole, _, fraction = weight.partition(".")
    digits = whole + (fraction + "000")[:3]
    return name.lower(), int(digits) if digits.isascii() and digits.isdigit() else 0


class Suffix:
    """ASGI: a path that ends in `.ttl` and the like is the path without it, asked for in that form."""

    def __init__(self, app: Callable[..., Any]) -> None:
        self.app = app

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        """Put the form into `Accept` and take it off the path; other requests go on as they are."""
        if scope["type"] == "http" and scope["path"].startswith(("/v1/", "/id/")):
            stem, dot, ending = scope["path"].rpartition(".")
            media = SUFFIXES.get(dot + ending)
            if media is not None and stem not in NOT_CUT:
                kept = [(name, value) for name, value in scope["headers"] if name != b"accept"]
                scope |= {"asked": scope["path"], "path": stem, "headers": [*kept, (b"accept", media.encode())]}
        await self.app(scope, receive, send)


NOT_CUT = ("/v1/openapi",)
