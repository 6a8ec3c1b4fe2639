"""Errors as RFC 9457 problems: the fields of a fault, in the language of the request, with the status that fits."""

from __future__ import annotations

import errno
import json
import logging
import os
from collections.abc import Mapping
from dataclasses import replace
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from api.guards.marks import REQUEST_ID
from api.language import language_of
from api.schema.problem import Problem
from api.wanted import wanted
from api.watch.logs import tell
from engine import (
    ClausegraphError,
    EngineError,
    EvidenceError,
    Fault,
    StoreError,
    UsageError,
    fault_sentences,
    form_sentence,
    say,
)

MEDIA = "application/problem+json"
PAGES = "/v1/errors/"
MOST_FAULTS = 200
BESIDE: Mapping[int, tuple[str, ...]] = {401: ("WWW-Authenticate",), 429: ("Retry-After",), 500: ("X-Request-Id",)}
STORE, UNTOLD = "store", "-"
OF_OTHERS = frozenset({"STO-012", "STO-013", "STO-015", "STO-036", "STO-058"})  # these name what there is beside
NAMING = frozenset({"known", "nearest"})
NO_SUCH_PATH, NO_SUCH_METHOD, NOT_UNDERSTOOD, DEFECT = "API-404", "API-405", "API-422", "API-500"
UNREAD = "body_unread"

# The status of a code, else of the kind of error.
OF_STATUS: Mapping[HTTPStatus, str] = {
    HTTPStatus.BAD_REQUEST: "QRY-002 QRY-003 QRY-004 QRY-005 QRY-006 QRY-007",
    HTTPStatus.NOT_FOUND: "BLD-002 BLD-003 EXP-001 IMP-001 IMV-001 STO-012 STO-015 STO-036 STO-051 STO-052",
    HTTPStatus.CONFLICT: "BLD-004 EXP-003 STO-014 STO-024 STO-040 STO-041 STO-045 STO-047 STO-048 STO-050 STO-054 STO-055 "
    "STO-058 STO-059 STO-060 STO-061 STO-062",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "CHI-001 EVI-002 QRY-001",
    HTTPStatus.UNPROCESSABLE_ENTITY: "CHI-002 CHI-003 CHI-004 STO-006 STO-007",
    HTTPStatus.TOO_MANY_REQUESTS: "CHI-005",
    HTTPStatus.SERVICE_UNAVAILABLE: "STO-004",
}
OF_CODE: Mapping[str, HTTPStatus] = {code: status for status, codes in OF_STATUS.items() for code in codes.split()}
BY_DISK = ("STO-001", "STO-005")  # what the disk refuses, and what stopped because of that
FULL = frozenset(os.strerror(one) for one in (errno.ENOSPC, errno.EDQUOT))
RETRY: Mapping[str, str] = {"CHI-005": "1", "CHI-006": "5"}  # seconds after which the same may be asked again
OF_KIND: tuple[tuple[type[ClausegraphError], HTTPStatus], ...] = (
    (EvidenceError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (UsageError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (StoreError, HTTPStatus.SERVICE_UNAVAILABLE),
    (EngineError, HTTPStatus.SERVICE_UNAVAILABLE),
)


class RefusedError(Exception):
    """A request that is refused by the service itself: a status, the fault, and headers that go with it."""

    def __init__(self, status: int, fault: Fault, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(fault.code)
        self.status, self.fault, self.headers = status, fault, dict(headers or {})

    @classmethod
    def of(cls, status: int, code: str, where: str, found: str, **values: str) -> RefusedError:
        """A refusal with one fault and no headers."""
        return cls(status, Fault(code, where, found, tuple(sorted(values.items()))))


def status_of(error: ClausegraphError) -> int:
    """The status of an error: that of its first fault's code, 507 where the disk is full, else of its kind; 500 for what no
    user can mend.
    """
    code, found = (error.faults[0].code, error.faults[0].found) if error.faults else ("", "")
    if code in BY_DISK and found in FULL:
        return HTTPStatus.INSUFFICIENT_STORAGE
    if code in OF_CODE:
        return OF_CODE[code]
    return next((status for kind, status in OF_KIND if isinstance(error, kind)), HTTPStatus.INTERNAL_SERVER_ERROR)


def problem(
    request: Request,
    status: int,
    faults: tuple[Fault, ...],
    headers: Mapping[str, str] | None = None,
    count: int = 0,
) -> Response:
    """The answer for faults: the first one names the problem, all of them are listed (200 at most, and the count of all,
    which may be more than are given).
    """
    language = language_of(request)
    shown = [fault_sentences(_discreet(_without_path(request, fault)), language) for fault in faults[:MOST_FAULTS]]
    first = shown[0]
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        _tell(request, status, faults[0])
    body: dict[str, Any] = {
        "type": PAGES + first["code"],
        "title": say(f"http.{status}", language),
        "status": status,
        "detail": f"{first['problem']} {first['remedy']}",
        "instance": request.url.path,
        "code": first["code"],
        "count": max(count, len(faults)),
        "faults": [dict(one) for one in shown],
    }
    return Response(json.dumps(body, ensure_ascii=False).encode(), status, dict(headers or {}), MEDIA)


def _tell(request: Request, status: int, fault: Fault) -> None:
    """A line of the log that says why: that of the request says only that it was not done. Of a disk what the system said."""
    said = {"event": "not done", "code": fault.code, "status": status, "id": getattr(request.state, REQUEST_ID, "-")}
    tell(logging.ERROR, said | ({"found": fault.found} if fault.code in BY_DISK else {}))


def _without_path(request: Request, fault: Fault) -> Fault:
    """A fault that does not tell where on the server the store lies."""
    service = getattr(getattr(request.scope.get("app"), "state", None), "service", None)
    store = str(service.settings.store) if service is not None else ""
    if not store or store not in fault.where + fault.found:
        return fault
    return replace(fault, where=fault.where.replace(store, STORE), found=fault.found.replace(store, STORE))


def _discreet(fault: Fault) -> Fault:
    """A fault that does not tell what else the ledger holds: who reads it may not be the one who may know."""
    if fault.code not in OF_OTHERS:
        return fault
    return replace(fault, values=tuple((name, UNTOLD if name in NAMING else text) for name, text in fault.values))


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """What a route documents: each status with the form of a problem."""
    return {
        status: {
            "description": f"{say(f'http.{status}', 'zh')} {say(f'http.{status}', 'en')}",
            "headers": {name: {"$ref": f"#/components/headers/{name}"} for name in BESIDE.get(status, ())},
            "content": {MEDIA: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
        for status in statuses
    }


def add_problems(app: FastAPI) -> None:
    """Have every error of an app answered as a problem."""
    app.add_exception_handler(RefusedError, _refused)
    app.add_exception_handler(ClausegraphError, _faulty)
    app.add_exception_handler(RequestValidationError, _not_understood)
    app.add_exception_handler(HTTPException, _plain)
    app.add_exception_handler(Exception, _defect)


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, RefusedError)
    return problem(request, error.status, (error.fault,), error.headers)


def _faulty(request: Request, error: Exception) -> Response:
    assert isinstance(error, ClausegraphError)
    after = RETRY.get(error.faults[0].code) if error.faults else None
    return problem(request, status_of(error), error.faults, {"Retry-After": after} if after else None, error.count)


def _not_understood(request: Request, error: Exception) -> Response:
    """Parameters or a body that do not fit: a fault for each, at its place."""
    assert isinstance(error, RequestValidationError)
    language = language_of(request)
    faults = tuple(
        Fault(NOT_UNDERSTOOD, _place(one), _sent(one), (("wanted", wanted(one, language)),)) for one in error.errors()
    )
    return problem(request, HTTPStatus.UNPROCESSABLE_ENTITY, faults)


def _place(error: Mapping[str, Any]) -> str:
    return ".".join(map(str, error["loc"]))[:200]


def _sent(error: Mapping[str, Any]) -> str:
    """What was sent, as JSON writes it; nothing of what is missing."""
    value = None if error["type"] == "missing" else error.get("input")
    if isinstance(value, bytes):
        value = value.decode(errors="replace")
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return "-" if value is None else text[:100] or "-"


def _plain(request: Request, error: Exception) -> Response:
    """What the framework refuses by itself: no such path, a body it cannot read; for methods see `api.methods`."""
    assert isinstance(error, HTTPException)
    words = (("wanted", form_sentence(UNREAD, language_of(request))),)
    fault = Fault(NO_SUCH_PATH if error.status_code == 404 else NOT_UNDERSTOOD, request.url.path, request.method, words)
    return problem(request, error.status_code, (fault,), error.headers)


def _defect(request: Request, error: Exception) -> Response:
    """A bug of ours: its kind is said, never its text, which may hold what was sent."""
    return problem(request, 500, (Fault(DEFECT, request.url.path, type(error).__name__),))


__all__ = ["MEDIA", "Problem", "RefusedError", "add_problems", "problem", "problems", "status_of"]
