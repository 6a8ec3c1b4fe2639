"""Headers as they came in and go out, without an object around them: every request passes here."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.types import Scope

Raw = list[tuple[bytes, bytes]]


def header_values(scope: Scope, name: bytes) -> list[str]:
    """All values of a header, whose name is in small letters.

    >>> header_values({"headers": [(b"host", b"a"), (b"x", b"b")]}, b"host")
    ['a']
    """
    return [value.decode("latin-1") for one, value in scope["headers"] if one == name]


def raw(headers: Mapping[str, str]) -> Raw:
    """Headers as they go out."""
    return [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]


def said(headers: Raw) -> dict[str, str]:
    """Headers by name, as `raw` takes them."""
    return {name.decode("latin-1"): value.decode("latin-1") for name, value in headers}
