"""What is refused before there is a request is a problem too, with its marks."""

from __future__ import annotations

import json

import anyio

from api.guards.unasked import Crowded, written
from api.problems import RefusedError
from tests.api.guards.asking import asked, echo


def test_a_refusal_without_a_request_is_a_whole_answer() -> None:
    head, _, body = written(RefusedError.of(408, "API-408", "headers", "-", most="10")).partition(b"\r\n\r\n")
    lines = head.split(b"\r\n")
    headers = dict(line.split(b": ", 1) for line in lines[1:])
    said = json.loads(body)
    assert lines[0] == b"HTTP/1.1 408 Request Timeout"
    assert (headers[b"content-type"], int(headers[b"content-length"])) == (b"application/problem+json", len(body))
    assert (headers[b"connection"], headers[b"x-content-type-options"]) == (b"close", b"nosniff")
    assert (said["status"], said["code"], said["title"]) == (408, "API-408", "请求超时")


def test_one_connection_too_many_is_told_so_in_its_language() -> None:
    def answer(full: bool, language: bytes) -> list[dict[str, object]]:
        crowded = Crowded(echo, lambda: full, 7)
        return anyio.run(lambda: asked(crowded, [{"type": "http.request"}], headers=[(b"accept-language", language)]))

    start, body = answer(True, b"en")
    headers = dict(start["headers"])  # type: ignore[call-overload]
    said = json.loads(body["body"])  # type: ignore[arg-type]
    assert (start["status"], headers[b"retry-after"], headers[b"connection"]) == (503, b"1", b"close")
    assert headers[b"content-type"] == b"application/problem+json" and headers[b"x-request-id"]
    assert said["detail"].startswith("All 7 connections are taken.")
    assert json.loads(answer(True, b"zh")[1]["body"])["code"] == "API-461"  # type: ignore[arg-type]
    assert answer(False, b"en")[0]["status"] == 200
