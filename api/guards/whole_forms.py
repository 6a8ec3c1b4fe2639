"""A form is of a kind that is read, and whole: what broke off would else be taken for a shorter form."""

from __future__ import annotations

from email.message import Message

from starlette.datastructures import Headers

from api.problems import RefusedError

PARTS, WORDS = "multipart/form-data", "application/x-www-form-urlencoded"
ROOM = 1024  # bytes at the end of a form in which its end must stand
LONGEST = 200  # characters of a boundary; the standard has 70


def check_form(headers: Headers, tail: bytes) -> None:
    """Pass a form by its headers and its last bytes (`ROOM` of them, or all).

    Raises: RefusedError 415 API-463 for a body that is no form, 400 API-464 for one of parts whose last boundary is not there.
    """
    stated = Message()
    stated["Content-Type"] = headers.get("content-type", "")
    media = stated.get_content_type() if "content-type" in headers else "-"
    if media not in (PARTS, WORDS):
        raise RefusedError.of(415, "API-463", "Content-Type", media[:100], known=f"{PARTS}, {WORDS}")
    if media == WORDS:
        return
    boundary = str(stated.get_param("boundary") or "")
    end = f"--{boundary[:LONGEST]}--".encode("latin-1", "replace")
    if not boundary or not tail.rstrip().endswith(end):
        raise RefusedError.of(400, "API-464", "body", f"… {tail[-40:].hex(' ')}"[:160])
