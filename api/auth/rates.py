"""How often one may call: for each caller, for each address without a key, and more strictly after failed attempts."""

from __future__ import annotations

import ipaddress
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from limits import RateLimitItem, RateLimitItemPerMinute

from api.auth.windows import MOST_CALLERS, Windows
from api.guards.raw import Raw, said
from api.problems import RefusedError
from engine import Fault

NETWORK = 64  # of an address of version 6, its owner can take any that begins so


@dataclass(frozen=True, slots=True)
class Rates:
    """Calls a minute: of a caller, of an address without a key, and failed attempts to be let in of an address."""

    caller: int = 6000
    address: int = 600
    failures: int = 20


class Limiter:
    """The calls of the last minute of this process, and whether one more is allowed."""

    def __init__(self, rates: Rates, clock: Callable[[], float]) -> None:
        self._windows = Windows(clock)
        self._items: Mapping[str, RateLimitItem] = {
            kind: RateLimitItemPerMinute(max(most, 1), namespace=kind)
            for kind, most in (("caller", rates.caller), ("address", rates.address), ("failures", rates.failures))
        }
        self._wanted = lru_cache(maxsize=MOST_CALLERS)(self._window)

    def enter(self, kind: str, who: str, where: str) -> Raw:
        """Count a call. Returns: the RateLimit headers. Raises: RefusedError 429 (API-429) with Retry-After."""
        key, most, expiry = self._wanted(kind, who)
        calls = self._windows.entered(key, most, expiry)
        seconds = max(math.ceil(calls.oldest + expiry - calls.now), 1)
        headers = [
            (b"ratelimit-limit", b"%d" % most),
            (b"ratelimit-remaining", b"%d" % max(most - calls.counted, 0)),
            (b"ratelimit-reset", b"%d" % seconds),
        ]
        if not calls.allowed:
            fault = Fault("API-429", where, f"> {most}/min", (("wanted", str(seconds)),))
            raise RefusedError(429, fault, said(headers) | {"retry-after": str(seconds)})
        return headers

    def _window(self, kind: str, who: str) -> tuple[str, int, int]:
        """The key of a caller, how many calls it has, and in how many seconds."""
        item = self._items[kind]
        return item.key_for(who), item.amount, item.get_expiry()


@lru_cache(maxsize=4096)
def network_of(address: str) -> str:
    """An address as what its owner has: the address of version 4, the first 64 bits of version 6; `-` for what is none.

    >>> network_of("2001:db8::1"), network_of("::ffff:192.0.2.1")
    ('2001:db8::/64', '192.0.2.1')
    """
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return "-"
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    if found.ipv4_mapped is not None:
        return str(found.ipv4_mapped)
    return str(ipaddress.ip_network((found, NETWORK), strict=False))
