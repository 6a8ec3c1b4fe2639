"""How one comes in: where the service listens, what those without a key may do, whose tokens are taken, how often."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from api.auth.caller import Role
from api.auth.keys import Key, has_admin
from api.auth.oidc import Provider
from api.auth.rates import Rates
from engine import UsageError


@dataclass(frozen=True, slots=True)
class Access:
    """`bind` is the address that the service listens on; `anonymous` is what one may do without a key, None for nothing.

    Raises: UsageError KEY-006 for an anonymous role above reader.
    """

    bind: str = "127.0.0.1"
    anonymous: Role | None = None
    provider: Provider | None = None
    rates: Rates = field(default_factory=Rates)

    def __post_init__(self) -> None:
        if self.anonymous not in (None, Role.READER):
            raise UsageError.of("KEY-006", "anonymous", str(self.anonymous))

    @property
    def local(self) -> bool:
        """Whether only this machine can come in."""
        return is_loopback(self.bind)


@lru_cache(maxsize=4096)
def is_loopback(host: str) -> bool:
    """Whether a name or address leads to this machine only; a name other than `localhost` is taken as public.

    >>> [is_loopback(host) for host in ("127.0.0.1", "::1", "localhost", "0.0.0.0", "", "example.org")]
    [True, True, True, False, False, False]
    """
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def check_bind(host: str, keys: Iterable[Key], today: date) -> None:
    """Refuse to listen where others can come in while no admin holds a usable key. Raises: UsageError KEY-001."""
    if not is_loopback(host) and not has_admin(keys, today):
        raise UsageError.of("KEY-001", "--host", host or "-")
