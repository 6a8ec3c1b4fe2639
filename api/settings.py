"""How a service runs: where its data lie, and what it takes from outside (time)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from api.auth.access import Access
from api.guards.limits import Limits
from engine import CAPS, CHECK_LIMITS, QUERY_LIMITS, Caps, day_at, home
from engine import Limits as JobLimits

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


def clock() -> datetime:
    """Now, in UTC: the only place where the service takes the time."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Settings:
    """A service with its data below `store` and its standard in `home`; `read_only` serves beside the one that writes.

    `hosts` are the names that it answers to; `access` says who comes in and how often, `limits` how long a request may be.
    `caps` say what is read in children at all and how many there are, `check` and `query` what one of them may take.
    """

    store: Path
    home: Path = field(default_factory=home)
    read_only: bool = False
    hosts: tuple[str, ...] = LOOPBACK
    now: Callable[[], datetime] = clock
    access: Access = field(default_factory=Access)
    limits: Limits = field(default_factory=Limits)
    caps: Caps = CAPS
    check: JobLimits = CHECK_LIMITS
    query: JobLimits = QUERY_LIMITS

    def moment(self) -> str:
        """Now as the ledger writes it."""
        return self.now().astimezone(UTC).isoformat(timespec="seconds").removesuffix("+00:00") + "Z"

    def today(self) -> date:
        """The day in China."""
        return day_at(self.now())
