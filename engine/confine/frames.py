"""Messages between us and a child: the lengths of a JSON head and of a body, then both; nothing is ever unpickled."""

from __future__ import annotations

import json
import socket
import struct
import time
from dataclasses import dataclass, field
from typing import Any

LENGTHS = struct.Struct("!II")
PIECE = 1 << 16
SECOND = 10**9
WORLD = b"w"  # what a request begins with that asks for no child, but for a world to be read


class EndedError(Exception):
    """The other side has ended before its message was whole."""


class TooLargeError(Exception):
    """The message is larger than may be taken."""


class MalformedError(Exception):
    """What was said is not what may be said."""


@dataclass(frozen=True, slots=True)
class Message:
    """A head of plain JSON and bytes."""

    head: dict[str, Any]
    body: bytes = field(default=b"", repr=False)


def after(seconds: int) -> int:
    """The moment that is so far from now, on the clock that nobody sets, in nanoseconds."""
    return time.monotonic_ns() + seconds * SECOND


def send(line: socket.socket, message: Message, until: int | None = None) -> None:
    """Write a message, by `until`, see `after`. Raises: OSError, TimeoutError."""
    head = json.dumps(message.head, ensure_ascii=False).encode()
    _by(line, until)
    line.sendall(LENGTHS.pack(len(head), len(message.body)) + head)
    line.sendall(message.body)


def receive(line: socket.socket, most: int, until: int | None = None) -> Message:
    """Read a message of at most `most` bytes. Raises: EndedError, TooLargeError, TimeoutError,
    MalformedError for a head that is none."""
    sizes = LENGTHS.unpack(_exactly(line, LENGTHS.size, until))
    if sum(sizes) > most:
        raise TooLargeError
    head, body = (_exactly(line, size, until) for size in sizes)
    try:
        found = json.loads(head)
    except (RecursionError, ValueError) as fault:
        raise MalformedError from fault
    if not isinstance(found, dict):
        raise MalformedError
    return Message(found, body)


def _exactly(line: socket.socket, size: int, until: int | None) -> bytes:
    found = bytearray()
    while len(found) < size:
        _by(line, until)
        try:
            piece = line.recv(min(PIECE, size - len(found)))
        except ConnectionError as fault:
            raise EndedError from fault
        if not piece:
            raise EndedError
        found += piece
    return bytes(found)


def _by(line: socket.socket, until: int | None) -> None:
    if until is None:
        line.settimeout(None)
    elif (left := until - time.monotonic_ns()) > 0:
        line.settimeout(left / SECOND)
    else:
        raise TimeoutError
