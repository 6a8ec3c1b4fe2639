"""Acts through the service: in the caller's name, at the service's time, one after the other, on the version that they rest on."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Header
from starlette.requests import Request
from starlette.responses import Response

from api.auth.caller import Caller
from api.problems import RefusedError
from api.representations import encoded
from api.seeing import may_look
from api.service import Service
from api.watch.logs import tell
from engine import Entry, Hand, Journal, entry_data, head_of, touching

READ_ONLY, NEWER = "SRV-002", "API-412"
IfMatch = Annotated[
    str | None,
    Header(
        max_length=1000,
        examples=['"' + "0" * 64 + '"'],
        description="所依据的版本（/v1/subjects/{subject} 的 version）；已有更新时以 412 拒绝 the version that it rests on; 412 where there "
        "is a newer one",
    ),
]
TAG = re.compile(r'(?:W/)?"([0-9a-f]{64})"')


@dataclass(frozen=True, slots=True)
class Pen:
    """What an act is entered with."""

    journal: Journal
    hand: Hand


@contextmanager
def pen(
    request: Request, service: Service, caller: Caller, subjects: Iterable[str], if_match: str | None
) -> Iterator[Pen]:
    """Write, as the only one who does: the subjects stand as the caller saw them, where it says how.

    Raises: RefusedError 503 (SRV-002) in a process that only reads, 412 (API-412) where a subject has gone on; StoreError
    SRV-012 where the ledger is no longer where it was.
    """
    if service.journal is None:
        raise RefusedError.of(503, READ_ONLY, request.url.path, request.method)
    with service.journal.turn:
        service.journal.look()
        _check_version(service, caller, subjects, if_match)
        hand = Hand(caller.name, service.settings.moment())
        _look_at_clock(service.journal, hand)
        yield Pen(service.journal, hand)
    service.projected.poke()


def _look_at_clock(journal: Journal, hand: Hand) -> None:
    """Say in the log that an entry will be dated before the last one: numbers keep the order, times do not any more."""
    if journal.entries and hand.time < (last := journal.entries[-1].act.time):
        tell(logging.ERROR, {"event": "clock went back", "now": hand.time, "last_entry": last})


def version_of(entries: tuple[Entry, ...], caller: Caller, subject: str) -> str:
    """The version of a subject: the hash of the last entry that can change a case of it; zeros where there is none, and for
    callers who may not look at its cases, so that it tells nobody else that something was entered.
    """
    own = touching(entries, subject) if may_look(caller, subject) else ()
    return head_of(own)


def acknowledged(data: Any, address: str = "", *, new: bool = True) -> Response:
    """The answer to an act that is on the disk: 201, or 200 where the same was entered before; `address` is that of what it made."""
    return Response(encoded(data), 201 if new else 200, {"Location": address} if address else None, "application/json")


def done(entry: Entry) -> Response:
    """The answer to an act that makes nothing but its entry."""
    return acknowledged({"entry": entry_data(entry)})


def _check_version(service: Service, caller: Caller, subjects: Iterable[str], if_match: str | None) -> None:
    for subject in subjects:
        rests_on(if_match, subject, version_of(service.entries(), caller, subject))


def rests_on(if_match: str | None, name: str, version: str) -> None:
    """Refuse what rests on another version of a thing than the newest. Raises: RefusedError 412 (API-412)."""
    if if_match is None or if_match.strip() == "*":
        return
    if version not in TAG.findall(if_match):
        raise RefusedError.of(412, NEWER, f"If-Match {name}", if_match[:100], wanted=version)
