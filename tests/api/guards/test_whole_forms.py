"""Forms that are none, and forms that broke off, are refused before a route sees them."""

from __future__ import annotations

import pytest
from starlette.datastructures import Headers

from api.guards.whole_forms import check_form
from api.problems import RefusedError

PARTED = "multipart/form-data; boundary=b"


@pytest.mark.parametrize(
    ("media", "tail"),
    [
        (PARTED, b"x\r\n--b--\r\n"),
        (PARTED, b"--b--"),
        ('Multipart/Form-Data; charset=utf-8; boundary="b"', b"--b--\r\n"),
        ("application/x-www-form-urlencoded", b"a=1"),
    ],
)
def test_a_whole_form_passes(media: str, tail: bytes) -> None:
    check_form(Headers({"content-type": media}), tail)


@pytest.mark.parametrize(
    ("media", "tail", "status", "code"),
    [
        (None, b"a=1", 415, "API-463"),
        ("application/json", b"{}", 415, "API-463"),
        ("multipart/mixed; boundary=b", b"--b--", 415, "API-463"),
        ("/;;=\x7f", b"x", 415, "API-463"),
        ("multipart/form-data", b"--b--", 400, "API-464"),
        (PARTED, b"--b\r\nx", 400, "API-464"),
        (PARTED, b"--b-", 400, "API-464"),
        (PARTED, b"--bb--", 400, "API-464"),
        (PARTED, b"", 400, "API-464"),
    ],
)
def test_what_is_no_whole_form_is_refused(media: str | None, tail: bytes, status: int, code: str) -> None:
    with pytest.raises(RefusedError) as refused:
        check_form(Headers({} if media is None else {"content-type": media}), tail)
    assert (refused.value.status, refused.value.fault.code) == (status, code)
