"""All guards in their order around an application."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from fastapi import FastAPI

from api.auth.access import Access
from api.auth.gate import Door, Gate
from api.guards.audited import Audited
from api.guards.bodies import Bodies
from api.guards.defects import Defects
from api.guards.hosts import Hosts
from api.guards.limits import Limits, Sizes
from api.guards.marks import Marks
from api.guards.refusing import Checked
from engine import AuditLog


def add_guards(
    app: FastAPI,
    store: Path,
    hosts: tuple[str, ...],
    access: Access,
    limits: Limits,
    now: Callable[[], datetime],
    chance: Callable[[int], bytes] = secrets.token_bytes,
) -> None:
    """Put the guards around what is there: from outside, marks, audit, defects, sizes, hosts, gate, bodies.

    Raises: StoreError KEY-004 for damaged keys, UsageError KEY-005 for a provider whose keys cannot be had: before
    anything is served.
    """
    door = Door(store, access, now)
    door.ring.keys()
    app.add_middleware(Bodies, limits=limits)
    app.add_middleware(Gate, door=door)
    app.add_middleware(Checked, checks=(Sizes(limits), Hosts(hosts)))
    app.add_middleware(Defects)
    app.add_middleware(Audited, log=AuditLog(store), now=now)
    app.add_middleware(Marks, chance=chance)
