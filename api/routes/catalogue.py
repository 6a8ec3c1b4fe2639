"""What stands outside the editions: indicators, documents with their targets, subjects."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.asking import Slug, SubjectCode
from api.auth.caller import Caller, Reader
from api.documented import answers
from api.keyset import After, Limit, listed, page
from api.linked import described, described_items
from api.representations import Forms, shown
from api.schema.model import Page
from api.schema.standard import Document, Indicator, Subject
from api.seeing import may_look
from api.service import Served, Service, missing
from api.writing import version_of
from engine import document_data, indicator_data, place_data

router = APIRouter(prefix="/v1", tags=["catalogue"])


@router.get(
    "/indicators",
    operation_id="list_indicators",
    summary="指标列表",
    response_model=Page[Indicator],
    responses=answers(linked=True, table=True),
)
def list_indicators(request: Request, service: Served, after: After = None, limit: Limit = 100) -> Response:
    """全部指标。 All indicators."""
    world = service.world()
    data = page(request, world.indicators, str, lambda slug: indicator_data(world, slug), after=after, limit=limit)
    return listed(request, data, described_items(service, "indicator", data["items"]))


@router.get(
    "/indicators/{indicator}",
    operation_id="get_indicator",
    summary="一个指标",
    response_model=Indicator,
    responses=answers(404, linked=True),
)
def get_indicator(request: Request, service: Served, indicator: Slug) -> Response:
    """指标的定义、单位、取值范围与口径。 An indicator's definition, unit, range and scope."""
    world = service.world()
    if indicator not in world.indicators:
        raise missing(f"indicators/{indicator}", indicator)
    return shown(request, Forms(lambda: indicator_data(world, indicator), described(service, f"indicator/{indicator}")))


@router.get(
    "/documents",
    operation_id="list_documents",
    summary="文件列表",
    response_model=Page[Document],
    responses=answers(linked=True, table=True),
)
def list_documents(request: Request, service: Served, after: After = None, limit: Limit = 100) -> Response:
    """全部国家与省级文件，附段落与目标值。 All instruments, with paragraphs and targets."""
    world = service.world()
    data = page(request, world.documents, str, lambda slug: document_data(world, slug), after=after, limit=limit)
    return listed(request, data, described_items(service, "document", data["items"]))


@router.get(
    "/documents/{document}",
    operation_id="get_document",
    summary="一份文件",
    response_model=Document,
    responses=answers(404, linked=True),
)
def get_document(request: Request, service: Served, document: Slug) -> Response:
    """文件的文号、效力期间、段落与目标值。 A document's number, period in force, paragraphs and targets."""
    world = service.world()
    if document not in world.documents:
        raise missing(f"documents/{document}", document)
    paragraphs = (f"document/{one.slug}" for one in world.documents[document].paragraphs)
    targets = (f"target/{one.slug}" for one in world.targets if one.document == document)
    linked = described(service, f"document/{document}", *paragraphs, *targets)
    return shown(request, Forms(lambda: document_data(world, document), linked))


@router.get(
    "/subjects",
    operation_id="list_subjects",
    summary="评价对象列表",
    response_model=Page[Subject],
    responses=answers(linked=True, table=True),
)
def list_subjects(
    request: Request, service: Served, caller: Reader, after: After = None, limit: Limit = 200
) -> Response:
    """全部市、区、县及其证据份数（只计有权查看的）。 All places, with how many submissions speak of each, as far as the caller may look."""
    places = service.world().places
    data = page(request, places, str, lambda code: subject_data(service, caller, code), after=after, limit=limit)
    return listed(request, data, described_items(service, "place", data["items"]))


@router.get(
    "/subjects/{subject}",
    operation_id="get_subject",
    summary="一个评价对象",
    response_model=Subject,
    responses=answers(404, linked=True),
)
def get_subject(request: Request, service: Served, caller: Reader, subject: SubjectCode) -> Response:
    """评价对象的名称与层级。 A subject's name and level."""
    if subject not in service.world().places:
        raise missing(f"subjects/{subject}", subject)
    data = subject_data(service, caller, subject)
    return shown(request, Forms(lambda: data, described(service, f"place/{subject}")))


def subject_data(service: Service, caller: Caller, code: str) -> dict[str, Any]:
    """A place with the count of the submissions that speak of it: none for callers who may not look at its cases."""
    entries = service.entries() if may_look(caller, code) else ()
    spoken = [entry for entry in entries if code in entry.act.subjects]
    return place_data(service.world(), code) | {
        "submissions": len(spoken),
        "version": version_of(service.entries(), caller, code),
    }
