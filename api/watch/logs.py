"""Logs as JSON, one line each: never a header, a body, a key, a query, or the text of an error, which may hold any of them.

Lines are gathered for a moment and go out together; a warning goes out at once, with all before it, and so does the last one.
"""

from __future__ import annotations

import json
import logging
import os
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import TextIO

FIELDS = "fields"
LONGEST = 500
DEEPEST = 12
MOMENT = 0.1  # seconds that a line waits for others
MOST = 4096  # lines that wait; whoever brings one more writes them
WRITTEN = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=str)
REQUESTS = logging.getLogger("clausegraph.requests")
SERVICE = logging.getLogger("clausegraph.service")
ROOT = logging.getLogger()


class Lines(logging.Formatter):
    """A record as one line: time (UTC), level, who says it, and its fields, or its sentence where it has none."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its break."""
        said: dict[str, object] = {
            "time": time_text(record.created),
            "level": record.levelname.lower(),
            "from": record.name,
        }
        fields = record.__dict__.get(FIELDS)
        said |= fields if isinstance(fields, Mapping) else {"say": record.getMessage().strip()[:LONGEST]}
        if record.exc_info and record.exc_info[1] is not None:
            said |= error_fields(record.exc_info[1])
        return WRITTEN.encode(said)


def time_text(seconds: float) -> str:
    """Seconds since 1970 as UTC.

    >>> time_text(0.25)
    '1970-01-01T00:00:00.250Z'
    """
    whole = int(seconds)
    return f"{_second(whole)}.{int((seconds - whole) * 1000):03}Z"


@lru_cache(maxsize=8)
def _second(whole: int) -> str:
    return datetime.fromtimestamp(whole, UTC).strftime("%Y-%m-%dT%H:%M:%S")


class Gathered(logging.StreamHandler[TextIO]):
    """Writes lines together, in a thread of its own: to write one is to wait for the system, and all requests would wait too."""

    def __init__(self, stream: TextIO) -> None:
        super().__init__(stream)
        self.lines: deque[str | Callable[[], str]] = deque()
        self._some, self._writing = threading.Event(), threading.Lock()
        threading.Thread(target=self._write, name="log", daemon=True).start()

    def emit(self, record: logging.LogRecord) -> None:
        """Take a record."""
        try:
            self.take(record.levelno, self.format(record))
        except Exception:
            self.handleError(record)

    def take(self, level: int, line: str | Callable[[], str]) -> None:
        """Take a line, or what makes one: it is made when it is written, with others, and not while somebody waits."""
        self.lines.append(line)
        if level >= logging.WARNING or len(self.lines) > MOST:
            self.flush()
        elif not self._some.is_set():
            self._some.set()

    def flush(self) -> None:
        """Have all lines out, in the order in which they came; a stream that takes no more is no fault of who brings one."""
        with self._writing:
            taken = [self.lines.popleft() for _ in range(len(self.lines))]
            lines = [one if isinstance(one, str) else one() for one in taken]
            try:
                self.stream.write("".join([f"{line}\n" for line in lines]))
                self.stream.flush()
            except (OSError, ValueError):
                return

    def _write(self) -> None:
        while self._some.wait():
            time.sleep(MOMENT)
            self._some.clear()
            self.flush()


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


def say(level: int, line: Callable[[], str]) -> None:
    """Log a line that is made as JSON already, of what is logged most often."""
    for one in ROOT.handlers:
        if isinstance(one, Gathered):
            one.take(level, line)


def start_logging(level: str, stream: TextIO) -> None:
    """Have everything that is logged in this process, by libraries too, written to a stream as such lines."""
    written = Gathered(stream)
    written.setFormatter(Lines())
    logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False  # nothing that a line would say
    logging.raiseExceptions = False  # a stream that nobody reads any more ends no request
    logging.basicConfig(level=level.upper(), handlers=[written], force=True)
    for name in ("asyncio", "uvicorn.error"):
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLevelName(level.upper())))


def end_logging(stream: TextIO) -> None:
    """Have all lines out; where nobody reads them any more, they lead nowhere and are no fault of the process."""
    for one in ROOT.handlers:
        one.flush()
    try:
        stream.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
