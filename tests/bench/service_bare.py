"""The baseline of the service: a bare Starlette route that returns given bytes, in uvicorn with one worker: `PORT MEDIA`."""

from __future__ import annotations

import sys

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

PATH = "/bare"


def bare(content: bytes, media: str) -> Starlette:
    """An application with one route and nothing around it."""

    async def answer(_: Request) -> Response:
        return Response(content, media_type=media)

    return Starlette(routes=[Route(PATH, answer)])


def main(port: int, media: str) -> None:
    """Serve what comes on stdin until told to end: loop, parser and log as the service has them, nothing else."""
    app = bare(sys.stdin.buffer.read(), media)
    uvicorn.run(
        app, port=port, loop="asyncio", http="h11", ws="none", lifespan="off", access_log=False, log_config=None
    )


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
