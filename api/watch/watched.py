"""A service and its watch: what is looked at, what is counted, where it is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from fastapi import Depends, FastAPI

from api.auth.caller import Role, needs
from api.auth.keys import KeyRing
from api.service import Service
from api.watch.figures import Figures, Standing
from api.watch.probes import OK, Check, Probes
from api.watch.watch import FIGURES, Watch, shown_to_admins
from engine import AuditLog, Entry, Journal, Load, StoreError

STOPPED = "STO-005"
ENDS = {"killed": ("CHI-001", "CHI-002"), "crashed": ("CHI-003",), "refused": ("CHI-005", "CHI-006")}


def add_watch(app: FastAPI, service: Service) -> Probes:
    """Put the watch around everything that an application has so far. Returns: the probes, to be closed in the end."""
    figures, probes = Figures(lambda: standing(service)), Probes(checks(service))
    app.state.figures = figures
    app.add_api_route(
        FIGURES,
        shown_to_admins,
        include_in_schema=False,
        response_model=None,
        dependencies=[Depends(needs(Role.ADMIN))],
    )
    app.add_middleware(Watch, probes=probes, figures=figures)
    return probes


def checks(service: Service) -> dict[str, Check]:
    """The parts that a service needs to be ready: each says `ok` or what is wrong."""
    ring, audit, pool = KeyRing(service.settings.store), AuditLog(service.settings.store), service.confined.pool
    return {
        "ledger": ledger_check(service),
        "writer": lambda: writer_said(service.journal),
        "keys": lambda: looked(ring.keys),
        "audit": lambda: (
            OK if service.journal is None else looked(audit.look)
        ),  # who only reads may read a disk that takes nothing
        "projections": service.projected.fault,
        "children": lambda: looked(pool.look),  # the last one: to start them anew takes longer than all the others
    }


def looked(look: Callable[[], object]) -> str:
    """`ok` for what raises nothing."""
    look()
    return OK


def ledger_check(service: Service) -> Check:
    """Whether the ledger can be read, and has no fewer entries than at an earlier look: one that has is not the one that was
    served. Raises (when it looks): StoreError SRV-012 and those of reading.
    """
    most = 0

    def look() -> str:
        nonlocal most
        number = len(service.entries())
        if number < most:
            raise StoreError.of("SRV-012", str(service.tail.path), str(number))
        most = number
        return OK

    return look


def writer_said(journal: Journal | None) -> str:
    """Whether entries can be made; `ok` for a process that makes none. Raises: StoreError SRV-012."""
    if journal is None:
        return OK
    return STOPPED if journal.stopped else looked(journal.look)


def standing(service: Service) -> Standing:
    """The figures of a service: the number of its last entry, whether it is stopped, what it keeps, how far its projections
    are, how its children stand, and by how many seconds the clock is behind the last entry: it went back, or was ahead then.
    """
    entries, journal, graphs = service.entries(), service.journal, service.projected.stand()
    number = len(entries)
    kept = {f"kept_{name}": float(count) for name, count in service.kept().items()}
    return {
        "ledger_entries": float(number),
        "clock_behind_seconds": behind(entries, service.settings.now()),
        "projection_entries": float(graphs.number),
        "projection_behind": float(number - graphs.number),
        "projection_unread": float(graphs.unread),
        "projection_mended_total": float(graphs.mended),
        "writer": float(journal is not None),
        "writer_stopped": float(journal is not None and bool(journal.stopped)),
        **kept,
        **{name: figure for kind, load in service.confined.pool.load().items() for name, figure in loaded(kind, load)},
    }


def behind(entries: Sequence[Entry], now: datetime) -> float:
    """By how many seconds a clock is behind the last entry; 0 where it is not."""
    last = datetime.fromisoformat(entries[-1].act.time) if entries else now
    return max((last - now).total_seconds(), 0.0)


def loaded(kind: str, load: Load) -> Iterator[tuple[str, float]]:
    """The figures of the children of a kind of job: how many are busy, free, waited for, and how those before ended."""
    yield f"children_{kind}_busy", float(load.busy)
    yield f"children_{kind}_free", float(load.free)
    yield f"children_{kind}_waiting", float(load.waiting)
    for name, codes in ENDS.items():
        yield f"children_{kind}_{name}_total", float(sum(load.ended.get(code, 0) for code in codes))
