"""The limits of a request, as they are stated in the API and in errors, and those of its address and headers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from starlette.types import Scope

from api.problems import RefusedError
from engine import CAPS

KIB, MIB = 1024, 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes, counts and seconds. `uploads` are the paths that take files, as patterns, whose bodies may be as long as `upload`."""

    address: int = 4 * KIB
    headers: int = 64
    header_bytes: int = 16 * KIB
    body: int = MIB
    upload: int = CAPS.upload + MIB  # the form around a file, or several smaller ones
    uploads: tuple[str, ...] = (
        "/v1/submissions",
        "/v1/submissions/check",
        "/v1/submissions/[^/]+/corrections",
        "/v1/cases/[^/]+/[^/]+/preview",
        "/v1/references",
    )
    held: int = 48 * MIB
    header_seconds: int = 10
    body_seconds: int = 30
    upload_seconds: int = 120

    def of(self, path: str) -> tuple[int, int]:
        """How long the body at a path may be, in bytes, and how long it may take, in seconds."""
        long = self.takes_files(path)
        return (self.upload, self.upload_seconds) if long else (self.body, self.body_seconds)

    def takes_files(self, path: str) -> bool:
        """Whether files are delivered at a path."""
        return any(re.fullmatch(pattern, path) for pattern in self.uploads)


@dataclass(frozen=True, slots=True)
class Sizes:
    """A check: an address that is too long (414), headers that are too many or too long (431)."""

    limits: Limits

    def __call__(self, scope: Scope) -> RefusedError | None:
        """What is over a limit."""
        path, query = scope.get("raw_path") or scope["path"].encode(), scope.get("query_string", b"")
        length = len(path) + len(query) + bool(query)
        if length > self.limits.address:
            return _over(414, "API-414", "URL", length, self.limits.address)
        headers = scope["headers"]
        if len(headers) > self.limits.headers:
            return _over(431, "API-431", "headers", len(headers), self.limits.headers)
        size = sum([len(name) + len(value) for name, value in headers])
        return (
            _over(431, "API-431", "headers", size, self.limits.header_bytes)
            if size > self.limits.header_bytes
            else None
        )


def _over(status: int, code: str, where: str, found: int, most: int) -> RefusedError:
    return RefusedError.of(status, code, where, str(found), most=str(most))
