"""Headers as they came in and go out."""

from __future__ import annotations

from typing import Any

from api.guards.raw import header_values, put_headers, raw


def test_all_values_of_a_name_are_found_in_their_order() -> None:
    scope = {"headers": [(b"a", b"1"), (b"b", b"2"), (b"a", b"\xe9")]}
    assert header_values(scope, b"a") == ["1", "é"] and header_values(scope, b"c") == []


def test_headers_are_added_to_those_of_an_answer() -> None:
    message: dict[str, Any] = {"type": "http.response.start", "status": 200}
    put_headers(message, raw({"X-A": "1"}))
    put_headers(message, raw({"X-B": "2"}))
    assert message["headers"] == [(b"x-a", b"1"), (b"x-b", b"2")]
