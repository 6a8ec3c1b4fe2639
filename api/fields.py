"""The fields of a form are those of the operation, each as often as it takes one: nothing that was sent is passed over in silence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Annotated, Any, get_origin

from fastapi import Depends, Request
from fastapi.dependencies.models import Dependant
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute


async def fields_fit(request: Request) -> None:
    """Pass a form whose fields are all known to its operation, none of them sent more often than it is read; the framework
    would read the last of several files and leave out a misspelt field.

    Raises: RequestValidationError at each field that does not fit (422, API-422).
    """
    route = request.scope["route"]
    assert isinstance(route, APIRoute)
    sent = Counter(name for name, _ in (await request.form()).multi_items())
    faults = list(_faults(sent, _many(route.dependant)))
    if faults:
        raise RequestValidationError(faults)


def _many(dependant: Dependant) -> dict[str, bool]:
    """The names of the fields, and whether one may be sent more than once."""
    return {one.alias: get_origin(one.field_info.annotation) is list for one in dependant.body_params}


def _faults(sent: Counter[str], known: dict[str, bool]) -> Iterator[dict[str, Any]]:
    for name, times in sent.items():
        place = {"loc": ("body", name), "input": str(times)}
        if name not in known:
            yield place | {"type": "extra_forbidden", "input": name}
        elif times > 1 and not known[name]:
            yield place | {"type": "too_long", "ctx": {"max_length": 1}}


FieldsFit = Annotated[None, Depends(fields_fit)]
