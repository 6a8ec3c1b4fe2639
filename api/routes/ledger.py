"""The ledger: who did what when; and what each act changed in a case, as a feed to follow."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, dropwhile, islice, pairwise
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from api.addresses import PREFIX, Address
from api.asking import Mode, Year
from api.auth.caller import Reader
from api.documented import answers
from api.keyset import Limit, following, listed
from api.linked import linked_agent, linked_entries
from api.representations import Forms, shown
from api.schema.ledger import Agent, Change, Entry
from api.schema.model import Page
from api.seeing import entries_seen, may_look
from api.service import Asked, Served, Service, missing
from api.telling import telling
from engine import Assessment, EvidenceMode, agent_hash, entry_data, touching, turned_data
from engine import Entry as Found

router = APIRouter(prefix="/v1", tags=["ledger"])
AGENT = "25bf8e1a2393f1108d37029b3df5593236c755742ec93465bbafa9b290bddcf6"
Subject = Annotated[str, Query(pattern="^[0-9]{6}$", description="行政区划代码 code of the place", examples=["430700"])]
SomeSubject = Annotated[
    str | None, Query(pattern="^[0-9]{6}$", description="只看此评价对象 of this subject only", examples=["430700"])
]
Clause = Annotated[str | None, Query(max_length=100, description="只看此章条 of this clause only", examples=["12.1"])]
Numbered = Annotated[int, Path(ge=1, le=2**53, description="账目序号 number of the entry", examples=[1])]
Named = Annotated[
    str,
    Path(pattern="^[0-9a-f]{64}$", description="办理人名称的 SHA-256 hash of the name of who acted", examples=[AGENT]),
]
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
    "/ledger/{number}",
    operation_id="get_entry",
    summary="一条账目",
    response_model=Entry,
    responses=answers(404, linked=True),
)
def get_entry(request: Request, service: Served, caller: Reader, number: Numbered) -> Response:
    """一条账目；看不到的与没有的同样回答 404。 An entry; one that the caller may not see is 404, as one that there is none of."""
    found = next((entry for entry in entries_seen(service, caller) if entry.number == number), None)
    if found is None:
        raise missing(f"ledger/{number}", str(number))
    return shown(request, Forms(lambda: entry_data(found), linked_entries((found,))))


@router.get(
    "/agents/{agent}",
    operation_id="get_agent",
    summary="一个办理人",
    response_model=Agent,
    responses=answers(404, linked=True),
)
def get_agent(request: Request, service: Served, caller: Reader, agent: Named) -> Response:
    """可见的账目的办理人，按其名称的哈希。 Who made an entry that the caller sees, by the hash of the name."""
    names = {entry.act.actor for entry in entries_seen(service, caller)} - {""}
    found = next((name for name in names if agent_hash(name) == agent), None)
    if found is None:
        raise missing(f"agents/{agent}", agent)
    return shown(request, Forms(lambda: {"agent": agent, "name": found}, linked_agent(found)))


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
    if not may_look(caller, subject) or subject not in service.world().places:
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
        lambda entry: asked.subject not in entry.act.subjects,
        touching(service.known(asked), asked.subject),
    )
    for last, entry in pairwise(chain((None,), begun)):
        if entry is not None and entry.number > after:
            then, before = _at(service, asked, entry), _at(service, asked, last)
            if then is not None and (before is None or before.digest != then.digest):
                data = turned_data(before, then, clause)
                if clause is None or data["findings"]:
                    links = {"before": _address(asked, last, before), "after": _address(asked, entry, then)}
                    yield entry, data | {"links": links}


def _at(service: Service, asked: Asked, entry: Found | None) -> Assessment | None:
    """The case as it stood after an entry; None before anything was submitted."""
    return None if entry is None else service.assessment(_after(asked, entry))


def _address(asked: Asked, entry: Found | None, found: Assessment | None) -> str | None:
    """Where the case as it stood after an entry is found in every process; None where there was none."""
    return None if entry is None or found is None else f"{PREFIX}/{Address(found.digest, _after(asked, entry))}"


def _after(asked: Asked, entry: Found) -> Asked:
    """The question for the case as it stood after an entry."""
    return Asked(asked.subject, asked.year, asked.mode, entry.number)


def _paged(request: Request, found: list[tuple[int, dict[str, Any]]], limit: int) -> dict[str, Any]:
    """A page by number, with the address of the next one."""
    numbers = [number for number, _ in found]
    return {"items": [one for _, one in found[:limit]], "next": following(request, numbers, limit)}
