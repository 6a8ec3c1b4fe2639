"""What is no request at all, or one that never ends: bytes on a connection, and which answers are right."""

from __future__ import annotations

import re
import socket
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from tests.hostile.sent import SUBMIT

Pieces = Callable[[], Iterator[bytes]]
REFUSED = tuple(range(400, 500))
ENDED = 0  # the connection ended without an answer
PIECE = 64 * 1024
LATE = 5  # seconds by which a busy machine may be late
PROBLEM = b"content-type: application/problem+json"
STATUS = re.compile(rb"HTTP/1\.[01] ([2-5][0-9]{2}) ")
JSON_ROUTE = f"/v1/submissions/{'0' * 64}/rulings"


@dataclass(frozen=True, slots=True)
class Raw:
    """Bytes with a pause after each piece, the statuses that may be answered, in their order, and within which seconds."""

    name: str
    pieces: Pieces = field(repr=False)
    right: tuple[int, ...] = REFUSED
    pause: float = 0.0
    within: float = 20.0
    answers: int = 1


def head(method: str, path: str, *lines: str, version: str = "1.1", host: str = "localhost") -> bytes:
    """A request without its body; `{key}` in a line is the key."""
    return "\r\n".join(
        (f"{method} {path} HTTP/{version}", f"Host: {host}", "Authorization: Bearer {key}", *lines, "", "")
    ).encode()


def once(content: bytes) -> Pieces:
    """All at once."""
    return lambda: iter((content,))


def _slowly(start: bytes, piece: bytes) -> Pieces:
    def pieces() -> Iterator[bytes]:
        yield start
        while True:
            yield piece

    return pieces


def _chunks() -> Iterator[bytes]:
    yield head("POST", SUBMIT, "Transfer-Encoding: chunked", "Content-Type: multipart/form-data; boundary=a")
    while True:
        yield b"%x\r\n" % PIECE + b"x" * PIECE + b"\r\n"


JSON_HEAD = ("Content-Type: application/json",)
QUICK: tuple[Raw, ...] = (
    Raw("noise", once(bytes(range(1, 256)) * 40)),
    Raw("tls", once(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 500)),
    Raw("http-2", once(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + b"\0" * 30)),
    Raw("http-0.9", once(b"GET /\r\n\r\n")),
    Raw("http-9", once(head("GET", "/v1/editions", version="9.9")), (*REFUSED, 505, 200)),
    Raw("no-host", once(b"GET /v1/editions HTTP/1.1\r\n\r\n")),
    Raw("two-hosts", once(head("GET", "/v1/editions", "Host: evil.example"))),
    Raw("another-host", once(head("GET", "/v1/editions", host="evil.example"))),
    Raw("absolute-elsewhere", once(head("GET", "{canary}", host="127.0.0.1"))),
    Raw("connect", once(head("CONNECT", "{canary}"))),
    Raw("trace", once(head("TRACE", "/v1/editions"))),
    Raw("unknown-method", once(head("BREW", "/v1/editions"))),
    Raw("method-without-end", once(b"A" * 200_000)),
    Raw("address-of-100-kb", once(head("GET", "/" + "a" * 100_000))),
    Raw("address-of-5-kb", once(head("GET", "/" + "a" * 5_000))),
    Raw("address-with-nul", once(head("GET", "/v1/editions%00/x"))),
    Raw("address-with-dots", once(head("GET", "/v1/../../../etc/passwd"))),
    Raw("address-with-dots-encoded", once(head("GET", "/v1/editions/%2e%2e%2f%2e%2e%2fetc%2fpasswd"))),
    Raw("address-not-utf-8", once(head("GET", "/v1/editions/%ff%fe"))),
    Raw("address-of-bytes", once(b"GET /v1/\xff\xfe HTTP/1.1\r\nHost: localhost\r\n\r\n")),
    Raw("headers-of-64-kib", once(head("GET", "/v1/editions", *(f"X-{at}: {'a' * 1000}" for at in range(64))))),
    Raw("header-of-64-kib", once(head("GET", "/v1/editions", f"X: {'a' * 65_000}"))),
    Raw("header-of-20-kib", once(head("GET", "/v1/editions", f"X: {'a' * 20_000}"))),
    Raw("thousand-headers", once(head("GET", "/v1/editions", *(f"X-{at}: 1" for at in range(1000))))),
    Raw("header-without-colon", once(head("GET", "/v1/editions", "X"))),
    Raw("header-with-nul", once(head("GET", "/v1/editions", "X: a\0b"))),
    Raw("folded-header", once(head("GET", "/v1/editions", "X: a", " b")), (*REFUSED, 200)),
    Raw("length-below-zero", once(head("POST", JSON_ROUTE, "Content-Length: -1"))),
    Raw("length-in-words", once(head("POST", JSON_ROUTE, "Content-Length: ten"))),
    Raw("length-of-100-digits", once(head("POST", JSON_ROUTE, *JSON_HEAD, f"Content-Length: {'9' * 100}"))),
    Raw("length-in-other-digits", once("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: １\r\n\r\n1".encode())),
    Raw("two-lengths", once(head("POST", JSON_ROUTE, "Content-Length: 2", "Content-Length: 3") + b"{}")),
    Raw(
        "length-and-chunks",
        once(head("POST", JSON_ROUTE, "Content-Length: 2", "Transfer-Encoding: chunked") + b"0\r\n\r\n"),
    ),
    Raw("chunk-size-in-words", once(head("POST", JSON_ROUTE, "Transfer-Encoding: chunked") + b"zz\r\n\r\n")),
    Raw(
        "chunk-size-of-100-digits", once(head("POST", JSON_ROUTE, "Transfer-Encoding: chunked") + b"f" * 100 + b"\r\n")
    ),
    Raw(
        "chunk-with-words-without-end",
        once(head("POST", JSON_ROUTE, "Transfer-Encoding: chunked") + b"1;" + b"a" * 200_000),
    ),
    Raw("unknown-transfer", once(head("POST", JSON_ROUTE, "Transfer-Encoding: gzip, chunked")), (*REFUSED, 501)),
    Raw("body-of-get", once(head("GET", "/v1/editions", "Content-Length: 2000000")), REFUSED),
    Raw("upgrade", once(head("GET", "/v1/editions", "Connection: Upgrade", "Upgrade: websocket")), (*REFUSED, 200)),
    Raw(
        "expect-nonsense",
        once(head("POST", JSON_ROUTE, *JSON_HEAD, "Expect: 200-nonsense", "Content-Length: 2") + b"{}"),
    ),
    Raw(
        "key-of-nobody",
        once(b"GET /v1/editions HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer cgk_" + b"a" * 77 + b"\r\n\r\n"),
    ),
    Raw(
        "token-with-address-of-keys",
        once(b"GET /v1/editions HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\n\r\n"),
    ),
    Raw(
        "forwarded",
        once(
            head("GET", "/v1/editions", "X-Forwarded-Host: {canary}", "Forwarded: host={canary}", "Connection: close")
        ),
        (200,),
    ),
    Raw(
        "origin-elsewhere", once(head("POST", JSON_ROUTE, *JSON_HEAD, "Origin: {canary}", "Content-Length: 2") + b"{}")
    ),
    Raw("http-1.0", once(head("GET", "/v1/editions", version="1.0")), (200,)),
    Raw(
        "pipelined",
        once(
            head("GET", "/v1/editions") + head("GET", "/v1/nothing") + head("GET", "/v1/editions", "Connection: close")
        ),
        (200, 404, 200),
        answers=3,
    ),
    Raw(
        "smuggled",
        once(head("POST", JSON_ROUTE, *JSON_HEAD, "Content-Length: 2") + b"{}" + head("BREW", "/")),
        (*REFUSED,),
        answers=2,
    ),
    Raw(
        "thousand-pipelined",
        once(head("GET", "/v1/nothing") * 1000 + head("GET", "/v1/nothing", "Connection: close")),
        (404,),
        answers=1001,
        within=60,
    ),
    Raw("chunks-without-end", _chunks),
)
SLOW: tuple[Raw, ...] = (
    Raw("nothing-ever", lambda: iter(()), (408,)),
    Raw("slow-headers", _slowly(b"GET / HTTP/1.1\r\n", b"X: 1\r\n"), (408,), pause=0.5),
    Raw("slow-method", _slowly(b"G", b"E"), (408,), pause=0.5),
    Raw("slow-body", _slowly(head("POST", JSON_ROUTE, *JSON_HEAD, "Content-Length: 1000"), b" "), (408,), 0.5, 45),
    Raw("body-that-never-comes", once(head("POST", JSON_ROUTE, *JSON_HEAD, "Content-Length: 1000")), (408,), 0.5, 45),
    Raw("body-cut-off", once(head("POST", JSON_ROUTE, *JSON_HEAD, "Content-Length: 1000") + b"{"), (408,), 0.5, 45),
)
SLOWEST: tuple[Raw, ...] = (
    Raw(
        "slow-upload",
        _slowly(head("POST", SUBMIT, "Content-Type: multipart/form-data; boundary=a", "Content-Length: 1000000"), b"x"),
        (408,),
        0.5,
        140,
    ),
)


@dataclass(frozen=True, slots=True)
class Told:
    """What came back: the statuses in their order (0 for an end without one), everything, and after how many seconds."""

    statuses: tuple[int, ...]
    text: bytes = field(repr=False)
    seconds: float

    def right_for(self, raw: Raw) -> bool:
        """Whether every answer is one that may be given, as a problem where it refuses, no more came than were asked for,
        and all in time.
        """
        refusals = sum(400 <= status < 500 for status in self.statuses)
        late = self.seconds > raw.within + LATE
        if len(self.statuses) > raw.answers or late or self.text.count(PROBLEM) != refusals:
            return False
        in_order = len(raw.right) == raw.answers > 1
        wanted = [(status,) for status in raw.right] if in_order else [raw.right] * len(self.statuses)
        whole = len(self.statuses) == raw.answers or not in_order
        return whole and all(status in right for status, right in zip(self.statuses, wanted, strict=False))


def tell(port: int, raw: Raw, key: str, words: dict[str, str]) -> Told:
    """Send the pieces, and read until the connection ends or the time is over."""
    said = {b"{key}": key.encode()} | {f"{{{name}}}".encode(): word.encode() for name, word in words.items()}
    begun = time.monotonic()
    with socket.create_connection(("127.0.0.1", port), timeout=5) as line:
        line.settimeout(0.02)
        text = _talk(line, raw, said, begun + raw.within)
    return Told(_statuses(text), text, time.monotonic() - begun)


def _talk(line: socket.socket, raw: Raw, said: dict[bytes, bytes], until: float) -> bytes:
    heard = bytearray()
    try:
        for piece in raw.pieces():
            _send(line, _filled(piece, said), heard, until)
            if time.monotonic() > until or not _hear(line, heard, time.monotonic() + raw.pause):
                return bytes(heard)
        while time.monotonic() < until and _hear(line, heard, time.monotonic() + 0.2):
            if len(STATUS.findall(heard)) >= raw.answers:
                break
    except OSError:
        _hear(line, heard, time.monotonic() + 0.2)
    return bytes(heard)


def _filled(piece: bytes, said: dict[bytes, bytes]) -> bytes:
    for name, word in said.items():
        piece = piece.replace(name, word) if name in piece else piece
    return piece


def _send(line: socket.socket, piece: bytes, heard: bytearray, until: float) -> None:
    left = memoryview(piece)
    while left and time.monotonic() < until:
        try:
            left = left[line.send(left) :]
        except TimeoutError:
            if not _hear(line, heard, 0):
                raise ConnectionError from None


def _hear(line: socket.socket, heard: bytearray, until: float) -> bool:
    """Take what has come until then; False where the connection has ended."""
    while True:
        try:
            piece = line.recv(PIECE)
        except TimeoutError:
            if time.monotonic() >= until:
                return True
            continue
        except OSError:
            return False
        if not piece:
            return False
        heard += piece


def _statuses(text: bytes) -> tuple[int, ...]:
    """The statuses of the answers in a text, `100 Continue` left out."""
    return tuple(int(status) for status in STATUS.findall(text)) or (ENDED,)
