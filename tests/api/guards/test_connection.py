"""Slow headers end in time, over a real socket; whole requests and idle connections are left alone."""

from __future__ import annotations

import asyncio
import re
import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import h11
import pytest
import uvicorn
from uvicorn.server import ServerState

from api.guards.bodies import Bodies
from api.guards.connection import SHORT, Joined, line_of, timed
from api.guards.limits import Limits
from tests.api.guards.asking import echo

HEAD = b"GET /v1/x HTTP/1.1\r\nHost: 127.0.0.1\r\n"
SECONDS, MOST = 0.3, 5
PROBLEM = b"application/problem+json"
STATUS = re.compile(rb"HTTP/1\.1 [0-9]{3}")


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """A server whose headers must be whole within 0.3 seconds and whose bodies within one."""
    listening = socket.create_server(("127.0.0.1", 0))
    app = Bodies(echo, Limits(body_seconds=1))
    http = timed(SECONDS, MOST)
    config = uvicorn.Config(app, http=http, log_level="critical", lifespan="off", timeout_keep_alive=1)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=lambda: asyncio.run(server.serve([listening])))
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield listening.getsockname()[1]
    server.should_exit = True
    thread.join()
    listening.close()


def talk(port: int, *parts: bytes | float) -> tuple[bytes, float]:
    """What comes back until the server ends it, and after how long; a number waits."""
    begun = time.monotonic()
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        for part in parts:
            if isinstance(part, bytes):
                line.sendall(part)
            else:
                time.sleep(part)
        found = b"".join(iter(lambda: line.recv(65536), b""))
    return found, time.monotonic() - begun


@pytest.mark.parametrize("parts", [(), (b"G",), (HEAD,), (HEAD, 0.2, b"X-A: 1\r\n")])
def test_headers_that_never_become_whole_end_in_time(port: int, parts: tuple[bytes | float, ...]) -> None:
    found, seconds = talk(port, *parts)
    assert found.startswith(b"HTTP/1.1 408 ") and SECONDS * 0.9 < seconds < 2


def test_drop_by_drop_does_not_help(port: int) -> None:
    begun = time.monotonic()
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line, pytest.raises(OSError):
        line.sendall(HEAD)
        while time.monotonic() - begun < 5:
            line.sendall(b"X-A: 1\r\n")
            time.sleep(0.05)
    assert time.monotonic() - begun < 2


def test_a_whole_request_is_answered_and_the_connection_kept(port: int) -> None:
    found, seconds = talk(port, HEAD + b"\r\n", 0.5, HEAD + b"Connection: close\r\n\r\n")
    assert found.count(b"HTTP/1.1 200 OK") == 2 and b"408" not in found.split(b"\r\n")[0] and seconds > 0.5


def test_a_second_request_has_the_same_time_for_its_headers(port: int) -> None:
    found, seconds = talk(port, HEAD + b"\r\n", 0.1, b"GET /v1/slow")
    assert found.startswith(b"HTTP/1.1 200 OK") and b"HTTP/1.1 408 " in found and seconds < 2


def test_a_slow_body_is_answered_and_ended(port: int) -> None:
    found, seconds = talk(port, b"POST /v1/x HTTP/1.1\r\nHost: a\r\nContent-Length: 50\r\n\r\nxx")
    assert found.startswith(b"HTTP/1.1 408 ") and b"API-408" in found and 0.9 < seconds < 3


def test_a_body_may_take_longer_than_headers(port: int) -> None:
    head = b"POST /v1/x HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 4\r\n\r\n"
    assert b'"body":4' in talk(port, head, b"xx", 0.5, b"xx")[0]


def test_an_idle_connection_ends_by_the_time_of_keeping_alive(port: int) -> None:
    found, seconds = talk(port, HEAD + b"\r\n")
    assert found.startswith(b"HTTP/1.1 200 OK") and b" 408 " not in found and 0.9 < seconds < 3


def test_late_headers_are_told_so_as_a_problem(port: int) -> None:
    found, _ = talk(port, HEAD)
    assert PROBLEM in found and b"API-408" in found


@pytest.mark.parametrize("sent", [b"\x16\x03\x01\x02\x00\r\n\r\n", HEAD + b"Content-Length: x\r\n\r\n", b"GET\r\n\r\n"])
def test_what_is_no_request_is_told_so_as_a_problem(port: int, sent: bytes) -> None:
    found, _ = talk(port, sent)
    assert found.startswith(b"HTTP/1.1 400 Bad Request\r\n") and len(STATUS.findall(found)) == 1
    assert PROBLEM in found and b"API-460" in found


def test_garbage_after_an_answered_request_does_not_spoil_its_answer(port: int) -> None:
    found, _ = talk(port, HEAD + b"\r\n", 0.1, b"\x00\r\n\r\n")
    assert found.startswith(b"HTTP/1.1 200 OK") and b"API-460" in found


def test_a_broken_body_ends_the_connection_with_one_answer(port: int) -> None:
    head = b"POST /v1/x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
    assert STATUS.findall(talk(port, head, 0.1, b"zz\r\n")[0]) == [b"HTTP/1.1 400"]


def test_one_connection_too_many_gets_a_problem_and_the_others_stay(port: int) -> None:
    lines = [socket.create_connection(("127.0.0.1", port), timeout=10) for _ in range(MOST)]
    time.sleep(0.05)
    try:
        found, _ = talk(port, HEAD + b"\r\n")
        assert found.startswith(b"HTTP/1.1 503 Service Unavailable\r\n")
        assert PROBLEM in found and b"API-461" in found and b"retry-after: 1" in found
    finally:
        for line in lines:
            line.close()
    time.sleep(0.05)
    assert talk(port, HEAD + b"Connection: close\r\n\r\n")[0].startswith(b"HTTP/1.1 200 OK")


class Line:
    """A transport that keeps what is sent."""

    def __init__(self) -> None:
        self.sent: list[bytes] = []
        self.closed = False

    def write(self, data: bytes) -> None:
        """Keep it."""
        self.sent.append(data)

    def close(self) -> None:
        """Remember it."""
        self.closed = True


ANSWER, LINES, LINED = b"HTTP/1.1 200 OK\r\n\r\n", b"x: 1\r\n", b"HTTP/1.1 200 OK\r\nx: 1\r\n\r\n"


@pytest.mark.parametrize(
    ("parts", "sent"),
    [
        ([ANSWER, b"ab", b"c"], [LINED + b"ab", b"c"]),
        ([ANSWER, b""], [LINED]),
        ([ANSWER, b"a" * (SHORT + 1)], [LINED, b"a" * (SHORT + 1)]),
        ([ANSWER, ANSWER, b""], [LINED, LINED]),
        ([b"HTTP/1.1 100 \r\n\r\n", ANSWER, b""], [b"HTTP/1.1 100 \r\n\r\n", LINED]),
    ],
)
def test_the_head_of_an_answer_goes_out_with_its_body(parts: list[bytes], sent: list[bytes]) -> None:
    async def write() -> list[bytes]:
        line = Line()
        joined = Joined(line)  # type: ignore[arg-type]
        for part in parts:
            if part is ANSWER:
                joined.expect(LINES)
            joined.write(part)
        return line.sent

    assert asyncio.run(write()) == sent


def test_a_head_without_a_body_goes_out_before_the_end() -> None:
    line = Line()
    joined = Joined(line)  # type: ignore[arg-type]
    joined.expect(LINES)
    joined.write(ANSWER)
    assert line.sent == []
    joined.close()
    assert line.sent == [LINED] and line.closed


def test_what_comes_in_place_of_a_head_goes_out_as_it_is() -> None:
    line = Line()
    joined = Joined(line)  # type: ignore[arg-type]
    joined.expect(LINES)
    joined.forget()
    joined.write(ANSWER)
    assert line.sent == [ANSWER]


async def odd(scope: Any, receive: Any, send: Any) -> None:
    """An application that answers with the headers of its path."""
    names = {
        "/good": [(b"x-a", b"1"), (b"Set-Cookie", b"a"), (b"set-cookie", b"b\t c")],
        "/bad": [(b"x-a", b"1\r\nx-b: 2")],
    }
    body = b"ab"
    headers = [(b"content-length", b"%d" % len(body)), *names[scope["path"]]]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})


class Wire(asyncio.Transport):
    """A connection whose other end is the test."""

    def __init__(self) -> None:
        super().__init__()
        self.sent, self.closed = b"", False

    def write(self, data: Any) -> None:
        """Keep it."""
        self.sent += bytes(data)

    def close(self) -> None:
        """Remember it."""
        self.closed = True

    def is_closing(self) -> bool:
        """Whether it is closed."""
        return self.closed

    def pause_reading(self) -> None:
        """Nothing more comes."""

    def resume_reading(self) -> None:
        """Nothing more comes."""


@pytest.mark.parametrize("path", ["/good", "/bad"])
def test_headers_go_out_as_they_are_and_none_becomes_two(path: str) -> None:
    async def asked() -> tuple[bytes, bool]:
        config = uvicorn.Config(odd, http=timed(SECONDS, MOST), log_level="critical", lifespan="off", ws="none")
        config.load()
        wire = Wire()
        protocol = config.http_protocol_class(config=config, server_state=ServerState(), app_state={})  # type: ignore[call-arg,operator]
        protocol.connection_made(wire)
        protocol.data_received(f"GET {path} HTTP/1.1\r\nHost: a\r\n\r\n".encode() * 2)
        await asyncio.sleep(0.05)
        return wire.sent, wire.closed

    sent, closed = asyncio.run(asked())
    if path == "/bad":
        assert sent == b"" and closed
    else:
        head = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\nx-a: 1\r\nSet-Cookie: a\r\nset-cookie: b\t c\r\n\r\nab"
        assert sent == head * 2


@pytest.mark.parametrize("value", [b"", b"a", b"a b", b"\x80", b" a", b"a ", b"a\n", b"\n", b"a\x00b", b"\ta"])
@pytest.mark.parametrize("name", [b"x", b"X-A", b"x y", b"x:", b"", b"x\n"])
def test_a_header_is_one_where_h11_takes_it_for_one(name: bytes, value: bytes) -> None:
    try:
        h11.Response(status_code=200, headers=[(name, value)])
    except h11.LocalProtocolError:
        assert line_of(name, value) == b""
    else:
        assert line_of(name, value) == b"%b: %b\r\n" % (name, value)
