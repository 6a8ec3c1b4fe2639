"""Headers as they came in and go out."""

from __future__ import annotations

from api.guards.raw import header_values, raw, said


def test_all_values_of_a_name_are_found_in_their_order() -> None:
    scope = {"headers": [(b"a", b"1"), (b"b", b"2"), (b"a", b"\xe9")]}
    assert header_values(scope, b"a") == ["1", "é"] and header_values(scope, b"c") == []


def test_headers_go_out_in_small_letters_and_can_be_said_again() -> None:
    assert raw({"X-A": "é"}) == [(b"x-a", b"\xe9")] and said(raw({"X-A": "é"})) == {"x-a": "é"}
