"""The fields of a form, and the words of an address, are those of the operation, each as often as it takes one: nothing that was
sent is passed over in silence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Annotated, Any, get_origin

from fastapi import Depends, Request
from fastapi.dependencies.models import Dependant
from fastapi.dependencies.utils import get_flat_params
from fastapi.exceptions import RequestValidationError
from fastapi.params import Query
from fastapi.routing import APIRoute

LANGUAGE = "lang"  # any operation can be asked for its sentences in English, see `api.language`


async def fields_fit(request: Request) -> None:
    """Pass a form whose fields are all known to its operation, none of them sent more often than it is read; the framework
    would read the last of several files and leave out a misspelt field.

    Raises: RequestValidationError at each field that does not fit (422, API-422).
    """
    route = request.scope["route"]
    assert isinstance(route, APIRoute)
    sent = Counter(name for name, _ in (await request.form()).multi_items())
    faults = list(_faults(sent, _many(route.dependant), "body"))
    if faults:
        raise RequestValidationError(faults)


async def words_fit(request: Request) -> None:
    """Pass an address whose words are all known to its operation, none of them written more often than it is read: a misspelt
    `mode` would be answered for the other one, and a misspelt `clause` for the whole.

    Raises: RequestValidationError at each word that does not fit (422, API-422).
    """
    if not request.scope["query_string"]:
        return
    route = request.scope["route"]
    assert isinstance(route, APIRoute)
    sent = Counter(name for name, _ in request.query_params.multi_items())
    faults = list(_faults(sent, _words(route), "query"))
    if faults:
        raise RequestValidationError(faults)


def _words(route: APIRoute) -> dict[str, bool]:
    """The names of the words of an address, and whether one may be written more than once."""
    asked = (one for one in get_flat_params(route.dependant) if isinstance(one.field_info, Query))
    return {LANGUAGE: False} | {one.alias: get_origin(one.field_info.annotation) is list for one in asked}


def _many(dependant: Dependant) -> dict[str, bool]:
    """The names of the fields, and whether one may be sent more than once."""
    return {one.alias: get_origin(one.field_info.annotation) is list for one in dependant.body_params}


def _faults(sent: Counter[str], known: dict[str, bool], part: str) -> Iterator[dict[str, Any]]:
    for name, times in sent.items():
        place = {"loc": (part, name), "input": str(times)}
        if name not in known:
            yield place | {"type": "extra_forbidden", "input": name}
        elif times > 1 and not known[name]:
            yield place | {"type": "too_long", "ctx": {"max_length": 1}}


FieldsFit = Annotated[None, Depends(fields_fit)]
