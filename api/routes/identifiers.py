"""`/id/…`: every IRI of ours as an address: what has a resource leads there, what the standard says is told here."""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import APIRouter, Path, Request
from starlette.responses import RedirectResponse, Response

from api.documented import answers
from api.linked import BASE, described
from api.representations import SUFFIXES, Forms, shown
from api.schema.identifier import Identifier
from api.service import Served, Service, missing

router = APIRouter(prefix="/id", tags=["identifiers"])
Name = Annotated[
    str,
    Path(
        max_length=400,
        description="IRI 中基址之后的部分 what stands after the base",
        examples=["indicator/good-day-ratio"],
    ),
]
HASH, CODE, YEAR, SLUG, NUMBER = "([0-9a-f]{64})", "([0-9]{6})", "([0-9]{4})", "([^/]+)", "([1-9][0-9]{0,14})"

PART = re.compile("edition/([^/]+)/(clause|requirement|parameter|item)/([^/]+)")
PARTS = {"clause": "clauses", "requirement": "requirements", "parameter": "parameters", "item": "items"}

# What stands after the base, and the resource that it is.
RESOURCES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), address)
    for pattern, address in (
        (f"edition/{SLUG}", "/v1/editions/{0}"),
        (f"place/{CODE}", "/v1/subjects/{0}"),
        (f"case/{SLUG}/{CODE}/{YEAR}", "/v1/cases/{1}/{2}"),
        (f"evidence/{HASH}(?:/checksum)?", "/v1/submissions/{0}"),
        (f"assessment/{HASH}", "/v1/assessments/{0}"),
        (f"assessment/{HASH}/finding/{SLUG}(?:/result)?", "/v1/assessments/{0}/findings/{1}"),
        (f"assessment/{HASH}/score(?:/.*)?", "/v1/assessments/{0}/scores"),
        (f"ledger/{NUMBER}(?:/checksum)?", "/v1/ledger/{0}"),
        (f"ledger/agent/{HASH}", "/v1/agents/{0}"),
    )
)


@router.get(
    "/{name:path}",
    operation_id="get_identifier",
    summary="IRI",
    response_model=Identifier,
    responses=answers(404, linked=True) | {303: {"description": "所指资源的地址 the resource that it is"}},
)
def get_identifier(request: Request, service: Served, name: Name) -> Response:
    """本项目的任一 IRI：有资源的转到资源（303），其余给出标准对它的陈述。 Any IRI of ours: what has a resource leads there (303), of the rest
    the standard's own statements are shown.
    """
    address = _resource(name) or _listed(service, name) or _part(service, name)
    if address is not None:
        return RedirectResponse(address + _suffix(request), 303)
    if BASE + name not in service.described:
        raise missing(f"id/{name}", name)
    data = {"iri": BASE + name, "statements": service.described.statements(BASE + name)}
    return shown(request, Forms(lambda: data, described(service, name)))


def _resource(name: str) -> str | None:
    """The resource that is named by the form of an IRI alone."""
    found = ((address, pattern.fullmatch(name)) for pattern, address in RESOURCES)
    return next((address.format(*match.groups()) for address, match in found if match), None)


def _listed(service: Service, name: str) -> str | None:
    """The resource of an indicator or a document; the file that defines some has an IRI beside theirs and no resource."""
    kind, _, slug = name.partition("/")
    if kind not in ("indicator", "document"):
        return None
    world = service.world()
    of_kind = world.indicators if kind == "indicator" else world.documents
    return f"/v1/{kind}s/{slug}" if slug in of_kind else None


def _part(service: Service, name: str) -> str | None:
    """The resource of a part of an edition; a band of an item, or a slot, has none of its own."""
    match = PART.fullmatch(name)
    if match is None or match[1] not in service.editions():
        return None
    parts = PARTS[match[2]]
    known = match[3] in getattr(service.standard(match[1]).edition, parts)
    return f"/v1/editions/{match[1]}/{parts}/{match[3]}" if known else None


def _suffix(request: Request) -> str:
    """The suffix that the address was asked with, so that it leads on to the same form."""
    ending = str(request.scope.get("asked", "")).rpartition(".")
    return f".{ending[2]}" if f".{ending[2]}" in SUFFIXES and ending[1] else ""
