"""The parts of an edition: clauses, requirements, parameters, items of Annex A, the scale of grades."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.asking import Slug
from api.documented import answers
from api.keyset import After, Limit, listed, page
from api.linked import described, described_items
from api.representations import Forms, shown
from api.routes.editions import EditionName
from api.schema.model import Page
from api.schema.standard import Clause, Item, Parameter, Requirement, Scale
from api.service import Served, Service, missing
from engine import clause_data, item_data, parameter_data, requirement_data, scale_data

router = APIRouter(prefix="/v1/editions/{edition}", tags=["editions"])


@router.get(
    "/clauses",
    operation_id="list_clauses",
    summary="章条列表",
    response_model=Page[Clause],
    responses=answers(404, linked=True, table=True),
)
def list_clauses(
    request: Request, service: Served, edition: EditionName, after: After = None, limit: Limit = 200
) -> Response:
    """版本的全部章条。 All clauses of an edition."""
    found = service.standard(edition).edition
    return _listed(request, service, found.clauses, lambda slug: clause_data(found, slug), after, limit)


@router.get(
    "/clauses/{clause}",
    operation_id="get_clause",
    summary="一个章条",
    response_model=Clause,
    responses=answers(404, linked=True),
)
def get_clause(request: Request, service: Served, edition: EditionName, clause: Slug) -> Response:
    """章条的大意、条款、下级章条与评价要求。 A clause with its provisions and requirements."""
    found = service.standard(edition).edition
    data = _one(found.clauses, f"editions/{edition}/clauses", clause, lambda: clause_data(found, clause))
    provisions = [
        f"edition/{edition}/provision/{one.slug}" for one in found.provisions.values() if one.clause == clause
    ]
    return _shown(request, service, data, f"edition/{edition}/clause/{clause}", *provisions)


@router.get(
    "/requirements",
    operation_id="list_requirements",
    summary="评价要求列表",
    response_model=Page[Requirement],
    responses=answers(404, linked=True, table=True),
)
def list_requirements(
    request: Request, service: Served, edition: EditionName, after: After = None, limit: Limit = 100
) -> Response:
    """版本的全部评价要求。 All requirements of an edition."""
    found = service.standard(edition)
    slugs = found.edition.requirements
    return _listed(request, service, slugs, lambda slug: requirement_data(found, slug), after, limit)


@router.get(
    "/requirements/{requirement}",
    operation_id="get_requirement",
    summary="一项评价要求",
    response_model=Requirement,
    responses=answers(404, linked=True),
)
def get_requirement(request: Request, service: Served, edition: EditionName, requirement: Slug) -> Response:
    """要求的逻辑、取值位、形状、限值与理由、引用与评分项。 Logic, slots, shape, limits with their reasons, citations, items."""
    found = service.standard(edition)
    parts = found.edition.requirements
    data = _one(parts, f"editions/{edition}/requirements", requirement, lambda: requirement_data(found, requirement))
    shapes = [found.shapes.by_slot[slot] for slot in parts[requirement].slots if slot in found.shapes.by_slot]
    names = [name for shape in shapes for name in (shape.slug, *(part.slug for part in shape.properties))]
    linked = [f"slot/{slot}" for slot in parts[requirement].slots] + [f"shape/{name}" for name in names]
    own = f"edition/{edition}"
    return _shown(request, service, data, f"{own}/requirement/{requirement}", *(f"{own}/{one}" for one in linked))


@router.get(
    "/parameters",
    operation_id="list_parameters",
    summary="参数列表",
    response_model=Page[Parameter],
    responses=answers(404, linked=True, table=True),
)
def list_parameters(
    request: Request, service: Served, edition: EditionName, after: After = None, limit: Limit = 200
) -> Response:
    """版本的全部参数及其理由；impact 可以试改它们。 All parameters with their reasons; `impact` can move them."""
    found = service.standard(edition).edition
    return _listed(request, service, found.parameters, lambda slug: parameter_data(found, slug), after, limit)


@router.get(
    "/parameters/{parameter}",
    operation_id="get_parameter",
    summary="一个参数",
    response_model=Parameter,
    responses=answers(404, linked=True),
)
def get_parameter(request: Request, service: Served, edition: EditionName, parameter: Slug) -> Response:
    """参数的数值、所在形状与理由。 A parameter's value, home and reasons."""
    found = service.standard(edition).edition
    parts = found.parameters
    data = _one(parts, f"editions/{edition}/parameters", parameter, lambda: parameter_data(found, parameter))
    return _shown(request, service, data, f"edition/{edition}/parameter/{parameter}")


@router.get(
    "/items",
    operation_id="list_items",
    summary="附录 A 评分项",
    response_model=Page[Item],
    responses=answers(404, linked=True, table=True),
)
def list_items(
    request: Request, service: Served, edition: EditionName, after: After = None, limit: Limit = 200
) -> Response:
    """附录 A 的全部评分项。 All rows of Annex A."""
    found = service.standard(edition).edition
    return _listed(request, service, found.items, lambda slug: item_data(found, slug), after, limit)


@router.get(
    "/items/{item}",
    operation_id="get_item",
    summary="一个评分项",
    response_model=Item,
    responses=answers(404, linked=True),
)
def get_item(request: Request, service: Served, edition: EditionName, item: Slug) -> Response:
    """评分项的分值与计分方法。 An item's points and method."""
    found = service.standard(edition).edition
    data = _one(found.items, f"editions/{edition}/items", item, lambda: item_data(found, item))
    return _shown(request, service, data, f"edition/{edition}/item/{item}")


@router.get(
    "/scale", operation_id="get_scale", summary="等级、否决项与关键项", response_model=Scale, responses=answers(404)
)
def get_scale(request: Request, service: Served, edition: EditionName) -> Response:
    """等级界限、否决项与关键项。 The scale of grades, vetoes and key items."""
    found = service.standard(edition).edition
    return shown(request, Forms(lambda: scale_data(found)))


def _one(parts: Mapping[str, Any], where: str, slug: str, written: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """The data of one part. Raises: RefusedError 404 (API-404) for a slug that there is none of."""
    if slug not in parts:
        raise missing(f"{where}/{slug}", slug)
    return written()


def _listed(
    request: Request,
    service: Service,
    slugs: Iterable[str],
    written: Callable[[str], Any],
    after: str | None,
    limit: int,
) -> Response:
    """A page of parts of one kind, which the path names: `clauses` are described below `edition/<name>/clause`."""
    data = page(request, slugs, str, written, after=after, limit=limit)
    kind = request.url.path.rpartition("/")[2].removesuffix("s")
    above = f"edition/{request.path_params['edition']}/{kind}"
    return listed(request, data, described_items(service, above, data["items"]))


def _shown(request: Request, service: Service, data: dict[str, Any], *names: str) -> Response:
    return shown(request, Forms(lambda: data, described(service, *names)))
