"""The ledger: who did what when; and what each act changed in a case, as a feed to follow."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, dropwhile, islice, pairwise
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from api.asking import Mode
from api.auth.caller import Reader
from api.documented import answers
from api.keyset import Limit, following, listed
from api.linked import linked_entries
from api.schema.ledger import Change, Entry
from api.schema.model import Page
from api.seeing import entries_seen, may_look
from api.service import Asked, Served, Service, missing
from api.telling import telling
from engine import Assessment, EvidenceMode, entry_data, touching, turned_data
from engine import Entry as Found

router = APIRouter(prefix="/v1", tags=["ledger"])
Subject = Annotated[str, Query(pattern="^[0-9]{6}$", description="行政区划代码 code of the place", examples=["430700"])]
SomeSubject = Annotated[
    str | None, Query(pattern="^[0-9]{6}$", description="只看此评价对象 of this subject only", examples=["430700"])
]
Year = Annotated[int, Query(ge=1949, le=2999, description="评价年度 assessed year", examples=[2020])]
Clause = Annotated[str | None, Query(max_length=100, description="只看此章条 of this clause only", examples=["12.1"])]
After = Annotated[int, Query(ge=0, le=2**53, description="从此序号之后开始 start after this number")]


@router.get(
    "/ledger",
    operation_id="list_entries",
    summary="账本",
    response_model=Page[Entry],
    responses=answers(linked=True, table=True),
)
def list_entries(
    request: Request, service: Served, caller: Reader, subject: SomeSubject = None, after: After = 0, limit: Limit = 100
) -> Response:
    """账目按序号排列；看不到的账目略去，序号因此可能不连续。 Entries by number; those that the caller may not see are left out."""
    seen = (entry for entry in entries_seen(service, caller) if entry.number > after)
    if subject is not None:
        own = {entry.number for entry in touching(service.entries(), subject)}
        seen = (entry for entry in seen if entry.number in own)
    found = list(islice(seen, limit + 1))
    data = _paged(request, [(entry.number, entry_data(entry)) for entry in found], limit)
    return listed(request, data, linked_entries(found[:limit]))


@router.get(
    "/changes",
    operation_id="list_changes",
    summary="变动",
    response_model=Page[Change],
    responses=answers(404, table=True),
)
def list_changes(
    request: Request,
    service: Served,
    caller: Reader,
    subject: Subject,
    year: Year,
    mode: Mode = EvidenceMode.DELIVERED,
    clause: Clause = None,
    after: After = 0,
    limit: Limit = 50,
) -> Response:
    """一个案例随账本的变动：每条账目使哪些判定、等级与分数变了；记下最后的序号，以后从那里接着取。 What each entry changed in a case: findings,
    grades, totals. Keep the last number and ask on from there.
    """
    if not may_look(caller, subject):
        raise missing(f"changes/{subject}", subject)
    asked, tell = service.asked(subject, year, mode), telling(service, caller)
    found = _changes(service, asked, clause, after)
    data = [(entry.number, {"entry": tell(entry)} | turned) for entry, turned in islice(found, limit + 1)]
    return listed(request, _paged(request, data, limit))


def _changes(service: Service, asked: Asked, clause: str | None, after: int) -> Iterator[tuple[Found, dict[str, Any]]]:
    """What entries changed, in their order; an entry that changed nothing is left out, of a clause one that turned none.

    Before anything was submitted there was no case to change, whatever was entered for all places.
    """
    begun = dropwhile(
        lambda entry: asked.subject not in entry.act.detail("subjects").split(),
        touching(service.known(asked), asked.subject),
    )
    for last, entry in pairwise(chain((None,), begun)):
        if entry is not None and entry.number > after:
            then, before = _at(service, asked, entry), _at(service, asked, last)
            if then is not None and (before is None or before.digest != then.digest):
                data = turned_data(before, then, clause)
                if clause is None or data["findings"]:
                    yield entry, data


def _at(service: Service, asked: Asked, entry: Found | None) -> Assessment | None:
    """The case as it stood after an entry; None before anything was submitted."""
    if entry is None:
        return None
    return service.assessment(Asked(asked.subject, asked.year, asked.mode, entry.number))


def _paged(request: Request, found: list[tuple[int, dict[str, Any]]], limit: int) -> dict[str, Any]:
    """A page by number, with the address of the next one."""
    numbers = [number for number, _ in found]
    return {"items": [one for _, one in found[:limit]], "next": following(request, numbers, limit)}
