"""Logs as JSON, one line each: never a header, a body, a key, a query, or the text of an error, which may hold any of them."""

from __future__ import annotations

import json
import logging
import os
import traceback
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TextIO

FIELDS = "fields"
LONGEST = 500
DEEPEST = 12
LEVELS = ("debug", "info", "warning", "error")
WRITTEN = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=str)
REQUESTS = logging.getLogger("clausegraph.requests")
SERVICE = logging.getLogger("clausegraph.service")


class Lines(logging.Formatter):
    """A record as one line: time (UTC), level, who says it, and its fields, or its sentence where it has none."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its break."""
        time = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        said: dict[str, object] = {
            "time": time.replace("+00:00", "Z"),
            "level": record.levelname.lower(),
            "from": record.name,
        }
        fields = record.__dict__.get(FIELDS)
        said |= fields if isinstance(fields, Mapping) else {"say": record.getMessage().strip()[:LONGEST]}
        if record.exc_info and record.exc_info[1] is not None:
            said |= error_fields(record.exc_info[1])
        return WRITTEN.encode(said)


def error_fields(error: BaseException) -> dict[str, object]:
    """An error as its kind and the places it came through, innermost last; not what it says."""
    frames = traceback.extract_tb(error.__traceback__)[-DEEPEST:]
    places = [f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}" for frame in frames]
    return {"error": type(error).__name__, "at": places}


def tell(level: int, fields: Mapping[str, object], log: logging.Logger = SERVICE) -> None:
    """Log fields."""
    if log.isEnabledFor(level):
        record = logging.LogRecord(log.name, level, "", 0, "", (), None)  # without a search for who called
        record.__dict__[FIELDS] = fields
        log.handle(record)


def start_logging(level: str, stream: TextIO) -> None:
    """Have everything that is logged in this process, by libraries too, written to a stream as such lines."""
    written = logging.StreamHandler(stream)
    written.setFormatter(Lines())
    logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False  # nothing that a line would say
    logging.raiseExceptions = False  # a stream that nobody reads any more ends no request
    logging.basicConfig(level=level.upper(), handlers=[written], force=True)
    for name in ("asyncio", "uvicorn.error"):
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLevelName(level.upper())))


def end_logging(stream: TextIO) -> None:
    """Have all lines out; where nobody reads them any more, they lead nowhere and are no fault of the process."""
    try:
        stream.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
