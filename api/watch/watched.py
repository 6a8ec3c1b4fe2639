"""A service and its watch: what is looked at, what is counted, where it is told."""

from __future__ import annotations

from fastapi import Depends, FastAPI

from api.auth.caller import Role, needs
from api.service import Service
from api.watch.figures import Figures, Standing
from api.watch.probes import OK, Check, Probes
from api.watch.watch import FIGURES, Watch, shown_to_admins


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

    def ledger() -> str:
        service.entries()
        return OK

    def writer() -> str:
        return "STO-005" if service.journal is not None and service.journal.stopped else OK

    return {"ledger": ledger, "writer": writer}


def standing(service: Service) -> Standing:
    """The figures of a service: the number of its last entry, whether it is stopped, what it keeps."""
    journal = service.journal
    kept = {f"kept_{name}": float(count) for name, count in service.kept().items()}
    return {
        "ledger_entries": float(len(service.entries())),
        "writer": float(journal is not None),
        "writer_stopped": float(journal is not None and bool(journal.stopped)),
        **kept,
    }
