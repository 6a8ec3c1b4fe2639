"""The page of the API: Swagger UI from an installed package, no script in the page and nothing from elsewhere."""

from __future__ import annotations

from pathlib import Path

import fastapi_offline
from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.staticfiles import StaticFiles

DOCUMENT = "/v1/openapi.json"
STATIC = Path(fastapi_offline.__file__).parent / "static"
PAGE = """<!DOCTYPE html>
<html lang="zh"><head><meta charset="utf-8"><title>Clausegraph API</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="/v1/docs/static/swagger-ui.css"></head>
<body><div id="swagger-ui"></div>
<script src="/v1/docs/static/swagger-ui-bundle.js"></script><script src="/v1/docs/start.js"></script></body></html>
"""
START = """SwaggerUIBundle({url: "/v1/openapi.json", dom_id: "#swagger-ui", deepLinking: true,
  persistAuthorization: false, tryItOutEnabled: true, validatorUrl: null});
"""


def add_docs(app: FastAPI) -> None:
    """Put the page below `/v1/docs`."""
    app.mount("/v1/docs/static", StaticFiles(directory=STATIC), name="docs-static")
    app.add_route("/v1/docs", _page, include_in_schema=False)
    app.add_route("/v1/docs/start.js", _start, include_in_schema=False)


def _page(_: Request) -> Response:
    return HTMLResponse(PAGE)


def _start(_: Request) -> Response:
    return Response(START, media_type="text/javascript")
