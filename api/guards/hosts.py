"""Which host a request is for, and that no page of another site made the browser send it."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlsplit

from starlette.types import Scope

from api.guards.raw import header_values
from api.problems import RefusedError

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
HERE = frozenset({"same-origin", "none"})  # of Sec-Fetch-Site: from our own page, or typed in


class Hosts:
    """A check: only requests for one of these names (with any port) go on, and writes only from pages of our own."""

    def __init__(self, hosts: tuple[str, ...]) -> None:
        self.hosts = frozenset(host.lower() for host in hosts)

    def __call__(self, scope: Scope) -> RefusedError | None:
        """A request for another host (421), or sent by another site (403)."""
        named = header_values(scope, b"host")
        if len(named) != 1 or name_of(named[0]) not in self.hosts:
            return RefusedError.of(421, "API-421", "Host", ", ".join(named)[:100] or "-")
        if scope["method"] not in SAFE and _of_another_site(scope, named[0]):
            return RefusedError.of(403, "API-445", "Origin", ", ".join(header_values(scope, b"origin"))[:100] or "-")
        return None


@lru_cache(maxsize=256)
def name_of(host: str) -> str:
    """The name of a host without its port, in small letters.

    >>> name_of("LOCALHOST:8710"), name_of("[::1]:80"), name_of("[::1]")
    ('localhost', '[::1]', '[::1]')
    """
    name, colon, port = host.rpartition(":")
    plain = name if colon and port.isascii() and port.isdigit() else host
    return plain.lower().removesuffix(".")


def _of_another_site(scope: Scope, host: str) -> bool:
    """What a browser says of the page that sent it; a program says nothing of that."""
    sites, origins = header_values(scope, b"sec-fetch-site"), header_values(scope, b"origin")
    return any(site not in HERE for site in sites) or any(_netloc(origin) != host.lower() for origin in origins)


def _netloc(origin: str) -> str:
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return ""
