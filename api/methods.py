"""Which methods an address takes: those of its own path alone, and a word that is a path is never read as a name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fastapi import APIRouter, FastAPI, Request
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.responses import Response

from api.problems import NO_SUCH_METHOD, problem
from engine import Fault


class Methods:
    """The methods of every path of some routes. Where an address fits several paths, as `/submissions/check` does beside
    `/submissions/{evidence}`, the one with the fewest names in it is meant.
    """

    def __init__(self, routes: Iterable[APIRoute]) -> None:
        self.routes = tuple(routes)

    def allowed(self, address: str) -> tuple[str, ...]:
        """All methods that an address takes, whichever operations they are; none where it fits no path."""
        fitting = [one for one in self.routes if one.path_regex.match(address)]
        if not fitting:
            return ()
        meant = min(fitting, key=lambda one: len(one.param_convertors)).path
        return tuple(sorted({method for one in fitting if one.path == meant for method in one.methods or ()}))

    def denied(self) -> dict[str, set[str]]:
        """By path without a name, the methods that only paths with names that fit it take."""
        words = {one.path for one in self.routes if not one.param_convertors}
        fitting = {
            path: {method for one in self.routes if one.path_regex.match(path) for method in one.methods or ()}
            for path in words
        }
        return {path: more for path, found in fitting.items() if (more := found.difference(self.allowed(path)))}


def add_routes(app: FastAPI, routers: Sequence[APIRouter]) -> None:
    """Include routers, and before them a refusal of each method that an address would take only as the name of something."""
    methods = Methods(one for router in routers for one in router.routes if isinstance(one, APIRoute))
    before = APIRouter()
    for path, denied in methods.denied().items():
        before.add_api_route(path, no_such_method, methods=sorted(denied), include_in_schema=False)
    for router in (before, *routers):
        app.include_router(router)
    app.state.methods = methods
    app.add_exception_handler(405, refused)


def no_such_method() -> Response:
    """Raises: HTTPException 405."""
    raise HTTPException(405)


def refused(request: Request, error: Exception) -> Response:
    """405 with all methods that the address takes; the framework names those of one operation."""
    assert isinstance(error, HTTPException)
    allowed = ", ".join(request.app.state.methods.allowed(request.scope["path"]))
    fault = Fault(NO_SUCH_METHOD, request.url.path, request.method)
    return problem(request, 405, (fault,), {"Allow": allowed} if allowed else error.headers)
