"""The service as one ASGI application: guards outside, routes inside, errors as problems."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial

from fastapi import Depends, FastAPI

from api.docs import DOCUMENT, add_docs
from api.documented import ALWAYS
from api.fields import words_fit
from api.guards.guarded import add_guards
from api.heads import Heads
from api.methods import add_routes
from api.openapi import DESCRIPTION, TAGS, add_document, operation
from api.problems import add_problems, problems
from api.representations import Suffix
from api.routes import ROUTERS
from api.seeing import surely_sees
from api.service import Service
from api.settings import Settings
from api.unchanged import Unchanged
from api.watch.watched import add_watch
from engine import VERSION


def create_app(settings: Settings) -> FastAPI:
    """The application over a store; the store is opened here, so what is wrong with it is said before anything is served.

    Raises: as `Service`.
    """
    service = Service(settings)

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        yield
        probes.close()
        service.close()

    app = _bare(life)
    app.state.service = service
    add_routes(app, ROUTERS)
    add_problems(app)
    add_docs(app)
    app.add_middleware(Unchanged, sees=partial(surely_sees, service))
    app.add_middleware(Suffix)
    app.add_middleware(Heads)
    add_guards(app, settings.store, settings.hosts, settings.access, settings.limits, settings.now)
    probes = add_watch(app, service)
    add_document(app)
    return app


def _bare(life: Callable[[FastAPI], AbstractAsyncContextManager[None]]) -> FastAPI:
    """An application without routes: nothing of the framework's own is shown, redirected or told."""
    return FastAPI(
        title="Clausegraph",
        version=VERSION,
        description=DESCRIPTION,
        openapi_tags=TAGS,
        openapi_url=DOCUMENT,
        docs_url=None,
        redoc_url=None,
        lifespan=life,
        redirect_slashes=False,
        telemetry={"tracing": False, "metrics": False, "logs": False},  # `api.watch` tells what is to be told
        generate_unique_id_function=operation,
        responses=problems(*ALWAYS),
        dependencies=[Depends(words_fit)],
    )
