"""A bug of ours becomes a problem inside the other guards, so that its answer too is marked and audited."""

from __future__ import annotations

import logging
import traceback

from starlette.types import ASGIApp, Receive, Scope, Send

from api.guards.marks import REQUEST_ID, STATUS
from api.guards.refusing import refuse
from api.problems import DEFECT, RefusedError

LOG = logging.getLogger("clausegraph.defects")


class Defects:
    """ASGI, inside of `Marks`: answers 500 for what an application raises, and logs its kind and places, never its text or values."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer for a defect where nothing was answered yet; else the connection breaks off, as it must."""
        try:
            await self.app(scope, receive, send)
        except Exception as defect:
            if scope["type"] != "http" or STATUS in scope["state"]:
                raise
            _log(defect, scope["state"][REQUEST_ID])
            error = RefusedError.of(500, DEFECT, scope["path"], type(defect).__name__)
            await refuse(error, scope, receive, send)


def _log(defect: Exception, number: str) -> None:
    places = "; ".join(f"{one.filename}:{one.lineno} {one.name}" for one in traceback.extract_tb(defect.__traceback__))
    LOG.error("defect %s in request %s: %s", type(defect).__name__, number, places)
